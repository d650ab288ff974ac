#pragma once

#include "backend/platform/core/result.h"

#include <curl/curl.h>

namespace signalbox::upstream {

/// What a failed transfer is called on our side. `osError` is the errno of the last connect, 0 when there is none;
/// `text` is libcurl's own sentence (it names hosts, so it only goes into the log detail).
Error transferError(CURLcode code, long osError, const char *text);

/// The error of `reason` with the code Unavailable; the reason is the first word of the detail.
Error unavailable(QLatin1StringView reason, const QString &more);

} // namespace signalbox::upstream
