#include "ui/pages/health/check_words.h"

#include <QRegularExpression>
#include <QSet>

namespace signalbox::pages {

using namespace Qt::StringLiterals;
using protocol::CheckItem;
using protocol::CheckVerdict;

namespace {

struct Advice
{
    QLatin1StringView id; ///< of the item, behind the service
    const char *text;
};

/// Several guides ask the same: looked up by the end of the id.
constexpr Advice kAdvice[] {
    {"https"_L1, QT_TRANSLATE_NOOP("Checklist", "Set SIGNALBOX_TLS_CERT and SIGNALBOX_TLS_KEY, or put a proxy with TLS in front: PUBLIC_BASE_URL an https address, the proxy in TRUSTED_PROXIES.")},
    {"tls"_L1, QT_TRANSLATE_NOOP("Checklist", "Set SIGNALBOX_TLS_CERT and SIGNALBOX_TLS_KEY, or put a proxy with TLS in front: PUBLIC_BASE_URL an https address, the proxy in TRUSTED_PROXIES.")},
    {"errors"_L1, QT_TRANSLATE_NOOP("Checklist", "Set ALERT_WEBHOOK_URL to an address that wakes somebody: Alertmanager, or anything that takes its JSON.")},
    {"alerts"_L1, QT_TRANSLATE_NOOP("Checklist", "Set ALERT_WEBHOOK_URL to an address that wakes somebody: Alertmanager, or anything that takes its JSON.")},
    {"secrets"_L1, QT_TRANSLATE_NOOP("Checklist", "Give the file with the secrets to the gateway's user alone (mode 0600), and put real values where placeholders are.")},
    {"readySecrets"_L1, QT_TRANSLATE_NOOP("Checklist", "Give the file with the secrets to the gateway's user alone (mode 0600), and put real values where placeholders are.")},
    {"environment"_L1, QT_TRANSLATE_NOOP("Checklist", "Set ENV to production and start the gateway anew.")},
    {"tokens"_L1, QT_TRANSLATE_NOOP("Checklist", "Set AUTH_ENABLED to true and JWT_SECRET_KEY to at least 32 random characters.")},
    {"readyTokens"_L1, QT_TRANSLATE_NOOP("Checklist", "Set AUTH_ENABLED to true and JWT_SECRET_KEY to at least 32 random characters.")},
    {"backup"_L1, QT_TRANSLATE_NOOP("Checklist", "Run signalboxd backup once a day by a timer, and now by hand.")},
    {"scraped"_L1, QT_TRANSLATE_NOOP("Checklist", "Point Prometheus, or whatever gathers your metrics, at /metrics.")},
    {"migrations"_L1, QT_TRANSLATE_NOOP("Checklist", "Run signalboxd migrate, or let the gateway do it at its start.")},
    {"credentials"_L1, QT_TRANSLATE_NOOP("Checklist", "Look at the provider that is not live and healthy: its key, its mock switch, its breaker.")},
    {"health"_L1, QT_TRANSLATE_NOOP("Checklist", "Look at what the first table of this page says of the parts that fail.")},
    {"audit"_L1, QT_TRANSLATE_NOOP("Checklist", "Verify the chain on the page Audit, and find out who wrote to the store beside the gateway.")},
    {"redisPassword"_L1, QT_TRANSLATE_NOOP("Checklist", "Set REDIS_URL with a password, and require it on the server.")},
    {"redisTls"_L1, QT_TRANSLATE_NOOP("Checklist", "Set REDIS_URL to an address that begins with rediss://.")},
};

QLatin1StringView endOf(const QString &id, QByteArray &held)
{
    held = id.mid(id.indexOf(u'.') + 1).toLatin1();
    return QLatin1StringView(held);
}

QString words(const QString &text)
{
    return QCoreApplication::translate("Checklist", text.toUtf8().constData());
}

} // namespace

QString CheckWords::group(const CheckItem &item)
{
    const QString when = item.list == "production"_L1 ? tr("production")
        : item.list == "hardening"_L1                 ? tr("hardening")
        : item.list == "readiness"_L1                 ? tr("readiness")
        : item.list == "afterDeployment"_L1           ? tr("after deployment")
        : item.list == "beforeDeployment"_L1          ? tr("before deployment")
                                                      : item.list;
    return tr("%1, %2").arg(item.service, when);
}

QString CheckWords::verdict(const CheckItem &item)
{
    if (item.person)
        return tr("for a person");
    switch (item.verdict) {
    case CheckVerdict::Pass:
        return tr("pass");
    case CheckVerdict::Fail:
        return tr("fail");
    case CheckVerdict::CannotTell:
        break;
    }
    return tr("cannot tell");
}

kit::Health CheckWords::health(const CheckItem &item)
{
    switch (item.verdict) {
    case CheckVerdict::Pass:
        return kit::Health::Well;
    case CheckVerdict::Fail:
        return kit::Health::Down;
    case CheckVerdict::CannotTell:
        break;
    }
    return kit::Health::Unknown;
}

QString CheckWords::title(const CheckItem &item)
{
    return words(item.title);
}

QString CheckWords::question(const CheckItem &item)
{
    return item.question.isEmpty() ? QString() : words(item.question);
}

QString CheckWords::advice(const CheckItem &item)
{
    if (item.verdict == CheckVerdict::Pass)
        return {};
    if (item.verdict == CheckVerdict::CannotTell) {
        if (item.person)
            return tr("No gateway can tell. Somebody has to answer: %1").arg(question(item));
        return item.question.isEmpty() ? tr("Nothing to do here: there is nothing to judge by yet.")
                                       : tr("The gateway cannot tell. Find out: %1").arg(question(item));
    }
    QByteArray held;
    const QLatin1StringView end = endOf(item.id, held);
    const auto known = std::ranges::find(kAdvice, end, &Advice::id);
    if (known != std::end(kAdvice))
        return tr(known->text);
    return tr("Change what the finding names, then run the checks again.");
}

QStringList CheckWords::settings(const CheckItem &item, const QSet<QString> &known)
{
    static const QRegularExpression word(u"[A-Z][A-Z0-9_]+"_s);
    QStringList keys;
    // An item that passes is as it should be; its evidence is no reason to change anything, but names what to look at.
    const QString told = item.evidence + u' ' + item.title + u' ' + (item.verdict == CheckVerdict::Fail ? advice(item) : QString());
    for (auto match = word.globalMatch(told); match.hasNext();) {
        const QString key = match.next().captured();
        if (known.contains(key) && !keys.contains(key))
            keys += key;
    }
    return keys;
}

client::Place CheckWords::place(const CheckItem &item, const QSet<QString> &known)
{
    QByteArray held;
    const QLatin1StringView end = endOf(item.id, held);
    if (end == "audit"_L1)
        return {"audit", {}};
    if (end == "credentials"_L1)
        return {"providers", {}};
    QStringList terms;
    for (const QString &key : settings(item, known))
        terms += u"key:\"%1\""_s.arg(key);
    if (!terms.isEmpty())
        return {"settings", terms.join(u" OR "_s)};
    return end == "smoke"_L1 ? client::Place {"traffic", u"operation~order"_s} : client::Place();
}

void CheckCounts::add(const CheckItem &item)
{
    int &count = item.person ? person
        : item.verdict == CheckVerdict::Pass ? pass
        : item.verdict == CheckVerdict::Fail ? fail
                                             : cannotTell;
    ++count;
}

QString CheckCounts::text() const
{
    return CheckWords::tr("%1 pass · %2 fail · %3 cannot tell · %4 for a person").arg(pass).arg(fail).arg(cannotTell).arg(person);
}

} // namespace signalbox::pages
