#include "backend/platform/core/sleep.h"

#include "backend/platform/core/thread_anchor.h"

#include <QTimer>

namespace signalbox::core {

Task<bool> sleepFor(milliseconds time, CancelToken cancel)
{
    OneShot<bool> done;
    QTimer::singleShot(time, Qt::PreciseTimer, threadAnchor(), [done] { done.resolve(true); });
    const CancelRegistration early(cancel, [done] { done.resolve(false); });
    co_return co_await done;
}

} // namespace signalbox::core
