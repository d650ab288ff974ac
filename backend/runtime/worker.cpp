#include "backend/runtime/worker.h"

#include "backend/platform/log/log.h"
#include "backend/runtime/pipeline_order.h"
#include "backend/runtime/service_paths.h"

namespace signalbox::runtime {

using namespace Qt::StringLiterals;

namespace {

/// For what was cancelled and for the rows that wait; only a store that hangs needs more.
constexpr std::chrono::seconds kLastPatience {2};

Task<http::Response> counted(http::Handler handler, http::RequestPtr request, core::TaskGroup group)
{
    const core::TaskGroup::Ticket ticket = group.enter();
    co_return co_await handler(std::move(request));
}

core::milliseconds until(core::SteadyTime moment)
{
    return std::chrono::ceil<core::milliseconds>(moment - core::systemClock().steady());
}

} // namespace

Worker::Worker(const WorkerPorts &ports)
    : m_ports(ports),
      m_journal(ports.requests.addWriter()),
      m_server(ports.serverOptions, ports.limits, ports.metrics)
{
    m_server.setSettings(ports.settings.current());
    m_server.setTls(ports.tls);
    if (!ports.traceCollector.isEmpty())
        m_traces = std::make_unique<TraceSender>(ports.traceCollector, ports.metrics);
    ports.settings.subscribe(this, [this](settings::SnapshotPtr snapshot) {
        m_server.setSettings(snapshot);
        if (m_commerce)
            m_commerce->apply(snapshot);
        if (m_approvals)
            m_approvals->apply(snapshot);
    });
}

Worker::~Worker() = default;

Result<void> Worker::prepare()
{
    upstream::ClientOptions options;
    options.breakers = m_ports.breakers;
    options.registry = &m_ports.metrics;
    options.observer = [this](const upstream::CallRecord &call) {
        m_journal.onCall(call);
        if (m_traces)
            m_traces->addCall(call, "commerce");
    };
    auto client = upstream::makeClient(options);
    if (!client)
        return std::unexpected(client.error());
    m_client = std::move(*client);
    if (m_traces)
        m_traces->start(*m_client);
    if (m_ports.commerce)
        m_commerce = std::make_unique<CommerceHost>(*m_ports.commerce, *m_client, m_ports.settings.current());
    if (m_ports.approvals)
        m_approvals = std::make_unique<ApprovalsHost>(*m_ports.approvals, *m_client, m_ports.settings.current());
    return {};
}

Worker::Served Worker::serve(const QByteArray &service, http::Routes &routes)
{
    http::Routes own;
    Served served;
    if (service == "commerce" && m_commerce) {
        own = m_commerce->routes();
        served = {&m_commerce->owner(), true};
    } else if (service == "approvals" && m_approvals) {
        own = m_approvals->routes();
        served = {&m_approvals->owner(), true};
    } else if (service == "approvals") {
        served.owner = &m_absentApprovals;
    } else {
        served.owner = m_absent.emplace_back(std::make_unique<AbsentOwner>(service)).get();
    }
    routes.insert(routes.end(), own.begin(), own.end());
    return served;
}

void Worker::onExchange(const http::Exchange &exchange)
{
    m_journal.onExchange(exchange);
    if (m_approvals)
        m_approvals->onExchange(exchange);
}

Result<http::Site> Worker::site(const QByteArrayList &services)
{
    http::Routes routes = platformRoutes(m_ports.platform, m_ports.platformOwner, services);
    // Has no route while no service that it describes runs, and is the platform's all the same.
    std::vector<http::PathOwner> owners {{"/openapi.json", &m_ports.platformOwner}};
    // Alone on its listener a service answers unknown paths in its own words (contract platform 3).
    const http::Owner *fallback = &m_ports.platformOwner;
    for (const ServicePaths &paths : servicePaths()) {
        if (!services.contains(paths.service))
            continue;
        const Served served = serve(paths.service, routes);
        if (served.runs && services.size() == 1)
            fallback = served.owner;
        for (const QByteArray &pattern : paths.patterns)
            owners.push_back({pattern, served.owner, served.runs});
    }
    for (http::Route &route : routes) {
        route.handler = [handler = std::move(route.handler), group = m_handlers](http::RequestPtr request) {
            return counted(handler, std::move(request), group);
        };
    }
    auto router = http::Router::build(std::move(routes), std::move(owners), *fallback);
    if (!router)
        return std::unexpected(router.error());
    std::function<void(trace::Span)> spans;
    if (m_traces)
        spans = [this](trace::Span span) { m_traces->add(std::move(span)); };
    const PipelinePorts pipeline {m_ports.metrics, std::move(spans),
                                  [this](const http::Exchange &exchange) { onExchange(exchange); }};
    return http::Site {std::make_shared<http::Router>(std::move(*router)), http::Pipeline(pipelineOrder(pipeline))};
}

Result<void> Worker::listen(const http::AddressClaim &claim, const QByteArrayList &services)
{
    Result<http::Site> served = site(services);
    if (!served)
        return std::unexpected(served.error());
    return m_server.listen(claim, std::move(*served));
}

Task<bool> Worker::drain(http::DrainAllowance allowance)
{
    const core::SteadyTime limit = core::systemClock().steady() + allowance(m_ports.platformOwner);
    const core::OneShot<bool> closed;
    m_server.drain(std::move(allowance), [closed] { closed.resolve(true); });
    co_await closed;
    // Placing an order goes on when its client has left.
    co_await m_handlers.idle(until(limit));
    co_return co_await end();
}

Task<bool> Worker::end()
{
    if (std::exchange(m_ended, true))
        co_return true;
    const core::SteadyTime limit = core::systemClock().steady() + kLastPatience;
    if (m_commerce)
        m_commerce->stop();
    if (m_approvals)
        m_approvals->stop();
    bool clean = co_await m_handlers.idle(kLastPatience);
    if (m_commerce)
        clean = co_await m_commerce->end(until(limit)) && clean;
    if (m_approvals)
        clean = co_await m_approvals->end(kLastPatience) && clean;
    if (m_traces) {
        const core::OneShot<bool> sent;
        m_traces->finish([sent] { sent.resolve(true); });
        co_await sent;
    }
    if (m_client)
        m_client->close();
    if (!clean)
        log::warn("platform", u"worker.ended_early"_s, {{"handlers", m_handlers.running()}});
    co_return clean;
}

} // namespace signalbox::runtime
