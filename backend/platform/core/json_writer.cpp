#include "backend/platform/core/json_writer.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

#include <cmath>

namespace signalbox::core {

namespace {

void appendEscaped(QByteArray &out, QByteArrayView utf8)
{
    static constexpr char kHex[] = "0123456789abcdef";
    out += '"';
    for (const char c : utf8) {
        switch (c) {
        case '"':
            out += "\\\"";
            break;
        case '\\':
            out += "\\\\";
            break;
        case '\n':
            out += "\\n";
            break;
        case '\r':
            out += "\\r";
            break;
        case '\t':
            out += "\\t";
            break;
        default:
            if (uchar(c) < 0x20) {
                out += "\\u00";
                out += kHex[uchar(c) >> 4];
                out += kHex[uchar(c) & 15];
            } else {
                out += c;
            }
        }
    }
    out += '"';
}

} // namespace

void JsonWriter::separate()
{
    if (m_needComma)
        m_out += ',';
    m_needComma = true;
}

JsonWriter &JsonWriter::beginObject()
{
    separate();
    m_out += '{';
    m_needComma = false;
    return *this;
}

JsonWriter &JsonWriter::endObject()
{
    m_out += '}';
    m_needComma = true;
    return *this;
}

JsonWriter &JsonWriter::beginArray()
{
    separate();
    m_out += '[';
    m_needComma = false;
    return *this;
}

JsonWriter &JsonWriter::endArray()
{
    m_out += ']';
    m_needComma = true;
    return *this;
}

JsonWriter &JsonWriter::key(QByteArrayView name)
{
    separate();
    appendEscaped(m_out, name);
    m_out += ':';
    m_needComma = false;
    return *this;
}

JsonWriter &JsonWriter::key(const QString &name)
{
    return key(QByteArrayView(name.toUtf8()));
}

JsonWriter &JsonWriter::value(const QString &text)
{
    return value(QByteArrayView(text.toUtf8()));
}

JsonWriter &JsonWriter::value(QLatin1StringView text)
{
    return value(QString(text));
}

JsonWriter &JsonWriter::value(QByteArrayView utf8)
{
    separate();
    appendEscaped(m_out, utf8);
    return *this;
}

JsonWriter &JsonWriter::value(qint64 number)
{
    separate();
    m_out += QByteArray::number(number);
    return *this;
}

JsonWriter &JsonWriter::value(double number)
{
    if (!std::isfinite(number))
        return null();
    // JSON has one number type: a whole value is written without an exponent or fraction, as other writers do.
    if (number == std::floor(number) && std::abs(number) < 1e15)
        return value(qint64(number));
    separate();
    m_out += QByteArray::number(number, 'g', QLocale::FloatingPointShortest);
    return *this;
}

JsonWriter &JsonWriter::value(bool flag)
{
    separate();
    m_out += flag ? "true" : "false";
    return *this;
}

JsonWriter &JsonWriter::value(const QJsonValue &any)
{
    switch (any.type()) {
    case QJsonValue::Bool:
        return value(any.toBool());
    case QJsonValue::Double:
        return any.isDouble() && any.toDouble() == double(any.toInteger()) ? value(qint64(any.toInteger()))
                                                                          : value(any.toDouble());
    case QJsonValue::String:
        return value(any.toString());
    case QJsonValue::Array:
        separate();
        m_out += QJsonDocument(any.toArray()).toJson(QJsonDocument::Compact);
        return *this;
    case QJsonValue::Object:
        separate();
        m_out += QJsonDocument(any.toObject()).toJson(QJsonDocument::Compact);
        return *this;
    case QJsonValue::Null:
    case QJsonValue::Undefined:
        break;
    }
    return null();
}

JsonWriter &JsonWriter::null()
{
    separate();
    m_out += "null";
    return *this;
}

JsonWriter &JsonWriter::raw(QByteArrayView json)
{
    separate();
    m_out += json;
    return *this;
}

QByteArray JsonWriter::take()
{
    m_needComma = false;
    return std::exchange(m_out, {});
}

QByteArray jsonString(QByteArrayView utf8)
{
    QByteArray out;
    appendEscaped(out, utf8);
    return out;
}

} // namespace signalbox::core
