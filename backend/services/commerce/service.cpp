#include "backend/services/commerce/service.h"

#include "backend/services/commerce/commerce_routes.h"

namespace signalbox::commerce {

using namespace std::chrono_literals;

namespace {

constexpr auto kPruneInterval = 1h;
constexpr auto kRoutingLife = 24h;
constexpr qint64 kRowsWithoutDatabase = 50000;

Task<void> pruneStores(EventStore events, RoutingStore routings, core::WallTime now, int retentionDays, qint64 keepRows)
{
    const auto pruned = co_await events.prune(now - std::chrono::days(retentionDays), keepRows);
    const auto forgotten = co_await routings.prune(now - kRoutingLife);
    if (!pruned || !forgotten)
        log::warn("commerce", QStringLiteral("old rows were not deleted"));
}

} // namespace

Service::Service(ServicePorts ports, QObject *parent) : QObject(parent), m_context(std::move(ports))
{
    connect(&m_pruning, &QTimer::timeout, this, &Service::prune);
    if (m_context.ports.first)
        m_pruning.start(kPruneInterval);
}

void Service::apply(settings::SnapshotPtr snapshot)
{
    m_config = configFrom(*snapshot, m_context.ports.processSecret);
    m_snapshot = std::move(snapshot);
    if (!m_context.ports.first)
        return;
    for (const QString &warning : configWarnings(*m_config))
        m_context.events.write({EventTable::Request, log::Level::Warn, kRouteFunction.toByteArray(), "config_warning",
                                {}, m_context.ports.clock.wall(), {{"details", warning}}});
}

http::Routes Service::routes()
{
    return commerceRoutes(*this);
}

ConfigPtr Service::configOf(const settings::Snapshot &snapshot) const
{
    return m_snapshot.get() == &snapshot ? m_config : configFrom(snapshot, m_context.ports.processSecret);
}

qint64 Service::maxBodyBytes() const
{
    constexpr qint64 kDefault = 1048576;
    return m_config ? m_config->maxBodyBytes : kDefault;
}

void Service::prune()
{
    if (!m_config)
        return;
    pruneStores(EventStore(m_context.ports.database), m_context.routings, m_context.ports.clock.wall(),
                m_config->logRetentionDays, m_context.ports.inMemory ? kRowsWithoutDatabase : 0);
}

} // namespace signalbox::commerce
