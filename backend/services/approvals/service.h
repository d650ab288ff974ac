#pragma once

#include "backend/platform/http/message.h"
#include "backend/services/approvals/worker_context.h"

namespace signalbox::http {
struct Exchange;
}

namespace signalbox::approvals {

/// The approval gateway of one worker (contract approval-gateway). Made, used and destroyed on the worker's thread; no
/// request may be in flight when it is destroyed, and end() comes before. The first worker's also holds the background.
class Service
{
public:
    explicit Service(const ServicePorts &ports);
    ~Service();
    Q_DISABLE_COPY_MOVE(Service)

    /// The snapshot that requests will pin from now on. The first call begins the background.
    void apply(const settings::SnapshotPtr &snapshot);
    /// The route table, after the first apply(); its owner and handlers live as long as this object.
    http::Routes routes();
    const http::Owner &owner() const { return m_context.owner; }
    /// The configuration of a snapshot; parsed once for the applied one.
    ConfigPtr configOf(const settings::Snapshot &snapshot) const;
    WorkerContext &context() { return m_context; }

    /// Counts an answered request of this service.
    void onExchange(const http::Exchange &exchange) { m_context.metrics.request(exchange); }

    /// Cancels what runs without a request.
    void stop();
    /// After stop() and the last request: ends the background. False when something still ran after `patience`.
    Task<bool> end(core::milliseconds patience);

private:
    WorkerContext m_context;
    settings::SnapshotPtr m_snapshot;
    ConfigPtr m_config;
    std::unique_ptr<Background> m_background; ///< the first worker's
};

} // namespace signalbox::approvals
