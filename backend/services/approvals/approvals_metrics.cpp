#include "backend/services/approvals/approvals_metrics.h"

#include "backend/platform/http/exchange.h"

#include <algorithm>
#include <array>

namespace signalbox::approvals {

using metrics::Kind;

namespace {

const QByteArray kCandidates = QByteArrayLiteral("approval_candidates_total");
const QByteArray kRequests = QByteArrayLiteral("approval_http_requests_total");
const QByteArray kRequestSeconds = QByteArrayLiteral("approval_http_request_duration_seconds");
const QByteArray kDecisions = QByteArrayLiteral("approval_decisions_total");
const QByteArray kDecisionSeconds = QByteArrayLiteral("approval_decision_latency_seconds");
const QByteArray kRateLimited = QByteArrayLiteral("approval_rate_limit_hits_total");
const QByteArray kTimeouts = QByteArrayLiteral("approval_timeouts_total");
const QByteArray kPrompts = QByteArrayLiteral("approval_prompts_total");
const QByteArray kProviderErrors = QByteArrayLiteral("approval_provider_errors_total");
const QByteArray kDead = QByteArrayLiteral("approval_outbox_dead_total");
const QByteArray kDeliveries = QByteArrayLiteral("approval_delivery_attempts_total");
const QByteArray kSignatures = QByteArrayLiteral("approval_signature_failures_total");
const QByteArray kUnauthorized = QByteArrayLiteral("approval_unauthorized_replies_total");

/// Up to seven days.
const std::vector<double> kDecisionBounds {1,    5,     15,    30,    60,     120,    300,    600,   900,
                                           1800, 3600,  7200,  14400, 28800,  43200,  86400,  172800, 345600, 604800};

QByteArray labelOf(Channel channel)
{
    const QLatin1StringView text = name(channel);
    return QByteArray(text.data(), text.size());
}

QByteArray labelOf(Decision decision)
{
    const QLatin1StringView text = name(decision);
    return QByteArray(text.data(), text.size());
}

/// Codes that have a series of their own; a provider cannot make up more.
QByteArray codeLabel(int code)
{
    static constexpr std::array kKnown {0,     400,   401,   403,   404,   429,   500,   502,   503,   504,  20003,
                                        20429, 21211, 21610, 21617, 21656, 21658, 63003, 63015, 63016, 63018, 63028};
    if (std::ranges::find(kKnown, code) == kKnown.end())
        return "other";
    return code == 0 ? QByteArray("none") : QByteArray::number(code);
}

QByteArray methodLabel(const QByteArray &method)
{
    static const std::array<QByteArray, 4> kMethods {"GET", "HEAD", "POST", "OPTIONS"};
    return std::ranges::find(kMethods, method) == kMethods.end() ? QByteArray("other") : method;
}

void declareFamilies(metrics::Registry &registry)
{
    registry.declare({kCandidates, "Submissions by what was answered.", Kind::Counter, {}});
    registry.declare({kRequests, "Requests answered on the approval gateway's paths.", Kind::Counter, {}});
    registry.declare({kRequestSeconds, "Time from a request's head to its answer.", Kind::Histogram, {}});
    registry.declare({kDecisions, "Candidates that came to a decision.", Kind::Counter, {}});
    registry.declare({kDecisionSeconds, "First prompt to decision.", Kind::Histogram, kDecisionBounds});
    registry.declare({kRateLimited, "Prompts held back, once for each prompt and reason.", Kind::Counter, {}});
    registry.declare({kTimeouts, "Candidates that nobody decided in time.", Kind::Counter, {}});
    registry.declare({kPrompts, "What became of attempts to prompt.", Kind::Counter, {}});
    registry.declare({kProviderErrors, "Refusals and failures of the message providers.", Kind::Counter, {}});
    registry.declare({kDead, "Decisions that were given up.", Kind::Counter, {}});
    registry.declare({kDeliveries, "Attempts to deliver a decision.", Kind::Counter, {}});
    registry.declare({kSignatures, "Inbound messages whose credential was wrong.", Kind::Counter, {}});
    registry.declare({kUnauthorized, "Replies of people who may not decide.", Kind::Counter, {}});
}

} // namespace

ApprovalsMetrics::ApprovalsMetrics(metrics::Registry &registry) : m_registry(registry)
{
    declareFamilies(registry);
    // These have no labels, so they can show zero from the start.
    m_counters.insert(kTimeouts, registry.counter(kTimeouts));
    m_counters.insert(kDead, registry.counter(kDead));
}

void ApprovalsMetrics::count(const QByteArray &family, const metrics::Labels &labels)
{
    QByteArray key = family;
    for (const auto &[name, value] : labels)
        key += '\n' + value;
    auto known = m_counters.constFind(key);
    if (known == m_counters.cend())
        known = m_counters.insert(key, m_registry.counter(family, labels));
    known->add();
}

void ApprovalsMetrics::candidate(const QByteArray &status)
{
    count(kCandidates, {{"status", status}});
}

void ApprovalsMetrics::decided(const Wakes &wakes)
{
    for (const auto &[decision, latency] : wakes.decided)
        decided(decision, latency);
}

void ApprovalsMetrics::decided(Decision decision, core::milliseconds latency)
{
    const QByteArray label = labelOf(decision);
    count(kDecisions, {{"decision", label}});
    if (decision == Decision::Expired)
        count(kTimeouts, {});
    auto known = m_histograms.constFind(label);
    if (known == m_histograms.cend())
        known = m_histograms.insert(label, m_registry.histogram(kDecisionSeconds, {{"decision", label}}));
    known->observe(std::chrono::duration<double>(latency).count());
}

void ApprovalsMetrics::rateLimited(Channel channel, const QByteArray &reason)
{
    count(kRateLimited, {{"channel", labelOf(channel)}, {"reason", reason}});
}

void ApprovalsMetrics::prompt(Channel channel, const QByteArray &result)
{
    count(kPrompts, {{"channel", labelOf(channel)}, {"result", result}});
}

void ApprovalsMetrics::providerError(Channel channel, int code)
{
    count(kProviderErrors, {{"channel", labelOf(channel)}, {"code", codeLabel(code)}});
}

void ApprovalsMetrics::deliveryAttempt(const QByteArray &result, bool dead)
{
    count(kDeliveries, {{"result", result}});
    if (dead)
        count(kDead, {});
}

void ApprovalsMetrics::signatureFailure(Channel channel)
{
    count(kSignatures, {{"channel", labelOf(channel)}});
}

void ApprovalsMetrics::unauthorizedReply(Channel channel)
{
    count(kUnauthorized, {{"channel", labelOf(channel)}});
}

void ApprovalsMetrics::request(const http::Exchange &exchange)
{
    const metrics::Labels labels {{"route", exchange.pathLabel()},
                                  {"method", methodLabel(exchange.request->head.method)},
                                  {"code", QByteArray::number(exchange.status)}};
    count(kRequests, labels);
    const QByteArray key = labels[0].second + '\n' + labels[1].second + '\n' + labels[2].second;
    auto known = m_histograms.constFind(key);
    if (known == m_histograms.cend())
        known = m_histograms.insert(key, m_registry.histogram(kRequestSeconds, labels));
    known->observe(exchange.duration.count());
}

namespace {

metrics::Gauge gauge(metrics::Registry &registry, const QByteArray &family, const QByteArray &help,
                     const metrics::Labels &labels = {})
{
    registry.declare({family, help, Kind::Gauge, {}});
    return registry.gauge(family, labels);
}

} // namespace

ApprovalsGauges::ApprovalsGauges(metrics::Registry &registry)
    : openCandidates(gauge(registry, "approval_open_candidates", "Candidates that wait for a decision.")),
      whatsappQueue(gauge(registry, "approval_prompt_queue_depth", "Prompts that wait to be sent.",
                          {{"channel", "whatsapp"}})),
      imessageQueue(gauge(registry, "approval_prompt_queue_depth", "Prompts that wait to be sent.",
                          {{"channel", "imessage"}})),
      outboxPending(gauge(registry, "approval_outbox_pending", "Decisions that are not delivered yet.")),
      outboxDead(gauge(registry, "approval_outbox_dead", "Decisions that were given up and not replayed.")),
      outboxOldest(gauge(registry, "approval_outbox_oldest_seconds", "Age of the oldest undelivered decision.")),
      storeUp(gauge(registry, "approval_store_up", "1 while the durable store answers.")),
      auditHead(gauge(registry, "approval_audit_head_seq", "Number of the newest audit entry.")),
      m_registry(registry)
{
}

void ApprovalsGauges::auditVerified(bool ok)
{
    // Not before there is a verdict: an unverified chain is not a broken one.
    if (!m_auditOk)
        m_auditOk = gauge(m_registry, "approval_audit_chain_ok", "1 while the chain of audit entries is whole.");
    m_auditOk->set(ok ? 1 : 0);
}

} // namespace signalbox::approvals
