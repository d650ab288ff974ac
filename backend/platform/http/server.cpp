#include "backend/platform/http/server.h"

#include "backend/platform/http/request_feed.h"

#include <QAbstractHttpServer>

namespace signalbox::http {

using namespace Qt::StringLiterals;

/// QtHttpServer's side: hands each request back to the connection it came from. Its own router and responder are not
/// used: the one is a linear list of regular expressions, the other keeps raw pointers to sockets that may be gone.
class Server::Dispatcher : public QAbstractHttpServer
{
protected:
    bool handleRequest(const QHttpServerRequest &, QTcpSocket *socket) override
    {
        const auto feed = qobject_cast<RequestFeed *>(socket);
        if (!feed)
            return false;
        feed->arrive();
        return true;
    }

    void missingHandler(const QHttpServerRequest &, QTcpSocket *socket) override { socket->abort(); }
};

Server::Server(const ServerOptions &options, std::shared_ptr<SharedLimits> limits, metrics::Registry &registry,
               const core::Clock &clock, QObject *parent)
    : QObject(parent),
      m_worker {options, std::move(limits), ListenerMetrics(registry), nullptr, ClientAddressRule(), clock},
      m_dispatcher(std::make_unique<Dispatcher>())
{
    connect(&m_sweep, &QTimer::timeout, this, &Server::sweep);
    m_sweep.start(options.sweepInterval);
}

Server::~Server()
{
    // Connections report to their worker's context, so they go first; also those that wait for their deletion.
    m_connections.clear();
    for (Connection *connection : findChildren<Connection *>(Qt::FindDirectChildrenOnly)) {
        connection->disconnect(this);
        delete connection;
    }
}

Result<void> Server::listen(const AddressClaim &claim, Site site)
{
    site.inFlight.assign(site.router->routes().size(), 0);
    const auto shared = std::make_shared<Site>(std::move(site));
    auto listener = std::make_unique<Listener>(m_worker.options, *m_worker.limits);
    listener->setTls(m_tls);
    const Result<void> opened = listener->open(
        claim, [this](const core::IpAddress &peer) { return m_worker.clientRule.trusts(peer); },
        [this, shared](const Listener::Accepted &accepted) { return accept(shared, accepted); });
    if (!opened)
        return opened;
    m_dispatcher->bind(listener.get());
    m_listeners.push_back(listener.release());
    return {};
}

void Server::setSettings(settings::SnapshotPtr settings)
{
    m_worker.settings = std::move(settings);
    if (m_worker.settings)
        m_worker.clientRule = m_worker.options.clientAddress(*m_worker.settings);
}

void Server::setTls(const std::optional<QSslConfiguration> &tls)
{
    m_tls = tls;
    for (Listener *listener : m_listeners)
        listener->setTls(tls);
}

QTcpSocket *Server::accept(const std::shared_ptr<Site> &site, const Listener::Accepted &accepted)
{
    const auto connection = new Connection(m_worker, site, accepted);
    connection->setParent(this);
    m_connections.insert(connection);
    connect(connection, &Connection::gone, this, [this](Connection *gone) {
        m_connections.erase(gone);
        finishDrain();
    });
    if (m_drainingSince)
        connection->drain(*m_drainingSince, m_allowance);
    return connection->feedSocket();
}

void Server::sweep()
{
    quint64 turnedAway = 0;
    for (const Listener *listener : m_listeners)
        turnedAway += listener->turnedAway();
    m_worker.metrics.turnedAway.add(turnedAway - std::exchange(m_turnedAway, turnedAway));
    // Sweeping one connection may end it and others.
    const std::vector<Connection *> all(m_connections.begin(), m_connections.end());
    const core::SteadyTime now = m_worker.clock.steady();
    for (Connection *connection : all) {
        if (m_connections.contains(connection))
            connection->sweep(now);
    }
}

void Server::drain(DrainAllowance allowance, std::function<void()> done)
{
    if (m_drainingSince)
        return;
    m_drainingSince = m_worker.clock.steady();
    m_allowance = std::move(allowance);
    m_drained = std::move(done);
    for (Listener *listener : m_listeners)
        listener->drainAndClose();
    const std::vector<Connection *> all(m_connections.begin(), m_connections.end());
    for (Connection *connection : all) {
        if (m_connections.contains(connection))
            connection->drain(*m_drainingSince, m_allowance);
    }
    finishDrain();
}

void Server::finishDrain()
{
    if (!m_drainingSince || !m_connections.empty() || !m_drained)
        return;
    // Not within the signal of a connection that is about to go.
    QMetaObject::invokeMethod(this, std::exchange(m_drained, nullptr), Qt::QueuedConnection);
}

} // namespace signalbox::http
