#include "backend/operator/server/checklist/approval_checks.h"

#include <QUrl>

namespace signalbox::server::checks {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLeastSecret = 32;
/// Longer than that a decision waits only for a receiver that is in trouble.
constexpr double kMostWaiting = 60;

/// Nothing when approvals run here.
std::optional<Finding> absent(const CheckFacts &facts)
{
    return facts.runs("approvals") ? std::nullopt
                                   : std::optional(cannotTell(u"approvals do not run in this gateway"_s));
}

QString sinceStart(const CheckFacts &facts)
{
    return u"since the start, %1"_s.arg(agoText(facts.startedAt, facts.now));
}

QString number(double count)
{
    return QString::number(count, 'f', 0);
}

bool usesTwilio(const CheckFacts &facts)
{
    return facts.settings->isSet("TWILIO_ACCOUNT_SID");
}

/// What the prompts of a channel that is on say of it.
Finding channelOf(const CheckFacts &facts, const QString &provider, double sent, double failed)
{
    if (sent == 0 && failed == 0)
        return cannotTell(u"no prompt was sent %1"_s.arg(sinceStart(facts)));
    if (sent == 0)
        return fail(u"%1 took no prompt; attempts that failed %2: %3"_s.arg(provider, sinceStart(facts), number(failed)));
    const QString evidence
        = u"%1 took %2 prompts %3; attempts that failed: %4"_s.arg(provider, number(sent), sinceStart(facts), number(failed));
    return failed > sent ? fail(evidence) : pass(evidence);
}

/// What the gateway makes of messages that it signs itself, while none came in.
Finding signedByItself(const CheckFacts &facts)
{
    const std::optional<SignatureTest> &test = facts.approvals.signatureTest;
    if (!test || test->url.isEmpty())
        return cannotTell(u"only signed messages are taken, and none came in %1; neither TWILIO_WEBHOOK_URL nor PUBLIC_BASE_URL names the address that a self-test would be signed for"_s.arg(
            sinceStart(facts)));
    if (!test->isTaken)
        return fail(u"a message that was signed with TWILIO_AUTH_TOKEN for %1 is refused"_s.arg(test->url));
    if (!test->areForgedRefused)
        return fail(u"a message with a forged signature for %1 is taken"_s.arg(test->url));
    return pass(u"a message signed with TWILIO_AUTH_TOKEN for %1 is taken; one with another text, one with another token and one without a signature are refused. From Twilio itself none came in %2"_s.arg(
        test->url, sinceStart(facts)));
}

} // namespace

Finding approvalSecret(const CheckFacts &facts)
{
    if (const auto finding = absent(facts))
        return *finding;
    const QByteArray key = "WEBHOOK_SIGNING_SECRET";
    if (!facts.settings->isSet(key))
        return fail(u"WEBHOOK_SIGNING_SECRET is not set"_s);
    if (facts.placeholders.contains(QString::fromLatin1(key)))
        return fail(u"WEBHOOK_SIGNING_SECRET is still the placeholder of an example"_s);
    const qsizetype length = facts.settings->text(key).size();
    if (length < kLeastSecret)
        return fail(u"WEBHOOK_SIGNING_SECRET has %1 characters"_s.arg(length));
    return pass(u"WEBHOOK_SIGNING_SECRET has %1 characters and is no placeholder"_s.arg(length));
}

Finding twilioSignature(const CheckFacts &facts)
{
    if (const auto finding = absent(facts))
        return *finding;
    if (!facts.settings->isSet("TWILIO_AUTH_TOKEN")) {
        return facts.settings->boolean("ALLOW_INSECURE_DEV")
            ? fail(u"TWILIO_AUTH_TOKEN is unset and ALLOW_INSECURE_DEV is true: unsigned messages are taken"_s)
            : cannotTell(u"WhatsApp is off (TWILIO_AUTH_TOKEN is not set), and every inbound message is refused"_s);
    }
    const ApprovalFacts &seen = facts.approvals;
    if (seen.signedMessages > 0)
        return pass(u"%1 signed messages came in %2; with a missing or wrong signature: %3, refused"_s.arg(
            number(seen.signedMessages), sinceStart(facts), number(seen.forgedMessages)));
    if (seen.forgedMessages > 0)
        return fail(u"all %1 messages that came in %2 had a wrong signature: compare TWILIO_AUTH_TOKEN, and the address that Twilio signs with PUBLIC_BASE_URL or TWILIO_WEBHOOK_URL"_s
                        .arg(number(seen.forgedMessages), sinceStart(facts)));
    return signedByItself(facts);
}

Finding callback(const CheckFacts &facts)
{
    if (const auto finding = absent(facts))
        return *finding;
    if (!facts.settings->isSet("CORE_DECISION_WEBHOOK"))
        return fail(u"CORE_DECISION_WEBHOOK is not set"_s);
    const ApprovalFacts &seen = facts.approvals;
    if (seen.dead > 0)
        return fail(u"%1 decisions were given up; the page Outbox shows the last answers"_s.arg(number(seen.dead)));
    if (seen.oldestSeconds > kMostWaiting)
        return fail(u"a decision has waited %1 s to be delivered"_s.arg(number(seen.oldestSeconds)));
    if (seen.delivered > 0)
        return pass(u"%1 decisions were delivered %2; attempts that failed: %3"_s.arg(
            number(seen.delivered), sinceStart(facts), number(seen.notDelivered)));
    if (seen.notDelivered > 0)
        return fail(u"no decision was delivered %1; attempts that failed: %2"_s.arg(sinceStart(facts),
                                                                                   number(seen.notDelivered)));
    const bool isPlain = QUrl(facts.settings->text("CORE_DECISION_WEBHOOK")).scheme() != "https"_L1;
    return cannotTell(u"no decision was sent %1%2"_s.arg(
        sinceStart(facts), isPlain ? u"; CORE_DECISION_WEBHOOK is no https address"_s : QString()));
}

Finding numbers(const CheckFacts &facts)
{
    if (const auto finding = absent(facts))
        return *finding;
    const settings::Snapshot &settings = *facts.settings;
    QStringList missing;
    if (usesTwilio(facts)) {
        if (!settings.isSet("TWILIO_WA_NUMBER") && !settings.isSet("TWILIO_MESSAGING_SERVICE_SID"))
            missing += u"TWILIO_WA_NUMBER"_s;
        if (!settings.isSet("OWNER_WA_NUMBER"))
            missing += u"OWNER_WA_NUMBER"_s;
    }
    if (settings.isSet("PHOTON_BASE_URL") && !settings.isSet("PHOTON_TO"))
        missing += u"PHOTON_TO"_s;
    if (!missing.isEmpty())
        return fail(u"not set: %1"_s.arg(missing.join(u", "_s)));
    if (!usesTwilio(facts) && !settings.isSet("PHOTON_BASE_URL"))
        return fail(u"no channel is set up: neither TWILIO_ACCOUNT_SID nor PHOTON_BASE_URL is set"_s);
    return pass(u"each channel that is on has a sender and an owner"_s);
}

Finding whatsApp(const CheckFacts &facts)
{
    if (const auto finding = absent(facts))
        return *finding;
    if (!usesTwilio(facts))
        return cannotTell(u"WhatsApp is off: TWILIO_ACCOUNT_SID is not set"_s);
    return channelOf(facts, u"Twilio"_s, facts.approvals.whatsAppSent, facts.approvals.whatsAppFailed);
}

Finding imessage(const CheckFacts &facts)
{
    if (const auto finding = absent(facts))
        return *finding;
    if (!facts.settings->isSet("PHOTON_BASE_URL"))
        return cannotTell(u"iMessage is off: PHOTON_BASE_URL is not set"_s);
    return channelOf(facts, u"the sidecar"_s, facts.approvals.imessageSent, facts.approvals.imessageFailed);
}

Finding limits(const CheckFacts &facts)
{
    if (const auto finding = absent(facts))
        return *finding;
    const settings::Snapshot &settings = *facts.settings;
    if (settings.integer("AUTH_FAIL_PER_MIN") == 0)
        return fail(u"AUTH_FAIL_PER_MIN is 0: whoever guesses a secret is not slowed down"_s);
    const auto bucket = [&settings](const QByteArray &prefix) {
        return u"%1 at once and %2 a minute"_s.arg(settings.integer(prefix + "_BUCKET_CAPACITY"))
            .arg(settings.decimal(prefix + "_BUCKET_REFILL_PER_MIN"));
    };
    return pass(u"prompts of a brand: WhatsApp %1, iMessage %2, %3 s apart; %4 failed authentications a minute"_s
                    .arg(bucket("WA"), bucket("IMSG"), QString::number(settings.decimal("MIN_SPACING_SEC")))
                    .arg(settings.integer("AUTH_FAIL_PER_MIN")));
}

Finding deadlines(const CheckFacts &facts)
{
    if (const auto finding = absent(facts))
        return *finding;
    const settings::Snapshot &settings = *facts.settings;
    return pass(u"a candidate that names none has 900 s; a callback %1 ms, Twilio %2 ms, the sidecar %3 ms"_s
                    .arg(settings.integer("DECISION_TIMEOUT_MS"))
                    .arg(settings.integer("TWILIO_TIMEOUT_MS"))
                    .arg(settings.integer("IMSG_TIMEOUT_MS")));
}

Finding callbackFailure(const CheckFacts &facts)
{
    if (const auto finding = absent(facts))
        return *finding;
    const ApprovalFacts &seen = facts.approvals;
    if (seen.notDelivered > 0 && seen.delivered > 0 && seen.dead == 0 && seen.oldestSeconds <= kMostWaiting)
        return pass(u"%1 attempts failed %2, and every decision was delivered in the end"_s.arg(
            number(seen.notDelivered), sinceStart(facts)));
    if (seen.notDelivered > 0)
        return cannotTell(u"%1 attempts failed %2, and not every decision is delivered yet"_s.arg(
            number(seen.notDelivered), sinceStart(facts)));
    return cannotTell(u"no callback has failed %1"_s.arg(sinceStart(facts)));
}

Finding timeOut(const CheckFacts &facts)
{
    if (const auto finding = absent(facts))
        return *finding;
    if (facts.approvals.expired > 0)
        return pass(u"%1 candidates expired without an answer %2"_s.arg(number(facts.approvals.expired), sinceStart(facts)));
    return cannotTell(u"no candidate has expired %1"_s.arg(sinceStart(facts)));
}

} // namespace signalbox::server::checks
