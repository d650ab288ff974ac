#pragma once

#include "backend/platform/http/message.h"
#include "backend/services/commerce/alerts_watch.h"
#include "backend/services/commerce/health.h"
#include "backend/services/commerce/worker_context.h"

#include <QObject>
#include <QTimer>

namespace signalbox::commerce {

/// The commerce router of one worker (contract commerce-router). Made, used and destroyed on the worker's thread; no
/// request may be in flight when it is destroyed, and end() comes before.
class Service : public QObject
{
    Q_OBJECT

public:
    explicit Service(ServicePorts ports, QObject *parent = nullptr);

    /// The snapshot that requests will pin from now on. The first worker logs a `config_warning` for each doubt.
    void apply(settings::SnapshotPtr snapshot);
    /// The route table, after the first apply(); its owner and handlers live as long as this object.
    http::Routes routes();
    const http::Owner &owner() const { return m_context.owner; }

    /// The configuration of a snapshot; parsed once for the applied one.
    ConfigPtr configOf(const settings::Snapshot &snapshot) const;
    /// The same for the caller of a request: flags with a rule are decided for its key, else for its address.
    ConfigPtr configFor(const http::RequestContext &request);
    /// Asks a provider how it is, after the first apply().
    Task<ProviderHealth> probe(ProviderId id) { return probeNow(m_context, m_config, id); }
    /// LOOPGPT_MAX_BODY_BYTES of the applied snapshot.
    qint64 maxBodyBytes() const;
    WorkerContext &context() { return m_context; }

    /// Cancels what runs without a request and the placements; the store's work goes on.
    void stop();
    /// After stop() and the last request: stores what waits to be stored. False when something still ran 2 s
    /// after `patience`.
    Task<bool> end(core::milliseconds patience);

private:
    void prune();
    void readReputations();

    WorkerContext m_context;
    settings::SnapshotPtr m_snapshot;
    ConfigPtr m_config;
    QHash<QByteArray, ConfigPtr> m_variants; ///< of m_snapshot, by the answers of its flags that have a rule
    QTimer m_pruning;
    QTimer m_reputations;
    std::unique_ptr<AlertsWatch> m_alerts; ///< the first worker's; ends before m_context
};

} // namespace signalbox::commerce
