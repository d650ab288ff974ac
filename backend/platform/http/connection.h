#pragma once

#include "backend/platform/http/connection_guard.h"
#include "backend/platform/http/listener.h"

#include <QPointer>

#include <deque>

namespace signalbox::http {

class RequestFeed;

/// How long requests may still run while the server drains.
using DrainAllowance = std::function<core::milliseconds(const Owner &)>;

/// One client: reads into the guard, runs what it lets through, sends the answers in the order of the requests, each
/// with one write. A client that leaves cancels its requests.
class Connection : public QObject
{
    Q_OBJECT

public:
    Connection(WorkerContext &worker, std::shared_ptr<Site> site, const Listener::Accepted &accepted);
    ~Connection() override;

    /// The socket that QtHttpServer is given in place of the client's.
    QTcpSocket *feedSocket() const;
    /// Ends what takes too long. Runs every ServerOptions::sweepInterval.
    void sweep(core::SteadyTime now);
    /// No further request; closes after the answers that are due.
    void drain(core::SteadyTime now, DrainAllowance allowance);

Q_SIGNALS:
    void gone(signalbox::http::Connection *connection);

private:
    struct Slot
    {
        quint64 number = 0;
        GuardedRequest guarded;
        std::optional<Response> response;
        bool streaming = false;
        qint64 bytesOut = 0;
        core::SteadyTime opened;
    };

    void readMore();
    void process();
    bool isFull() const;
    void begin(GuardedRequest guarded);
    void runNewest();
    void refuse(Slot &slot);
    static Task<void> run(QPointer<Connection> connection, quint64 number, RequestPtr request, const Route *route,
                          Lease lease);
    void answer(quint64 number, Response response);
    void complete(Slot &slot, Response response);
    void flush();
    /// Hands bytes to the socket; false when that showed that the client is gone.
    bool send(const QByteArray &bytes);
    void writeFront();
    void startStream(Slot &slot, bool chunked);
    void report(const Slot &slot, int status);
    void beginClose(bool unreadInput);
    void finishClose();
    void onDisconnected();
    void expireRequests(core::SteadyTime now);
    void closeWhenDrained();

    WorkerContext &m_worker;
    std::shared_ptr<Site> m_site;
    Listener::Accepted m_accepted;
    QTcpSocket *m_socket;
    RequestFeed *m_feed;
    ConnectionGuard m_guard;
    QByteArray m_buffer;
    std::deque<Slot> m_slots;
    quint64 m_nextNumber = 1;
    bool m_processing = false;
    bool m_sending = false;
    bool m_lastRequest = false; ///< what follows the newest request is not read as one
    bool m_fresh = true; ///< no request yet
    bool m_continueDue = false; ///< `100 Continue` waits for earlier answers
    bool m_closing = false; ///< nothing more is read
    bool m_lingering = false; ///< what still comes is thrown away
    bool m_halfClosed = false;
    bool m_gone = false;
    core::SteadyTime m_idleSince;
    core::SteadyTime m_progress; ///< the client last took bytes
    core::SteadyTime m_lingerUntil;
    std::optional<core::SteadyTime> m_drainingSince;
    DrainAllowance m_allowance;
};

} // namespace signalbox::http
