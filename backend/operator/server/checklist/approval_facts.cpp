#include "backend/operator/server/checklist/approval_facts.h"

#include <algorithm>

namespace signalbox::server {

namespace {

/// The sum over the series that have all of `labels`.
double sumOf(const metrics::Registry &registry, const QByteArray &family, const metrics::Labels &labels = {})
{
    double sum = 0;
    for (const metrics::SeriesValue &series : registry.read(family)) {
        const bool matches = std::ranges::all_of(labels, [&series](const auto &label) {
            return std::ranges::find(series.labels, label) != series.labels.end();
        });
        if (matches)
            sum += series.value;
    }
    return sum;
}

double promptsOf(const metrics::Registry &registry, const QByteArray &channel, std::initializer_list<QByteArray> results)
{
    double sum = 0;
    for (const QByteArray &result : results)
        sum += sumOf(registry, "approval_prompts_total", {{"channel", channel}, {"result", result}});
    return sum;
}

} // namespace

ApprovalFacts approvalFactsOf(const metrics::Registry &registry)
{
    ApprovalFacts facts;
    facts.signedMessages
        = sumOf(registry, "approval_http_requests_total", {{"route", "/webhooks/whatsapp"}, {"code", "200"}});
    facts.forgedMessages = sumOf(registry, "approval_signature_failures_total", {{"channel", "whatsapp"}});
    facts.whatsAppSent = promptsOf(registry, "whatsapp", {"sent"});
    facts.whatsAppFailed = promptsOf(registry, "whatsapp", {"retry", "failed", "unknown", "outside_window"});
    facts.imessageSent = promptsOf(registry, "imessage", {"sent"});
    facts.imessageFailed = promptsOf(registry, "imessage", {"retry", "failed", "unknown"});
    const QByteArray deliveries = "approval_delivery_attempts_total";
    facts.delivered = sumOf(registry, deliveries, {{"result", "delivered"}});
    facts.notDelivered
        = sumOf(registry, deliveries, {{"result", "failed"}}) + sumOf(registry, deliveries, {{"result", "refused"}});
    facts.oldestSeconds = sumOf(registry, "approval_outbox_oldest_seconds");
    facts.dead = sumOf(registry, "approval_outbox_dead");
    facts.expired = sumOf(registry, "approval_timeouts_total");
    return facts;
}

} // namespace signalbox::server
