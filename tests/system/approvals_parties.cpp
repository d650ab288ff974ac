#include "tests/system/approvals_parties.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QMessageAuthenticationCode>
#include <QRegularExpression>

namespace signalbox::wire {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kTolerance = 300; ///< seconds, as the callback's receivers allow

/// The message that a prompt's text is.
QString keyOf(const QString &text, const QString &address)
{
    static const QRegularExpression candidate(u"\\b(cr_\\d+)(?:@(\\d+))?"_s);
    static const QRegularExpression part(u"^\\(\\d+/\\d+\\)"_s);
    const auto found = candidate.match(text);
    const int revision = found.captured(2).isEmpty() ? 1 : found.captured(2).toInt();
    return promptKey(found.captured(1), revision, address, part.match(text).captured());
}

bool isSignedWell(const StubRequest &request)
{
    const QByteArray id = request.headers.value("webhook-id");
    const QByteArray time = request.headers.value("webhook-timestamp");
    const QByteArray mac = QMessageAuthenticationCode::hash(id + '.' + time + '.' + request.body,
                                                            ApprovalsDesk::kCallbackKey, QCryptographicHash::Sha256);
    return request.headers.value("webhook-signature").split(' ').contains("v1," + mac.toBase64())
        && qAbs(time.toLongLong() - QDateTime::currentSecsSinceEpoch()) <= kTolerance;
}

} // namespace

QString promptKey(const QString &id, int revision, const QString &address, const QString &part)
{
    return id + u'@' + QString::number(revision) + u' ' + address + part;
}

ApprovalParties::ApprovalParties(ApprovalsDesk &desk, quint32 seed)
    : m_desk(desk)
    , m_random(seed)
{
    desk.twilio.setScript([this](const StubRequest &request) { return twilio(request); });
    desk.sidecar.setScript([this](const StubRequest &request) { return sidecar(request); });
    desk.core.setScript([this](const StubRequest &request) { return core(request); });
}

GatewayProcess::Settings ApprovalParties::settings()
{
    return {{u"PROMPT_SYNC_WAIT_MS"_s, u"300"_s},
            {u"TWILIO_TIMEOUT_MS"_s, u"1000"_s},
            {u"IMSG_TIMEOUT_MS"_s, u"1000"_s},
            {u"DECISION_TIMEOUT_MS"_s, u"1000"_s},
            // As many attempts as it takes: that core is down for long is another test's matter.
            {u"DECISION_RETRY_SCHEDULE_SEC"_s, u"0,1,1,1,1,1,1,1,1,1"_s},
            {u"WA_BUCKET_CAPACITY"_s, u"100000"_s},
            {u"IMSG_BUCKET_CAPACITY"_s, u"100000"_s},
            {u"LOG_LEVEL"_s, u"WARNING"_s}};
}

bool ApprovalParties::happens(int percent)
{
    const bool does = !m_calm && m_random.bounded(100) < percent;
    m_faults += does ? 1 : 0;
    return does;
}

StubReply ApprovalParties::twilio(const StubRequest &request)
{
    m_desk.twilio.forget();
    return request.method == "GET" ? listed(request) : take(request);
}

StubReply ApprovalParties::take(const StubRequest &request)
{
    if (happens(2))
        return {.status = 500, .body = "no JSON"};
    if (happens(2))
        return {.status = 429, .body = "{\"code\":20429,\"status\":429}", .headers = {{"Retry-After", "1"}}};
    const QUrlQuery form(QString::fromUtf8(QByteArray(request.body).replace('+', "%20")));
    const auto field = [&form](const QString &name) { return form.queryItemValue(name, QUrl::FullyDecoded); };
    const QByteArray sid = ApprovalsDesk::sidOf(++m_accepted);
    const QString to = field(u"To"_s);
    const QString body = field(u"Body"_s);
    m_messages[to].push_back({QString::fromLatin1(sid), field(u"From"_s), body, QDateTime::currentDateTimeUtc()});
    ++m_whatsapp[keyOf(body, to)];
    // From here on it is accepted, whatever the gateway hears of it.
    if (happens(1))
        return {.status = 502, .body = "<html>"};
    if (happens(1))
        return {.silent = true};
    if (happens(1))
        return {.drop = true};
    return {.status = 201,
            .body = "{\"sid\":\"" + sid + "\",\"status\":\"queued\",\"error_code\":null}",
            .delay = m_calm ? 0ms : std::chrono::milliseconds(m_random.bounded(30))};
}

StubReply ApprovalParties::listed(const StubRequest &request)
{
    ++m_lookUps;
    const std::vector<Message> &all = m_messages[request.parameter(u"To"_s)];
    const qsizetype size = request.parameter(u"PageSize"_s).toInt();
    const qsizetype page = request.parameter(u"Page"_s).toInt();
    QJsonArray messages;
    for (qsizetype i = page * size; i < qsizetype(all.size()) && messages.size() < size; ++i) {
        const Message &one = all[all.size() - 1 - size_t(i)];
        if (one.from == request.parameter(u"From"_s))
            messages.append(QJsonObject{{u"sid"_s, one.sid},
                                        {u"body"_s, one.body},
                                        {u"status"_s, u"queued"_s},
                                        {u"date_created"_s, one.created.toString(Qt::RFC2822Date)}});
    }
    QJsonObject answer{{u"messages"_s, messages}, {u"next_page_uri"_s, QJsonValue()}};
    if ((page + 1) * size < qsizetype(all.size())) {
        QUrlQuery next(QUrl::fromEncoded(request.target).query(QUrl::FullyEncoded));
        next.removeQueryItem(u"Page"_s);
        next.addQueryItem(u"Page"_s, QString::number(page + 1));
        answer[u"next_page_uri"_s]
            = u"%1?%2"_s.arg(QString::fromLatin1(request.path()), next.toString(QUrl::FullyEncoded));
    }
    return {.body = QJsonDocument(answer).toJson(QJsonDocument::Compact)};
}

StubReply ApprovalParties::sidecar(const StubRequest &request)
{
    m_desk.sidecar.forget();
    if (request.path() != "/send")
        return {.body = "{\"status\":\"ok\"}"};
    if (happens(2))
        return {.status = 503, .body = "{\"status\":\"failed\",\"error\":\"no access\"}"};
    const QJsonObject body = QJsonDocument::fromJson(request.body).object();
    ++m_imessage[keyOf(body["text"_L1].toString(), body["recipient"_L1].toString())];
    if (happens(1))
        return {.silent = true};
    return {.body = "{\"status\":\"sent\"}", .delay = m_calm ? 0ms : std::chrono::milliseconds(m_random.bounded(20))};
}

StubReply ApprovalParties::core(const StubRequest &request)
{
    m_desk.core.forget();
    const QString id = QJsonDocument::fromJson(request.body).object()["id"_L1].toString();
    m_callbacks[id] += {request.headers.value("webhook-id"), request.body, isSignedWell(request)};
    if (happens(8))
        return {.status = 500};
    if (happens(2))
        return {.drop = true};
    return {.delay = m_calm ? 0ms : std::chrono::milliseconds(m_random.bounded(20))};
}

} // namespace signalbox::wire
