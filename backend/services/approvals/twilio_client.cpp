#include "backend/services/approvals/twilio_client.h"

#include "backend/platform/core/json_parse.h"
#include "backend/platform/core/sleep.h"
#include "backend/platform/upstream/retry.h"

#include <QDateTime>
#include <QJsonArray>
#include <QLocale>

#include <algorithm>
#include <array>

namespace signalbox::approvals {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kMaxReply = 1024 * 1024;
constexpr int kPageSize = 50;
/// Newest first: more than this were not written to one person since an attempt began.
constexpr int kMostPages = 20;
/// Twilio's times are whole seconds of another clock.
constexpr core::milliseconds kClockSkew = 2s;

struct Page
{
    std::vector<ListedMessage> messages; ///< newest first
    QString next; ///< path and query; empty on the last page
    std::optional<core::WallTime> date; ///< Twilio's clock
};

QUrl messagesUrl(const TwilioSettings &settings)
{
    QUrl url = settings.apiBase;
    QString base = url.path();
    while (base.endsWith(u'/'))
        base.chop(1);
    url.setPath(base + u"/2010-04-01/Accounts/"_s + QString::fromLatin1(settings.accountSid) + u"/Messages.json"_s);
    return url;
}

QByteArray encoded(const std::vector<std::pair<QByteArray, QByteArray>> &fields)
{
    QByteArrayList pairs;
    for (const auto &[name, value] : fields)
        pairs += name.toPercentEncoding() + '=' + value.toPercentEncoding();
    return pairs.join('&');
}

upstream::Call callTo(const TwilioSettings &settings, const core::Clock &clock, QUrl url, CancelToken cancel)
{
    upstream::Call call;
    call.upstream = "twilio";
    call.url = std::move(url);
    call.headers = {{"Authorization", "Basic " + QByteArray(settings.user + ':' + settings.password).toBase64()},
                    {"Accept", "application/json"}};
    call.deadline = clock.steady() + settings.timeout;
    call.maxReplyBytes = kMaxReply;
    call.cancel = std::move(cancel);
    return call;
}

ListedMessage listedFrom(const QJsonObject &json)
{
    ListedMessage message;
    message.sid = json[u"sid"_s].toString().toLatin1();
    message.status = json[u"status"_s].toString().toLatin1();
    message.errorCode = json[u"error_code"_s].toInt();
    message.body = json[u"body"_s].toString();
    const QDateTime created = QDateTime::fromString(json[u"date_created"_s].toString(), Qt::RFC2822Date);
    message.created = core::wallTime(created.isValid() ? created.toMSecsSinceEpoch() : 0);
    return message;
}

/// RFC 9110 5.6.7, the form that is to be sent.
std::optional<core::WallTime> httpDate(const QByteArray &text)
{
    QDateTime date = QLocale::c().toDateTime(QString::fromLatin1(text), u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s);
    date.setTimeSpec(Qt::UTC);
    return date.isValid() ? std::optional(core::wallTime(date.toMSecsSinceEpoch())) : std::nullopt;
}

/// When an attempt began by Twilio's clock, whose times the messages bear: ours may be wrong now, or have been then.
core::WallTime begunByTwilio(core::WallTime since, const Page &page, core::WallTime now)
{
    if (since > now)
        return {};
    const core::milliseconds ahead = page.date ? now - *page.date : core::milliseconds(0);
    return std::chrono::abs(ahead) > kClockSkew ? since - ahead : since;
}

Result<Page> pageFrom(const Result<upstream::Reply> &reply)
{
    if (!reply)
        return std::unexpected(reply.error());
    if (reply->status != 200)
        return fail(ErrorCode::Upstream, PublicText(u"Twilio refused to list messages"_s),
                    LogDetail(u"status %1"_s.arg(reply->status)));
    const auto json = core::parseJsonObject(reply->body);
    if (!json || !(*json)[u"messages"_s].isArray())
        return fail(ErrorCode::Upstream, PublicText(u"Twilio's list of messages is not readable"_s));
    Page page;
    page.date = httpDate(reply->headers.value("Date"));
    for (const QJsonValue &message : (*json)[u"messages"_s].toArray())
        page.messages.push_back(listedFrom(message.toObject()));
    page.next = (*json)[u"next_page_uri"_s].toString();
    return page;
}

bool isWanted(const ListedMessage &message, const MessageLookUp &wanted, core::WallTime since)
{
    if (message.created < since - kClockSkew || wanted.knownSids.contains(message.sid))
        return false;
    if (!wanted.exactBody.isEmpty())
        return message.body.trimmed() == wanted.exactBody.trimmed();
    return asksAbout(message.body, wanted.id, wanted.revision);
}

/// The next page's address is Twilio's word: only its path and query count, so that the password stays with its host.
QUrl pageUrl(const TwilioSettings &settings, const QString &next)
{
    const QUrl relative(next);
    QUrl url = settings.apiBase;
    url.setPath(relative.path());
    url.setQuery(relative.query(QUrl::FullyEncoded));
    return url;
}

QUrl firstPage(const TwilioSettings &settings, const MessageLookUp &wanted)
{
    std::vector<std::pair<QByteArray, QByteArray>> fields{{"To", wanted.to.toUtf8()}};
    if (!wanted.from.isEmpty())
        fields.emplace_back("From", wanted.from.toUtf8());
    fields.emplace_back("PageSize", QByteArray::number(kPageSize));
    QUrl url = messagesUrl(settings);
    url.setQuery(QString::fromLatin1(encoded(fields)), QUrl::StrictMode);
    return url;
}

} // namespace

Transfer transferOf(const Result<upstream::Reply> &reply)
{
    if (reply)
        return Transfer::Answered;
    // Reasons for which no byte of the request has left, or not over a verified connection.
    static const std::array kBefore{u"refused"_s, u"unresolved"_s, u"unreachable"_s, u"tls"_s, u"open"_s, u"full"_s};
    const bool before = std::ranges::find(kBefore, upstream::reason(reply.error())) != kBefore.end()
        || reply.error().code == ErrorCode::InvalidInput || reply.error().code == ErrorCode::Forbidden;
    return before ? Transfer::NotSent : Transfer::Unknown;
}

Task<SendResult> TwilioClient::send(TwilioSettings settings, TwilioMessage message, CancelToken cancel)
{
    upstream::Call call = callTo(settings, m_clock, messagesUrl(settings), std::move(cancel));
    call.method = "POST";
    call.headers.add("Content-Type", "application/x-www-form-urlencoded");
    call.body = encoded(twilioForm(message));
    call.placing = true;
    const core::Clock &clock = m_clock;
    const Result<upstream::Reply> reply = co_await m_client.send(std::move(call));
    if (!reply)
        co_return readSendAnswer(transferOf(reply), 0, {});
    std::optional<std::chrono::seconds> pause;
    if (const auto asked = upstream::retryAfter(reply->headers, clock.wall()))
        pause = std::chrono::ceil<std::chrono::seconds>(*asked);
    co_return readSendAnswer(Transfer::Answered, reply->status, reply->body, pause);
}

Task<Result<upstream::Reply>> TwilioClient::getPage(TwilioSettings settings, QUrl url, CancelToken cancel)
{
    return m_client.send(callTo(settings, m_clock, std::move(url), std::move(cancel)));
}

Task<Result<std::optional<ListedMessage>>> TwilioClient::lookUp(TwilioSettings settings, MessageLookUp wanted,
                                                                CancelToken cancel)
{
    std::optional<ListedMessage> first;
    QUrl url = firstPage(settings, wanted);
    for (int number = 0; number < kMostPages; ++number) {
        const Result<Page> page = pageFrom(co_await getPage(settings, url, cancel));
        if (!page)
            co_return std::unexpected(page.error());
        const core::WallTime since = begunByTwilio(wanted.since, *page, m_clock.wall());
        for (const ListedMessage &message : page->messages) {
            if (isWanted(message, wanted, since) && (!first || message.created <= first->created))
                first = message;
        }
        const bool older = !page->messages.empty() && page->messages.back().created < since - kClockSkew;
        if (older || !page->next.startsWith(u'/'))
            break;
        url = pageUrl(settings, page->next);
    }
    co_return first;
}

Task<Result<std::optional<ListedMessage>>> TwilioClient::reconcile(TwilioSettings settings, MessageLookUp wanted,
                                                                   CancelToken cancel, core::milliseconds pause)
{
    auto found = co_await lookUp(settings, wanted, cancel);
    if (!found || *found)
        co_return found;
    if (!co_await core::sleepFor(pause, cancel))
        co_return fail(ErrorCode::Cancelled, PublicText(u"the look-up was cancelled"_s));
    co_return co_await lookUp(settings, wanted, cancel);
}

} // namespace signalbox::approvals
