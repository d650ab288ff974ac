#pragma once

#include "backend/platform/http/address_claim.h"
#include "backend/platform/http/server_options.h"
#include "backend/platform/http/shared_limits.h"

#include <QSslConfiguration>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>

#include <functional>
#include <optional>

namespace signalbox::http {

/// One worker's ear on a claimed address: accepts with TCP_NODELAY within the connection caps, starts TLS, hands each
/// socket on. Each accepted connection is counted in SharedLimits; whoever gets it gives it back with
/// closeConnection().
class Listener : public QTcpServer
{
    Q_OBJECT

public:
    struct Accepted
    {
        QTcpSocket *socket = nullptr; ///< without parent; encryption may still be under way
        core::IpAddress peer;
        bool exempt = false; ///< not counted by address
    };
    /// Takes the connection and returns the socket that QtHttpServer is to read in its place.
    using Take = std::function<QTcpSocket *(const Accepted &)>;
    /// Tells peers that have no cap of their own.
    using IsExempt = std::function<bool(const core::IpAddress &)>;

    Listener(const ServerOptions &options, SharedLimits &limits, QObject *parent = nullptr);

    /// Opens this worker's socket of the address.
    Result<void> open(const AddressClaim &claim, IsExempt isExempt, Take take);
    /// For the connections from now on; empty = plain HTTP.
    void setTls(std::optional<QSslConfiguration> tls) { m_tls = std::move(tls); }
    /// Accepts what already waits in the queue, then closes.
    void drainAndClose();
    /// Connections closed at once because of a cap.
    quint64 turnedAway() const { return m_turnedAway; }

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    void resumeAfterFailure();

    const ServerOptions &m_options;
    SharedLimits &m_limits;
    IsExempt m_isExempt;
    Take m_take;
    std::optional<QSslConfiguration> m_tls;
    QTimer m_resume;
    quint64 m_turnedAway = 0;
};

/// The address of a socket's other end; the zero address when it is not known any more.
core::IpAddress peerOf(qintptr descriptor);

} // namespace signalbox::http
