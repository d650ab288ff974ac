#include "backend/services/commerce/event.h"

namespace signalbox::commerce {

log::Entry logEntryOf(const Event &event)
{
    log::Entry entry;
    entry.level = event.level;
    entry.service = "commerce";
    entry.message = QString::fromLatin1(event.event);
    entry.requestId = event.requestId;
    entry.fields = {{"functionName", QString::fromLatin1(event.functionName)},
                    {"event", QString::fromLatin1(event.event)},
                    {"requestId", QString::fromLatin1(event.requestId)}};
    entry.fields.insert(entry.fields.end(), event.fields.begin(), event.fields.end());
    return entry;
}

} // namespace signalbox::commerce
