#include "backend/operator/server/operator_service.h"

#include "backend/platform/http/stages.h"

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
      m_context {m_ports, m_auth, m_hub, m_telemetry, m_routes},
      m_server(listenerOptions(), std::make_shared<http::SharedLimits>(), m_ownMetrics, ports.clock)
{
    for (const Token &token : tokens)
        m_auth.addToken(token.token, token.identity);
    m_server.setSettings(ports.settings.current());
    ports.settings.subscribe(this, [this](settings::SnapshotPtr next) { m_server.setSettings(std::move(next)); });
}

OperatorService::~OperatorService() = default;

Result<void> OperatorService::listen(const http::AddressClaim &claim, const std::optional<QSslConfiguration> &tls)
{
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
    return {};
}

void OperatorService::drain(std::function<void()> done)
{
    m_server.drain([](const http::Owner &) { return core::milliseconds(1000); }, std::move(done));
}

} // namespace signalbox::server
