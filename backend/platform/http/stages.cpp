#include "backend/platform/http/stages.h"

#include "backend/platform/log/log.h"
#include "backend/platform/log/writer.h"

#include <boost/beast/http/status.hpp>

#include <array>
#include <map>
#include <tuple>

namespace signalbox::http::stages {

using namespace Qt::StringLiterals;

namespace {

const QByteArray kRequests = "http_requests_total"_ba;
const QByteArray kDuration = "http_request_duration_seconds"_ba;
const std::vector<double> kDurationBounds {0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};

/// Methods that have a label of their own; a client cannot make up series.
const std::array<QByteArray, 7> kMethods {"GET"_ba,    "HEAD"_ba,  "POST"_ba,   "PUT"_ba,
                                          "PATCH"_ba, "DELETE"_ba, "OPTIONS"_ba};

size_t methodIndex(const QByteArray &method)
{
    return size_t(std::ranges::find(kMethods, method) - kMethods.begin());
}

/// The cells of one combination of labels on this worker.
struct Cells
{
    metrics::Counter requests;
    metrics::Histogram duration;
};

class RequestMetrics
{
public:
    explicit RequestMetrics(metrics::Registry &registry) : m_registry(registry)
    {
        registry.declare({kRequests, "HTTP requests answered", metrics::Kind::Counter});
        registry.declare({kDuration, "Time from a request's head to its answer", metrics::Kind::Histogram,
                          kDurationBounds});
    }

    void count(const Exchange &exchange)
    {
        const Cells &cells = cellsOf(exchange);
        cells.requests.add();
        cells.duration.observe(exchange.duration.count());
    }

private:
    /// Routes and owners live as long as the process, so their addresses are names.
    using Key = std::tuple<const Route *, const Owner *, size_t, int>;

    const Cells &cellsOf(const Exchange &exchange)
    {
        const size_t method = methodIndex(exchange.request->head.method);
        const Key key {exchange.route, exchange.owner, method, exchange.status};
        if (const auto known = m_cells.find(key); known != m_cells.end())
            return known->second;
        const metrics::Labels labels {
            {"method"_ba, method < kMethods.size() ? kMethods[method] : "OTHER"_ba},
            {"path"_ba, exchange.pathLabel()},
            {"status_code"_ba, QByteArray::number(exchange.status)},
            {"app_name"_ba, "gateway"_ba},
            {"service"_ba, exchange.serviceLabel()},
        };
        const Cells cells {m_registry.counter(kRequests, labels), m_registry.histogram(kDuration, labels)};
        return m_cells.emplace(key, cells).first->second;
    }

    metrics::Registry &m_registry;
    std::map<Key, Cells> m_cells;
};

/// Runs one of a route's checks on the head and keeps what it says.
void judge(HeadStep &step, const HeadCheck &check)
{
    Admission admission = check(step.request.head, step.settings);
    for (const auto &[name, value] : admission.headers.fields())
        step.answerHeaders.set(name, value);
    if (admission.refusal)
        step.verdict = Verdict {.refusal = *admission.refusal, .reason = std::move(admission.reason)};
    else if (!admission.identity.subject.isEmpty() || admission.identity.privileged)
        step.request.identity = std::move(admission.identity);
}

/// What monitors ask for every few seconds, from everywhere: their good answers would bury all other lines.
bool isProbe(const RequestHead &head)
{
    static constexpr std::array kPaths {QByteArrayView("/healthz"), QByteArrayView("/ready"),
                                        QByteArrayView("/readyz"), QByteArrayView("/metrics")};
    return (head.method == "GET" || head.method == "HEAD") && std::ranges::find(kPaths, head.path) != kPaths.end();
}

void writeStarted(const HeadStep &step)
{
    const RequestContext &request = step.request;
    const log::Level level = isProbe(request.head) ? log::Level::Debug : log::Level::Info;
    if (log::isEnabled(level))
        log::write({level, step.match.owner->name(), "request.started", request.requestId, request.span.traceId},
                   {{"method", request.head.method}, {"path", request.head.path}});
}

void writeEnded(const Exchange &exchange)
{
    const RequestContext &request = *exchange.request;
    const bool failed = exchange.status >= 500;
    const bool quiet = exchange.status >= 200 && exchange.status < 300 && isProbe(request.head);
    const log::Level level = failed ? log::Level::Error : quiet ? log::Level::Debug : log::Level::Info;
    if (log::isEnabled(level))
        log::write({level, exchange.serviceLabel(), failed ? "request.failed" : "request.completed",
                    request.requestId, request.span.traceId},
                   {{"status", exchange.status},
                    {"duration_ms", exchange.duration.count() * 1000},
                    {"method", request.head.method},
                    {"path", request.head.path}});
}

trace::Span spanOf(const Exchange &exchange)
{
    const RequestContext &request = *exchange.request;
    trace::Span span;
    span.context = request.span;
    span.parentSpanId = trace::parseTraceparent(request.head.headers.value("traceparent")).spanId;
    span.name = request.head.method + ' ' + exchange.pathLabel();
    span.start = request.startedAt;
    span.end = span.start + std::chrono::duration_cast<std::chrono::microseconds>(exchange.duration);
    span.failed = exchange.status >= 500;
    span.attributes = {
        {"http.request.method"_ba, QString::fromLatin1(request.head.method)},
        {"http.route"_ba, QString::fromUtf8(exchange.pathLabel())},
        {"http.response.status_code"_ba, exchange.status},
        {"signalbox.service"_ba, QString::fromUtf8(exchange.serviceLabel())},
    };
    return span;
}

/// The line that the original's web server wrote for each request. It has no query, which may hold credentials.
QByteArray plainAccessLine(const Exchange &exchange)
{
    const RequestHead &head = exchange.request->head;
    namespace beast = boost::beast::http;
    const auto reason = beast::obsolete_reason(beast::int_to_status(unsigned(exchange.status)));
    return "INFO:     " + head.client.toText() + " - \"" + head.method + ' ' + head.path + " HTTP/1.1\" "
        + QByteArray::number(exchange.status) + ' ' + QByteArray(reason.data(), qsizetype(reason.size()));
}

bool wantsPlainLine(const RequestContext &request)
{
    const QByteArray key = "UVICORN_ACCESS_LOG"_ba;
    const settings::SnapshotPtr &settings = request.settings;
    return !request.head.method.isEmpty() && settings && settings->knows(key) && settings->boolean(key);
}

void route(HeadStep &step)
{
    const Match &match = step.match;
    if (!match.configured) {
        const QString name = QString::fromUtf8(match.owner->name());
        step.verdict = Verdict {.refusal = Refusal::NotConfigured, .reason = name + u" is not configured"_s};
    } else if (match.route) {
        step.request.pathValues = match.values;
    } else if (step.request.head.method == "OPTIONS") {
        step.verdict = Verdict {.response = match.owner->preflight(step.request.head)};
    } else if (!match.allow.isEmpty()) {
        step.verdict = Verdict {.refusal = Refusal::MethodNotAllowed, .headers = {{"Allow"_ba, match.allow}}};
    } else {
        step.verdict = Verdict {.refusal = Refusal::NotFound};
    }
}

} // namespace

Stage requestId()
{
    return {.name = "request id"_ba, .always = true, .onHead = [](HeadStep &step) {
                step.request.requestId = step.match.owner->requestId(step.request.head, step.request.startedAt);
            }};
}

Stage traceSpan(std::function<void(trace::Span)> exporter)
{
    Stage stage {.name = "trace span"_ba, .always = true};
    stage.onHead = [exports = bool(exporter)](HeadStep &step) {
        const QByteArray header = step.request.head.headers.value("traceparent");
        const trace::Context parent = header.isEmpty() ? trace::Context() : trace::parseTraceparent(header);
        step.request.span = trace::childOf(parent);
        // The ids join a request's log lines and upstream calls also when nobody collects the spans.
        step.request.span.sampled = parent.isValid() ? parent.sampled : exports;
    };
    if (exporter) {
        stage.onExchange = [exporter = std::move(exporter)](const Exchange &exchange) {
            if (exchange.request->span.isValid())
                exporter(spanOf(exchange));
        };
    }
    return stage;
}

Stage routing()
{
    return {.name = "routing"_ba, .onHead = route};
}

Stage rateLimit()
{
    return {.name = "rate limit"_ba, .onHead = [](HeadStep &step) {
                if (step.match.route && step.match.route->rateCheck)
                    judge(step, step.match.route->rateCheck);
            }};
}

Stage authentication()
{
    return {.name = "authentication"_ba, .onHead = [](HeadStep &step) {
                if (step.match.route && step.match.route->headCheck)
                    judge(step, step.match.route->headCheck);
            }};
}

Stage bodyLimit()
{
    return {.name = "body limit"_ba, .onHead = [](HeadStep &step) {
                if (step.match.route && step.contentLength.value_or(0) > step.match.route->bodyLimitBytes)
                    step.verdict = Verdict {.refusal = Refusal::TooLarge};
            }};
}

Stage inFlightLimit()
{
    return {.name = "in-flight limit"_ba, .onHead = [](HeadStep &step) {
                if (step.match.route && step.inFlight >= step.match.route->inFlightLimit)
                    step.verdict = Verdict {.refusal = Refusal::Overloaded};
            }};
}

Stage decorate()
{
    return {.name = "decorate"_ba, .onAnswer = [](AnswerStep &step) {
                if (step.owner)
                    step.owner->decorate(step.request.head, step.request.requestId, step.response);
            }};
}

Stage requestMetrics(metrics::Registry &registry)
{
    const auto cells = std::make_shared<RequestMetrics>(registry);
    return {.name = "metrics"_ba, .onExchange = [cells](const Exchange &exchange) { cells->count(exchange); }};
}

Stage accessLog()
{
    Stage stage {.name = "access log"_ba, .always = true};
    stage.onHead = writeStarted;
    stage.onExchange = [](const Exchange &exchange) {
        if (wantsPlainLine(*exchange.request))
            log::writePlain(plainAccessLine(exchange));
        writeEnded(exchange);
    };
    return stage;
}

Stage observe(QByteArray name, ExchangeObserver observer)
{
    return {.name = std::move(name), .onExchange = std::move(observer)};
}

} // namespace signalbox::http::stages
