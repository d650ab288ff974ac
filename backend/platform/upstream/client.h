#pragma once

#include "backend/platform/core/address.h"
#include "backend/platform/core/cancel.h"
#include "backend/platform/core/clock.h"
#include "backend/platform/core/headers.h"
#include "backend/platform/core/result.h"
#include "backend/platform/core/task.h"
#include "backend/platform/trace/span.h"

#include <QByteArray>
#include <QUrl>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace signalbox::metrics {
class Registry;
}

namespace signalbox::upstream {

class BreakerBoard;

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

    /// Completes what is under way, and all that is sent later, with Cancelled.
    virtual void close() = 0;
};

/// A finished call, for the request ring and for client spans.
struct CallRecord
{
    QByteArray upstream;
    QByteArray method;
    QByteArray path; ///< without the query, which may hold secrets
    int status = 0; ///< 0 when no answer arrived
    std::optional<ErrorCode> error;
    core::WallTime start;
    core::milliseconds elapsed {0}; ///< all tries and pauses
    int tries = 0; ///< 0 when nothing was sent
    /// Between two tries: when (since `start`) and for how long.
    std::vector<std::pair<core::milliseconds, core::milliseconds>> pauses = {};
    trace::Context context; ///< the client span; not valid when the call had no parent
    QByteArray parentSpanId;
};

/// What a worker's client is made of. What the pointers point to must outlive the client.
struct ClientOptions
{
    std::shared_ptr<BreakerBoard> breakers = {}; ///< one for the process; its own when empty
    metrics::Registry *registry = nullptr;
    const core::Clock *clock = &core::systemClock();
    int maxConnectionsPerHost = 64;
    int maxConnections = 256; ///< of this worker; calls beyond it wait inside their deadline
    int maxInFlight = 2000; ///< calls of this worker; more are refused with Unavailable
    std::vector<core::Cidr> allowedInternal = {}; ///< internal blocks that `guardAddresses` lets through
    QByteArray caFile = {}; ///< PEM bundle instead of the system's
    std::function<void(const CallRecord &)> observer = {}; ///< runs on the client's thread after each call
};

/// A client for the calling thread, which must run a Qt event loop. Destroying it closes it. Configuration when libcurl lacks a resolver that does not block.
Result<std::unique_ptr<Client>> makeClient(ClientOptions options);

/// Why a call failed, in one word, for Unavailable: `refused`, `reset`, `unresolved`, `unreachable`, `tls`, `garbled`,
/// `open` (breaker), `full` (too many calls), `failed` (anything else); empty for other errors.
QString reason(const Error &error);

} // namespace signalbox::upstream
