#include "backend/services/approvals/request_fields.h"

#include "backend/services/approvals/reply_text.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace signalbox::approvals {

using namespace Qt::StringLiterals;

namespace {

/// The number of a decimal string: spaces around, a sign and a fraction of zeros are allowed.
std::optional<double> decimal(const QString &text)
{
    QStringView rest = QStringView(text).trimmed();
    const bool negative = rest.startsWith(u'-');
    if (negative || rest.startsWith(u'+'))
        rest = rest.mid(1);
    const auto isDigit = [](QChar c) { return c >= u'0' && c <= u'9'; };
    if (const qsizetype point = rest.indexOf(u'.'); point > 0) {
        const QStringView fraction = rest.mid(point + 1);
        if (fraction.isEmpty() || !std::all_of(fraction.begin(), fraction.end(), [](QChar c) { return c == u'0'; }))
            return std::nullopt;
        rest = rest.left(point);
    }
    if (rest.isEmpty() || !std::all_of(rest.begin(), rest.end(), isDigit))
        return std::nullopt;
    double number = 0;
    for (const QChar digit : rest)
        number = number * 10 + double(digit.unicode() - u'0');
    return negative ? -number : number;
}

QString plural(qsizetype count)
{
    return QString::number(count) + (count == 1 ? u" character"_s : u" characters"_s);
}

} // namespace

RequestFields::RequestFields(QJsonObject object, QJsonArray loc, Faults &faults)
    : m_object(std::move(object)), m_loc(std::move(loc)), m_faults(faults)
{
}

QJsonArray RequestFields::place(QLatin1StringView name) const
{
    QJsonArray loc = m_loc;
    loc.append(QString(name));
    return loc;
}

void RequestFields::refuse(const QJsonArray &loc, const QByteArray &type, const QString &msg)
{
    m_faults.push_back({type, loc, msg});
}

std::optional<QString> RequestFields::checkText(const QJsonValue &value, const QJsonArray &loc, qsizetype shortest,
                                                qsizetype longest)
{
    if (!value.isString()) {
        refuse(loc, "string_type", u"Input should be a valid string"_s);
        return std::nullopt;
    }
    QString text = value.toString();
    if (!text.isValidUtf16()) {
        refuse(loc, "string_unicode",
               u"Input should be a valid string, unable to parse raw data as a unicode string"_s);
        return std::nullopt;
    }
    const qsizetype count = codePoints(text);
    if (count < shortest) {
        refuse(loc, "string_too_short", u"String should have at least "_s + plural(shortest));
        return std::nullopt;
    }
    if (count > longest) {
        refuse(loc, "string_too_long", u"String should have at most "_s + plural(longest));
        return std::nullopt;
    }
    if (text.contains(QChar(0))) {
        refuse(loc, "string_pattern_mismatch", u"String should not hold U+0000"_s);
        return std::nullopt;
    }
    return text;
}

std::optional<QString> RequestFields::text(QLatin1StringView name, qsizetype shortest, qsizetype longest)
{
    if (!has(name)) {
        refuse(place(name), "missing", u"Field required"_s);
        return std::nullopt;
    }
    return checkText(value(name), place(name), shortest, longest);
}

QString RequestFields::optionalText(QLatin1StringView name, qsizetype longest)
{
    if (!has(name) || value(name).isNull())
        return {};
    return checkText(value(name), place(name), 0, longest).value_or(QString());
}

QString RequestFields::word(QLatin1StringView name, std::initializer_list<QLatin1StringView> words)
{
    if (!has(name)) {
        refuse(place(name), "missing", u"Field required"_s);
        return {};
    }
    QString given = value(name).toString();
    if (std::find(words.begin(), words.end(), given) != words.end())
        return given;
    QStringList quoted;
    for (const QLatin1StringView any : words)
        quoted.append(u'\'' + any + u'\'');
    const QString last = quoted.takeLast();
    refuse(place(name), "literal_error", u"Input should be "_s + quoted.join(", "_L1) + u" or "_s + last);
    return {};
}

std::optional<int> RequestFields::whole(QLatin1StringView name, int low, int high, bool required)
{
    const QJsonArray loc = place(name);
    if (!has(name)) {
        if (required)
            refuse(loc, "missing", u"Field required"_s);
        return std::nullopt;
    }
    const QJsonValue given = value(name);
    std::optional<double> number;
    if (given.isDouble())
        number = given.toDouble();
    else if (given.isString())
        number = decimal(given.toString());
    if (!number && given.isString())
        refuse(loc, "int_parsing", u"Input should be a valid integer, unable to parse string as an integer"_s);
    else if (!number)
        refuse(loc, "int_type", u"Input should be a valid integer"_s);
    else if (*number != std::floor(*number))
        refuse(loc, "int_from_float", u"Input should be a valid integer, got a number with a fractional part"_s);
    else if (*number < low)
        refuse(loc, "greater_than_equal", u"Input should be greater than or equal to "_s + QString::number(low));
    else if (*number > high)
        refuse(loc, "less_than_equal", u"Input should be less than or equal to "_s + QString::number(high));
    else
        return int(*number);
    return std::nullopt;
}

bool RequestFields::flag(QLatin1StringView name, bool fallback)
{
    if (has(name) && !value(name).isBool())
        refuse(place(name), "bool_type", u"Input should be a valid boolean"_s);
    return value(name).toBool(fallback);
}

std::optional<QJsonArray> RequestFields::list(QLatin1StringView name, qsizetype most)
{
    if (!has(name))
        return std::nullopt;
    if (!value(name).isArray()) {
        refuse(place(name), "list_type", u"Input should be a valid list"_s);
        return std::nullopt;
    }
    QJsonArray items = value(name).toArray();
    if (items.size() > most) {
        refuse(place(name), "too_long",
               u"List should have at most "_s + QString::number(most) + u" items after validation, not "_s
                   + QString::number(items.size()));
        return std::nullopt;
    }
    return items;
}

} // namespace signalbox::approvals
