#include "backend/runtime/sandbox_host.h"

#include "backend/platform/upstream/client.h"
#include "backend/runtime/stand_in_server.h"
#include "backend/sandbox/approval_scene.h"
#include "backend/sandbox/traffic.h"

namespace signalbox::runtime {

using namespace Qt::StringLiterals;

/// What lives on the sandbox's thread.
class SandboxWorker
{
public:
    SandboxWorker(metrics::Registry &metrics, settings::SnapshotPtr settings)
        : m_world(std::make_shared<sandbox::World>(core::systemClock())),
          m_approvals(m_world, sandbox::approvalCast()), m_server(metrics, std::move(settings))
    {
    }

    Result<QUrl> open()
    {
        const http::Owner &owner = m_server.owner();
        http::Routes routes;
        for (const http::Routes &some : {sandbox::krogerRoutes(m_world, owner), sandbox::walmartRoutes(m_world, owner),
                                         sandbox::mealMeRoutes(m_world, owner),
                                         sandbox::instacartRoutes(m_world, owner), m_approvals.routes(owner)})
            routes.insert(routes.end(), some.begin(), some.end());
        return m_server.listen(*core::IpAddress::parse("127.0.0.1"), 0, std::move(routes));
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

    sandbox::WorldPtr m_world;
    sandbox::ApprovalScene m_approvals;
    StandInServer m_server;
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
