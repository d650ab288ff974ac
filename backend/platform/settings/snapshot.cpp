#include "backend/platform/settings/snapshot.h"

namespace signalbox::settings {

const Value &Snapshot::at(const QByteArray &key) const
{
    const auto found = m_values.constFind(key);
    if (found == m_values.constEnd())
        qFatal("setting %s is not in the catalogue", key.constData());
    return *found;
}

} // namespace signalbox::settings
