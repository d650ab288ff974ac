#include "backend/platform/core/json_writer.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace signalbox::core {

namespace {

/// Characters that cannot stand in a JSON string as they are (RFC 8259 7).
constexpr std::array<bool, 256> kEscapes = [] {
    std::array<bool, 256> table {};
    std::fill_n(table.begin(), 0x20, true);
    table['"'] = table['\\'] = true;
    return table;
}();

void appendEscape(QByteArray &out, char c)
{
    static constexpr char kHex[] = "0123456789abcdef";
    switch (c) {
    case '"':
        out.append("\\\"", 2);
        break;
    case '\\':
        out.append("\\\\", 2);
        break;
    case '\n':
        out.append("\\n", 2);
        break;
    case '\r':
        out.append("\\r", 2);
        break;
    case '\t':
        out.append("\\t", 2);
        break;
    default:
        const char text[] = {'\\', 'u', '0', '0', kHex[uchar(c) >> 4], kHex[uchar(c) & 15]};
        out.append(text, sizeof text);
    }
}

void appendEscaped(QByteArray &out, QByteArrayView utf8)
{
    out += '"';
    const char *plain = utf8.data();
    const char *const end = plain + utf8.size();
    for (const char *at = plain; at != end; ++at) {
        if (!kEscapes[uchar(*at)])
            continue;
        out.append(plain, at - plain);
        appendEscape(out, *at);
        plain = at + 1;
    }
    out.append(plain, end - plain);
    out += '"';
}

/// Texts are nearly always ASCII, which needs no converter and no memory of its own.
void appendEscaped(QByteArray &out, QStringView text)
{
    constexpr qsizetype kShort = 256;
    if (text.size() > kShort || !QtPrivate::isAscii(text)) {
        appendEscaped(out, QByteArrayView(text.toUtf8()));
        return;
    }
    std::array<char, kShort> ascii;
    for (qsizetype i = 0; i < text.size(); ++i)
        ascii[size_t(i)] = char(text[i].unicode());
    appendEscaped(out, QByteArrayView(ascii.data(), text.size()));
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
    separate();
    appendEscaped(m_out, QStringView(name));
    m_out += ':';
    m_needComma = false;
    return *this;
}

JsonWriter &JsonWriter::value(const QString &text)
{
    separate();
    appendEscaped(m_out, QStringView(text));
    return *this;
}

JsonWriter &JsonWriter::value(QLatin1StringView text)
{
    if (!QtPrivate::isAscii(text))
        return value(QString(text));
    separate();
    appendEscaped(m_out, QByteArrayView(text.data(), text.size()));
    return *this;
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
    std::array<char, 24> digits;
    const auto written = std::to_chars(digits.data(), digits.data() + digits.size(), number);
    m_out.append(digits.data(), written.ptr - digits.data());
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
    // Without an exponent where people would write none.
    const double size = std::abs(number);
    const auto format = size >= 1e-4 && size < 1e15 ? std::chars_format::fixed : std::chars_format::scientific;
    std::array<char, 40> digits;
    const auto written = std::to_chars(digits.data(), digits.data() + digits.size(), number, format);
    m_out.append(digits.data(), written.ptr - digits.data());
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
