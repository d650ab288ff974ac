#include "backend/services/approvals/config.h"

#include "backend/platform/security/standard_webhooks.h"

namespace signalbox::approvals {

using namespace Qt::StringLiterals;
using settings::Snapshot;

namespace {

const QByteArray kImessagePath = "/webhooks/imessage"_ba;
const QByteArray kStatusPath = "/webhooks/whatsapp/status"_ba;

QByteArray withoutTrailingSlash(QByteArray url)
{
    while (url.endsWith('/'))
        url.chop(1);
    return url;
}

/// The set ones of these keys.
QByteArrayList secretsOf(const Snapshot &snapshot, std::initializer_list<QByteArray> keys)
{
    QByteArrayList secrets;
    for (const QByteArray &key : keys) {
        if (snapshot.isSet(key))
            secrets += snapshot.bytes(key);
    }
    return secrets;
}

CallbackSettings callbackFrom(const Snapshot &snapshot)
{
    CallbackSettings callback;
    callback.url = QUrl(snapshot.text("CORE_DECISION_WEBHOOK"));
    const bool own = snapshot.isSet("CORE_DECISION_WEBHOOK_SIGNING_SECRET");
    const QByteArray secret = snapshot.bytes(own ? "CORE_DECISION_WEBHOOK_SIGNING_SECRET" : "WEBHOOK_SIGNING_SECRET");
    QByteArrayList secrets {secret};
    secrets += secretsOf(snapshot, {own ? "CORE_DECISION_WEBHOOK_SIGNING_SECRET_PREVIOUS"_ba
                                        : "WEBHOOK_SIGNING_SECRET_PREVIOUS"_ba});
    for (const QByteArray &one : secrets) {
        if (const auto key = security::webhookKey(one))
            callback.keys.push_back(*key);
    }
    const QString mode = snapshot.text("CORE_DECISION_AUTH_MODE");
    callback.signs = mode != u"bearer";
    if (mode != u"hmac")
        callback.bearer = secret;
    callback.timeout = core::milliseconds(snapshot.integer("DECISION_TIMEOUT_MS"));
    callback.schedule = storage::RetrySchedule::parse(snapshot.text("DECISION_RETRY_SCHEDULE_SEC"))
                            .value_or(storage::RetrySchedule());
    return callback;
}

TwilioSettings twilioFrom(const Snapshot &snapshot, const QByteArray &publicBase)
{
    TwilioSettings twilio;
    twilio.on = snapshot.isSet("TWILIO_ACCOUNT_SID") && snapshot.isSet("TWILIO_AUTH_TOKEN");
    twilio.accountSid = snapshot.bytes("TWILIO_ACCOUNT_SID");
    twilio.authTokens = secretsOf(snapshot, {"TWILIO_AUTH_TOKEN"_ba, "TWILIO_AUTH_TOKEN_PREVIOUS"_ba});
    const bool apiKey = snapshot.isSet("TWILIO_API_KEY_SID") && snapshot.isSet("TWILIO_API_KEY_SECRET");
    twilio.user = apiKey ? snapshot.bytes("TWILIO_API_KEY_SID") : twilio.accountSid;
    twilio.password = snapshot.bytes(apiKey ? "TWILIO_API_KEY_SECRET" : "TWILIO_AUTH_TOKEN");
    twilio.number = snapshot.text("TWILIO_WA_NUMBER");
    twilio.messagingServiceSid = snapshot.text("TWILIO_MESSAGING_SERVICE_SID");
    twilio.contentSid = snapshot.text("TWILIO_CONTENT_SID");
    twilio.apiBase = QUrl(snapshot.text("TWILIO_API_BASE_URL"));
    twilio.webhookUrl = snapshot.bytes("TWILIO_WEBHOOK_URL");
    twilio.statusUrl = snapshot.bytes("TWILIO_STATUS_URL");
    if (!twilio.statusUrl.isEmpty())
        twilio.statusCallback = twilio.statusUrl;
    else if (!publicBase.isEmpty())
        twilio.statusCallback = publicBase + kStatusPath;
    twilio.timeout = core::milliseconds(snapshot.integer("TWILIO_TIMEOUT_MS"));
    return twilio;
}

ImessageSettings imessageFrom(const Snapshot &snapshot, const QByteArray &publicBase)
{
    ImessageSettings imessage;
    imessage.on = snapshot.isSet("PHOTON_BASE_URL");
    imessage.base = QUrl(snapshot.text("PHOTON_BASE_URL"));
    if (snapshot.isSet("IMESSAGE_WEBHOOK_URL"))
        imessage.webhookUrl = QUrl(snapshot.text("IMESSAGE_WEBHOOK_URL"));
    else if (!publicBase.isEmpty())
        imessage.webhookUrl = QUrl::fromEncoded(publicBase + kImessagePath);
    imessage.webhookSecret = snapshot.bytes(snapshot.isSet("IMESSAGE_WEBHOOK_SECRET") ? "IMESSAGE_WEBHOOK_SECRET"
                                                                                      : "WEBHOOK_SIGNING_SECRET");
    imessage.allowGroups = snapshot.boolean("IMESSAGE_ALLOW_GROUPS");
    imessage.resendUnknown = snapshot.text("IMSG_UNKNOWN_POLICY") == u"resend";
    imessage.timeout = core::milliseconds(snapshot.integer("IMSG_TIMEOUT_MS"));
    return imessage;
}

BareReplyMode bareReplyMode(const QString &text)
{
    if (text == u"off")
        return BareReplyMode::Off;
    return text == u"single" ? BareReplyMode::Single : BareReplyMode::Quoted;
}

void setAccess(Config &config, const Snapshot &snapshot)
{
    const QByteArrayList submit = secretsOf(snapshot, {"WEBHOOK_SIGNING_SECRET"_ba, "WEBHOOK_SIGNING_SECRET_PREVIOUS"_ba});
    const QByteArrayList admin = secretsOf(snapshot, {"ADMIN_API_TOKEN"_ba});
    config.submitKeys = security::BearerKeys(submit);
    config.adminKeys = security::BearerKeys(admin.isEmpty() ? submit : admin);
    config.readKeys = security::BearerKeys(submit + admin);
    config.imessageKeys = snapshot.isSet("IMESSAGE_WEBHOOK_SECRET")
        ? security::BearerKeys(secretsOf(snapshot, {"IMESSAGE_WEBHOOK_SECRET"_ba}))
        : security::BearerKeys(submit);
    config.activityNeedsAuth = snapshot.boolean("ACTIVITY_REQUIRE_AUTH");
    config.authFailPerMinute = int(snapshot.integer("AUTH_FAIL_PER_MIN"));
    config.insecureDev = snapshot.boolean("ALLOW_INSECURE_DEV");
}

void setPolicy(Config &config, const Snapshot &snapshot)
{
    config.policy.ownerWhatsapp = snapshot.text("OWNER_WA_NUMBER");
    config.policy.ownerImessage = snapshot.text("PHOTON_TO");
    config.policy.fallback = snapshot.text("OWNER_FALLBACK") == u"per_channel" ? OwnerFallback::PerChannel
                                                                               : OwnerFallback::NoneGiven;
    config.policy.requiredApprovals = int(snapshot.integer("DEFAULT_REQUIRED_APPROVALS"));
    config.policy.riskRequiredApprovals = int(snapshot.integer("RISK_REQUIRED_APPROVALS"));
    config.policy.whatsappOn = config.twilio.on;
    config.policy.imessageOn = config.imessage.on;
}

void setReplies(Config &config, const Snapshot &snapshot)
{
    config.edits.maxChars = int(snapshot.integer("EDIT_MAX_CHARS"));
    config.edits.overflow = snapshot.text("EDIT_OVERFLOW") == u"truncate" ? EditOverflow::Truncate
                                                                          : EditOverflow::Reject;
    config.bareReplies = bareReplyMode(snapshot.text("BARE_REPLY_MODE"));
    config.twoStepEdit = snapshot.boolean("TWO_STEP_EDIT");
    config.acknowledge = snapshot.boolean("ACK_REPLIES");
}

} // namespace

bool Config::isOn(Channel channel) const
{
    return (channel == Channel::WhatsApp && twilio.on) || (channel == Channel::Imessage && imessage.on);
}

ConfigPtr configFrom(const Snapshot &snapshot)
{
    auto config = std::make_shared<Config>();
    config->publicBaseUrl = withoutTrailingSlash(snapshot.bytes("PUBLIC_BASE_URL"));
    setAccess(*config, snapshot);
    config->callback = callbackFrom(snapshot);
    config->twilio = twilioFrom(snapshot, config->publicBaseUrl);
    config->imessage = imessageFrom(snapshot, config->publicBaseUrl);
    setPolicy(*config, snapshot);
    config->buckets = {BucketLimits {snapshot.decimal("WA_BUCKET_CAPACITY"),
                                     snapshot.decimal("WA_BUCKET_REFILL_PER_MIN")},
                       BucketLimits {snapshot.decimal("IMSG_BUCKET_CAPACITY"),
                                     snapshot.decimal("IMSG_BUCKET_REFILL_PER_MIN")}};
    config->spacing = core::milliseconds(qRound64(snapshot.decimal("MIN_SPACING_SEC") * 1000));
    config->syncWait = core::milliseconds(snapshot.integer("PROMPT_SYNC_WAIT_MS"));
    config->promptTitle = snapshot.text("PROMPT_TITLE");
    setReplies(*config, snapshot);
    config->activityRetention = std::chrono::days(snapshot.integer("ACTIVITY_RETENTION_DAYS"));
    config->candidateRetention = std::chrono::days(snapshot.integer("CANDIDATE_RETENTION_DAYS"));
    config->auditRetention = std::chrono::days(snapshot.integer("AUDIT_RETENTION_DAYS"));
    config->anchorKey = snapshot.bytes("AUDIT_ANCHOR_KEY");
    return config;
}

QStringList configWarnings(const Config &config)
{
    QStringList warnings;
    if (!config.twilio.on && !config.imessage.on)
        warnings += u"neither TWILIO_ACCOUNT_SID nor PHOTON_BASE_URL is set, so no candidate can be asked about"_s;
    if (config.twilio.on && config.twilio.statusCallback.isEmpty())
        warnings += u"PUBLIC_BASE_URL is not set, so Twilio cannot report delivery states"_s;
    if (config.imessage.on && config.imessage.webhookUrl.isEmpty())
        warnings += u"neither IMESSAGE_WEBHOOK_URL nor PUBLIC_BASE_URL is set, so the sidecar is not told where to "
                    "post"_s;
    if (config.insecureDev)
        warnings += u"ALLOW_INSECURE_DEV is true: unsigned replies and plain HTTP callbacks are accepted"_s;
    return warnings;
}

} // namespace signalbox::approvals
