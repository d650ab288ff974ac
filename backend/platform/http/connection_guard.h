#pragma once

#include "backend/platform/http/request_parser.h"
#include "backend/platform/http/worker_context.h"

#include <optional>

namespace signalbox::http {

/// A request that the guard is done with: to be handled, or to be refused.
struct GuardedRequest
{
    RequestPtr request;
    const Route *route = nullptr;
    const Owner *owner = nullptr; ///< null when no target could be read
    bool keepAlive = false;
    bool http10 = false;
    Headers answerHeaders; ///< set on the answer whatever its status
    std::optional<Verdict> verdict; ///< set: answer this instead of running the handler
    bool unreadInput = false; ///< refused before the whole request was read
    Lease lease;
};

/// Stands between the bytes of a connection and everything else: parses strictly, judges each request by its head,
/// gathers its body within the limits. Knows no socket; one object a connection.
class ConnectionGuard
{
public:
    enum class Step {
        NeedMore,
        Continue, ///< the client waits for `100 Continue`; call advance() again after it
        Ready, ///< take() has a request to answer
    };

    ConnectionGuard(WorkerContext &worker, std::shared_ptr<Site> site, const core::IpAddress &peer, bool secure);

    /// Reads on in `buffer`, removing what it has used.
    Step advance(QByteArray &buffer);
    /// The request that advance() or expire() announced.
    GuardedRequest take();
    /// Ends a request that came too slowly: true when take() has its 408.
    bool expire(core::SteadyTime now);
    /// No byte of a next request has come.
    bool isBetweenRequests() const { return m_phase == Phase::Between; }

private:
    enum class Phase { Between, Head, Body, Done };

    Step admit();
    Step refuse(Refusal refusal);
    Step readBody(QByteArray &buffer);
    bool rateIsTooLow(core::SteadyTime now) const;

    WorkerContext &m_worker;
    std::shared_ptr<Site> m_site;
    core::IpAddress m_peer;
    bool m_secure;
    Phase m_phase = Phase::Between;
    std::unique_ptr<RequestParser> m_parser;
    GuardedRequest m_current;
    core::SteadyTime m_began; ///< of the head, then of the body
    core::SteadyTime m_lastBody;
    qint64 m_received = 0; ///< body bytes as they came, framing included
};

} // namespace signalbox::http
