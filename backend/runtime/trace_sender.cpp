#include "backend/runtime/trace_sender.h"

#include "backend/platform/log/log.h"

namespace signalbox::runtime {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto kInterval = 500ms;
constexpr auto kPatience = 5s; ///< for one post
constexpr auto kLastPatience = 2s; ///< for all posts at the end
constexpr qint64 kMaxReplyBytes = 64 * 1024;

bool isTaken(const Result<upstream::Reply> &reply)
{
    return reply && reply->status >= 200 && reply->status < 300;
}

} // namespace

QUrl traceCollector(const QString &endpoint)
{
    QString base = endpoint.trimmed();
    while (base.endsWith(u'/'))
        base.chop(1);
    return QUrl(base + u"/v1/traces"_s);
}

TraceSender::TraceSender(QUrl collector, metrics::Registry &registry)
    : m_collector(std::move(collector)),
      m_exporter({.registry = &registry}, [this](QByteArray body) { m_bodies.push_back(std::move(body)); })
{
    connect(&m_timer, &QTimer::timeout, this, &TraceSender::sendNext);
}

void TraceSender::start(upstream::Client &client)
{
    m_client = &client;
    m_timer.start(kInterval);
}

void TraceSender::addCall(const upstream::CallRecord &call, const QByteArray &service)
{
    if (!call.context.isValid())
        return;
    trace::Span span;
    span.context = call.context;
    span.parentSpanId = call.parentSpanId;
    span.name = call.method + ' ' + call.upstream;
    span.kind = trace::SpanKind::Client;
    span.start = call.start;
    span.end = call.start + call.elapsed;
    span.failed = call.error.has_value() || call.status >= 400;
    span.service = service;
    span.attributes = {{"http.request.method"_ba, QString::fromLatin1(call.method)},
                       {"signalbox.upstream"_ba, QString::fromLatin1(call.upstream)},
                       {"signalbox.tries"_ba, call.tries}};
    if (call.status > 0)
        span.attributes.emplace_back("http.response.status_code"_ba, call.status);
    if (call.error)
        span.attributes.emplace_back("error.type"_ba, QString(core::name(*call.error)));
    m_exporter.add(std::move(span));
}

void TraceSender::sendNext()
{
    if (m_posting)
        return;
    if (m_bodies.empty())
        m_exporter.flush();
    if (m_bodies.empty()) {
        end();
        return;
    }
    QByteArray body = std::move(m_bodies.front());
    m_bodies.pop_front();
    m_posting = true;
    post(this, std::move(body));
}

Task<void> TraceSender::post(TraceSender *self, QByteArray body)
{
    const auto reply = co_await self->m_client->send({.upstream = "otlp",
                                                      .method = "POST",
                                                      .url = self->m_collector,
                                                      .headers = {{"Content-Type", "application/json"}},
                                                      .body = std::move(body),
                                                      .deadline = core::systemClock().steady() + kPatience,
                                                      .maxReplyBytes = kMaxReplyBytes});
    self->answered(reply);
}

void TraceSender::answered(const Result<upstream::Reply> &reply)
{
    m_posting = false;
    if (isTaken(reply) == m_failing) {
        m_failing = !m_failing;
        const QString why = reply ? u"HTTP %1"_s.arg(reply->status) : QString(core::name(reply.error().code));
        if (m_failing)
            log::warn("platform", u"traces.not_delivered"_s, {{"reason", why}});
        else
            log::info("platform", u"traces.delivered"_s);
    }
    // The next batch of the same flush goes at once. A later turn: the client may be in the middle of its end.
    if (!m_bodies.empty() || m_done)
        QTimer::singleShot(0ms, this, &TraceSender::sendNext);
}

void TraceSender::finish(std::function<void()> done)
{
    m_done = std::move(done);
    QTimer::singleShot(kLastPatience, this, &TraceSender::end);
    sendNext();
}

void TraceSender::end()
{
    if (!m_done)
        return;
    m_timer.stop();
    std::exchange(m_done, nullptr)();
}

} // namespace signalbox::runtime
