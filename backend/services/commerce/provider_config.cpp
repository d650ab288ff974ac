#include "backend/services/commerce/provider_config.h"

namespace signalbox::commerce {

QByteArray modeText(Mode mode)
{
    switch (mode) {
    case Mode::Live:
        return QByteArrayLiteral("live");
    case Mode::Estimated:
        return QByteArrayLiteral("estimated");
    case Mode::Mock:
        return QByteArrayLiteral("mock");
    }
    Q_UNREACHABLE();
}

} // namespace signalbox::commerce
