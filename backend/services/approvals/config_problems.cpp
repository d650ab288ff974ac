#include "backend/platform/core/address.h"
#include "backend/platform/security/standard_webhooks.h"
#include "backend/services/approvals/addresses.h"
#include "backend/services/approvals/config.h"

#include <QRegularExpression>

namespace signalbox::approvals {

using namespace Qt::StringLiterals;
using settings::Snapshot;

namespace {

constexpr qsizetype kShortestSecret = 32;

bool isLoopbackHost(const QString &host)
{
    if (host == u"localhost" || host.endsWith(u".localhost"))
        return true;
    const auto address = core::IpAddress::parse(host.toLatin1());
    return address && address->isLoopback();
}

QString named(const QByteArray &key)
{
    return QString::fromLatin1(key);
}

void checkSecrets(const Snapshot &snapshot, QStringList &problems)
{
    for (const QByteArray &key : {"WEBHOOK_SIGNING_SECRET"_ba, "WEBHOOK_SIGNING_SECRET_PREVIOUS"_ba}) {
        if (!snapshot.isSet(key))
            continue;
        if (snapshot.bytes(key).size() < kShortestSecret)
            problems += named(key) + u" must be at least 32 characters (openssl rand -hex 32)"_s;
        else if (snapshot.bytes(key).startsWith("change-me-in-production"))
            problems += named(key) + u" still holds the published default"_s;
    }
    QByteArrayList signing {"CORE_DECISION_WEBHOOK_SIGNING_SECRET_PREVIOUS"};
    const bool own = snapshot.isSet("CORE_DECISION_WEBHOOK_SIGNING_SECRET");
    signing += own ? "CORE_DECISION_WEBHOOK_SIGNING_SECRET"_ba : "WEBHOOK_SIGNING_SECRET"_ba;
    for (const QByteArray &key : signing) {
        if (snapshot.isSet(key) && !security::webhookKey(snapshot.bytes(key)))
            problems += named(key) + u" starts with whsec_, so base64 of 24 to 64 bytes must follow"_s;
    }
}

void checkHttpUrl(const Snapshot &snapshot, const QByteArray &key, QStringList &problems)
{
    const QUrl url(snapshot.text(key));
    const bool http = url.scheme() == u"http" || url.scheme() == u"https";
    if (snapshot.isSet(key) && (!http || !url.isValid()))
        problems += named(key) + u" must be an http or https URL"_s;
}

void checkUrls(const Snapshot &snapshot, QStringList &problems)
{
    for (const QByteArray &key : {"CORE_DECISION_WEBHOOK"_ba, "TWILIO_API_BASE_URL"_ba, "TWILIO_WEBHOOK_URL"_ba,
                                  "TWILIO_STATUS_URL"_ba, "PHOTON_BASE_URL"_ba, "IMESSAGE_WEBHOOK_URL"_ba})
        checkHttpUrl(snapshot, key, problems);
    const QUrl callback(snapshot.text("CORE_DECISION_WEBHOOK"));
    if (callback.scheme() == u"http" && !isLoopbackHost(callback.host()) && !snapshot.boolean("ALLOW_INSECURE_DEV"))
        problems += u"CORE_DECISION_WEBHOOK must be an https URL (http is for loopback, or with "
                    "ALLOW_INSECURE_DEV=true)"_s;
    if (const auto schedule = storage::RetrySchedule::parse(snapshot.text("DECISION_RETRY_SCHEDULE_SEC")); !schedule)
        problems += u"DECISION_RETRY_SCHEDULE_SEC must be a comma list of 1 to 50 numbers of seconds"_s;
}

void checkAddresses(const Snapshot &snapshot, QStringList &problems)
{
    for (const QByteArray &key : {"TWILIO_WA_NUMBER"_ba, "OWNER_WA_NUMBER"_ba}) {
        if (snapshot.isSet(key) && !isWhatsappAddress(snapshot.text(key)))
            problems += named(key) + u" must be whatsapp: and an E.164 number, as in whatsapp:+15551230001"_s;
    }
    if (snapshot.isSet("PHOTON_TO") && !isImessageAddress(snapshot.text("PHOTON_TO")))
        problems += u"PHOTON_TO must be an e-mail address or an E.164 number"_s;
}

void checkForm(const Snapshot &snapshot, const QByteArray &key, const QString &pattern, const QString &words,
               QStringList &problems)
{
    if (snapshot.isSet(key) && !QRegularExpression(pattern).match(snapshot.text(key)).hasMatch())
        problems += named(key) + u' ' + words;
}

void checkBoth(const Snapshot &snapshot, const QByteArray &first, const QByteArray &second, QStringList &problems)
{
    if (snapshot.isSet(first) == snapshot.isSet(second))
        return;
    const bool hasFirst = snapshot.isSet(first);
    problems += u"%1 is set without %2; set both or neither"_s.arg(named(hasFirst ? first : second),
                                                                   named(hasFirst ? second : first));
}

void checkTwilio(const Snapshot &snapshot, QStringList &problems)
{
    checkBoth(snapshot, "TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", problems);
    checkBoth(snapshot, "TWILIO_API_KEY_SID", "TWILIO_API_KEY_SECRET", problems);
    checkForm(snapshot, "TWILIO_ACCOUNT_SID", u"\\AAC[0-9A-Za-z]+\\z"_s, u"must be an account SID (AC…)"_s, problems);
    checkForm(snapshot, "TWILIO_CONTENT_SID", u"\\AHX[0-9a-fA-F]{32}\\z"_s, u"must be HX and 32 hex digits"_s, problems);
    checkForm(snapshot, "TWILIO_MESSAGING_SERVICE_SID", u"\\AMG[0-9A-Za-z]+\\z"_s,
              u"must be a messaging service SID (MG…)"_s, problems);
    if (snapshot.isSet("TWILIO_ACCOUNT_SID") && !snapshot.isSet("TWILIO_WA_NUMBER"))
        problems += u"TWILIO_WA_NUMBER is required with TWILIO_ACCOUNT_SID"_s;
}

void checkBuckets(const Snapshot &snapshot, QStringList &problems)
{
    for (const QByteArray &key : {"WA_BUCKET_REFILL_PER_MIN"_ba, "IMSG_BUCKET_REFILL_PER_MIN"_ba}) {
        if (snapshot.decimal(key) <= 0)
            problems += named(key) + u" must be greater than 0"_s;
    }
}

} // namespace

QByteArrayList missingSettings(const Snapshot &snapshot)
{
    QByteArrayList missing;
    for (const QByteArray &key : {"WEBHOOK_SIGNING_SECRET"_ba, "CORE_DECISION_WEBHOOK"_ba}) {
        if (!snapshot.isSet(key))
            missing += key;
    }
    return missing;
}

QStringList configProblems(const Snapshot &snapshot, bool runs)
{
    QStringList problems;
    if (runs) {
        for (const QByteArray &key : missingSettings(snapshot))
            problems += named(key) + u" is required"_s;
    }
    checkSecrets(snapshot, problems);
    checkUrls(snapshot, problems);
    checkAddresses(snapshot, problems);
    checkTwilio(snapshot, problems);
    checkBuckets(snapshot, problems);
    return problems;
}

} // namespace signalbox::approvals
