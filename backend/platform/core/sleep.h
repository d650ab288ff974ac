#pragma once

#include "backend/platform/core/cancel.h"
#include "backend/platform/core/clock.h"
#include "backend/platform/core/task.h"

#include <QtGlobal>

#include <functional>

class QTimer;

namespace signalbox::core {

/// Calls back once on the calling thread's event loop after the time, unless it has gone before: a wait that ended early
/// leaves no timer behind. The callback may resume the coroutine that owns the object.
class ScopedTimer
{
public:
    ScopedTimer(milliseconds time, std::function<void()> callback);
    ~ScopedTimer();
    Q_DISABLE_COPY_MOVE(ScopedTimer)

private:
    QTimer *m_timer;
};

/// Resumes on the calling thread's event loop after the time, or at once when the token is cancelled. True when the
/// whole time passed.
Task<bool> sleepFor(milliseconds time, CancelToken cancel = {});

} // namespace signalbox::core
