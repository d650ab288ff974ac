#include "backend/services/approvals/approval_settings.h"

#include <algorithm>
#include <array>

namespace signalbox::approvals {

using namespace Qt::StringLiterals;
using settings::Definition;
using settings::Type;

namespace {

constexpr const char *kSubmission = "Submission";
constexpr const char *kCallback = "Decision callback";
constexpr const char *kWhatsApp = "WhatsApp";
constexpr const char *kImessage = "iMessage";
constexpr const char *kPrompts = "Prompts";
constexpr const char *kReplies = "Replies";
constexpr const char *kPolicy = "Policy";
constexpr const char *kRetention = "Retention and audit";

Definition entry(const QByteArray &key, const char *group, Type type, const QString &help,
                 const QString &defaultText = {})
{
    Definition result;
    result.key = key;
    result.service = "approvals";
    result.group = group;
    result.type = type;
    result.defaultText = defaultText;
    result.help = help;
    return result;
}

Definition text(const QByteArray &key, const char *group, const QString &help, const QString &byDefault = {})
{
    return entry(key, group, Type::Text, help, byDefault);
}

Definition secret(const QByteArray &key, const char *group, const QString &help)
{
    Definition result = text(key, group, help);
    result.secret = true;
    return result;
}

Definition url(const QByteArray &key, const char *group, const QString &help, const QString &byDefault = {})
{
    return entry(key, group, Type::Url, help, byDefault);
}

Definition flag(const QByteArray &key, const char *group, bool byDefault, const QString &help,
                const QString &danger = {})
{
    Definition result = entry(key, group, Type::Boolean, help, byDefault ? u"true"_s : u"false"_s);
    result.danger = danger;
    return result;
}

Definition choice(const QByteArray &key, const char *group, const QStringList &choices, const QString &byDefault,
                  const QString &help)
{
    Definition result = entry(key, group, Type::Choice, help, byDefault);
    result.choices = choices;
    return result;
}

struct Range
{
    double minimum;
    double maximum;
    QByteArray unit = {};
};

Definition number(const QByteArray &key, const char *group, Type type, const QString &byDefault, const Range &range,
                  const QString &help)
{
    Definition result = entry(key, group, type, help, byDefault);
    result.minimum = range.minimum;
    result.maximum = range.maximum;
    result.unit = range.unit;
    return result;
}

Definition whole(const QByteArray &key, const char *group, const QString &byDefault, const Range &range,
                 const QString &help)
{
    return number(key, group, Type::Integer, byDefault, range, help);
}

void addSubmission(settings::Catalogue &out)
{
    const Definition entries[] = {
        secret("WEBHOOK_SIGNING_SECRET", kSubmission,
               u"Bearer with which the core service submits candidates; at least 32 characters."_s),
        secret("WEBHOOK_SIGNING_SECRET_PREVIOUS", kSubmission,
               u"The bearer before it, accepted as well while a rotation lasts."_s),
        flag("ACTIVITY_REQUIRE_AUTH", kSubmission, true, u"GET /activity asks for the admin bearer."_s,
             u"Off, everybody who reaches the gateway reads decided texts."_s),
        whole("AUTH_FAIL_PER_MIN", kSubmission, u"60"_s, {0, 1e6},
              u"Failed authentications of one address within a minute before it is refused; 0 is no limit."_s),
        flag("ALLOW_INSECURE_DEV", kSubmission, false,
             u"Accepts unsigned WhatsApp webhooks while Twilio is not configured, and callbacks over plain HTTP."_s,
             u"Anyone who knows an id can decide; never in production."_s),
    };
    out.insert(out.end(), std::begin(entries), std::end(entries));
}

void addCallback(settings::Catalogue &out)
{
    const Definition entries[] = {
        url("CORE_DECISION_WEBHOOK", kCallback, u"Where the core service is told each decision."_s),
        secret("CORE_DECISION_WEBHOOK_SIGNING_SECRET", kCallback,
               u"Signs the callbacks (whsec_… or any text); unset: WEBHOOK_SIGNING_SECRET."_s),
        secret("CORE_DECISION_WEBHOOK_SIGNING_SECRET_PREVIOUS", kCallback,
               u"Adds a second signature while a rotation lasts."_s),
        choice("CORE_DECISION_AUTH_MODE", kCallback, {u"hmac"_s, u"bearer"_s, u"both"_s}, u"hmac"_s,
               u"Whether callbacks also carry the secret as a bearer."_s),
        whole("DECISION_TIMEOUT_MS", kCallback, u"15000"_s, {100, 120000, "ms"},
              u"Longest time of one delivery attempt."_s),
        text("DECISION_RETRY_SCHEDULE_SEC", kCallback,
             u"Comma list: delay of the first attempt, then the wait after each failed one; unset: 11 attempts over "
             "three days."_s),
    };
    out.insert(out.end(), std::begin(entries), std::end(entries));
}

void addWhatsApp(settings::Catalogue &out)
{
    const Definition entries[] = {
        text("TWILIO_ACCOUNT_SID", kWhatsApp, u"Account at Twilio (AC…); unset: WhatsApp is off."_s),
        secret("TWILIO_AUTH_TOKEN", kWhatsApp, u"Its token; also proves inbound messages."_s),
        secret("TWILIO_AUTH_TOKEN_PREVIOUS", kWhatsApp,
               u"The token before it, accepted as well while a rotation lasts."_s),
        text("TWILIO_API_KEY_SID", kWhatsApp, u"API key that is used for sending when set (SK…)."_s),
        secret("TWILIO_API_KEY_SECRET", kWhatsApp, u"Secret of that API key."_s),
        text("TWILIO_WA_NUMBER", kWhatsApp, u"Sender of the prompts, as whatsapp:+15550009999."_s),
        text("OWNER_WA_NUMBER", kWhatsApp, u"Approver when a candidate names none, as whatsapp:+15551230001."_s),
        text("TWILIO_MESSAGING_SERVICE_SID", kWhatsApp, u"Messaging service that sends instead of the number."_s),
        text("TWILIO_CONTENT_SID", kWhatsApp,
             u"Approved template for prompts outside the 24-hour window (HX and 32 hex digits)."_s),
        url("TWILIO_API_BASE_URL", kWhatsApp, u"Replaces Twilio's scheme and host, for stubs and proxies."_s,
            u"https://api.twilio.com"_s),
        url("TWILIO_WEBHOOK_URL", kWhatsApp, u"The exact URL that Twilio signs for inbound messages."_s),
        url("TWILIO_STATUS_URL", kWhatsApp, u"The exact URL that Twilio signs for delivery states."_s),
        whole("TWILIO_TIMEOUT_MS", kWhatsApp, u"10000"_s, {100, 60000, "ms"}, u"Longest time of one call to Twilio."_s),
        whole("WA_BUCKET_CAPACITY", kWhatsApp, u"10"_s, {1, 1e6}, u"Prompts of a brand that may go out at once."_s),
        number("WA_BUCKET_REFILL_PER_MIN", kWhatsApp, Type::Decimal, u"2"_s, {0, 1e6},
               u"Prompts of a brand a minute after that; fractions are allowed."_s),
    };
    out.insert(out.end(), std::begin(entries), std::end(entries));
}

void addImessage(settings::Catalogue &out)
{
    const Definition entries[] = {
        url("PHOTON_BASE_URL", kImessage, u"The iMessage sidecar; unset: iMessage is off."_s),
        text("PHOTON_TO", kImessage, u"Approver when a candidate names none: an e-mail address or a number with +."_s),
        url("IMESSAGE_WEBHOOK_URL", kImessage,
            u"Where the sidecar posts inbound messages; unset: PUBLIC_BASE_URL and the path."_s),
        secret("IMESSAGE_WEBHOOK_SECRET", kImessage,
               u"Bearer of inbound iMessages; unset: WEBHOOK_SIGNING_SECRET."_s),
        flag("IMESSAGE_ALLOW_GROUPS", kImessage, false, u"Takes commands out of group chats."_s,
             u"Everybody in the chat sees prompts and answers."_s),
        choice("IMSG_UNKNOWN_POLICY", kImessage, {u"hold"_s, u"resend"_s}, u"hold"_s,
               u"What happens to a prompt that may or may not have been sent."_s),
        whole("IMSG_TIMEOUT_MS", kImessage, u"10000"_s, {100, 60000, "ms"}, u"Longest time of one call to the sidecar."_s),
        whole("IMSG_BUCKET_CAPACITY", kImessage, u"10"_s, {1, 1e6}, u"Prompts of a brand that may go out at once."_s),
        number("IMSG_BUCKET_REFILL_PER_MIN", kImessage, Type::Decimal, u"2"_s, {0, 1e6},
               u"Prompts of a brand a minute after that; fractions are allowed."_s),
    };
    out.insert(out.end(), std::begin(entries), std::end(entries));
}

void addPrompts(settings::Catalogue &out)
{
    const Definition entries[] = {
        number("MIN_SPACING_SEC", kPrompts, Type::Decimal, u"15"_s, {0, 86400, "s"},
               u"Least time between two prompts of a brand on one channel; 0 is none."_s),
        whole("REPLICA_HINT", kPrompts, u"1"_s, {1, 1000},
              u"Replicas that share the limits when Redis cannot be reached."_s),
        whole("PROMPT_SYNC_WAIT_MS", kPrompts, u"3000"_s, {0, 30000, "ms"},
              u"How long a submission waits for the first prompt to be accepted."_s),
        text("PROMPT_TITLE", kPrompts, u"First line of each prompt."_s, u"BrandPilot Reply"_s),
        choice("OWNER_FALLBACK", kPrompts, {u"none_given"_s, u"per_channel"_s}, u"none_given"_s,
               u"When the default approvers stand in: for candidates without any address, or for each channel "
               "without one."_s),
    };
    out.insert(out.end(), std::begin(entries), std::end(entries));
}

void addReplies(settings::Catalogue &out)
{
    const Definition entries[] = {
        whole("EDIT_MAX_CHARS", kReplies, u"200"_s, {1, 3000},
              u"Longest edited text, unless the proposed one is longer."_s),
        choice("EDIT_OVERFLOW", kReplies, {u"reject"_s, u"truncate"_s}, u"reject"_s,
               u"What happens to a longer edit."_s),
        choice("BARE_REPLY_MODE", kReplies, {u"off"_s, u"quoted"_s, u"single"_s}, u"quoted"_s,
               u"When a reply may leave the candidate's id out."_s),
        flag("TWO_STEP_EDIT", kReplies, false, u"After `edit <id>` the next message is the text."_s),
        flag("ACK_REPLIES", kReplies, true, u"Tells each approver what came of their reply."_s),
    };
    out.insert(out.end(), std::begin(entries), std::end(entries));
}

void addPolicy(settings::Catalogue &out)
{
    const Definition entries[] = {
        whole("DEFAULT_REQUIRED_APPROVALS", kPolicy, u"1"_s, {1, 5},
              u"Approvals that a candidate needs when it names no number."_s),
        whole("RISK_REQUIRED_APPROVALS", kPolicy, u"1"_s, {1, 5},
              u"Approvals that a candidate with risk flags needs at least."_s),
    };
    out.insert(out.end(), std::begin(entries), std::end(entries));
}

void addRetention(settings::Catalogue &out)
{
    const Definition entries[] = {
        whole("ACTIVITY_RETENTION_DAYS", kRetention, u"30"_s, {1, 36500, "d"},
              u"Age at which activity entries are deleted."_s),
        whole("CANDIDATE_RETENTION_DAYS", kRetention, u"90"_s, {1, 36500, "d"},
              u"Age at which decided candidates are deleted; their ids are known until then."_s),
        whole("AUDIT_RETENTION_DAYS", kRetention, u"400"_s, {1, 36500, "d"},
              u"Age at which the details of audit entries are deleted; the chain stays."_s),
        secret("AUDIT_ANCHOR_KEY", kRetention, u"Adds a message authentication code to the hourly audit head."_s),
    };
    out.insert(out.end(), std::begin(entries), std::end(entries));
}

} // namespace

settings::Catalogue approvalCatalogue()
{
    settings::Catalogue result;
    addSubmission(result);
    addCallback(result);
    addWhatsApp(result);
    addImessage(result);
    addPrompts(result);
    addReplies(result);
    addPolicy(result);
    addRetention(result);
    return result;
}

bool startsApprovals(const QByteArray &key)
{
    static constexpr std::array<QByteArrayView, 4> kBeginnings {"WEBHOOK_SIGNING_SECRET", "CORE_DECISION_", "TWILIO_",
                                                                "PHOTON_"};
    return std::ranges::any_of(kBeginnings, [&key](QByteArrayView beginning) { return key.startsWith(beginning); });
}

} // namespace signalbox::approvals
