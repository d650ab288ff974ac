#include "backend/sandbox/twilio_wire.h"

#include "backend/platform/core/json_parse.h"
#include "backend/platform/security/digest.h"
#include "backend/sandbox/stand_in.h"

#include <QDateTime>
#include <QJsonArray>
#include <QXmlStreamReader>

#include <algorithm>

namespace signalbox::sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMaxVariable = 1600;

QByteArray decoded(QByteArray text)
{
    return QByteArray::fromPercentEncoding(text.replace('+', ' '));
}

QString rfc2822(core::WallTime time)
{
    return QDateTime::fromMSecsSinceEpoch(core::epochMs(time), Qt::UTC).toString(Qt::RFC2822Date);
}

QJsonObject resource(const QByteArray &accountSid, const TwilioMessage &message)
{
    const QString sid = QString::fromLatin1(message.sid);
    const QString uri = u"/2010-04-01/Accounts/"_s + QString::fromLatin1(accountSid) + u"/Messages/"_s + sid;
    const bool waiting = message.status == "queued";
    const QJsonValue code = message.errorCode == 0 ? QJsonValue() : QJsonValue(message.errorCode);
    return {{u"account_sid"_s, QString::fromLatin1(accountSid)},
            {u"api_version"_s, u"2010-04-01"_s},
            {u"body"_s, message.body},
            {u"date_created"_s, rfc2822(message.created)},
            {u"date_sent"_s, waiting ? QJsonValue() : QJsonValue(rfc2822(message.created))},
            {u"date_updated"_s, rfc2822(message.created)},
            {u"direction"_s, u"outbound-api"_s},
            {u"error_code"_s, code},
            {u"error_message"_s, QJsonValue()},
            {u"from"_s, message.from},
            {u"messaging_service_sid"_s, QJsonValue()},
            {u"num_media"_s, u"0"_s},
            {u"num_segments"_s, u"1"_s},
            {u"price"_s, QJsonValue()},
            {u"price_unit"_s, QJsonValue()},
            {u"sid"_s, sid},
            {u"status"_s, QString::fromLatin1(message.status)},
            {u"subresource_uris"_s, QJsonObject {{u"media"_s, QString(uri + u"/Media.json"_s)}}},
            {u"to"_s, message.to},
            {u"uri"_s, QString(uri + u".json"_s)}};
}

QString pageUri(const TwilioPage &page, int number)
{
    const QByteArray filter = page.filter.isEmpty() ? QByteArray() : page.filter + '&';
    return QString::fromLatin1(page.path + '?' + filter + "PageSize=" + QByteArray::number(page.size)
                               + "&Page=" + QByteArray::number(number));
}

} // namespace

FormFields readForm(const QByteArray &body)
{
    FormFields fields;
    for (const QByteArray &pair : body.split('&')) {
        if (pair.isEmpty())
            continue;
        const qsizetype equals = pair.indexOf('=');
        const bool named = equals >= 0;
        fields.emplace_back(decoded(named ? pair.first(equals) : pair), decoded(named ? pair.mid(equals + 1) : ""));
    }
    return fields;
}

QByteArray formBody(const FormFields &fields)
{
    QByteArrayList pairs;
    for (const auto &[name, value] : fields)
        pairs += name.toPercentEncoding() + '=' + value.toPercentEncoding();
    return pairs.join('&');
}

QByteArray fieldOf(const FormFields &fields, QByteArrayView name)
{
    const auto found = std::ranges::find_if(fields, [name](const auto &field) { return field.first == name; });
    return found == fields.end() ? QByteArray() : found->second;
}

QByteArray signAsTwilio(const QByteArray &token, const QUrl &url, const FormFields &fields)
{
    FormFields sorted = fields;
    std::ranges::sort(sorted);
    const auto repeated = std::ranges::unique(sorted);
    sorted.erase(repeated.begin(), repeated.end());
    QByteArray data = url.toEncoded();
    for (const auto &[name, value] : sorted)
        data += name + value;
    return security::hmacSha1(token, data).toBase64();
}

http::Response createdAnswer(const QByteArray &accountSid, const TwilioMessage &message)
{
    return json(201, resource(accountSid, message));
}

http::Response listAnswer(const QByteArray &accountSid, const TwilioPage &page)
{
    QJsonArray messages;
    for (const TwilioMessage &message : page.messages)
        messages.append(resource(accountSid, message));
    const int first = page.number * page.size;
    const QJsonValue before = page.number == 0 ? QJsonValue() : QJsonValue(pageUri(page, page.number - 1));
    const QJsonValue next = page.hasNext ? QJsonValue(pageUri(page, page.number + 1)) : QJsonValue();
    return json(200, QJsonObject {{u"first_page_uri"_s, pageUri(page, 0)},
                                  {u"previous_page_uri"_s, before},
                                  {u"next_page_uri"_s, next},
                                  {u"uri"_s, pageUri(page, page.number)},
                                  {u"page"_s, page.number},
                                  {u"page_size"_s, page.size},
                                  {u"start"_s, first},
                                  {u"end"_s, first + std::max(0, int(messages.size()) - 1)},
                                  {u"messages"_s, messages}});
}

http::Response twilioError(int status, int code, const QString &message)
{
    return json(status, QJsonObject {{u"code"_s, code},
                                     {u"message"_s, message},
                                     {u"more_info"_s, u"https://www.twilio.com/docs/errors/%1"_s.arg(code)},
                                     {u"status"_s, status}});
}

QString templateText(const QByteArray &variables)
{
    const auto object = core::parseJsonObject(variables);
    if (!object)
        return {};
    QString text = u"🤖 A reply waits for you\n\nID: `{{1}}`\nPlatform: {{2}}\nPersona: {{3}}\n\n*Proposed Reply:*\n"
                   "> {{4}}\n\n*Context:* {{5}}\nRisks: {{6}}\n\nReply with:\n• `approve {{1}}` to post\n"
                   "• `edit {{1}}: <new text>` to modify\n• `skip {{1}}` to ignore"_s;
    for (int number = 1; number <= 6; ++number) {
        const QString value = (*object)[QString::number(number)].toString();
        const bool broken = value.isEmpty() || value.size() > kMaxVariable || value.contains(u'\n')
            || value.contains(u'\t') || value.contains("     "_L1);
        if (broken)
            return {};
        text.replace(u"{{%1}}"_s.arg(number), value);
    }
    return text;
}

QStringList twimlMessages(const QByteArray &body)
{
    QStringList texts;
    QXmlStreamReader xml(body);
    while (!xml.atEnd()) {
        if (xml.readNext() == QXmlStreamReader::StartElement && xml.name() == u"Message")
            texts += xml.readElementText();
    }
    return xml.hasError() ? QStringList() : texts;
}

} // namespace signalbox::sandbox
