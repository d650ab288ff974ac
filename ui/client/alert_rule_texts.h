#pragma once

#include <QCoreApplication>

/// Sentence and runbook line of every alert rule, to be translated. `%1` the subject, `%2` the value, `%3` the limit. The
/// gateway's table says the same in English (a test compares the two).
namespace signalbox::client {

struct AlertRuleText
{
    const char *rule;
    const char *sentence;
    const char *runbook;
};

inline constexpr AlertRuleText kAlertRuleTexts[] {
    {"providerErrorRate", QT_TRANSLATE_NOOP("AlertText", "%1 fails %2 of its quotes (limit %3)."),
     QT_TRANSLATE_NOOP("AlertText", "Open Providers: look at the last errors; disable or mock the provider until it answers again.")},
    {"providerDown", QT_TRANSLATE_NOOP("AlertText", "%1 fails %2 of its quotes (limit %3): orders go to the others."),
     QT_TRANSLATE_NOOP("AlertText", "Apply the recipe commerce-disable-provider, then ask the provider's status page.")},
    {"providerLatency", QT_TRANSLATE_NOOP("AlertText", "%1 takes %2 for a quote on average (limit %3)."),
     QT_TRANSLATE_NOOP("AlertText", "Lower the provider's time-out or apply commerce-speed-first.")},
    {"noSuccessfulQuotes", QT_TRANSLATE_NOOP("AlertText", "%2 orders were asked for in five minutes and no provider gave a quote."),
     QT_TRANSLATE_NOOP("AlertText", "Apply the recipe commerce-mock-fallback, then look at every provider's last error.")},
    {"credentialExpiring", QT_TRANSLATE_NOOP("AlertText", "The credential of %1 expires in %2 (warned from %3)."),
     QT_TRANSLATE_NOOP("AlertText", "Order a new credential and set it under Flags & settings; it takes effect at once.")},
    {"providerUnhealthy", QT_TRANSLATE_NOOP("AlertText", "The health check of %1 fails: its credential is refused or it does not answer."),
     QT_TRANSLATE_NOOP("AlertText", "Run the health check in Providers; a refused credential is replaced under Flags & settings.")},
    {"approvalErrorRate", QT_TRANSLATE_NOOP("AlertText", "%1 fails %2 of its requests (limit %3)."),
     QT_TRANSLATE_NOOP("AlertText", "Open Traffic filtered on approvals; check the store and Redis in Health.")},
    {"approvalLatency", QT_TRANSLATE_NOOP("AlertText", "One request in twenty to %1 takes over %2 (limit %3)."),
     QT_TRANSLATE_NOOP("AlertText", "Look at the store's lag in Health.")},
    {"redisDown", QT_TRANSLATE_NOOP("AlertText", "Redis does not answer: limits hold per replica only."),
     QT_TRANSLATE_NOOP("AlertText", "Nothing is lost. Restart Redis or look at its memory; REDIS_URL names it.")},
    {"twilioFailing", QT_TRANSLATE_NOOP("AlertText", "%2 of the messages to approvers are refused (limit %3)."),
     QT_TRANSLATE_NOOP("AlertText", "Check the Twilio credentials and balance; decide in the console meanwhile.")},
    {"callbacksFailing", QT_TRANSLATE_NOOP("AlertText", "A decision has waited %2 for the core service (limit %3)."),
     QT_TRANSLATE_NOOP("AlertText", "Ask why the core webhook refuses; replay from Outbox when it is back.")},
    {"twilioRefused", QT_TRANSLATE_NOOP("AlertText", "Twilio refuses the credentials: no prompt goes out over WhatsApp."),
     QT_TRANSLATE_NOOP("AlertText", "Set TWILIO_AUTH_TOKEN or the API key under Flags & settings; the queue is kept and goes out then.")},
    {"callbacksDead", QT_TRANSLATE_NOOP("AlertText", "Decisions that were given up: %2. The core service does not know of them."),
     QT_TRANSLATE_NOOP("AlertText", "Open Outbox, read the last answer, replay them one by one.")},
    {"auditChainBroken", QT_TRANSLATE_NOOP("AlertText", "The audit of decisions is not what was written: an entry was changed or removed."),
     QT_TRANSLATE_NOOP("AlertText", "Ask GET /audit/verify which entry; compare the logged heads with a backup, and keep the store as it is.")},
    {"expirySpike", QT_TRANSLATE_NOOP("AlertText", "Candidates expire without an answer %2 times as often as in the last seven days (limit %3)."),
     QT_TRANSLATE_NOOP("AlertText", "Ask the approvers; check the prompts' delivery in Approvals.")},
    {"shopErrorRate", QT_TRANSLATE_NOOP("AlertText", "%1 fails %2 of its requests (limit %3)."),
     QT_TRANSLATE_NOOP("AlertText", "Open Traffic, tab Upstreams: if the backend is down, apply the recipe shop-mock.")},
    {"shopLatency", QT_TRANSLATE_NOOP("AlertText", "One request in twenty to %1 takes over %2 (limit %3)."),
     QT_TRANSLATE_NOOP("AlertText", "Open Traffic, tab Operations: the slow one is named there.")},
    {"shopUpstreamFailures", QT_TRANSLATE_NOOP("AlertText", "%2 calls to the backend failed by %1 within five minutes (limit %3)."),
     QT_TRANSLATE_NOOP("AlertText", "`timeout` and `connect`: the backend or the network; `auth`: the key under Flags & settings.")},
    {"paymentsFailing", QT_TRANSLATE_NOOP("AlertText", "Only %2 of the payments succeed (at least %3)."),
     QT_TRANSLATE_NOOP("AlertText", "Look at the last failed orders in Traffic; ask the payment provider.")},
    {"prewarmFailing", QT_TRANSLATE_NOOP("AlertText", "%2 of the prewarm requests fail (limit %3): first visits will be slow."),
     QT_TRANSLATE_NOOP("AlertText", "Open Prewarm for the target that fails; apply aurora-prewarm-rollback if it hurts.")},
    {"dbPoolExhausted", QT_TRANSLATE_NOOP("AlertText", "%2 of the database connections are in use (limit %3)."),
     QT_TRANSLATE_NOOP("AlertText", "Raise DB_POOL_MAX or look for a slow query in the database.")},
    {"webhookRefusals", QT_TRANSLATE_NOOP("AlertText", "%2 of the deliveries of %1 are refused (limit %3)."),
     QT_TRANSLATE_NOOP("AlertText", "Open Webhooks: each refusal says why its signature failed.")},
    {"slackQuota", QT_TRANSLATE_NOOP("AlertText", "%2 Slack messages were sent today (warned from %3)."),
     QT_TRANSLATE_NOOP("AlertText", "Raise MAX_DAILY_SLACK_POSTS or silence the noisiest report.")},
    {"healthFailing", QT_TRANSLATE_NOOP("AlertText", "%2 health checks fail: the gateway is not ready."),
     QT_TRANSLATE_NOOP("AlertText", "Health names the check; the store and the disk are the usual causes.")},
    {"outboxOldest", QT_TRANSLATE_NOOP("AlertText", "The oldest message has waited %2 to be sent (limit %3)."),
     QT_TRANSLATE_NOOP("AlertText", "Open Outbox; the target's last answer is shown there.")},
    {"storeLag", QT_TRANSLATE_NOOP("AlertText", "Writes wait %2 for the store (limit %3)."),
     QT_TRANSLATE_NOOP("AlertText", "Look at the disk's latency and free space; every acknowledgement waits for it.")},
    {"diskLow", QT_TRANSLATE_NOOP("AlertText", "The data folder's disk has %2 left (at least %3)."),
     QT_TRANSLATE_NOOP("AlertText", "Free space or grow the disk; a full one refuses every write.")},
    {"memoryGrowth", QT_TRANSLATE_NOOP("AlertText", "The process has grown to %2 times its size within the hour (limit %3)."),
     QT_TRANSLATE_NOOP("AlertText", "Make an incident bundle, then restart at a quiet moment.")},
    {"certificateExpiring", QT_TRANSLATE_NOOP("AlertText", "The certificate of %1 expires in %2 (warned from %3)."),
     QT_TRANSLATE_NOOP("AlertText", "Put the new files in place and send SIGHUP; no restart is needed.")},
    {"clockSkew", QT_TRANSLATE_NOOP("AlertText", "The clock has jumped by %2 (limit %3): signatures and deadlines go wrong."),
     QT_TRANSLATE_NOOP("AlertText", "Check the time service of the machine.")},
    {"revisionNotApplied", QT_TRANSLATE_NOOP("AlertText", "A replica has not taken up the last settings for %2 (limit %3)."),
     QT_TRANSLATE_NOOP("AlertText", "Find the replica in Health and restart it: it works with old flags.")},
    {"guardTookBack", QT_TRANSLATE_NOOP("AlertText", "A guard has taken a flip back."),
     QT_TRANSLATE_NOOP("AlertText", "Flags & settings shows the guard with both numbers; the old value is in force.")},
    {"backupOld", QT_TRANSLATE_NOOP("AlertText", "The last good backup is %2 old (limit %3)."),
     QT_TRANSLATE_NOOP("AlertText", "Run signalboxd backup by hand and read what it says.")},
    {"auroraAnalysisDegraded", QT_TRANSLATE_NOOP("AlertText", "Skin analysis ran out of time in %2 of the cases (limit %3)."),
     QT_TRANSLATE_NOOP("AlertText", "Look at the upstreams' latency; raise the budget only if they stay slow.")},
    {"auroraRecoDegraded", QT_TRANSLATE_NOOP("AlertText", "Recommendations ran out of time in %2 of the cases (limit %3)."),
     QT_TRANSLATE_NOOP("AlertText", "Look at the upstreams' latency; raise the budget only if they stay slow.")},
};

} // namespace signalbox::client
