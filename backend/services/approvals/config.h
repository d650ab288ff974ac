#pragma once

#include "backend/platform/security/bearer_keys.h"
#include "backend/platform/settings/snapshot.h"
#include "backend/platform/storage/retry_schedule.h"
#include "backend/services/approvals/policy.h"
#include "backend/services/approvals/quorum.h"
#include "backend/services/approvals/reply_grammar.h"

#include <QUrl>

#include <array>

namespace signalbox::approvals {

/// One channel's bucket (contract approval-gateway 12).
struct BucketLimits
{
    double capacity = 10;
    double refillPerMinute = 2;
};

/// Twilio's side of the settings.
struct TwilioSettings
{
    bool on = false; ///< account and token are set
    QByteArray accountSid;
    QByteArrayList authTokens; ///< the present one, then the previous while it is set
    QByteArray user; ///< of HTTP Basic: the API key when set, else the account
    QByteArray password;
    QString number; ///< `whatsapp:+…`
    QString messagingServiceSid;
    QString contentSid; ///< empty = no template
    QUrl apiBase;
    QByteArray webhookUrl; ///< TWILIO_WEBHOOK_URL; empty = none
    QByteArray statusUrl; ///< TWILIO_STATUS_URL; empty = none
    QByteArray statusCallback; ///< where Twilio reports states; empty = nowhere
    core::milliseconds timeout {10000};
};

/// The sidecar's side.
struct ImessageSettings
{
    bool on = false;
    QUrl base;
    QUrl webhookUrl; ///< where the sidecar posts; empty = not known
    QByteArray webhookSecret;
    bool allowGroups = false;
    bool resendUnknown = false; ///< IMSG_UNKNOWN_POLICY=resend
    core::milliseconds timeout {10000};
};

/// CORE_DECISION_AUTH_MODE.
struct CallbackSettings
{
    QUrl url;
    std::vector<QByteArray> keys; ///< sign each delivery, the present one first
    QByteArray bearer; ///< empty = no Authorization header
    bool signs = true; ///< false with `bearer` alone
    core::milliseconds timeout {15000};
    storage::RetrySchedule schedule;
};

/// All settings of the service, parsed once per snapshot; immutable.
struct Config
{
    security::BearerKeys submitKeys; ///< the present and the previous secret
    security::BearerKeys adminKeys; ///< ADMIN_API_TOKEN, else the submit secrets
    security::BearerKeys readKeys; ///< of GET /candidate/{id}: both
    security::BearerKeys imessageKeys;
    bool activityNeedsAuth = true;
    int authFailPerMinute = 60; ///< 0 = no limit
    bool insecureDev = false;
    QByteArray publicBaseUrl; ///< empty = unknown

    CallbackSettings callback;
    TwilioSettings twilio;
    ImessageSettings imessage;
    PolicyDefaults policy;

    std::array<BucketLimits, 2> buckets; ///< by Channel: WhatsApp, iMessage
    core::milliseconds spacing {15000};
    core::milliseconds syncWait {3000};
    QString promptTitle;

    EditRules edits;
    BareReplyMode bareReplies = BareReplyMode::Quoted;
    bool twoStepEdit = false;
    bool acknowledge = true;

    std::chrono::days activityRetention {30};
    std::chrono::days candidateRetention {90};
    std::chrono::days auditRetention {400};
    QByteArray anchorKey; ///< empty = no anchor

    bool isOn(Channel channel) const;
    const BucketLimits &bucket(Channel channel) const { return buckets[channel == Channel::Imessage ? 1 : 0]; }
};
using ConfigPtr = std::shared_ptr<const Config>;

/// Cuts the configuration from a snapshot that has no problems.
ConfigPtr configFrom(const settings::Snapshot &snapshot);

/// What keeps the service from running with these settings: sentences that name the variable, for
/// `Invalid configuration: …`. With `runs` false only values that are set and wrong count.
QStringList configProblems(const settings::Snapshot &snapshot, bool runs);

/// The required variables that are missing, for the console of a service that is not configured.
QByteArrayList missingSettings(const settings::Snapshot &snapshot);

/// What deserves a warning at start or after a flip. Sentences without values.
QStringList configWarnings(const Config &config);

} // namespace signalbox::approvals
