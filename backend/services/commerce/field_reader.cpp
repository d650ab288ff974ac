#include "backend/services/commerce/field_reader.h"

#include <cmath>

namespace signalbox::commerce {

using namespace Qt::StringLiterals;

FieldReader::FieldReader(QJsonObject object, FieldProblems &problems, QByteArray prefix)
    : m_object(std::move(object)), m_problems(problems), m_prefix(std::move(prefix))
{
}

QJsonValue FieldReader::value(QByteArrayView name) const
{
    const QJsonValue found = m_object[QString::fromLatin1(name)];
    return found.isNull() ? QJsonValue(QJsonValue::Undefined) : found;
}

std::optional<QString> FieldReader::text(QByteArrayView name, qsizetype longest)
{
    const QJsonValue given = value(name);
    if (given.isUndefined())
        return std::nullopt;
    QString text = given.toString();
    if (text.isEmpty() || text.size() > longest || text.contains(QChar(0))) {
        refuse(name, u"must be a string of 1 to "_s + QString::number(longest) + u" characters"_s);
        return std::nullopt;
    }
    return text;
}

std::optional<QString> FieldReader::text(QByteArrayView name, QByteArrayView alias, qsizetype longest)
{
    const QJsonValue canonical = value(name);
    const QJsonValue other = value(alias);
    if (!canonical.isUndefined() && !other.isUndefined() && canonical != other) {
        refuse(alias, u"differs from "_s + QString::fromLatin1(name));
        return std::nullopt;
    }
    return text(canonical.isUndefined() ? alias : name, longest);
}

std::optional<qint64> FieldReader::whole(QByteArrayView name, qint64 low, qint64 high)
{
    const QJsonValue given = value(name);
    if (given.isUndefined())
        return std::nullopt;
    const double number = given.toDouble(-1);
    if (!given.isDouble() || number != std::floor(number) || number < double(low) || number > double(high)) {
        refuse(name, u"must be an integer from "_s + QString::number(low) + u" to "_s + QString::number(high));
        return std::nullopt;
    }
    return qint64(number);
}

std::optional<double> FieldReader::number(QByteArrayView name, double low, double high)
{
    const QJsonValue given = value(name);
    if (given.isUndefined())
        return std::nullopt;
    const double number = given.toDouble();
    if (!given.isDouble() || !(number >= low && number <= high)) {
        refuse(name, u"must be a number from "_s + QString::number(low, 'g', 12) + u" to "_s
                   + QString::number(high, 'g', 12));
        return std::nullopt;
    }
    return number;
}

std::optional<bool> FieldReader::flag(QByteArrayView name)
{
    const QJsonValue given = value(name);
    if (given.isUndefined())
        return std::nullopt;
    if (!given.isBool()) {
        refuse(name, u"must be true or false"_s);
        return std::nullopt;
    }
    return given.toBool();
}

std::optional<FieldReader> FieldReader::object(QByteArrayView name)
{
    const QJsonValue given = value(name);
    if (given.isUndefined())
        return std::nullopt;
    if (!given.isObject()) {
        refuse(name, u"must be an object"_s);
        return std::nullopt;
    }
    return FieldReader(given.toObject(), m_problems, m_prefix + name.toByteArray() + '.');
}

void FieldReader::refuse(QByteArrayView name, const QString &reason)
{
    m_problems.emplace_back(m_prefix + name.toByteArray(), reason);
}

} // namespace signalbox::commerce
