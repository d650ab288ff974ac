#pragma once

#include "backend/platform/core/address.h"
#include "backend/platform/core/cancel.h"
#include "backend/platform/core/clock.h"
#include "backend/platform/core/headers.h"
#include "backend/platform/core/result.h"
#include "backend/platform/core/task.h"
#include "backend/platform/settings/snapshot.h"
#include "backend/platform/trace/span.h"

#include <QByteArray>

#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace signalbox::http {

/// What the head of a request says, before any body.
struct RequestHead
{
    QByteArray method; ///< as received, upper case for every method we know
    QByteArray target; ///< as received, byte for byte
    QByteArray path; ///< target up to `?`
    QByteArray query; ///< behind `?`, without it
    Headers headers;
    core::IpAddress peer; ///< the socket's other end
    core::IpAddress client; ///< after trusted proxies (contract platform 5.2)
    bool secure = false; ///< came over TLS
};

/// Values of the template's `:name` segments, percent-decoded.
using PathValues = std::vector<std::pair<QByteArray, QByteArray>>;

/// Who was recognised by a credential in the head; empty = anonymous.
struct Identity
{
    QByteArray subject; ///< key fingerprint or user; never the credential itself
    bool privileged = false; ///< the service's own key
    QByteArray role = {}; ///< in the service's words; empty where it has no roles
};

/// One request on its way. Lives until its answer is written; belongs to one worker thread.
struct RequestContext
{
    RequestHead head;
    QByteArray body;
    PathValues pathValues;
    QByteArray requestId; ///< the id that is sent back and logged
    Identity identity;
    settings::SnapshotPtr settings; ///< pinned at the start
    core::SteadyTime started;
    core::WallTime startedAt;
    CancelToken cancel; ///< cancelled when the client leaves
    trace::Context span;
    /// Timings of stages for the request ring: name and ms since the start.
    std::vector<std::pair<QByteArray, double>> stages;
};
using RequestPtr = std::shared_ptr<RequestContext>;

class BodyStream;

struct Response
{
    int status = 200;
    Headers headers;
    QByteArray body;
    /// Set for a body that is sent piece by piece after `body` (body_stream.h); else null.
    std::shared_ptr<BodyStream> stream = {};

    /// An answer with `application/json` and a body that is JSON already.
    static Response json(int status, QByteArray body);
    /// An answer with `text/plain; charset=utf-8`.
    static Response text(int status, QByteArray body);
    /// An answer without a body and without a content type.
    static Response empty(int status);
};

/// A route's code: HTTP to types, a call, types to HTTP. Its errors are already rendered by the service's one error
/// file, so a Response is all that comes out.
using Handler = std::function<Task<Response>(RequestPtr)>;

/// Why a request is refused before its handler runs.
enum class Refusal {
    BadRequest, ///< 400
    Unauthorized, ///< 401
    Forbidden, ///< 403
    NotFound, ///< 404
    MethodNotAllowed, ///< 405
    HeaderTimeout, ///< 408
    TooLarge, ///< 413
    TargetTooLong, ///< 414
    UnsupportedMediaType, ///< 415
    RateLimited, ///< 429
    HeadersTooLarge, ///< 431
    NotImplemented, ///< 501
    NotConfigured, ///< 503
    Overloaded, ///< 503
    VersionNotSupported, ///< 505
    Internal, ///< 500: the handler broke or gave no answer in time
};

/// 400, 401, … for a Refusal.
int statusOf(Refusal refusal);
/// `bad_request`, `too_large`, …: a metrics label and a word for the log.
QByteArray labelOf(Refusal refusal);

/// The manners of one service on the wire: the shape of its refusals, its request ids, its CORS rule and limits.
/// Implemented by each service in `<service>_owner`; const and thread safe after start.
class Owner
{
public:
    virtual ~Owner() = default;
    /// `commerce`, `platform`, …: metrics label and log member.
    virtual QByteArray name() const = 0;
    /// A fresh or received id for this request (contract platform 5.1).
    virtual QByteArray requestId(const RequestHead &head, core::WallTime now) const = 0;
    /// The answer for a refusal, in this owner's shape. `reason` is a public sentence and may be empty.
    virtual Response refuse(Refusal refusal, const RequestHead &head, const QByteArray &requestId,
                            const QString &reason) const = 0;
    /// Adds what every answer of this owner carries (CORS, request id, nosniff, …). Runs on every answer.
    virtual void decorate(const RequestHead &head, const QByteArray &requestId, Response &response) const = 0;
    /// The answer to OPTIONS on one of its paths.
    virtual Response preflight(const RequestHead &head) const = 0;
    /// Whether its paths also match ignoring case and one trailing slash, after the exact match failed for every
    /// owner (contract platform 3: shop only).
    virtual bool matchesLoosely() const { return false; }
};

/// Outcome of a check on the head: the caller's identity, or a refusal.
struct Admission
{
    Identity identity;
    std::optional<Refusal> refusal;
    QString reason;
    /// Added to the answer whatever its status (rate limit headers, WWW-Authenticate, Retry-After).
    Headers headers;
};
/// Judges a request by its head alone: credentials and rate limits. Runs on the worker, must not block or lock.
using HeadCheck = std::function<Admission(const RequestHead &, const settings::Snapshot &)>;

/// One row of a service's route table.
struct Route
{
    QByteArray method; ///< `GET` also answers HEAD
    QByteArray path; ///< `/orders/:id`; a last segment `*` matches any rest; also the metrics label
    const Owner *owner = nullptr;
    Handler handler;
    HeadCheck headCheck = {}; ///< empty = open
    qint64 bodyLimitBytes = 1024 * 1024;
    int inFlightLimit = 1024; ///< requests of this route at once per worker; over it 503 Overloaded
    /// The limiter, when it is judged apart from the credential: the pipeline says which comes first. Empty = none.
    HeadCheck rateCheck = {};
};
using Routes = std::vector<Route>;

} // namespace signalbox::http
