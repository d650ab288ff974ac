#include "backend/runtime/worker.h"

#include "backend/runtime/pipeline_order.h"
#include "backend/runtime/service_paths.h"

namespace signalbox::runtime {

Worker::Worker(const WorkerPorts &ports)
    : m_ports(ports),
      m_journal(ports.requests.addWriter()),
      m_server(ports.serverOptions, ports.limits, ports.metrics)
{
    m_server.setSettings(ports.settings.current());
    m_server.setTls(ports.tls);
    ports.settings.subscribe(this, [this](settings::SnapshotPtr snapshot) {
        m_server.setSettings(snapshot);
        if (m_commerce)
            m_commerce->apply(std::move(snapshot));
    });
}

Worker::~Worker() = default;

Result<void> Worker::prepare()
{
    upstream::ClientOptions options;
    options.breakers = m_ports.breakers;
    options.registry = &m_ports.metrics;
    options.observer = [this](const upstream::CallRecord &call) { m_journal.onCall(call); };
    auto client = upstream::makeClient(options);
    if (!client)
        return std::unexpected(client.error());
    m_client = std::move(*client);
    if (m_ports.commerce)
        m_commerce = std::make_unique<CommerceHost>(*m_ports.commerce, *m_client, m_ports.settings.current());
    return {};
}

Result<http::Site> Worker::site(const QByteArrayList &services)
{
    http::Routes routes = platformRoutes(m_ports.platform, m_ports.platformOwner);
    std::vector<http::PathOwner> owners;
    for (const ServicePaths &paths : servicePaths()) {
        if (!services.contains(paths.service))
            continue;
        const bool runs = paths.service == "commerce" && m_commerce;
        const http::Owner *owner = nullptr;
        if (runs) {
            owner = &m_commerce->owner();
            const http::Routes own = m_commerce->routes();
            routes.insert(routes.end(), own.begin(), own.end());
        } else {
            owner = m_absent.emplace_back(std::make_unique<AbsentOwner>(paths.service)).get();
        }
        for (const QByteArray &pattern : paths.patterns)
            owners.push_back({pattern, owner, runs});
    }
    auto router = http::Router::build(std::move(routes), std::move(owners), m_ports.platformOwner);
    if (!router)
        return std::unexpected(router.error());
    const PipelinePorts pipeline {m_ports.metrics, m_ports.spans,
                                  [this](const http::Exchange &exchange) { m_journal.onExchange(exchange); }};
    return http::Site {std::make_shared<http::Router>(std::move(*router)), http::Pipeline(pipelineOrder(pipeline))};
}

Result<void> Worker::listen(const http::AddressClaim &claim, const QByteArrayList &services)
{
    Result<http::Site> served = site(services);
    if (!served)
        return std::unexpected(served.error());
    return m_server.listen(claim, std::move(*served));
}

void Worker::drain(http::DrainAllowance allowance, std::function<void()> done)
{
    m_server.drain(std::move(allowance), std::move(done));
}

} // namespace signalbox::runtime
