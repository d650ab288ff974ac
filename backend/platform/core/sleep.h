#pragma once

#include "backend/platform/core/cancel.h"
#include "backend/platform/core/clock.h"
#include "backend/platform/core/task.h"

namespace signalbox::core {

/// Resumes on the calling thread's event loop after the time, or at once when the token is cancelled. True when the
/// whole time passed.
Task<bool> sleepFor(milliseconds time, CancelToken cancel = {});

} // namespace signalbox::core
