#include "backend/platform/log/redact.h"

#include "backend/platform/log/secret_name.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <string_view>

namespace signalbox::log {

using namespace Qt::StringLiterals;

namespace {

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

/// Characters that a text of any of the rules has.
constexpr std::array<bool, 256> kSigns = [] {
    std::array<bool, 256> table {};
    for (const char sign : std::string_view("=:_- \t\n\v\f\r"))
        table[uchar(sign)] = true;
    return table;
}();

bool endsWith(QByteArrayView text, QByteArrayView end)
{
    return text.size() >= end.size() && text.last(end.size()).compare(end, Qt::CaseInsensitive) == 0;
}

/// Whether one of the rules could match around the sign at `at`.
bool startsSecret(QByteArrayView utf8, qsizetype at)
{
    const QByteArrayView before = utf8.first(at);
    switch (utf8[at]) {
    case '=':
        return true;
    case ':':
        return utf8.sliced(at).startsWith("://");
    case '_':
        return endsWith(before, "conf");
    case '-':
        return utf8.sliced(at).startsWith("-----BEGIN");
    default:
        return endsWith(before, "bearer") || endsWith(before, "basic");
    }
}

} // namespace

bool isSecretName(QByteArrayView name)
{
    return isSecretMember({name.data(), size_t(name.size())});
}

bool mayNeedMask(QByteArrayView utf8, const HiddenValues &hidden)
{
    for (qsizetype at = 0; at < utf8.size(); ++at) {
        if (kSigns[uchar(utf8[at])] && startsSecret(utf8, at))
            return true;
    }
    return hidden.mayBeIn(utf8);
}

QString maskText(const QString &text, const HiddenValues &hidden)
{
    QString masked = text;
    for (const QString &secret : hidden.values()) {
        if (masked.contains(secret))
            masked.replace(secret, QLatin1StringView(kRedacted));
    }
    for (const Rule &rule : rules()) {
        if (masked.contains(QChar(rule.trigger)) && masked.contains(rule.needs, Qt::CaseInsensitive))
            masked.replace(rule.pattern, rule.replacement);
    }
    return masked;
}

QJsonValue redacted(const QJsonValue &value, const HiddenValues &hidden)
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
