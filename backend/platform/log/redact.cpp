#include "backend/platform/log/redact.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <string_view>

namespace signalbox::log {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array<std::string_view, 15> kSecretEndings{
    "authorization", "cookie",     "token", "secret",    "password", "passwd",     "passphrase", "apikey",
    "signature",     "privatekey", "jwt",   "accesskey", "adminkey", "servicekey", "credential"};

constexpr std::array<std::string_view, 15> kSecretNames{
    "cookies",      "tokens", "secrets", "credentials", "street",      "street1",      "street2",      "addressline1",
    "addressline2", "email",  "emails",  "phone",       "phonenumber", "emailaddress", "customerphone"};

QByteArray plainName(QByteArrayView name)
{
    QByteArray plain;
    plain.reserve(name.size());
    for (const char c : name) {
        if (c == '-' || c == '_' || c == '.')
            continue;
        plain += c >= 'A' && c <= 'Z' ? char(c | 0x20) : c;
    }
    return plain;
}

/// A rule, a character and a text without which it cannot match: most texts hold neither, and looking for them is far
/// cheaper than an expression.
struct Rule
{
    char16_t trigger;
    QString needs;
    QRegularExpression pattern;
    QString replacement;
};

const std::vector<Rule> &rules()
{
    constexpr auto kIgnoreCase = QRegularExpression::CaseInsensitiveOption;
    static const std::vector<Rule> all{
        {u' ', u"earer"_s, QRegularExpression(u"\\b(Bearer)\\s+[^\\s\"',;]+"_s, kIgnoreCase), u"\\1 [redacted]"_s},
        {u' ', u"asic "_s, QRegularExpression(u"\\b(Basic)\\s+[A-Za-z0-9+/=_-]{8,}"_s, kIgnoreCase),
         u"\\1 [redacted]"_s},
        {u'-', u"-----BEGIN"_s,
         QRegularExpression(u"-----BEGIN [^-]+-----.*?(?:-----END [^-]+-----|\\z)"_s,
                            QRegularExpression::DotMatchesEverythingOption),
         u"[redacted]"_s},
        {u'_', u"conf_"_s, QRegularExpression(u"\\bconf_[A-Za-z0-9_-]{12,}(?:\\.[A-Za-z0-9_-]*)?"_s),
         u"conf_[redacted]"_s},
        {u':', u"://"_s, QRegularExpression(u"(://)[^/?#\\s@\"']+@"_s), u"\\1[redacted]@"_s},
        {u'=', u"="_s,
         QRegularExpression(
             u"([?&](?:[a-z0-9_-]*(?:token|secret|password|signature|api[_-]?key)|sig|key|code)=)[^&#\\s\"']+"_s,
             kIgnoreCase),
         u"\\1[redacted]"_s},
    };
    return all;
}

} // namespace

bool isSecretName(QByteArrayView name)
{
    const QByteArray plain = plainName(name);
    const std::string_view text(plain.constData(), size_t(plain.size()));
    return std::ranges::any_of(kSecretEndings, [text](std::string_view end) { return text.ends_with(end); })
        || std::ranges::find(kSecretNames, text) != kSecretNames.end();
}

QString maskText(const QString &text, const std::vector<QString> &hidden)
{
    QString masked = text;
    for (const QString &secret : hidden) {
        if (masked.contains(secret))
            masked.replace(secret, QLatin1StringView(kRedacted));
    }
    for (const Rule &rule : rules()) {
        if (masked.contains(QChar(rule.trigger)) && masked.contains(rule.needs, Qt::CaseInsensitive))
            masked.replace(rule.pattern, rule.replacement);
    }
    return masked;
}

QJsonValue redacted(const QJsonValue &value, const std::vector<QString> &hidden)
{
    if (value.isString())
        return maskText(value.toString(), hidden);
    if (value.isArray()) {
        QJsonArray items;
        for (const QJsonValue &item : value.toArray())
            items.append(redacted(item, hidden));
        return items;
    }
    if (!value.isObject())
        return value;
    QJsonObject object = value.toObject();
    for (auto member = object.begin(); member != object.end(); ++member) {
        const bool isSecret
            = isSecretName(member.key().toUtf8()) && !member.value().isBool() && !member.value().isNull();
        *member = isSecret ? QJsonValue(QLatin1StringView(kRedacted)) : redacted(*member, hidden);
    }
    return object;
}

} // namespace signalbox::log
