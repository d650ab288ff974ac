#include "backend/platform/core/thread_anchor.h"

namespace signalbox::core {

QObject *threadAnchor()
{
    thread_local QObject anchor;
    return &anchor;
}

} // namespace signalbox::core
