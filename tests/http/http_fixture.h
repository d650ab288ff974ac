#pragma once

#include "backend/platform/http/server.h"
#include "backend/platform/http/stages.h"

#include <QTcpSocket>

#include <deque>

namespace signalbox::http::testing {

/// An owner whose refusals are easy to recognise: `{"owner":…,"status":…,"reason":…}`.
class PlainOwner : public Owner
{
public:
    explicit PlainOwner(QByteArray name, bool loose = false) : m_name(std::move(name)), m_loose(loose) { }
    QByteArray name() const override { return m_name; }
    QByteArray requestId(const RequestHead &head, core::WallTime now) const override;
    Response refuse(Refusal refusal, const RequestHead &head, const QByteArray &requestId,
                    const QString &reason) const override;
    void decorate(const RequestHead &head, const QByteArray &requestId, Response &response) const override;
    Response preflight(const RequestHead &head) const override;
    bool matchesLoosely() const override { return m_loose; }

private:
    QByteArray m_name;
    bool m_loose;
};

/// An answer as a client reads it.
struct Reply
{
    int status = 0;
    QByteArray head; ///< with the status line
    QByteArray body;

    QByteArray field(const QByteArray &name) const;
};

/// A client that writes raw bytes and keeps all that comes.
class RawClient : public QObject
{
public:
    explicit RawClient(quint16 port, const QByteArray &firstBytes = {});
    void write(const QByteArray &bytes);
    /// Everything received, split into answers; the last may be incomplete and is left out. `heads` tells how many of
    /// the first answers are for HEAD.
    std::vector<Reply> replies(int heads = 0) const;
    bool isClosed() const { return m_closed; }
    const QByteArray &received() const { return m_received; }
    QTcpSocket &socket() { return m_socket; }

private:
    QTcpSocket m_socket;
    QByteArray m_early;
    QByteArray m_received;
    bool m_closed = false;
};

/// One worker's server on a free port of loopback with the routes that the tests need.
class TestServer : public QObject
{
public:
    explicit TestServer(const ServerOptions &options = quick(), const std::vector<Stage> &extra = {});

    /// Limits as documented, times small.
    static ServerOptions quick();

    quint16 port() const { return claim->port(); }
    /// Lets the oldest request of `/wait` go on; false when none waits.
    bool release(const QByteArray &body);

    PlainOwner shop {QByteArray("shop"), true};
    PlainOwner commerce {QByteArray("commerce")};
    PlainOwner approvals {QByteArray("approvals")};
    metrics::Registry registry;
    std::shared_ptr<SharedLimits> limits = std::make_shared<SharedLimits>();
    std::optional<AddressClaim> claim;
    std::vector<Exchange> exchanges;
    std::deque<core::OneShot<QByteArray>> waiting;
    std::vector<RequestPtr> seen;
    std::shared_ptr<BodyStream> feed; ///< of the newest request of `/feed`, which never ends by itself
    std::unique_ptr<Server> server;

    Routes routes();
    Site site(const std::vector<Stage> &extra = {});
};

} // namespace signalbox::http::testing
