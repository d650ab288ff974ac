#include "backend/runtime/sandbox_host.h"

#include "backend/platform/http/server.h"
#include "backend/platform/http/stages.h"
#include "backend/platform/upstream/client.h"
#include "backend/sandbox/approval_scene.h"
#include "backend/sandbox/stand_in.h"
#include "backend/sandbox/traffic.h"

namespace signalbox::runtime {

using namespace Qt::StringLiterals;

/// What lives on the sandbox's thread.
class SandboxWorker
{
public:
    SandboxWorker(metrics::Registry &metrics, settings::SnapshotPtr settings)
        : m_world(std::make_shared<sandbox::World>(core::systemClock())),
          m_approvals(m_world, sandbox::approvalCast()),
          m_server(http::ServerOptions(), std::make_shared<http::SharedLimits>(), metrics)
    {
        m_server.setSettings(std::move(settings));
    }

    Result<QUrl> open()
    {
        auto claim = http::AddressClaim::take(*core::IpAddress::parse("127.0.0.1"), 0);
        if (!claim)
            return std::unexpected(claim.error());
        m_claim.emplace(std::move(*claim));
        http::Routes routes;
        for (const http::Routes &some :
             {sandbox::krogerRoutes(m_world, m_owner), sandbox::walmartRoutes(m_world, m_owner),
              sandbox::mealMeRoutes(m_world, m_owner), sandbox::instacartRoutes(m_world, m_owner),
              m_approvals.routes(m_owner)})
            routes.insert(routes.end(), some.begin(), some.end());
        auto router = http::Router::build(std::move(routes), {}, m_owner);
        if (!router)
            return std::unexpected(router.error());
        namespace stages = http::stages;
        http::Site site {std::make_shared<http::Router>(std::move(*router)),
                         http::Pipeline({stages::requestId(), stages::routing(), stages::bodyLimit(),
                                         stages::inFlightLimit(), stages::decorate()})};
        if (auto opened = m_server.listen(*m_claim, std::move(site)); !opened)
            return std::unexpected(opened.error());
        return QUrl(u"http://"_s + QString::fromLatin1(m_claim->text()));
    }

    void startTraffic(const QUrl &gateway)
    {
        auto client = upstream::makeClient({});
        if (!client)
            return;
        m_client = std::move(*client);
        m_traffic = std::make_unique<sandbox::Traffic>(*m_client, sandbox::TrafficPlan {.gateway = gateway}, m_stop);
        m_running = m_traffic->run();
        m_approvals.start(*m_client, gateway);
    }

    /// Ends the shoppers and the approvals, then runs `done`.
    void stop(std::function<void()> done)
    {
        m_stop.cancel();
        finish(*this, std::move(done));
    }

private:
    static Task<void> finish(SandboxWorker &worker, std::function<void()> done)
    {
        if (worker.m_running)
            co_await *worker.m_running;
        co_await worker.m_approvals.end();
        done();
    }

    sandbox::StandInOwner m_owner;
    sandbox::WorldPtr m_world;
    sandbox::ApprovalScene m_approvals;
    std::optional<http::AddressClaim> m_claim;
    http::Server m_server;
    CancelToken m_stop;
    std::unique_ptr<upstream::Client> m_client;
    std::unique_ptr<sandbox::Traffic> m_traffic;
    std::optional<Task<void>> m_running;
};

SandboxHost::SandboxHost()
{
    m_thread.setObjectName(u"sandbox"_s);
    m_anchor.moveToThread(&m_thread);
    m_thread.start();
}

SandboxHost::~SandboxHost()
{
    core::post(&m_anchor, [this] {
        if (!m_worker) {
            m_thread.quit();
            return;
        }
        m_worker->stop([this] {
            // The stop may run inside the last shopper's own frame, so the worker goes one turn later.
            core::post(&m_anchor, [this] {
                delete std::exchange(m_worker, nullptr);
                m_thread.quit();
            });
        });
    });
    m_thread.wait();
}

Task<Result<QUrl>> SandboxHost::open(settings::SnapshotPtr settings)
{
    return core::callOn(&m_anchor, [this, settings]() -> Result<QUrl> {
        m_worker = new SandboxWorker(m_metrics, settings);
        return m_worker->open();
    });
}

void SandboxHost::startTraffic(const QUrl &gateway)
{
    core::post(&m_anchor, [this, gateway] { m_worker->startTraffic(gateway); });
}

} // namespace signalbox::runtime
