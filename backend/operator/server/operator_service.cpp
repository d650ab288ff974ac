#include "backend/operator/server/operator_service.h"

#include "backend/platform/http/stages.h"
#include "backend/platform/log/writer.h"

namespace signalbox::server {

using namespace std::chrono_literals;

namespace {

constexpr int kConnections = 64;
constexpr qint64 kBodyMemory = 16LL * 1024 * 1024;

http::ServerOptions listenerOptions()
{
    http::ServerOptions options;
    options.connections = kConnections;
    options.connectionsPerAddress = kConnections;
    options.bodyMemoryBytes = kBodyMemory;
    options.answerTimeout = 30s;
    return options;
}

} // namespace

OperatorService::OperatorService(const OperatorPorts &ports, const std::vector<Token> &tokens, QObject *parent)
    : QObject(parent),
      m_ports(ports),
      m_auth(ports.clock),
      m_hub(core::epochMs(ports.clock.wall())),
      m_routes(operatorRoutes()),
      m_telemetry(m_ports, m_hub),
      m_traffic(m_ports),
      m_roster(*m_ports.store, m_auth, m_hub),
      m_journal(*m_ports.store, ports.clock, [this](const protocol::AuditEntry &) { m_roster.refresh(); },
                &m_ports.metrics),
      m_retention(*m_ports.store, m_journal, ports.clock,
                  m_ports.dataDir.isEmpty() ? QString() : m_ports.dataDir + QLatin1StringView("/audit")),
      m_levers(m_ports, m_journal, m_hub),
      m_alerts(m_ports, m_journal, m_hub, [this] { return m_levers.replicas.lag(); }),
      m_approvals(m_ports.approvals, m_hub),
      m_logs(log::recentLines(), m_ports, m_hub),
      m_checklist(m_ports, m_telemetry, m_levers),
      m_context {.ports = m_ports,
                 .auth = m_auth,
                 .hub = m_hub,
                 .telemetry = m_telemetry,
                 .traffic = m_traffic,
                 .routes = m_routes,
                 .store = *m_ports.store,
                 .journal = m_journal,
                 .roster = m_roster,
                 .levers = m_levers,
                 .alerts = m_alerts,
                 .checklist = m_checklist},
      m_server(listenerOptions(), std::make_shared<http::SharedLimits>(), m_ownMetrics, ports.clock)
{
    m_telemetry.setCalling([this] { return m_alerts.engine().calling(m_ports.clock.wall()); });
    for (const Token &token : tokens)
        m_auth.addToken(token.token, token.identity);
    takeSettings(ports.settings.current());
    ports.settings.subscribe(this, [this](settings::SnapshotPtr next) { takeSettings(std::move(next)); });
}

OperatorService::~OperatorService() = default;

void OperatorService::takeSettings(settings::SnapshotPtr next)
{
    m_auth.setJwt(jwtKeyOf(*next));
    m_server.setSettings(std::move(next));
}

Result<void> OperatorService::listen(const http::AddressClaim &claim, const std::optional<QSslConfiguration> &tls)
{
    // Before anybody is let in: the tokens of the store.
    if (auto started = m_roster.start(); !started)
        return started;
    if (auto opened = m_levers.open(); !opened)
        return opened;
    if (auto opened = m_alerts.open(); !opened)
        return opened;
    auto router = http::Router::build(httpRoutes(m_context, m_owner), {}, m_owner);
    if (!router)
        return std::unexpected(router.error());
    m_server.setTls(tls);
    // Credentials come before the body, and nothing here takes part in the services' limits, metrics and access log.
    http::Site site {.router = std::make_shared<const http::Router>(std::move(*router)),
                     .pipeline = http::Pipeline({http::stages::requestId(), http::stages::routing(),
                                                 http::stages::authentication(), http::stages::bodyLimit(),
                                                 http::stages::inFlightLimit(), http::stages::decorate()})};
    if (auto listening = m_server.listen(claim, std::move(site)); !listening)
        return listening;
    m_telemetry.start();
    m_levers.start();
    m_alerts.start();
    m_approvals.start();
    m_retention.start([this] { return m_ports.settings.current()->integer("SIGNALBOX_AUDIT_RETENTION_DAYS"); });
    m_traffic.start();
    m_logs.start();
    m_checklist.start();
    return {};
}

void OperatorService::drain(std::function<void()> done)
{
    m_server.drain([](const http::Owner &) { return core::milliseconds(1000); }, std::move(done));
}

} // namespace signalbox::server
