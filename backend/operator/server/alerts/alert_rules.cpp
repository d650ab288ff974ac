#include "backend/operator/server/alerts/alert_rules.h"

namespace signalbox::server {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using protocol::Severity;

namespace {

constexpr double kMsPerSecond = 1000;
constexpr double kGibi = 1024.0 * 1024 * 1024;

const QByteArray kHttpRequests = "http_requests_total"_ba;
const QByteArray kHttpDuration = "http_request_duration_seconds"_ba;

void addCommerce(std::vector<RuleRow> &out)
{
    const Selection quotes {"commerce_quotes_total"_ba};
    out.push_back({{.id = u"providerErrorRate"_s, .service = u"commerce"_s, .severity = Severity::Ticket,
                    .limit = 0.10, .pendingFor = 60s, .unit = u"share"_s,
                    .sentence = u"%1 fails %2 of its quotes (limit %3)."_s,
                    .runbook = u"Open Providers: look at the last errors; disable or mock the provider until it answers again."_s},
                   {MeasureKind::Ratio, quotes, {"commerce_quotes_total"_ba, {{"result"_ba, "error"_ba}}},
                    "provider"_ba, 900s, 10}});
    out.push_back({{.id = u"providerDown"_s, .service = u"commerce"_s, .severity = Severity::Page, .limit = 0.50,
                    .pendingFor = 60s, .unit = u"share"_s,
                    .sentence = u"%1 fails %2 of its quotes (limit %3): orders go to the others."_s,
                    .runbook = u"Apply the recipe commerce-disable-provider, then ask the provider's status page."_s},
                   {MeasureKind::Ratio, quotes, {"commerce_quotes_total"_ba, {{"result"_ba, "error"_ba}}},
                    "provider"_ba, 300s, 10}});
    out.push_back({{.id = u"providerLatency"_s, .service = u"commerce"_s, .limit = 5000, .pendingFor = 60s,
                    .unit = u"ms"_s, .sentence = u"%1 takes %2 for a quote on average (limit %3)."_s,
                    .runbook = u"Lower the provider's time-out or apply commerce-speed-first."_s},
                   {MeasureKind::Mean, {"commerce_quote_duration_seconds"_ba}, {}, "provider"_ba, 900s, 10, 0,
                    kMsPerSecond}});
    out.push_back({{.id = u"noSuccessfulQuotes"_s, .service = u"commerce"_s, .severity = Severity::Page, .limit = 0,
                    .quietFor = 30s,
                    .sentence = u"%2 orders were asked for in five minutes and no provider gave a quote."_s,
                    .runbook = u"Apply the recipe commerce-mock-fallback, then look at every provider's last error."_s},
                   {MeasureKind::Silence, {"commerce_route_requests_total"_ba},
                    {"commerce_quotes_total"_ba, {{"result"_ba, "success"_ba}}}, {}, 300s}});
    out.push_back({{.id = u"credentialExpiring"_s, .service = u"commerce"_s, .wrong = Wrong::Below, .limit = 14,
                    .hysteresis = 0, .unit = u"days"_s,
                    .sentence = u"The credential of %1 expires in %2 (warned from %3)."_s,
                    .runbook = u"Order a new credential and set it under Flags & settings; it takes effect at once."_s},
                   {MeasureKind::DaysLeft, {"commerce_credential_expiry_timestamp_seconds"_ba}, {}, "provider"_ba}});
    out.push_back({{.id = u"providerUnhealthy"_s, .service = u"commerce"_s, .wrong = Wrong::Below, .limit = 1,
                    .hysteresis = 0, .pendingFor = 600s,
                    .sentence = u"The health check of %1 fails: its credential is refused or it does not answer."_s,
                    .runbook = u"Run the health check in Providers; a refused credential is replaced under Flags & settings."_s},
                   {MeasureKind::Sum, {"commerce_provider_healthy"_ba}, {}, "provider"_ba}});
}

void addCallbacks(std::vector<RuleRow> &out)
{
    out.push_back({{.id = u"callbacksFailing"_s, .service = u"approvals"_s, .severity = Severity::Page, .limit = 300,
                    .unit = u"s"_s, .sentence = u"A decision has waited %2 for the core service (limit %3)."_s,
                    .runbook = u"Ask why the core webhook refuses; replay from Outbox when it is back."_s},
                   {MeasureKind::Sum, {"approval_outbox_oldest_seconds"_ba}}});
    out.push_back({{.id = u"callbacksDead"_s, .service = u"approvals"_s, .severity = Severity::Page, .limit = 0,
                    .sentence = u"Decisions that were given up: %2. The core service does not know of them."_s,
                    .runbook = u"Open Outbox, read the last answer, replay them one by one."_s},
                   {MeasureKind::Sum, {"approval_outbox_dead"_ba}}});
    out.push_back({{.id = u"auditChainBroken"_s, .service = u"approvals"_s, .severity = Severity::Page,
                    .wrong = Wrong::Below, .limit = 1, .hysteresis = 0,
                    .sentence = u"The audit of decisions is not what was written: an entry was changed or removed."_s,
                    .runbook = u"Ask GET /audit/verify which entry; compare the logged heads with a backup, and keep the store as it is."_s},
                   {MeasureKind::Sum, {"approval_audit_chain_ok"_ba}}});
}

void addApprovals(std::vector<RuleRow> &out)
{
    const Selection requests {"approval_http_requests_total"_ba};
    out.push_back({{.id = u"approvalErrorRate"_s, .service = u"approvals"_s, .severity = Severity::Page, .limit = 0.05,
                    .pendingFor = 300s, .unit = u"share"_s,
                    .sentence = u"%1 fails %2 of its requests (limit %3)."_s,
                    .runbook = u"Open Traffic filtered on approvals; check the store and Redis in Health."_s},
                   {MeasureKind::Ratio, requests, {"approval_http_requests_total"_ba, {{"code"_ba, "5*"_ba}}}, {}, 300s,
                    10}});
    out.push_back({{.id = u"approvalLatency"_s, .service = u"approvals"_s, .limit = 5000, .pendingFor = 300s,
                    .unit = u"ms"_s, .sentence = u"One request in twenty to %1 takes over %2 (limit %3)."_s,
                    .runbook = u"Look at the store's lag in Health."_s},
                   {MeasureKind::Quantile, {"approval_http_request_duration_seconds"_ba}, {}, {}, 300s, 10, 0.95,
                    kMsPerSecond}});
    out.push_back({{.id = u"redisDown"_s, .service = u"approvals"_s, .wrong = Wrong::Below, .limit = 1, .hysteresis = 0,
                    .pendingFor = 60s, .sentence = u"Redis does not answer: limits hold per replica only."_s,
                    .runbook = u"Nothing is lost. Restart Redis or look at its memory; REDIS_URL names it."_s},
                   {MeasureKind::Sum, {"approval_redis_up"_ba}}});
    // A message that goes out later after all was refused first; one that nobody needs any more was not sent. When
    // Twilio is down, one prompt alone makes twenty attempts in ten minutes.
    const metrics::LabelMatch whatsApp {"channel"_ba, "whatsapp"_ba};
    out.push_back({{.id = u"twilioFailing"_s, .service = u"approvals"_s, .severity = Severity::Page, .limit = 0.05,
                    .pendingFor = 60s, .unit = u"share"_s,
                    .sentence = u"%2 of the messages to approvers are refused (limit %3)."_s,
                    .runbook = u"Check the Twilio credentials and balance; decide in the console meanwhile."_s},
                   {MeasureKind::Ratio,
                    {"approval_prompts_total"_ba, {whatsApp, {"result"_ba, "sent|retry|failed|unknown|outside_window"_ba}}},
                    {"approval_prompts_total"_ba, {whatsApp, {"result"_ba, "retry|failed|unknown|outside_window"_ba}}},
                    {}, 600s, 20}});
    out.push_back({{.id = u"twilioRefused"_s, .service = u"approvals"_s, .severity = Severity::Page, .limit = 0,
                    .sentence = u"Twilio refuses the credentials: no prompt goes out over WhatsApp."_s,
                    .runbook = u"Set TWILIO_AUTH_TOKEN or the API key under Flags & settings; the queue is kept and goes out then."_s},
                   {MeasureKind::Increase,
                    {"approval_provider_errors_total"_ba, {whatsApp, {"code"_ba, "401|20003"_ba}}}, {}, {}, 600s}});
    addCallbacks(out);
    out.push_back({{.id = u"expirySpike"_s, .service = u"approvals"_s, .limit = 3,
                    .sentence = u"Candidates expire without an answer %2 times as often as in the last seven days (limit %3)."_s,
                    .runbook = u"Ask the approvers; check the prompts' delivery in Approvals."_s},
                   {.kind = MeasureKind::Spike, .whole = {"approval_decisions_total"_ba},
                    .part = {"approval_timeouts_total"_ba}, .window = 3600s, .minimum = 6, .history = 7 * 24h}});
}

void addShop(std::vector<RuleRow> &out)
{
    out.push_back({{.id = u"shopErrorRate"_s, .service = u"shop"_s, .severity = Severity::Page, .limit = 0.05,
                    .pendingFor = 120s, .unit = u"share"_s, .sentence = u"%1 fails %2 of its requests (limit %3)."_s,
                    .runbook = u"Open Traffic, tab Upstreams: if the backend is down, apply the recipe shop-mock."_s},
                   {MeasureKind::Ratio, {kHttpRequests, {{"service"_ba, "shop"_ba}}},
                    {kHttpRequests, {{"service"_ba, "shop"_ba}, {"status_code"_ba, "5*"_ba}}}, {}, 300s, 20}});
    out.push_back({{.id = u"shopLatency"_s, .service = u"shop"_s, .limit = 5000, .pendingFor = 300s, .unit = u"ms"_s,
                    .sentence = u"One request in twenty to %1 takes over %2 (limit %3)."_s,
                    .runbook = u"Open Traffic, tab Operations: the slow one is named there."_s},
                   {MeasureKind::Quantile, {kHttpDuration, {{"service"_ba, "shop"_ba}}}, {}, {}, 300s, 20, 0.95,
                    kMsPerSecond}});
    out.push_back({{.id = u"shopUpstreamFailures"_s, .service = u"shop"_s, .limit = 50, .pendingFor = 60s,
                    .sentence = u"%2 calls to the backend failed by %1 within five minutes (limit %3)."_s,
                    .runbook = u"`timeout` and `connect`: the backend or the network; `auth`: the key under Flags & settings."_s},
                   {MeasureKind::Increase, {"gateway_upstream_failures_total"_ba}, {}, "error_type"_ba, 300s}});
    out.push_back({{.id = u"paymentsFailing"_s, .service = u"shop"_s, .severity = Severity::Page, .wrong = Wrong::Below,
                    .limit = 0.90, .hysteresis = 0.02, .pendingFor = 300s, .unit = u"share"_s,
                    .sentence = u"Only %2 of the payments succeed (at least %3)."_s,
                    .runbook = u"Look at the last failed orders in Traffic; ask the payment provider."_s},
                   {MeasureKind::Ratio, {"gateway_payments_total"_ba},
                    {"gateway_payments_total"_ba, {{"outcome"_ba, "succeeded"_ba}}}, {}, 3600s, 10}});
}

void addAurora(std::vector<RuleRow> &out)
{
    const auto degraded = [](const char *id, const char *stage, const char *of, const QString &what) {
        const QByteArray family = "aurora_skin_flow_total"_ba;
        const auto hits = [&family](const char *name) {
            return Selection {family, {{"stage"_ba, QByteArray(name)}, {"outcome"_ba, "hit"_ba}}};
        };
        return RuleRow {{.id = QString::fromLatin1(id), .service = u"aurora"_s, .limit = 0.01, .pendingFor = 600s,
                         .unit = u"share"_s, .sentence = what + u" ran out of time in %2 of the cases (limit %3)."_s,
                         .runbook = u"Look at the upstreams' latency; raise the budget only if they stay slow."_s},
                        {MeasureKind::Ratio, hits(of), hits(stage), {}, 600s, 20}};
    };
    out.push_back(degraded("auroraAnalysisDegraded", "analysis_timeout_degraded", "analysis_request", u"Skin analysis"_s));
    out.push_back(degraded("auroraRecoDegraded", "reco_timeout_degraded", "reco_request", u"Recommendations"_s));
    out.push_back({{.id = u"prewarmFailing"_s, .service = u"aurora"_s, .limit = 0.20, .unit = u"share"_s,
                    .sentence = u"%2 of the prewarm requests fail (limit %3): first visits will be slow."_s,
                    .runbook = u"Open Prewarm for the target that fails; apply aurora-prewarm-rollback if it hurts."_s},
                   {MeasureKind::Ratio, {"aurora_pdp_prefetch_total"_ba},
                    {"aurora_pdp_prefetch_total"_ba, {{"result"_ba, "failed"_ba}}}, {}, 3600s, 5}});
}

void addEngineering(std::vector<RuleRow> &out)
{
    out.push_back({{.id = u"dbPoolExhausted"_s, .service = u"engineering"_s, .severity = Severity::Page, .limit = 0.95,
                    .pendingFor = 60s, .unit = u"share"_s, .sentence = u"%2 of the database connections are in use (limit %3)."_s,
                    .runbook = u"Raise DB_POOL_MAX or look for a slow query in the database."_s},
                   {MeasureKind::Share, {"db_connection_pool_max"_ba}, {"db_connection_pool_checked_out"_ba}}});
    out.push_back({{.id = u"webhookRefusals"_s, .service = u"engineering"_s, .limit = 0.20, .pendingFor = 300s,
                    .unit = u"share"_s, .sentence = u"%2 of the deliveries of %1 are refused (limit %3)."_s,
                    .runbook = u"Open Webhooks: each refusal says why its signature failed."_s},
                   {MeasureKind::Ratio, {"webhook_events_total"_ba},
                    {"webhook_events_total"_ba, {{"result"_ba, "rejected"_ba}}}, "source"_ba, 900s, 5}});
    out.push_back({{.id = u"slackQuota"_s, .service = u"engineering"_s, .limit = 900,
                    .sentence = u"%2 Slack messages were sent today (warned from %3)."_s,
                    .runbook = u"Raise MAX_DAILY_SLACK_POSTS or silence the noisiest report."_s},
                   {MeasureKind::Increase, {"quota_slack_posts_total"_ba}, {}, {}, 86400s}});
}

void addPlatform(std::vector<RuleRow> &out)
{
    out.push_back({{.id = u"healthFailing"_s, .service = u"platform"_s, .severity = Severity::Page, .limit = 0,
                    .pendingFor = 60s, .sentence = u"%2 health checks fail: the gateway is not ready."_s,
                    .runbook = u"Health names the check; the store and the disk are the usual causes."_s},
                   {MeasureKind::Sum, {"signalbox_failed_checks"_ba}}});
    out.push_back({{.id = u"outboxOldest"_s, .service = u"platform"_s, .limit = 60, .unit = u"s"_s,
                    .sentence = u"The oldest message has waited %2 to be sent (limit %3)."_s,
                    .runbook = u"Open Outbox; the target's last answer is shown there."_s},
                   {MeasureKind::Sum, {"approval_outbox_oldest_seconds"_ba}}});
    out.push_back({{.id = u"storeLag"_s, .service = u"platform"_s, .severity = Severity::Page, .limit = 1000,
                    .pendingFor = 10s, .unit = u"ms"_s, .sentence = u"Writes wait %2 for the store (limit %3)."_s,
                    .runbook = u"Look at the disk's latency and free space; every acknowledgement waits for it."_s},
                   {MeasureKind::Sum, {"signalbox_store_lag_seconds"_ba}, {}, {}, 300s, 0, 0, kMsPerSecond}});
    out.push_back({{.id = u"diskLow"_s, .service = u"platform"_s, .severity = Severity::Page, .wrong = Wrong::Below,
                    .limit = kGibi, .unit = u"bytes"_s,
                    .sentence = u"The data folder's disk has %2 left (at least %3)."_s,
                    .runbook = u"Free space or grow the disk; a full one refuses every write."_s},
                   {MeasureKind::Sum, {"signalbox_disk_free_bytes"_ba}}});
    out.push_back({{.id = u"memoryGrowth"_s, .service = u"platform"_s, .limit = 2, .pendingFor = 300s,
                    .sentence = u"The process has grown to %2 times its size within the hour (limit %3)."_s,
                    .runbook = u"Make an incident bundle, then restart at a quiet moment."_s},
                   {MeasureKind::Growth, {"process_resident_memory_bytes"_ba}, {}, {}, 3600s}});
    out.push_back({{.id = u"certificateExpiring"_s, .service = u"platform"_s, .wrong = Wrong::Below, .limit = 14,
                    .hysteresis = 0, .unit = u"days"_s, .sentence = u"The certificate of %1 expires in %2 (warned from %3)."_s,
                    .runbook = u"Put the new files in place and send SIGHUP; no restart is needed."_s},
                   {MeasureKind::DaysLeft, {"signalbox_certificate_expiry_timestamp_seconds"_ba}, {}, "listener"_ba}});
    out.push_back({{.id = u"clockSkew"_s, .service = u"platform"_s, .limit = 2, .unit = u"s"_s,
                    .sentence = u"The clock has jumped by %2 (limit %3): signatures and deadlines go wrong."_s,
                    .runbook = u"Check the time service of the machine."_s},
                   {MeasureKind::Sum, {"signalbox_clock_skew_seconds"_ba}}});
    out.push_back({{.id = u"revisionNotApplied"_s, .service = u"platform"_s, .severity = Severity::Page, .limit = 10,
                    .unit = u"s"_s, .sentence = u"A replica has not taken up the last settings for %2 (limit %3)."_s,
                    .runbook = u"Find the replica in Health and restart it: it works with old flags."_s},
                   {MeasureKind::Sum, {"signalbox_revision_lag_seconds"_ba}}});
    out.push_back({{.id = u"guardTookBack"_s, .service = u"platform"_s, .severity = Severity::Page, .limit = 0,
                    .sentence = u"A guard has taken a flip back."_s,
                    .runbook = u"Flags & settings shows the guard with both numbers; the old value is in force."_s},
                   {MeasureKind::Increase, {"signalbox_guard_takebacks_total"_ba}, {}, {}, 900s}});
    out.push_back({{.id = u"backupOld"_s, .service = u"platform"_s, .limit = 26.0 * 3600, .unit = u"s"_s,
                    .sentence = u"The last good backup is %2 old (limit %3)."_s,
                    .runbook = u"Run signalboxd backup by hand and read what it says."_s},
                   {MeasureKind::Age, {"signalbox_backup_last_success_timestamp_seconds"_ba}}});
}

} // namespace

const std::vector<RuleRow> &alertRuleTable()
{
    static const std::vector<RuleRow> kTable = [] {
        std::vector<RuleRow> rows;
        addCommerce(rows);
        addApprovals(rows);
        addShop(rows);
        addAurora(rows);
        addEngineering(rows);
        addPlatform(rows);
        return rows;
    }();
    return kTable;
}

QByteArray limitSettingOf(const AlertRule &rule)
{
    QByteArray name = "SIGNALBOX_ALERT_";
    for (const QChar each : rule.id) {
        if (each.isUpper())
            name += '_';
        name += char(each.toUpper().unicode());
    }
    return name;
}

settings::Catalogue alertSettings()
{
    settings::Catalogue catalogue;
    for (const RuleRow &row : alertRuleTable()) {
        catalogue.push_back({.key = limitSettingOf(row.rule),
                             .service = "platform",
                             .group = "alert limits",
                             .type = settings::Type::Decimal,
                             .defaultText = QString::number(row.rule.limit, 'g', 12),
                             .help = u"Limit of the alert %1: %2"_s.arg(row.rule.id, row.rule.runbook),
                             .unit = row.rule.unit.toUtf8(),
                             .minimum = 0,
                             .maximum = 1e18});
    }
    return catalogue;
}

std::vector<AlertRule> rulesFor(const settings::Snapshot &settings)
{
    std::vector<AlertRule> rules;
    for (const RuleRow &row : alertRuleTable()) {
        rules.push_back(row.rule);
        if (const QByteArray key = limitSettingOf(row.rule); settings.knows(key))
            rules.back().limit = settings.decimal(key);
    }
    return rules;
}

} // namespace signalbox::server
