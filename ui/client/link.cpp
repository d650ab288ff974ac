#include "ui/client/link.h"

#include "backend/operator/protocol/stream_event.h"
#include "backend/platform/core/ids.h"
#include "backend/platform/core/json_parse.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QNetworkProxy>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace signalbox::client {

namespace {

constexpr std::chrono::milliseconds kReadTimeout = 10s;
constexpr std::chrono::milliseconds kActTimeout = 30s;
constexpr std::chrono::milliseconds kFetchTimeout = 2min;
/// Pages that open and close at the same moment change the topics once.
constexpr std::chrono::milliseconds kTopicsSettle = 50ms;
/// Always subscribed: its 1 Hz is what tells a silent link from a calm gateway.
constexpr QByteArrayView kHeartbeat = "metrics";

/// Translations of this file live in this context.
struct LinkText
{
    Q_DECLARE_TR_FUNCTIONS(Link)
};

ErrorCode codeOf(int status)
{
    switch (status) {
    case 400:
    case 422:
        return ErrorCode::InvalidInput;
    case 401:
        return ErrorCode::Unauthorized;
    case 403:
        return ErrorCode::Forbidden;
    case 404:
        return ErrorCode::NotFound;
    case 409:
    case 412:
        return ErrorCode::Conflict;
    case 410:
        return ErrorCode::Gone;
    case 413:
        return ErrorCode::TooLarge;
    case 429:
        return ErrorCode::RateLimited;
    case 503:
        return ErrorCode::Unavailable;
    case 504:
        return ErrorCode::Timeout;
    default:
        return status >= 500 ? ErrorCode::Internal : ErrorCode::Upstream;
    }
}

/// The status of an answer that came whole; 0 for one that did not. A transfer cut short has a status but no whole body.
int wholeStatus(const QNetworkReply &reply)
{
    const bool whole = reply.error() < QNetworkReply::ConnectionRefusedError || reply.error() > QNetworkReply::UnknownNetworkError;
    return whole ? reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt() : 0;
}

/// Empty for one that was aborted: it is closed already.
QByteArray bodyOf(QNetworkReply &reply)
{
    return reply.isOpen() ? reply.readAll() : QByteArray();
}

} // namespace

Result<QJsonObject> outcome(int status, QNetworkReply::NetworkError network, const QByteArray &body)
{
    if (status == 0) {
        if (network == QNetworkReply::OperationCanceledError)
            return fail(ErrorCode::Cancelled, PublicText());
        return fail(network == QNetworkReply::TimeoutError ? ErrorCode::Timeout : ErrorCode::Io, PublicText());
    }
    const Result<QJsonObject> document = core::parseJsonObject(body);
    if (status >= 200 && status < 300) {
        if (body.isEmpty())
            return QJsonObject();
        return document ? document : fail(ErrorCode::Upstream, PublicText());
    }
    const QJsonObject error = document ? document->value("error"_L1).toObject() : QJsonObject();
    // Field and details travel as they came (levers_facet.h reads them), so that a page can show them where they belong.
    return fail(codeOf(status), PublicText(error.value("message"_L1).toString()),
                LogDetail(QString::fromUtf8(QJsonDocument(error).toJson(QJsonDocument::Compact))));
}

Link::Link(LinkTarget target, const core::Clock &clock, QObject *parent)
    : QObject(parent), m_target(std::move(target)), m_clock(clock), m_stream(m_network, this), m_monitor(clock.steady())
{
    m_network.setProxy(QNetworkProxy(QNetworkProxy::NoProxy));
    m_network.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    m_topics.insert(kHeartbeat.toByteArray(), 1);
    m_reopen.setSingleShot(true);
    connect(&m_reopen, &QTimer::timeout, this, &Link::openStream);
    connect(&m_tick, &QTimer::timeout, this, [this] {
        update([this] { m_monitor.tick(m_clock.steady()); });
    });
    connect(&m_stream, &EventStream::heard, this, [this] {
        update([this] { m_monitor.heard(m_clock.steady()); });
    });
    connect(&m_stream, &EventStream::arrived, this, &Link::arrived);
    connect(&m_stream, &EventStream::broke, this, &Link::broke);
}

Link::~Link()
{
    m_closing = true;
}

void Link::start()
{
    m_started = true;
    m_tick.start(1s);
    openStream();
}

std::chrono::milliseconds Link::age() const
{
    return m_monitor.age(m_clock.steady());
}

QNetworkRequest Link::request(const QString &path, const QUrlQuery &query) const
{
    QUrl url = m_target.base;
    url.setPath(u"/ops/v1/"_s + path);
    url.setQuery(query);
    QNetworkRequest request(url);
    request.setRawHeader("Authorization", "Bearer " + m_target.token);
    request.setRawHeader("Accept", "application/json");
    return request;
}

Call Link::get(QObject *context, const QString &path, const QUrlQuery &query, Answer answer)
{
    QNetworkRequest asked = request(path, query);
    asked.setTransferTimeout(int(kReadTimeout.count()));
    return finish(context, m_network.get(asked), std::move(answer));
}

namespace {

/// The body of an answer that came whole and well.
Result<QByteArray> wholeBody(QNetworkReply &reply)
{
    const int status = wholeStatus(reply);
    const QByteArray body = bodyOf(reply);
    if (status >= 200 && status < 300)
        return body;
    return std::unexpected(outcome(status, reply.error(), body).error());
}

} // namespace

Call Link::fetch(QObject *context, const QString &path, const QUrlQuery &query, Bytes done)
{
    QNetworkRequest asked = request(path, query);
    asked.setRawHeader("Accept", "*/*");
    asked.setTransferTimeout(int(kFetchTimeout.count()));
    QNetworkReply *reply = m_network.get(asked);
    connect(reply, &QNetworkReply::finished, reply, &QObject::deleteLater);
    connect(reply, &QNetworkReply::finished, context, [reply, done = std::move(done)] { done(wholeBody(*reply)); });
    return Call(reply);
}

std::optional<Error> Link::barred() const
{
    if (m_target.readOnly)
        return fail(ErrorCode::Forbidden, PublicText(LinkText::tr("This console was started read-only."))).error();
    if (state() != LinkState::Linked)
        return fail(ErrorCode::Unavailable,
                    PublicText(LinkText::tr("There is no link to the gateway. Nothing was sent.")))
            .error();
    return std::nullopt;
}

Call Link::act(QObject *context, const QString &path, const QJsonObject &body, Answer answer)
{
    const std::optional<Error> refusal = barred();
    if (!refusal)
        return compute(context, path, body, std::move(answer));
    QMetaObject::invokeMethod(
        context, [answer = std::move(answer), refusal] { answer(std::unexpected(*refusal)); }, Qt::QueuedConnection);
    return {};
}

Call Link::download(QObject *context, const QString &path, const QJsonObject &body, Progress progress, Downloaded done)
{
    if (const std::optional<Error> refusal = barred()) {
        QMetaObject::invokeMethod(
            context, [done = std::move(done), refusal] { done(std::unexpected(*refusal)); }, Qt::QueuedConnection);
        return {};
    }
    QNetworkRequest asked = request(path, {});
    asked.setRawHeader("Accept", "*/*");
    asked.setTransferTimeout(int(kFetchTimeout.count()));
    QNetworkReply *reply = post(asked, body);
    connect(reply, &QNetworkReply::finished, reply, &QObject::deleteLater);
    connect(reply, &QNetworkReply::downloadProgress, context,
            [progress = std::move(progress)](qint64 received, qint64 all) { progress(received, all); });
    connect(reply, &QNetworkReply::finished, context, [reply, done = std::move(done)] {
        Result<QByteArray> whole = wholeBody(*reply);
        if (!whole)
            return done(std::unexpected(whole.error()));
        done(Download {std::move(*whole), QString::fromLatin1(reply->rawHeader("X-Audit-Id"))});
    });
    return Call(reply);
}

Call Link::compute(QObject *context, const QString &path, const QJsonObject &body, Answer answer)
{
    QNetworkRequest asked = request(path, {});
    asked.setTransferTimeout(int(kActTimeout.count()));
    return finish(context, post(asked, body), std::move(answer));
}

QNetworkReply *Link::post(QNetworkRequest asked, const QJsonObject &body)
{
    asked.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    asked.setRawHeader("Idempotency-Key", core::uuid4());
    return m_network.post(asked, QJsonDocument(body).toJson(QJsonDocument::Compact));
}

Call Link::finish(QObject *context, QNetworkReply *reply, Answer answer)
{
    connect(reply, &QNetworkReply::finished, reply, &QObject::deleteLater);
    connect(reply, &QNetworkReply::finished, context, [reply, answer = std::move(answer)] {
        answer(outcome(wholeStatus(*reply), reply->error(), bodyOf(*reply)));
    });
    return Call(reply);
}

Subscription Link::subscribe(const QByteArray &topic)
{
    if (++m_topics[topic] == 1 && m_started) {
        if (m_added.isEmpty())
            m_addedAt = m_stream.lastId();
        m_added.insert(topic);
        m_heardTo.clear();
        m_reopen.start(kTopicsSettle);
    }
    const QPointer<Link> self(this);
    return Subscription(static_cast<void *>(this), [self, topic](void *) {
        if (self)
            self->drop(topic);
    });
}

void Link::drop(const QByteArray &topic)
{
    if (--m_topics[topic] > 0)
        return;
    m_topics.remove(topic);
    if (m_started && !m_closing)
        m_reopen.start(kTopicsSettle);
}

void Link::openStream()
{
    QList<QByteArray> topics = m_topics.keys();
    std::sort(topics.begin(), topics.end());
    QUrlQuery query;
    query.addQueryItem(u"topics"_s, QString::fromLatin1(topics.join(',')));
    // What a new topic told since somebody asked for it must not be lost, though other topics have told more since.
    m_heardTo = m_stream.lastId();
    if (m_addedAt.isEmpty())
        m_added.clear();
    m_stream.open(request(u"stream"_s, query), m_added.isEmpty() ? m_heardTo : m_addedAt);
}

bool Link::isRepeated(const StreamEvent &event)
{
    if (m_added.isEmpty() || m_heardTo.isEmpty())
        return false;
    const auto id = protocol::EventId::parse(event.id);
    const auto heardTo = protocol::EventId::parse(m_heardTo);
    if (id && heardTo && id->epoch == heardTo->epoch && id->sequence <= heardTo->sequence)
        return !m_added.contains(event.topic);
    m_added.clear();
    return false;
}

void Link::arrived(const StreamEvent &streamed)
{
    if (streamed.topic == "reset") {
        Q_EMIT reset();
        return;
    }
    if (isRepeated(streamed))
        return;
    if (const Result<QJsonObject> data = core::parseJsonObject(streamed.data))
        Q_EMIT topicArrived(streamed.topic, *data);
}

void Link::broke(int status)
{
    m_refused = status == 401 || status == 403;
    update([this] { m_monitor.failed(m_clock.steady()); });
    m_reopen.start(m_monitor.retryDelay());
}

void Link::update(const std::function<void()> &change)
{
    const LinkState before = m_monitor.state();
    change();
    if (m_monitor.state() == before)
        return;
    const bool up = m_monitor.state() == LinkState::Linked;
    m_refused = m_refused && !up;
    Q_EMIT stateChanged();
    if (up)
        Q_EMIT reset();
}

} // namespace signalbox::client
