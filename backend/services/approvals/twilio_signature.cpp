#include "backend/services/approvals/twilio_signature.h"

#include "backend/platform/security/digest.h"

#include <QHash>

#include <algorithm>
#include <map>
#include <optional>

namespace signalbox::approvals {

namespace {

/// A URL cut so that its pieces put together are the same bytes.
struct UrlParts
{
    QByteArray scheme; ///< with `://`
    QByteArray userInfo; ///< with `@`
    QByteArray host;
    QByteArray port; ///< with `:`
    QByteArray path;
    QByteArray query; ///< with `?`

    QByteArray withPort(const QByteArray &given) const { return scheme + userInfo + host + given + path + query; }
};

/// What stands before the mark; all of it without one (left() gives nothing then).
QByteArray before(const QByteArray &text, qsizetype mark)
{
    return mark < 0 ? text : text.first(mark);
}

UrlParts cut(const QByteArray &url)
{
    UrlParts parts;
    const qsizetype authority = url.indexOf("://") + 3;
    if (authority < 3) {
        parts.path = url;
        return parts;
    }
    parts.scheme = url.first(authority);
    qsizetype end = authority;
    while (end < url.size() && url[end] != '/' && url[end] != '?')
        ++end;
    QByteArray host = url.sliced(authority, end - authority);
    const qsizetype at = host.lastIndexOf('@') + 1;
    parts.userInfo = host.first(at);
    host.remove(0, at);
    // Behind the bracket of an IPv6 address.
    const qsizetype colon = host.indexOf(':', host.lastIndexOf(']') + 1);
    parts.host = before(host, colon);
    parts.port = colon < 0 ? QByteArray() : host.sliced(colon);
    const QByteArray rest = url.sliced(end);
    const qsizetype mark = rest.indexOf('?');
    parts.path = before(rest, mark);
    parts.query = mark < 0 ? QByteArray() : rest.sliced(mark);
    return parts;
}

QByteArray defaultPort(const UrlParts &parts)
{
    return parts.scheme.compare("https://", Qt::CaseInsensitive) == 0 ? QByteArray(":443") : QByteArray(":80");
}

/// As browsers and Twilio's own libraries write a URL (WHATWG): what a query may not hold as it is, `'` among it, is
/// percent-encoded; nothing is decoded.
UrlParts normalised(UrlParts parts)
{
    parts.scheme = parts.scheme.toLower();
    parts.host = parts.host.toLower();
    if (parts.path.isEmpty())
        parts.path = "/";
    QByteArray query;
    for (const char c : parts.query) {
        const bool kept = c > ' ' && c != '"' && c != '#' && c != '<' && c != '>' && c != '\'' && c != '\x7f';
        query += kept ? QByteArray(1, c) : '%' + QByteArray(1, c).toHex().toUpper();
    }
    parts.query = query;
    return parts;
}

int hexDigit(char c)
{
    return int(QByteArrayView("0123456789abcdef").indexOf(c >= 'A' && c <= 'F' ? char(c + 32) : c));
}

/// QByteArray::fromPercentEncoding() makes other bytes of what is no percent code; signed data keep it as it is.
QByteArray decoded(QByteArrayView text)
{
    QByteArray bytes;
    bytes.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool code
            = text[i] == '%' && i + 2 < text.size() && hexDigit(text[i + 1]) >= 0 && hexDigit(text[i + 2]) >= 0;
        if (code) {
            bytes += char(hexDigit(text[i + 1]) * 16 + hexDigit(text[i + 2]));
            i += 2;
        } else {
            bytes += text[i] == '+' ? ' ' : text[i];
        }
    }
    return bytes;
}

/// JavaScript keeps members named like this in front, by number: the library that encodes queries anew is written so.
std::optional<quint32> arrayIndex(const QByteArray &name)
{
    bool fits = false;
    const quint32 number = name.toUInt(&fits);
    return fits && number < 0xffffffff && QByteArray::number(number) == name ? std::optional(number) : std::nullopt;
}

/// The query decoded and encoded again by the rules of Node's `querystring`: the values of one name stand together.
UrlParts encodedAnew(UrlParts parts)
{
    if (parts.query.size() < 2)
        return parts;
    constexpr quint64 kBehindNumbers = quint64(1) << 32;
    std::map<quint64, std::pair<QByteArray, QByteArrayList>> members; // by place
    QHash<QByteArray, quint64> places;
    for (const auto &[name, value] : parseForm(parts.query.sliced(1))) {
        if (!places.contains(name)) {
            const auto index = arrayIndex(name);
            places.insert(name, index ? quint64(*index) : kBehindNumbers + quint64(places.size()));
        }
        auto &member = members[places.value(name)];
        member.first = name;
        member.second += value;
    }
    QByteArrayList pairs;
    for (const auto &[place, member] : members) {
        for (const QByteArray &value : member.second)
            pairs += member.first.toPercentEncoding("!'()*") + '=' + value.toPercentEncoding("!'()*");
    }
    parts.query = '?' + pairs.join('&');
    return parts;
}

QByteArrayList urlVariants(const QByteArray &url)
{
    const UrlParts received = cut(url);
    const UrlParts normal = normalised(received);
    QByteArrayList variants;
    for (const UrlParts &parts : {received, normal, encodedAnew(normal)}) {
        for (const QByteArray &port : {QByteArray(), parts.port.isEmpty() ? defaultPort(parts) : parts.port}) {
            const QByteArray variant = parts.withPort(port);
            if (!variants.contains(variant))
                variants += variant;
        }
    }
    return variants;
}

} // namespace

QByteArray signedUrl(const CalledUrl &called)
{
    const QByteArray target = called.path + (called.query.isEmpty() ? QByteArray() : '?' + called.query);
    QByteArray url = called.exact;
    if (url.isEmpty() && !called.publicBase.isEmpty()) {
        QByteArray base = called.publicBase;
        while (base.endsWith('/'))
            base.chop(1);
        url = base + target;
    } else if (url.isEmpty()) {
        url = called.scheme + "://" + called.host + target;
    }
    return before(url, url.indexOf('#'));
}

FormFields parseForm(const QByteArray &body)
{
    FormFields fields;
    for (const QByteArray &pair : body.split('&')) {
        if (pair.isEmpty())
            continue;
        const qsizetype equals = pair.indexOf('=');
        fields.emplace_back(decoded(before(pair, equals)),
                            equals < 0 ? QByteArray() : decoded(pair.sliced(equals + 1)));
    }
    return fields;
}

QByteArray formValue(const FormFields &fields, QByteArrayView name)
{
    const auto found = std::ranges::find_if(fields, [name](const auto &field) { return field.first == name; });
    return found == fields.end() ? QByteArray() : found->second;
}

QByteArray twilioSignature(const QByteArray &token, const QByteArray &url, const FormFields &fields)
{
    FormFields sorted = fields;
    std::ranges::sort(sorted);
    sorted.erase(std::ranges::unique(sorted).begin(), sorted.end());
    QByteArray data = url;
    for (const auto &[name, value] : sorted)
        data += name + value;
    return security::hmacSha1(token, data).toBase64();
}

bool isSignedByTwilio(const QByteArrayList &tokens, const QByteArray &url, const QByteArray &body,
                      const QByteArray &signature)
{
    const QByteArray called = before(url, url.indexOf('#'));
    const QByteArray query = cut(called).query.mid(1);
    const FormFields queryFields = parseForm(query);
    const bool hashed = std::ranges::any_of(queryFields, [](const auto &f) { return f.first == "bodySHA256"; });
    if (hashed && !security::equalInConstantTime(formValue(queryFields, "bodySHA256"), security::sha256(body).toHex()))
        return false;
    const FormFields fields = hashed ? FormFields() : parseForm(body);
    bool fits = false;
    for (const QByteArray &variant : urlVariants(called)) {
        for (const QByteArray &token : tokens)
            fits = security::equalInConstantTime(signature, twilioSignature(token, variant, fields)) || fits;
    }
    return fits;
}

bool isOurAccount(const FormFields &fields, const QByteArray &accountSid)
{
    return std::ranges::all_of(
        fields, [&accountSid](const auto &field) { return field.first != "AccountSid" || field.second == accountSid; });
}

} // namespace signalbox::approvals
