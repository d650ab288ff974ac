#include "backend/services/commerce/service.h"

#include "backend/services/commerce/commerce_routes.h"
#include "backend/services/commerce/outcome_flow.h"

namespace signalbox::commerce {

using namespace std::chrono_literals;

namespace {

constexpr auto kPruneInterval = 1h;
constexpr auto kRoutingLife = 24h;
constexpr qsizetype kMostVariants = 256;
/// How long one batch of events may take when the time for all of them is over.
constexpr core::milliseconds kLastBatch = 2s;
/// Other replicas count outcomes into the same store; this is how late their news may be.
constexpr auto kReputationInterval = 30s;

/// Whom a flag's rule is asked about: the caller's key, else the address.
QByteArray flagSubject(const http::RequestContext &request)
{
    return request.identity.subject.isEmpty() ? "address:" + request.head.client.limitKey() : request.identity.subject;
}

Task<void> pruneStores(EventStore events, RoutingStore routings, core::WallTime now, int retentionDays)
{
    const auto pruned = co_await events.prune(now - std::chrono::days(retentionDays));
    const auto forgotten = co_await routings.prune(now - kRoutingLife);
    if (!pruned || !forgotten)
        log::warn("commerce", QStringLiteral("old rows were not deleted"));
}

} // namespace

Service::Service(ServicePorts ports, QObject *parent) : QObject(parent), m_context(std::move(ports))
{
    connect(&m_pruning, &QTimer::timeout, this, &Service::prune);
    connect(&m_reputations, &QTimer::timeout, this, &Service::readReputations);
    if (!m_context.ports.first)
        return;
    m_alerts = std::make_unique<AlertsWatch>(m_context);
    m_pruning.start(kPruneInterval);
    m_reputations.start(kReputationInterval);
    readReputations();
}

void Service::apply(settings::SnapshotPtr snapshot)
{
    m_config = configFrom(*snapshot, m_context.ports.processSecret);
    m_snapshot = std::move(snapshot);
    m_variants.clear();
    if (!m_context.ports.first)
        return;
    for (const QString &warning : configWarnings(*m_config))
        m_context.events.write({EventTable::Request, log::Level::Warn, kRouteFunction.toByteArray(), "config_warning",
                                {}, m_context.ports.clock.wall(), {{"details", warning}}});
    m_alerts->apply(m_config, m_snapshot->revision());
}

http::Routes Service::routes()
{
    return commerceRoutes(*this);
}

ConfigPtr Service::configOf(const settings::Snapshot &snapshot) const
{
    return m_snapshot.get() == &snapshot ? m_config : configFrom(snapshot, m_context.ports.processSecret);
}

ConfigPtr Service::configFor(const http::RequestContext &request)
{
    const settings::Snapshot &snapshot = *request.settings;
    if (snapshot.perSubjectFlags().isEmpty())
        return configOf(snapshot);
    const QByteArray subject = flagSubject(request);
    if (m_snapshot.get() != &snapshot)
        return configFrom(snapshot, m_context.ports.processSecret, subject);
    QByteArray answers;
    for (const QByteArray &flag : snapshot.perSubjectFlags())
        answers += snapshot.flag(flag, subject) ? '1' : '0';
    ConfigPtr &variant = m_variants[answers];
    if (!variant)
        variant = configFrom(snapshot, m_context.ports.processSecret, subject);
    const ConfigPtr chosen = variant;
    if (m_variants.size() > kMostVariants)
        m_variants.clear();
    return chosen;
}

qint64 Service::maxBodyBytes() const
{
    constexpr qint64 kDefault = 1048576;
    return m_config ? m_config->maxBodyBytes : kDefault;
}

void Service::stop()
{
    m_pruning.stop();
    m_reputations.stop();
    m_context.tasks.cancel();
}

Task<bool> Service::end(core::milliseconds patience)
{
    const core::SteadyTime until = core::systemClock().steady() + patience;
    // What still runs may write events, so those are closed when it has ended.
    co_await m_context.tasks.idle(patience);
    m_context.events.close(until);
    const core::SteadyTime now = core::systemClock().steady();
    co_return co_await m_context.tasks.idle(std::chrono::ceil<core::milliseconds>(until - now) + kLastBatch);
}

void Service::readReputations()
{
    m_context.tasks.add(loadReputations(m_context.outcomes, &m_context.ports.reputations));
}

void Service::prune()
{
    if (!m_config)
        return;
    if (MemoryTables *memory = m_context.ports.memory)
        memory->events.prune(m_context.ports.clock.wall() - std::chrono::days(m_config->logRetentionDays));
    m_context.tasks.add(pruneStores(EventStore(m_context.ports.database), m_context.routings,
                                    m_context.ports.clock.wall(), m_config->logRetentionDays));
}

} // namespace signalbox::commerce
