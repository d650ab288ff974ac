#pragma once

#include "backend/platform/core/cancel.h"
#include "backend/platform/core/clock.h"
#include "backend/platform/core/headers.h"
#include "backend/platform/core/result.h"
#include "backend/platform/core/task.h"
#include "backend/platform/trace/span.h"

#include <QByteArray>
#include <QUrl>

#include <memory>

namespace signalbox::metrics {
class Registry;
}

namespace signalbox::upstream {

/// How often one call may be repeated (contract commerce-router 3.4).
struct RetryPolicy
{
    int maxRetries = 0; ///< repeats after the first try
    core::milliseconds firstPause {200}; ///< doubles each time, ± 20 %
};

/// One HTTP exchange with an outside party.
struct Call
{
    QByteArray upstream; ///< closed name for pool, breaker, metrics and traces: `kroger`, `walmart`, …
    QByteArray method = "GET";
    QUrl url;
    Headers headers = {};
    QByteArray body = {};
    core::SteadyTime deadline; ///< covers connecting, tries and pauses
    RetryPolicy retry = {};
    bool placing = false; ///< places something: fresh connection, never repeated, not even by the library
    bool guardAddresses = false; ///< the URL came from outside: internal addresses are refused (SSRF)
    qint64 maxReplyBytes = 8 * 1024 * 1024;
    CancelToken cancel = {};
    trace::Context parent = {};
};

/// What came back, whatever its status.
struct Reply
{
    int status = 0;
    Headers headers;
    QByteArray body;
    core::milliseconds elapsed {0}; ///< from the call to the last byte, all tries
    int tries = 1;
};

/// Sends calls from one worker's event loop: libcurl multi, keep-alive pools, TLS checks, HTTP/2 where offered.
/// One per worker thread, used on that thread only. The breakers behind it are shared by the process.
class Client
{
public:
    virtual ~Client() = default;

    /// Always completes, exactly once. Errors: Timeout (deadline), Cancelled, Unavailable (breaker open, or
    /// connection refused/reset/unresolved: `detail` says which), TooLarge (reply over the limit), Forbidden (SSRF
    /// guard), InvalidInput (URL). An HTTP status is never an error here.
    virtual Task<Result<Reply>> send(Call call) = 0;
};

} // namespace signalbox::upstream
