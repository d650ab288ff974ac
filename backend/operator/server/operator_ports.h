#pragma once

#include "backend/operator/protocol/overview_document.h"
#include "backend/operator/protocol/what_if.h"
#include "backend/platform/core/task.h"
#include "backend/platform/metrics/registry.h"
#include "backend/platform/metrics/request_ring.h"
#include "backend/platform/metrics/series_store.h"
#include "backend/platform/settings/live_settings.h"
#include "backend/platform/settings/publisher.h"
#include "backend/platform/storage/database.h"

namespace signalbox::cpu {
class Pool;
}
namespace signalbox::upstream {
class BreakerBoard;
}

/// What the operator server is told of the rest of the gateway. runtime binds these; everything is called on the
/// operator thread.
namespace signalbox::server {

class ApprovalsPort;
class OutboxPort;

/// A service that the build knows.
struct ServiceFact
{
    QByteArray name; ///< the metrics label `service`
    bool configured = false;
    std::vector<QString> missing = {}; ///< variables that would make it run
};

struct QueueLoad
{
    QString name;
    double depth = 0;
    std::optional<double> limit = {};
};

/// How busy the gateway is at this moment.
struct GatewayLoad
{
    double workersBusy = 0; ///< share 0..1 of the workers' time since the last reading
    double connections = 0;
    double bodyMemoryBytes = 0;
    double bodyMemoryLimit = 0;
    std::vector<QueueLoad> queues = {};
    std::vector<QString> openBreakers = {};
    double storeLagMs = 0;
    std::vector<QString> failedChecks = {}; ///< names that /readyz lists: `db`, `store`, `draining`
};

/// The process as a whole. Must not block: readings of atomics and copies under short locks.
class GatewayPort
{
public:
    virtual ~GatewayPort() = default;
    virtual protocol::Gateway gateway() const = 0;
    virtual std::vector<ServiceFact> services() const = 0;
    /// Asked once a second.
    virtual GatewayLoad load() const = 0;
    /// The newest first.
    virtual std::vector<protocol::Change> changes() const = 0;
    virtual protocol::Waiting waiting() const = 0;
};

/// The commerce router's providers. Answers on the operator thread.
class ProvidersPort
{
public:
    virtual ~ProvidersPort() = default;
    /// The ids, in declared order: the metrics label `provider`.
    virtual std::vector<QByteArray> ids() const = 0;
    virtual Task<Result<protocol::Providers>> providers() = 0;
    /// The decision log, newest first, at most 10,000.
    virtual Task<Result<std::vector<protocol::Decision>>> decisions() = 0;
    virtual Task<Result<protocol::WhatIfAnswer>> whatIf(protocol::WhatIfRequest request) = 0;
};

/// All that the operator server stands on; each outlives it.
struct OperatorPorts
{
    const GatewayPort &gateway;
    ProvidersPort *providers = nullptr; ///< null: commerce is not part of this gateway
    const settings::Catalogue &catalogue;
    settings::Publisher &settings;
    metrics::Registry &metrics;
    metrics::RequestRing &requests; ///< drained by the operator server only
    metrics::SeriesStore *series = nullptr; ///< null: no history is kept
    metrics::SeriesStore *traffic = nullptr; ///< the same for the traffic's counts
    const core::Clock &clock = core::systemClock();
    storage::Database *store = nullptr; ///< never null: migrated, holds the tables `signalbox_*`
    QString dataDir = {}; ///< for files of the operator side; empty = none are written
    settings::LiveSettings *live = nullptr; ///< never null: what revisions are applied to
    std::function<void(protocol::Change)> note = {}; ///< keeps what GatewayPort::changes() shows; empty = nothing is kept
    /// Asks the provider of that name how it is; NotFound when there is none. Empty: nobody can be asked.
    std::function<Task<Result<protocol::ProviderProbe>>(QByteArray)> probe = {};
    upstream::BreakerBoard *breakers = nullptr; ///< null: nobody is called
    cpu::Pool *pool = nullptr; ///< for work over 1 ms; null: it is done on the operator thread
    ApprovalsPort *approvals = nullptr; ///< null: approvals are not part of this gateway
    OutboxPort *outbox = nullptr; ///< null: no service here has an outbox
};

} // namespace signalbox::server
