#include "backend/platform/core/json_writer.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstring>

namespace signalbox::core {

namespace {

/// Characters that cannot stand in a JSON string as they are (RFC 8259 7).
constexpr std::array<bool, 256> kEscapes = [] {
    std::array<bool, 256> table {};
    std::fill_n(table.begin(), 0x20, true);
    table['"'] = table['\\'] = true;
    return table;
}();

/// Most bytes that one byte becomes.
constexpr qsizetype kWidest = 6;

char *putEscape(char *at, char c)
{
    static constexpr char kHex[] = "0123456789abcdef";
    *at++ = '\\';
    switch (c) {
    case '"':
    case '\\':
        *at++ = c;
        return at;
    case '\n':
        *at++ = 'n';
        return at;
    case '\r':
        *at++ = 'r';
        return at;
    case '\t':
        *at++ = 't';
        return at;
    default:
        std::memcpy(at, "u00", 3); // NOLINT(bugprone-not-null-terminated-result): the digits follow
        at[3] = kHex[uchar(c) >> 4];
        at[4] = kHex[uchar(c) & 15];
        return at + 5;
    }
}

/// Writes a string with its quotes; there is room for kWidest * size + 2 bytes.
char *putString(char *at, QByteArrayView utf8)
{
    *at++ = '"';
    for (const char c : utf8) {
        if (kEscapes[uchar(c)])
            at = putEscape(at, c);
        else
            *at++ = c;
    }
    *at++ = '"';
    return at;
}

/// The same of ASCII that is held as UTF-16.
char *putString(char *at, QStringView ascii)
{
    *at++ = '"';
    for (const QChar c : ascii) {
        if (kEscapes[c.unicode()])
            at = putEscape(at, char(c.unicode()));
        else
            *at++ = char(c.unicode());
    }
    *at++ = '"';
    return at;
}

} // namespace

char *JsonWriter::room(qsizetype count)
{
    constexpr qsizetype kFirst = 512;
    if (m_out.size() - m_size < count)
        m_out.resize(std::max({kFirst, 2 * m_out.size(), m_size + count}));
    return m_out.data() + m_size;
}

char *JsonWriter::start(qsizetype count)
{
    char *at = room(count + 1);
    if (m_needComma)
        *at++ = ',';
    m_needComma = true;
    return at;
}

JsonWriter &JsonWriter::put(QByteArrayView text)
{
    char *at = start(text.size());
    return end(std::copy_n(text.data(), text.size(), at));
}

JsonWriter &JsonWriter::end(const char *at)
{
    m_size = at - m_out.constData();
    return *this;
}

JsonWriter &JsonWriter::beginObject()
{
    put("{");
    m_needComma = false;
    return *this;
}

JsonWriter &JsonWriter::endObject()
{
    m_needComma = false;
    return put("}");
}

JsonWriter &JsonWriter::beginArray()
{
    put("[");
    m_needComma = false;
    return *this;
}

JsonWriter &JsonWriter::endArray()
{
    m_needComma = false;
    return put("]");
}

JsonWriter &JsonWriter::key(QByteArrayView name)
{
    char *at = putString(start(kWidest * name.size() + 3), name);
    *at++ = ':';
    m_needComma = false;
    return end(at);
}

JsonWriter &JsonWriter::key(const QString &name)
{
    return key(QByteArrayView(name.toUtf8()));
}

JsonWriter &JsonWriter::value(const QString &text)
{
    // Texts are nearly always ASCII, which needs no converter and no memory of its own.
    if (!QtPrivate::isAscii(QStringView(text)))
        return value(QByteArrayView(text.toUtf8()));
    return end(putString(start(kWidest * text.size() + 2), QStringView(text)));
}

JsonWriter &JsonWriter::value(QLatin1StringView text)
{
    if (!QtPrivate::isAscii(text))
        return value(QString(text));
    return value(QByteArrayView(text.data(), text.size()));
}

JsonWriter &JsonWriter::value(QByteArrayView utf8)
{
    return end(putString(start(kWidest * utf8.size() + 2), utf8));
}

JsonWriter &JsonWriter::value(qint64 number)
{
    constexpr qsizetype kDigits = 24;
    char *at = start(kDigits);
    return end(std::to_chars(at, at + kDigits, number).ptr);
}

JsonWriter &JsonWriter::value(double number)
{
    if (!std::isfinite(number))
        return null();
    // JSON has one number type: a whole value is written without an exponent or fraction, as other writers do.
    if (number == std::floor(number) && std::abs(number) < 1e15)
        return value(qint64(number));
    // Without an exponent where people would write none.
    const double size = std::abs(number);
    const auto format = size >= 1e-4 && size < 1e15 ? std::chars_format::fixed : std::chars_format::scientific;
    constexpr qsizetype kDigits = 40;
    char *at = start(kDigits);
    return end(std::to_chars(at, at + kDigits, number, format).ptr);
}

JsonWriter &JsonWriter::value(bool flag)
{
    return put(flag ? "true" : "false");
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
        return put(QJsonDocument(any.toArray()).toJson(QJsonDocument::Compact));
    case QJsonValue::Object:
        return put(QJsonDocument(any.toObject()).toJson(QJsonDocument::Compact));
    case QJsonValue::Null:
    case QJsonValue::Undefined:
        break;
    }
    return null();
}

JsonWriter &JsonWriter::null()
{
    return put("null");
}

JsonWriter &JsonWriter::raw(QByteArrayView json)
{
    return put(json);
}

QByteArray JsonWriter::take()
{
    m_needComma = false;
    m_out.resize(std::exchange(m_size, 0));
    return std::exchange(m_out, {});
}

QByteArray jsonString(QByteArrayView utf8)
{
    JsonWriter json;
    return json.value(utf8).take();
}

} // namespace signalbox::core
