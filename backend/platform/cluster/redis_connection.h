#pragma once

#include "backend/platform/cluster/redis_reply.h"
#include "backend/platform/cluster/redis_url.h"
#include "backend/platform/core/clock.h"
#include "backend/platform/metrics/registry.h"

#include <QObject>
#include <QSslSocket>
#include <QTimer>

#include <atomic>
#include <deque>
#include <functional>

namespace signalbox::cluster {

/// How to reach Redis.
struct RedisOptions
{
    RedisUrl url;
    QString caFile = {}; ///< PEM; empty = the system's authorities
    core::milliseconds connectTimeout {2000}; ///< until the handshake is through
    core::milliseconds commandTimeout {1000}; ///< of the oldest command without an answer
    core::milliseconds firstRetry {100}; ///< doubles up to lastRetry, ±20 %
    core::milliseconds lastRetry {5000};
    size_t maxPipeline = 16384; ///< commands without an answer
};

/// One connection to Redis: commands are pipelined, answers come in order; reconnects by itself with back-off.
/// `rediss://` checks the certificate. One thread, with an event loop; state() from any.
class RedisConnection : public QObject
{
    Q_OBJECT

public:
    enum class State { Off, Down, Ok };
    Q_ENUM(State)

    /// Gets its answer, or why there is none: Unavailable (not connected, pipeline full, connection lost before the
    /// answer: the command may have had its effect), Timeout, Upstream (Redis refused the command).
    using Callback = std::function<void(const Result<RedisReply> &)>;

    RedisConnection(RedisOptions options, metrics::Registry &registry, QObject *parent = nullptr);
    ~RedisConnection() override;

    /// Starts to connect; state() becomes Down, then Ok.
    void open();
    /// Ends the connection; what waits gets Unavailable; state() becomes Off.
    void close();
    State state() const { return m_state.load(std::memory_order_relaxed); }

    /// Sends a command. Answers within the call when it cannot be sent.
    void send(std::vector<QByteArray> arguments, Callback callback);

Q_SIGNALS:
    void stateChanged(signalbox::cluster::RedisConnection::State state);

private:
    struct Pending
    {
        Callback callback;
        core::SteadyTime deadline;
    };

    void connectNow();
    void shakeHands();
    void write(const std::vector<QByteArray> &arguments, Callback callback);
    void readReplies();
    /// A command was answered: only then a new connection counts as good for the back-off and the log, because a
    /// server may take connections and refuse every command.
    void noteUse();
    void checkTimeouts();
    void lose(ErrorCode code, const QString &why);
    void setState(State state);
    void failPending(ErrorCode code);

    RedisOptions m_options;
    metrics::Gauge m_up;
    metrics::Counter m_losses;
    std::unique_ptr<QSslSocket> m_socket;
    std::unique_ptr<RedisReplyReader> m_reader;
    std::deque<Pending> m_pending;
    QTimer m_retryTimer;
    QTimer m_timeoutTimer;
    core::SteadyTime m_connectDeadline;
    core::milliseconds m_nextRetry;
    std::atomic<State> m_state {State::Off};
    bool m_toldDown = false;
};

/// `ok`, `down` or `off`, as in `/readyz`.
QByteArray name(RedisConnection::State state);

} // namespace signalbox::cluster
