#pragma once

#include "backend/platform/core/result.h"

namespace signalbox::security {

/// The newest entry of OpenSSL's error queue of this thread as text for the log; empties the queue.
LogDetail opensslError();

} // namespace signalbox::security
