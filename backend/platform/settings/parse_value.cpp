#include "backend/platform/settings/parse_value.h"

#include "backend/platform/core/address.h"
#include "backend/platform/core/json_parse.h"

#include <QDateTime>
#include <QRegularExpression>
#include <QUrl>

#include <cmath>

namespace signalbox::settings {

using namespace Qt::StringLiterals;

namespace {

QString shown(double number)
{
    return QString::fromUtf8(core::decimalText(number));
}

/// The range in words; without a minimum negative numbers are outside (contract platform 6.1).
QString rangeText(const Definition &definition)
{
    const QString kind = definition.type == Type::Integer ? u"a whole number"_s : u"a number"_s;
    const QString unit = definition.unit.isEmpty() ? QString() : u" ("_s + QString::fromUtf8(definition.unit) + u')';
    const QString low = shown(definition.minimum.value_or(0));
    if (definition.maximum)
        return u"%1 between %2 and %3%4"_s.arg(kind, low, shown(*definition.maximum), unit);
    return u"%1 of at least %2%3"_s.arg(kind, low, unit);
}

std::optional<double> parseNumber(const QString &text, bool whole)
{
    static const QRegularExpression integer(u"\\A[+-]?[0-9]{1,15}\\z"_s);
    static const QRegularExpression decimal(u"\\A[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]{1,3})?\\z"_s);
    if (!(whole ? integer : decimal).match(text).hasMatch())
        return {};
    bool ok = false;
    const double number = text.toDouble(&ok);
    return ok && std::isfinite(number) ? std::optional(number) : std::nullopt;
}

/// The sentence's end, or nothing when the number is good; a clamp changes `value`.
std::optional<QString> takeNumber(const Definition &definition, Value &value, Findings &findings)
{
    const std::optional<double> number = parseNumber(value.text.trimmed(), definition.type == Type::Integer);
    if (!number)
        return u"must be "_s + rangeText(definition);
    const double low = definition.minimum.value_or(0);
    const double bounded = std::max(low, definition.maximum ? std::min(*number, *definition.maximum) : *number);
    value.number = bounded;
    if (bounded == *number)
        return {};
    if (!definition.clamp)
        return u"must be "_s + rangeText(definition);
    value.clamped = true;
    findings.warnings += u"%1 is %2, which is outside its range; %3 is used"_s.arg(QString::fromUtf8(definition.key),
                                                                                   shown(*number), shown(bounded));
    return {};
}

std::optional<QString> takeRule(const Definition &definition, Value &value)
{
    auto rule = parseFlagRule(value.text);
    if (!rule)
        return rule.error();
    if (rule->isPerSubject() && !definition.perCaller)
        return u"is not read for each caller, so its rule can only be off, on or schedule"_s;
    if (definition.apply == Apply::Restart && rule->kind == RuleKind::Schedule)
        return u"needs a restart, so it cannot have a schedule"_s;
    value.text = rule->toText();
    value.boolean = rule->kind == RuleKind::On;
    if (rule->isPerSubject() || rule->kind == RuleKind::Schedule) {
        value.boolean = rule->decide(definition.key, {}, {}); // a schedule is judged by whoever knows the time
        value.rule = std::make_shared<const FlagRule>(std::move(*rule));
    }
    return {};
}

std::optional<QString> takeBoolean(const Definition &definition, Value &value)
{
    if (value.source == Source::Revision && looksLikeRule(value.text))
        return takeRule(definition, value);
    const std::optional<bool> flag = parseBoolean(value.text, definition.narrowBoolean);
    value.boolean = flag.value_or(false);
    if (!flag)
        return u"must be true or false"_s;
    return {};
}

std::optional<QString> takeChoice(const Definition &definition, Value &value)
{
    const Qt::CaseSensitivity sensitivity = definition.ignoreCase ? Qt::CaseInsensitive : Qt::CaseSensitive;
    for (const QString &choice : definition.choices) {
        if (choice.compare(value.text, sensitivity) == 0) {
            value.text = choice;
            return {};
        }
    }
    return u"must be one of "_s + definition.choices.join(u", "_s);
}

std::optional<QString> checkUrl(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    if (!url.isValid() || url.scheme().isEmpty() || url.host().isEmpty())
        return u"must be an absolute URL"_s;
    return {};
}

std::optional<QString> checkDate(const QString &text)
{
    const bool isDate = QDate::fromString(text, Qt::ISODate).isValid();
    if (!isDate && !QDateTime::fromString(text, Qt::ISODate).isValid())
        return u"must be a date such as 2026-01-31"_s;
    return {};
}

std::optional<QString> take(const Definition &definition, Value &value, Findings &findings)
{
    switch (definition.type) {
    case Type::Text:
        return {};
    case Type::Boolean:
        return takeBoolean(definition, value);
    case Type::Integer:
    case Type::Decimal:
        return takeNumber(definition, value, findings);
    case Type::Choice:
        return takeChoice(definition, value);
    case Type::Url:
        return checkUrl(value.text);
    case Type::Path:
        if (value.text.contains(QChar(u'\0')))
            return u"must be a path"_s;
        return {};
    case Type::Date:
        return checkDate(value.text);
    case Type::Cidrs:
        if (!core::parseCidrList(value.text.toUtf8()))
            return u"must be a comma-separated list of address blocks such as 10.0.0.0/8"_s;
        return {};
    }
    Q_UNREACHABLE();
}

} // namespace

std::optional<bool> parseBoolean(const QString &text, bool narrow)
{
    static const QStringList kTrue{u"1"_s, u"true"_s, u"yes"_s, u"on"_s};
    static const QStringList kFalse{u"0"_s, u"false"_s, u"no"_s, u"off"_s};
    const QString lower = text.trimmed().toLower();
    if (kTrue.contains(lower) || (!narrow && (lower == u"t" || lower == u"y")))
        return true;
    if (kFalse.contains(lower) || (!narrow && (lower == u"f" || lower == u"n")))
        return false;
    return {};
}

bool isPlaceholder(const QString &text)
{
    const QString lower = text.trimmed().toLower();
    return (lower.startsWith(u'<') && lower.endsWith(u'>')) || lower.startsWith(u"your-") || lower.startsWith(u"your_")
        || lower.startsWith(u"change-me") || lower.startsWith(u"change_me") || lower.startsWith(u"changeme")
        || lower == u"***";
}

Value defaultValue(const Definition &definition)
{
    Value value{definition.defaultText};
    Findings unused;
    if (!value.text.isEmpty() && take(definition, value, unused))
        qFatal("the default of %s breaks its own rule", definition.key.constData());
    return value;
}

Value parseValue(const Definition &definition, const RawValue &raw, Findings &findings)
{
    Value value{raw.text};
    value.source = raw.source;
    value.where = raw.where;
    const std::optional<QString> problem = take(definition, value, findings);
    if (!problem)
        return value;
    const bool isNumber = definition.type == Type::Integer || definition.type == Type::Decimal;
    const QString sentence = QString::fromUtf8(definition.key) + u' ' + *problem
        + (raw.where.isEmpty() || definition.secret ? QString() : u" ("_s + raw.where + u')');
    if (isNumber && definition.defaultIfBad && !parseNumber(raw.text.trimmed(), definition.type == Type::Integer))
        findings.warnings += sentence + u"; the default is used"_s;
    else
        findings.problems += sentence;
    return defaultValue(definition);
}

} // namespace signalbox::settings
