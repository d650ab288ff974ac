#pragma once

#include "backend/platform/http/address_claim.h"
#include "backend/platform/http/connection.h"
#include "backend/platform/http/listener.h"

#include <QSslConfiguration>
#include <QTimer>

#include <memory>
#include <optional>
#include <unordered_set>
#include <vector>

namespace signalbox::http {

/// The HTTP server of one worker thread, on QtHttpServer. Made, used and destroyed on that thread; its event loop does
/// everything.
class Server : public QObject
{
    Q_OBJECT

public:
    /// `limits` is shared by the servers of the process. `registry` and `clock` outlive the server.
    Server(const ServerOptions &options, std::shared_ptr<SharedLimits> limits, metrics::Registry &registry,
           const core::Clock &clock = core::systemClock(), QObject *parent = nullptr);
    ~Server() override;

    /// Opens this worker's socket of a claimed address and serves `site` on it. Owners outlive the server.
    Result<void> listen(const AddressClaim &claim, Site site);
    /// The snapshot for requests that start from now on.
    void setSettings(settings::SnapshotPtr settings);
    /// For the connections from now on, on every listener; empty = plain HTTP.
    void setTls(const std::optional<QSslConfiguration> &tls);
    /// Answers what waits in the accept queues, ends streams, finishes requests within `allowance` of their owner,
    /// then runs `done`. Once.
    void drain(DrainAllowance allowance, std::function<void()> done);
    /// Open connections of this worker.
    size_t connections() const { return m_connections.size(); }

private:
    class Dispatcher;

    QTcpSocket *accept(const std::shared_ptr<Site> &site, const Listener::Accepted &accepted);
    void sweep();
    void finishDrain();

    WorkerContext m_worker;
    std::unique_ptr<Dispatcher> m_dispatcher;
    std::vector<Listener *> m_listeners; ///< children of the dispatcher
    std::unordered_set<Connection *> m_connections;
    std::optional<QSslConfiguration> m_tls;
    QTimer m_sweep;
    quint64 m_turnedAway = 0;
    DrainAllowance m_allowance;
    std::optional<core::SteadyTime> m_drainingSince;
    std::function<void()> m_drained;
};

} // namespace signalbox::http
