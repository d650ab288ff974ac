#include "backend/platform/core/sleep.h"

#include <QTimer>

namespace signalbox::core {

ScopedTimer::ScopedTimer(milliseconds time, std::function<void()> callback) : m_timer(new QTimer)
{
    m_timer->setSingleShot(true);
    m_timer->setTimerType(Qt::PreciseTimer);
    QObject::connect(m_timer, &QTimer::timeout, m_timer, std::move(callback));
    m_timer->start(time);
}

ScopedTimer::~ScopedTimer()
{
    // The callback may be what ends the owner, and then it still runs inside the timer's own signal.
    m_timer->stop();
    m_timer->deleteLater();
}

Task<bool> sleepFor(milliseconds time, CancelToken cancel)
{
    const OneShot<bool> done;
    const ScopedTimer timer(time, [done] { done.resolve(true); });
    const CancelRegistration early(cancel, [done] { done.resolve(false); });
    co_return co_await done;
}

} // namespace signalbox::core
