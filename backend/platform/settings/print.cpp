#include "backend/platform/settings/print.h"

#include "backend/platform/core/json_parse.h"

#include <QCryptographicHash>
#include <QUrl>

namespace signalbox::settings {

using namespace Qt::StringLiterals;

namespace {

QString typeName(Type type)
{
    switch (type) {
    case Type::Text:
        return u"text"_s;
    case Type::Boolean:
        return u"boolean"_s;
    case Type::Integer:
        return u"integer"_s;
    case Type::Decimal:
        return u"decimal"_s;
    case Type::Choice:
        return u"choice"_s;
    case Type::Url:
        return u"url"_s;
    case Type::Path:
        return u"path"_s;
    case Type::Date:
        return u"date"_s;
    case Type::Cidrs:
        return u"cidrs"_s;
    }
    Q_UNREACHABLE();
}

bool hasPassword(const QString &text)
{
    return text.contains(u"://") && text.contains(u'@');
}

QString withoutPassword(const QString &text)
{
    const qsizetype start = text.indexOf(u"://") + 3;
    qsizetype end = start;
    while (end < text.size() && !u"/?#"_s.contains(text[end]))
        ++end;
    const qsizetype at = text.lastIndexOf(u'@', end - 1);
    return at < start ? text : text.first(start) + u"[redacted]"_s + text.sliced(at);
}

QString notes(const Definition &definition, const Value &value)
{
    QStringList all{sourceName(value) + (value.where.isEmpty() ? QString() : u' ' + value.where)};
    if (value.source != Source::Default && !definition.secret && !definition.defaultText.isEmpty())
        all += u"default "_s + definition.defaultText;
    if (value.clamped)
        all += u"clamped from "_s + value.text;
    if (value.restartDue)
        all += u"restart due"_s;
    return all.join(u", "_s);
}

} // namespace

QString sourceName(const Value &value)
{
    switch (value.source) {
    case Source::Revision:
        return u"revision"_s;
    case Source::Environment:
        return u"environment"_s;
    case Source::EnvFile:
        return u".env"_s;
    case Source::Default:
        return u"default"_s;
    }
    Q_UNREACHABLE();
}

QString shownValue(const Definition &definition, const Value &value)
{
    if (definition.secret) {
        if (value.text.isEmpty())
            return u"unset"_s;
        const QByteArray hash = QCryptographicHash::hash(value.text.toUtf8(), QCryptographicHash::Sha256).toHex();
        return u"set (…%1)"_s.arg(QString::fromLatin1(hash.last(4)));
    }
    if (value.clamped)
        return QString::fromUtf8(core::decimalText(value.number));
    return hasPassword(value.text) ? withoutPassword(value.text) : value.text;
}

QJsonObject describe(const Definition &definition, const Value &value)
{
    QJsonObject object{
        {u"key"_s, QString::fromUtf8(definition.key)},
        {u"service"_s, QString::fromUtf8(definition.service)},
        {u"group"_s, QString::fromUtf8(definition.group)},
        {u"type"_s, typeName(definition.type)},
        {u"value"_s, shownValue(definition, value)},
        {u"set"_s, !value.text.isEmpty()},
        {u"source"_s, sourceName(value)},
        {u"where"_s, value.where},
        {u"default"_s, definition.secret ? QString() : definition.defaultText},
        {u"unit"_s, QString::fromUtf8(definition.unit)},
        {u"help"_s, definition.help},
        {u"secret"_s, definition.secret},
        {u"restart"_s, definition.apply == Apply::Restart},
        {u"restartDue"_s, value.restartDue},
        {u"clamped"_s, value.clamped},
        {u"danger"_s, definition.danger},
    };
    if (value.clamped)
        object.insert(u"configured"_s, value.text);
    if (definition.minimum)
        object.insert(u"minimum"_s, *definition.minimum);
    if (definition.maximum)
        object.insert(u"maximum"_s, *definition.maximum);
    if (!definition.choices.isEmpty())
        object.insert(u"choices"_s, QJsonArray::fromStringList(definition.choices));
    return object;
}

QJsonArray describeAll(const Catalogue &catalogue, const Snapshot &snapshot)
{
    QJsonArray all;
    for (const Definition &definition : catalogue)
        all.append(describe(definition, snapshot.at(definition.key)));
    return all;
}

QByteArray printText(const Catalogue &catalogue, const Snapshot &snapshot)
{
    qsizetype width = 0;
    for (const Definition &definition : catalogue)
        width = std::max(width, definition.key.size());
    QString out;
    QByteArray heading;
    for (const Definition &definition : catalogue) {
        if (const QByteArray next = definition.service + ": " + definition.group; next != heading) {
            out += (heading.isEmpty() ? u"# "_s : u"\n# "_s) + QString::fromUtf8(next) + u'\n';
            heading = next;
        }
        const Value &value = snapshot.at(definition.key);
        const QString shown = shownValue(definition, value);
        out += QString::fromUtf8(definition.key.leftJustified(width)) + u"  "_s + (shown.isEmpty() ? u"unset"_s : shown)
            + u"  ["_s + notes(definition, value) + u"]\n"_s;
    }
    return out.toUtf8();
}

QByteArray printSecretsNeeded(const Catalogue &catalogue, const Snapshot &snapshot)
{
    QByteArray out;
    for (const Definition &definition : catalogue) {
        const QString text = snapshot.text(definition.key);
        if (!text.isEmpty() && (definition.secret || (definition.readsFile && hasPassword(text))))
            out += definition.key + '\n';
    }
    return out;
}

} // namespace signalbox::settings
