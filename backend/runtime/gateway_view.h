#pragma once

#include "backend/operator/server/operator_ports.h"
#include "backend/platform/http/shared_limits.h"
#include "backend/platform/upstream/breaker.h"
#include "backend/runtime/platform_routes.h"

#include <mutex>

namespace signalbox::runtime {

/// What the operator thread is told of the process. Reads atomics only; `note()` may come from any thread.
class GatewayView final : public server::GatewayPort
{
public:
    struct Sources
    {
        const settings::Publisher &settings;
        const metrics::Registry &metrics;
        const PlatformState &platform;
        std::shared_ptr<upstream::BreakerBoard> breakers;
        std::shared_ptr<http::SharedLimits> limits;
        bool sandbox = false;
        int workers = 1;
    };

    explicit GatewayView(Sources sources);

    /// Who tells what waits for a decision, on the operator thread; before that begins.
    void waitingBy(std::function<protocol::Waiting()> waiting) { m_waiting = std::move(waiting); }

    /// Keeps what was changed, the last 100.
    void note(protocol::Change change);

    protocol::Gateway gateway() const override;
    std::vector<server::ServiceFact> services() const override;
    server::GatewayLoad load() const override;
    std::vector<protocol::Change> changes() const override;
    protocol::Waiting waiting() const override;

private:
    double busyShare() const;

    Sources m_sources;
    std::function<protocol::Waiting()> m_waiting; ///< empty: nothing ever waits
    mutable std::mutex m_mutex;
    std::deque<protocol::Change> m_changes; ///< newest first
    mutable double m_lastCpuSeconds = 0;
    mutable core::SteadyTime m_lastReading;
};

} // namespace signalbox::runtime
