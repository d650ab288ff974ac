#include "ui/client/alert_text.h"

#include "ui/client/alert_rule_texts.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace signalbox::client {

namespace {

/// Translations of this file live in this context.
struct AlertText
{
    Q_DECLARE_TR_FUNCTIONS(AlertText)
};

constexpr double kMinute = 60;
constexpr double kHour = 3600;

const AlertRuleText *textOf(const QString &rule)
{
    const auto known = std::ranges::find_if(
        kAlertRuleTexts, [&rule](const AlertRuleText &text) { return rule == QLatin1StringView(text.rule); });
    return known == std::end(kAlertRuleTexts) ? nullptr : known;
}

/// One digit after the point where it says something.
QString shortNumber(double value)
{
    const double tenths = std::round(value * 10);
    return QLocale().toString(tenths / 10, 'f', std::fmod(tenths, 10) == 0 ? 0 : 1);
}

QString secondsText(double seconds)
{
    if (seconds < 2 * kMinute)
        return AlertText::tr("%1 s").arg(shortNumber(seconds));
    return seconds < 2 * kHour ? AlertText::tr("%1 min").arg(shortNumber(seconds / kMinute))
                               : AlertText::tr("%1 h").arg(shortNumber(seconds / kHour));
}

struct RulePlace
{
    const char *rule;
    const char *page;
    const char *filter; ///< `%1` the subject
};

/// Rules whose trouble is seen elsewhere than among the failed requests of their service.
constexpr RulePlace kPlaces[]{
    {"providerErrorRate", "providers", "chosen:%1"},
    {"providerDown", "providers", "chosen:%1"},
    {"providerLatency", "providers", "chosen:%1"},
    {"providerUnhealthy", "providers", "chosen:%1"},
    {"credentialExpiring", "providers", "chosen:%1"},
    {"noSuccessfulQuotes", "providers", ""},
    {"shopLatency", "traffic", "service:shop ms>1000"},
    {"approvalLatency", "traffic", "service:approvals ms>1000"},
    {"twilioFailing", "approvals", ""},
    {"twilioRefused", "approvals", ""},
    {"auditChainBroken", "health", ""},
    {"expirySpike", "approvals", ""},
    {"callbacksFailing", "outbox", ""},
    {"callbacksDead", "outbox", ""},
    {"outboxOldest", "outbox", ""},
    {"prewarmFailing", "prewarm", ""},
    {"webhookRefusals", "webhooks", ""},
    {"slackQuota", "settings", "key:SLACK"},
    {"redisDown", "health", ""},
    {"dbPoolExhausted", "health", ""},
    {"healthFailing", "health", ""},
    {"storeLag", "health", ""},
    {"diskLow", "health", ""},
    {"clockSkew", "health", ""},
    {"revisionNotApplied", "health", ""},
    {"backupOld", "health", ""},
    {"memoryGrowth", "overview", ""},
    {"certificateExpiring", "settings", "key:TLS"},
    {"guardTookBack", "settings", ""},
};

} // namespace

QString alertNumber(double value, const QString &unit)
{
    if (!std::isfinite(value))
        return u"–"_s;
    if (unit == "share"_L1)
        return shortNumber(value * 100) + u" %"_s;
    if (unit == "ms"_L1)
        return value < 1000 ? AlertText::tr("%1 ms").arg(shortNumber(value)) : secondsText(value / 1000);
    if (unit == "s"_L1)
        return secondsText(value);
    if (unit == "bytes"_L1)
        return QLocale().formattedDataSize(qint64(std::min(value, 1e18)), 1, QLocale::DataSizeIecFormat);
    if (unit == "days"_L1)
        return AlertText::tr("%1 days").arg(shortNumber(value));
    return unit.isEmpty() ? shortNumber(value) : QString(shortNumber(value) + u' ' + unit);
}

QString alertSentence(const protocol::Alert &alert)
{
    const AlertRuleText *text = textOf(alert.rule);
    if (text == nullptr)
        return alert.sentence;
    // Not by arg(): a sentence may leave a number out. The subject comes last, because only it could hold a `%`.
    QString sentence = AlertText::tr(text->sentence);
    sentence.replace("%3"_L1, alertNumber(alert.limit, alert.unit))
        .replace("%2"_L1, alertNumber(alert.value, alert.unit))
        .replace("%1"_L1, alert.subject.isEmpty() ? alert.service : alert.subject);
    return sentence;
}

QString alertRunbook(const protocol::Alert &alert)
{
    const AlertRuleText *text = textOf(alert.rule);
    return text == nullptr ? alert.runbook : AlertText::tr(text->runbook);
}

QString severityText(protocol::Severity severity)
{
    switch (severity) {
    case protocol::Severity::Page:
        return AlertText::tr("page");
    case protocol::Severity::Ticket:
        return AlertText::tr("ticket");
    case protocol::Severity::Note:
        break;
    }
    return AlertText::tr("note");
}

Place alertPlace(const protocol::Alert &alert)
{
    const auto known = std::ranges::find_if(
        kPlaces, [&alert](const RulePlace &place) { return alert.rule == QLatin1StringView(place.rule); });
    if (known == std::end(kPlaces))
        return {"traffic", u"service:%1 status>499"_s.arg(alert.service)};
    return {known->page, QString::fromLatin1(known->filter).replace("%1"_L1, alert.subject)};
}

QString alertLimitSetting(const protocol::Alert &alert)
{
    QString name = u"SIGNALBOX_ALERT_"_s;
    for (const QChar each : alert.rule) {
        if (each.isUpper())
            name += u'_';
        name += each.toUpper();
    }
    return name;
}

} // namespace signalbox::client
