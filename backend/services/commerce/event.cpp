#include "backend/services/commerce/event.h"

namespace signalbox::commerce {

void writeLine(const Event &event)
{
    if (!log::isEnabled(event.level))
        return;
    const std::array own {log::Field("functionName", event.functionName), log::Field("event", event.event),
                          log::Field("requestId", event.requestId)};
    log::write({event.level, "commerce", event.event, event.requestId}, own, event.fields);
}

} // namespace signalbox::commerce
