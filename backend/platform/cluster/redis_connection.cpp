#include "backend/platform/cluster/redis_connection.h"

#include "backend/platform/log/log.h"

#include <QRandomGenerator>
#include <QSslCertificate>
#include <QSslConfiguration>

#include <algorithm>
#include <array>
#include <utility>

namespace signalbox::cluster {

using namespace Qt::StringLiterals;

namespace {

constexpr core::milliseconds kTimeoutCheck {50};

/// Answers of a server that cannot be written to for now; another one may take its place (contract
/// approval-gateway 17): treated like a lost connection.
bool saysUnusable(const RedisReply &reply)
{
    constexpr std::array kUnusable {"NOREPLICAS", "OOM", "READONLY", "LOADING", "MASTERDOWN"};
    return reply.type == RedisReply::Type::Failure
            && std::ranges::any_of(kUnusable, [&reply](const char *word) { return reply.text.startsWith(word); });
}

QString firstWord(const QByteArray &text)
{
    return QString::fromLatin1(text.first(std::max<qsizetype>(0, text.indexOf(' '))));
}

} // namespace

QByteArray name(RedisConnection::State state)
{
    switch (state) {
    case RedisConnection::State::Off:
        return "off"_ba;
    case RedisConnection::State::Down:
        return "down"_ba;
    case RedisConnection::State::Ok:
        return "ok"_ba;
    }
    return {};
}

RedisConnection::RedisConnection(RedisOptions options, metrics::Registry &registry, QObject *parent)
    : QObject(parent), m_options(std::move(options)), m_nextRetry(m_options.firstRetry)
{
    registry.declare({"signalbox_redis_up"_ba, "1 while Redis answers"_ba, metrics::Kind::Gauge});
    registry.declare({"signalbox_redis_losses_total"_ba, "Connections to Redis lost or not established"_ba,
                      metrics::Kind::Counter});
    m_up = registry.gauge("signalbox_redis_up"_ba);
    m_losses = registry.counter("signalbox_redis_losses_total"_ba);
    m_retryTimer.setSingleShot(true);
    connect(&m_retryTimer, &QTimer::timeout, this, &RedisConnection::connectNow);
    connect(&m_timeoutTimer, &QTimer::timeout, this, &RedisConnection::checkTimeouts);
}

RedisConnection::~RedisConnection()
{
    if (m_socket)
        m_socket->disconnect(this);
}

void RedisConnection::open()
{
    if (state() != State::Off)
        return;
    setState(State::Down);
    m_timeoutTimer.start(kTimeoutCheck);
    connectNow();
}

void RedisConnection::close()
{
    m_retryTimer.stop();
    m_timeoutTimer.stop();
    if (m_socket) {
        m_socket->disconnect(this);
        m_socket.release()->deleteLater();
    }
    setState(State::Off);
    failPending(ErrorCode::Unavailable);
}

void RedisConnection::connectNow()
{
    m_socket = std::make_unique<QSslSocket>();
    m_reader = std::make_unique<RedisReplyReader>();
    m_connectDeadline = core::systemClock().steady() + m_options.connectTimeout;
    connect(m_socket.get(), &QSslSocket::readyRead, this, &RedisConnection::readReplies);
    connect(m_socket.get(), &QSslSocket::errorOccurred, this,
            [this] { lose(ErrorCode::Unavailable, m_socket->errorString()); });
    if (!m_options.url.tls) {
        connect(m_socket.get(), &QSslSocket::connected, this, &RedisConnection::shakeHands);
        m_socket->connectToHost(m_options.url.host, m_options.url.port);
        return;
    }
    connect(m_socket.get(), &QSslSocket::encrypted, this, &RedisConnection::shakeHands);
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setPeerVerifyMode(QSslSocket::VerifyPeer);
    if (!m_options.caFile.isEmpty())
        configuration.setCaCertificates(QSslCertificate::fromPath(m_options.caFile));
    m_socket->setSslConfiguration(configuration);
    m_socket->connectToHostEncrypted(m_options.url.host, m_options.url.port);
}

void RedisConnection::shakeHands()
{
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    const auto check = [this](const Result<RedisReply> &reply) {
        if (!reply && reply.error().code == ErrorCode::Upstream)
            lose(ErrorCode::Unavailable, u"refused: "_s + reply.error().detail.text());
    };
    const RedisUrl &url = m_options.url;
    if (!url.password.isEmpty() && url.user.isEmpty())
        write({"AUTH"_ba, url.password}, check);
    else if (!url.password.isEmpty())
        write({"AUTH"_ba, url.user, url.password}, check);
    if (url.database != 0)
        write({"SELECT"_ba, QByteArray::number(url.database)}, check);
    write({"PING"_ba}, [this, check](const Result<RedisReply> &reply) {
        check(reply);
        if (!reply)
            return;
        setState(State::Ok);
    });
}

void RedisConnection::send(std::vector<QByteArray> arguments, Callback callback)
{
    if (state() == State::Ok && m_socket && m_pending.size() < m_options.maxPipeline)
        write(arguments, std::move(callback));
    else if (callback)
        callback(fail(ErrorCode::Unavailable, PublicText(), LogDetail(u"Redis is not connected or lags"_s)));
}

void RedisConnection::write(const std::vector<QByteArray> &arguments, Callback callback)
{
    m_pending.push_back({std::move(callback), core::systemClock().steady() + m_options.commandTimeout});
    m_socket->write(formatCommand(arguments));
}

void RedisConnection::readReplies()
{
    m_reader->feed(m_socket->readAll());
    while (m_socket) {
        const auto reply = m_reader->next();
        if (!reply)
            return lose(ErrorCode::Unavailable, reply.error().detail.text());
        if (!reply->has_value())
            return;
        if (m_pending.empty())
            return lose(ErrorCode::Unavailable, u"an answer nobody asked for"_s);
        if (saysUnusable(**reply))
            return lose(ErrorCode::Unavailable, firstWord((*reply)->text));
        if (state() == State::Ok)
            noteUse();
        const Callback callback = std::move(m_pending.front().callback);
        m_pending.pop_front();
        if (!callback)
            continue;
        if ((*reply)->type == RedisReply::Type::Failure)
            callback(fail(ErrorCode::Upstream, PublicText(), LogDetail(firstWord((*reply)->text))));
        else
            callback(**reply);
    }
}

void RedisConnection::noteUse()
{
    m_nextRetry = m_options.firstRetry;
    if (std::exchange(m_toldDown, false))
        log::info("platform"_ba, u"Redis is back"_s);
}

void RedisConnection::checkTimeouts()
{
    if (!m_socket)
        return;
    const core::SteadyTime now = core::systemClock().steady();
    if (state() != State::Ok && now > m_connectDeadline)
        lose(ErrorCode::Timeout, u"no connection in time"_s);
    else if (!m_pending.empty() && now > m_pending.front().deadline)
        lose(ErrorCode::Timeout, u"no answer in time"_s);
}

void RedisConnection::lose(ErrorCode code, const QString &why)
{
    if (!m_socket)
        return;
    m_socket->disconnect(this);
    m_socket->abort();
    m_socket.release()->deleteLater(); // it may be the one that is calling
    m_losses.add();
    if (!std::exchange(m_toldDown, true))
        log::warn("platform"_ba, u"Redis is down; limits count per replica until it is back"_s, {{"reason"_ba, why}});
    const double jitter = 0.8 + 0.4 * QRandomGenerator::global()->generateDouble();
    m_retryTimer.start(core::milliseconds(qint64(double(m_nextRetry.count()) * jitter)));
    m_nextRetry = std::min(m_nextRetry * 2, m_options.lastRetry);
    setState(State::Down);
    failPending(code);
}

void RedisConnection::setState(State state)
{
    if (m_state.exchange(state, std::memory_order_relaxed) == state)
        return;
    m_up.set(state == State::Ok ? 1 : 0);
    Q_EMIT stateChanged(state);
}

void RedisConnection::failPending(ErrorCode code)
{
    for (const Pending &pending : std::exchange(m_pending, {})) {
        if (pending.callback)
            pending.callback(fail(code, PublicText(), LogDetail(u"connection to Redis lost"_s)));
    }
}

} // namespace signalbox::cluster
