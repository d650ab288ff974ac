#include "backend/platform/http/connection_guard.h"

namespace signalbox::http {

using namespace Qt::StringLiterals;

namespace {

/// Room taken at once for a declared body; more only as the bytes come.
constexpr qint64 kFirstBodyBytes = 64 * 1024;

const settings::Snapshot &snapshotOf(const settings::SnapshotPtr &settings)
{
    static const settings::Snapshot none(0, {});
    return settings ? *settings : none;
}

} // namespace

ConnectionGuard::ConnectionGuard(WorkerContext &worker, std::shared_ptr<Site> site, const core::IpAddress &peer,
                                 bool secure)
    : m_worker(worker), m_site(std::move(site)), m_peer(peer), m_secure(secure)
{
}

ConnectionGuard::Step ConnectionGuard::advance(QByteArray &buffer)
{
    if (m_phase == Phase::Between) {
        // RFC 9112 2.2: an empty line before a request line is passed over.
        if (buffer.startsWith("\r\n"))
            buffer.remove(0, 2);
        if (buffer.isEmpty() || buffer == "\r")
            return Step::NeedMore;
        m_parser = std::make_unique<RequestParser>(m_worker.options);
        m_began = m_worker.clock.steady();
        m_phase = Phase::Head;
    }
    if (m_phase == Phase::Head) {
        const RequestParser::Step step = m_parser->consumeHead(buffer);
        if (step == RequestParser::Step::NeedMore)
            return Step::NeedMore;
        if (step == RequestParser::Step::Refused)
            return refuse(m_parser->refusal());
        const Step admitted = admit();
        if (m_phase != Phase::Body || (admitted == Step::Continue && buffer.isEmpty()))
            return admitted;
    }
    return m_phase == Phase::Body ? readBody(buffer) : Step::Ready;
}

ConnectionGuard::Step ConnectionGuard::admit()
{
    m_current = {};
    m_current.request = std::make_shared<RequestContext>();
    RequestContext &request = *m_current.request;
    request.head = std::move(m_parser->head());
    request.head.peer = m_peer;
    request.head.client = clientAddress(m_worker.clientRule, m_peer, request.head.headers);
    request.head.secure = m_secure;
    request.settings = m_worker.settings;
    request.started = m_worker.clock.steady();
    request.startedAt = m_worker.clock.wall();
    m_current.keepAlive = m_parser->keepAlive();
    m_current.http10 = m_parser->isHttp10();

    const Match match = m_site->router->match(request.head.method, request.head.path);
    m_current.route = match.route;
    m_current.owner = match.owner;
    HeadStep step {.request = request, .match = match, .settings = snapshotOf(request.settings)};
    step.contentLength = m_parser->contentLength();
    step.inFlight = match.route ? m_site->inFlight[match.routeIndex] : 0;
    m_site->pipeline.admit(step);
    m_current.answerHeaders = std::move(step.answerHeaders);
    if (!step.verdict && !match.route)
        step.verdict = Verdict {.refusal = Refusal::NotFound};
    if (step.verdict) {
        m_current.verdict = std::move(step.verdict);
        m_current.unreadInput = m_parser->hasBody();
        m_phase = Phase::Done;
        return Step::Ready;
    }
    m_current.lease.takePlace(m_worker, m_site, match.routeIndex);
    if (!m_parser->hasBody()) {
        m_phase = Phase::Done;
        return Step::Ready;
    }
    request.body.reserve(std::min(step.contentLength.value_or(0), kFirstBodyBytes));
    m_phase = Phase::Body;
    m_began = m_lastBody = request.started;
    m_received = 0;
    return m_parser->expectsContinue() ? Step::Continue : Step::NeedMore;
}

ConnectionGuard::Step ConnectionGuard::readBody(QByteArray &buffer)
{
    if (buffer.isEmpty())
        return Step::NeedMore;
    QByteArray &body = m_current.request->body;
    const qsizetype before = body.size();
    const qsizetype had = buffer.size();
    const RequestParser::Step step = m_parser->consumeBody(buffer, body, m_current.route->bodyLimitBytes);
    m_received += had - buffer.size();
    m_lastBody = m_worker.clock.steady();
    if (step == RequestParser::Step::Refused)
        return refuse(m_parser->refusal());
    if (body.size() > before && !m_current.lease.takeBody(m_worker, body.size() - before))
        return refuse(Refusal::Overloaded);
    if (step == RequestParser::Step::NeedMore)
        return Step::NeedMore;
    m_phase = Phase::Done;
    return Step::Ready;
}

ConnectionGuard::Step ConnectionGuard::refuse(Refusal refusal)
{
    if (!m_current.request) {
        m_current = {};
        m_current.request = std::make_shared<RequestContext>();
        RequestContext &request = *m_current.request;
        request.head = std::move(m_parser->head());
        request.head.peer = m_peer;
        request.head.client = clientAddress(m_worker.clientRule, m_peer, request.head.headers);
        request.head.secure = m_secure;
        request.settings = m_worker.settings;
        request.started = m_worker.clock.steady();
        request.startedAt = m_worker.clock.wall();
        if (!request.head.target.isEmpty()) {
            const Match match = m_site->router->match(request.head.method, request.head.path);
            m_current.owner = match.owner;
            HeadStep step {.request = request, .match = match, .settings = snapshotOf(request.settings)};
            step.verdict = Verdict {.refusal = refusal};
            m_site->pipeline.admit(step);
        }
    }
    m_current.verdict = Verdict {.refusal = refusal};
    m_current.keepAlive = false;
    m_current.http10 = m_parser->isHttp10();
    m_current.unreadInput = true;
    m_phase = Phase::Done;
    return Step::Ready;
}

GuardedRequest ConnectionGuard::take()
{
    m_phase = Phase::Between;
    m_parser.reset();
    GuardedRequest taken = std::move(m_current);
    m_current = {};
    return taken;
}

bool ConnectionGuard::rateIsTooLow(core::SteadyTime now) const
{
    const auto took = std::chrono::duration_cast<core::milliseconds>(now - m_began);
    return took > m_worker.options.bodyGrace
        && m_received < m_worker.options.bodyBytesPerSecond * took.count() / 1000;
}

bool ConnectionGuard::expire(core::SteadyTime now)
{
    const ServerOptions &options = m_worker.options;
    const bool late = (m_phase == Phase::Head && now - m_began > options.headerTimeout)
        || (m_phase == Phase::Body && (now - m_lastBody > options.bodyIdleTimeout || rateIsTooLow(now)));
    if (late)
        refuse(Refusal::HeaderTimeout);
    return late;
}

} // namespace signalbox::http
