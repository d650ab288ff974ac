#include "backend/services/approvals/service.h"

#include "backend/platform/log/log.h"
#include "backend/services/approvals/approvals_routes.h"

namespace signalbox::approvals {

using namespace Qt::StringLiterals;

Service::Service(const ServicePorts &ports) : m_context(ports)
{
    if (!ports.first)
        return;
    m_background = std::make_unique<Background>(Background::Ports {.database = ports.database,
                                                                   .client = ports.client,
                                                                   .buckets = ports.buckets,
                                                                   .registry = ports.metrics,
                                                                   .clock = ports.clock,
                                                                   .state = ports.state});
    ports.door.open(m_background.get());
}

Service::~Service()
{
    if (m_background)
        m_context.ports.door.close();
}

void Service::apply(const settings::SnapshotPtr &snapshot)
{
    const bool isFirst = m_config == nullptr;
    m_config = configFrom(*snapshot);
    m_snapshot = snapshot;
    if (!m_background)
        return;
    for (const QString &warning : configWarnings(*m_config))
        log::warn("approvals", u"config_warning"_s, {{"details", warning}});
    m_background->apply(m_config);
    if (isFirst)
        m_background->start();
}

http::Routes Service::routes()
{
    return approvalsRoutes(*this);
}

ConfigPtr Service::configOf(const settings::Snapshot &snapshot) const
{
    return m_snapshot.get() == &snapshot ? m_config : configFrom(snapshot);
}

void Service::stop()
{
    m_context.tasks.cancel();
}

Task<bool> Service::end(core::milliseconds patience)
{
    bool clean = true;
    if (m_background) {
        m_context.ports.door.close();
        clean = co_await m_background->end(patience);
    }
    co_return co_await m_context.tasks.idle(patience) && clean;
}

} // namespace signalbox::approvals
