#include "backend/services/approvals/content_hash.h"

#include "backend/platform/security/digest.h"

#include <QJsonArray>
#include <QStringList>

#include <algorithm>
#include <charconv>

namespace signalbox::approvals {

namespace {

void appendString(QByteArray &out, const QString &text)
{
    static constexpr char kHex[] = "0123456789abcdef";
    out += '"';
    const QByteArray utf8 = text.toUtf8();
    for (const char c : utf8) {
        switch (c) {
        case '"':
        case '\\':
            out += '\\';
            out += c;
            break;
        case '\b':
            out += "\\b";
            break;
        case '\f':
            out += "\\f";
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

/// ECMAScript's Number::toString(10) of a finite number (ECMA-262 6.1.6.1.20).
void appendNumber(QByteArray &out, double number)
{
    if (number == 0) {
        out += '0';
        return;
    }
    char shortest[32];
    const auto end = std::to_chars(std::begin(shortest), std::end(shortest), number, std::chars_format::scientific).ptr;
    QByteArray digits(shortest, end - shortest);
    const qsizetype mark = digits.indexOf('e');
    const int point = digits.mid(mark + 1).toInt() + 1; // the value is 0.DIGITS * 10^point
    digits.truncate(mark);
    digits.replace(".", "");
    if (digits.startsWith('-')) {
        out += '-';
        digits.remove(0, 1);
    }
    const int count = int(digits.size());
    if (count <= point && point <= 21) {
        out += digits + QByteArray(point - count, '0');
    } else if (0 < point && point <= 21) {
        out += digits.left(point) + '.' + digits.mid(point);
    } else if (-6 < point && point <= 0) {
        out += "0." + QByteArray(-point, '0') + digits;
    } else {
        out += digits.left(1);
        if (count > 1)
            out += '.' + digits.mid(1);
        out += point > 0 ? "e+" : "e-";
        out += QByteArray::number(std::abs(point - 1));
    }
}

void appendValue(QByteArray &out, const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Bool:
        out += value.toBool() ? "true" : "false";
        break;
    case QJsonValue::Double:
        appendNumber(out, value.toDouble());
        break;
    case QJsonValue::String:
        appendString(out, value.toString());
        break;
    case QJsonValue::Array: {
        out += '[';
        const QJsonArray items = value.toArray();
        for (qsizetype i = 0; i < items.size(); ++i) {
            if (i > 0)
                out += ',';
            appendValue(out, items[i]);
        }
        out += ']';
        break;
    }
    case QJsonValue::Object: {
        out += '{';
        const QJsonObject object = value.toObject();
        QStringList names = object.keys();
        std::sort(names.begin(), names.end());
        for (qsizetype i = 0; i < names.size(); ++i) {
            if (i > 0)
                out += ',';
            appendString(out, names[i]);
            out += ':';
            appendValue(out, object[names[i]]);
        }
        out += '}';
        break;
    }
    case QJsonValue::Null:
    case QJsonValue::Undefined:
        out += "null";
        break;
    }
}

} // namespace

QByteArray canonicalJson(const QJsonValue &value)
{
    QByteArray out;
    appendValue(out, value);
    return out;
}

QByteArray contentHash(const QJsonObject &request)
{
    return security::sha256(canonicalJson(request)).toHex();
}

} // namespace signalbox::approvals
