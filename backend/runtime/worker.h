#pragma once

#include "backend/platform/core/task_group.h"
#include "backend/platform/http/server.h"
#include "backend/platform/http/stages.h"
#include "backend/platform/settings/publisher.h"
#include "backend/platform/upstream/client.h"
#include "backend/runtime/approvals_host.h"
#include "backend/runtime/commerce_host.h"
#include "backend/runtime/platform_owner.h"
#include "backend/runtime/platform_routes.h"
#include "backend/runtime/request_journal.h"
#include "backend/runtime/trace_sender.h"

namespace signalbox::runtime {

/// What the workers share. Everything outlives them.
struct WorkerPorts
{
    settings::Publisher &settings;
    metrics::Registry &metrics;
    metrics::RequestRing &requests;
    std::shared_ptr<http::SharedLimits> limits;
    std::shared_ptr<upstream::BreakerBoard> breakers;
    PlatformState &platform;
    const PlatformOwner &platformOwner;
    CommerceShared *commerce = nullptr; ///< null: commerce does not run here
    ApprovalsShared *approvals = nullptr; ///< null: approvals does not run here
    QUrl traceCollector = {}; ///< empty = no traces
    http::ServerOptions serverOptions = {};
    std::optional<QSslConfiguration> tls = {};
};

/// One thread's share of the gateway: its HTTP server, its upstream client and its instance of every service. Made,
/// used and destroyed on its own thread.
class Worker : public QObject
{
    Q_OBJECT
public:
    explicit Worker(const WorkerPorts &ports);
    ~Worker() override;

    /// Makes the client and the services. Configuration, Io.
    Result<void> prepare();
    /// Serves the platform's paths and those of `services` on a claimed address.
    Result<void> listen(const http::AddressClaim &claim, const QByteArrayList &services);
    void setTls(const std::optional<QSslConfiguration> &tls) { m_server.setTls(tls); }
    /// Finishes what is under way within `allowance`, then ends.
    Task<bool> drain(http::DrainAllowance allowance);
    /// Cancels what still runs, stores and sends what waits, all within seconds. After it nothing of the worker is in
    /// use; false when something did not end and may not be resumed any more. The second call does nothing.
    Task<bool> end();

private:
    Result<http::Site> site(const QByteArrayList &services);
    /// What answers for a service's paths; adds its routes when it runs here.
    struct Served
    {
        const http::Owner *owner = nullptr;
        bool runs = false;
    };
    Served serve(const QByteArray &service, http::Routes &routes);
    void onExchange(const http::Exchange &exchange);

    const WorkerPorts &m_ports;
    core::TaskGroup m_handlers; ///< under way, also those whose client has left
    bool m_ended = false;
    RequestJournal m_journal;
    std::unique_ptr<TraceSender> m_traces; ///< null = no traces; before the client, whose end completes its posts
    std::unique_ptr<upstream::Client> m_client;
    std::unique_ptr<CommerceHost> m_commerce;
    std::unique_ptr<ApprovalsHost> m_approvals;
    approvals::ApprovalsOwner m_absentApprovals; ///< its refusals have its own shape also where it does not run
    std::vector<std::unique_ptr<AbsentOwner>> m_absent;
    http::Server m_server;
};

} // namespace signalbox::runtime
