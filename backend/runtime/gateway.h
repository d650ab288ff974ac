#pragma once

#include "backend/platform/settings/live_settings.h"
#include "backend/platform/storage/database.h"
#include "backend/runtime/operator_host.h"
#include "backend/runtime/worker_thread.h"

#include <QUrl>

namespace signalbox::runtime {

/// How one gateway is run.
struct GatewayOptions
{
    settings::Inputs inputs; ///< read again on SIGHUP
    settings::SnapshotPtr first; ///< loaded and valid
    QString dataDir; ///< exists, mode 0700
    QByteArray adminToken = {}; ///< of the console that embeds this gateway; empty = none
    bool writeOpsFile = true; ///< `<data>/ops.json` for the shell on this machine
    bool sandbox = false; ///< shown in the console
    /// Told of each snapshot that takes effect, on the gateway's thread (LOG_LEVEL belongs to the program).
    std::function<void(const settings::Snapshot &)> onSettings = {};
};

/// Where a started gateway listens.
struct GatewayAddresses
{
    std::vector<QUrl> services; ///< the first is the shared listener when there is one
    QUrl operators;
};

/// The whole gateway: owns the stores, the worker threads and the operator thread, and knows in which order they
/// start and end (contract platform 7). Lives on the thread that made it, which must run an event loop.
class Gateway : public QObject
{
    Q_OBJECT
public:
    explicit Gateway(GatewayOptions options);
    ~Gateway() override;

    /// Claims addresses, opens and migrates the stores, starts the threads, listens. Unavailable for an address in
    /// use; Io, Corrupt, Full for the store; Configuration for TLS files.
    Task<Result<GatewayAddresses>> start();

    /// Stops accepting, finishes what is under way, flushes. Then `done`.
    void drain(std::function<void()> done);

    /// SIGHUP: reads `.env`, secret files and certificates again. A broken configuration is refused and logged, the
    /// old one stays in force.
    void reload();

private:
    struct Opened
    {
        http::AddressClaim claim;
        QByteArrayList services;
    };

    Result<void> adoptStored();
    Result<void> claimAddresses();
    Result<void> openStores();
    Result<std::unique_ptr<storage::Database>> openMigrated(const QString &url);
    Result<void> loadTls();
    void makeShared();
    void makeOperators();
    void makeCommerce();
    void makeApprovals();
    void makePorts();
    Task<Result<void>> startWorkers();
    Task<bool> drainWorkers();
    void everySecond();
    void noteChanges(const settings::Snapshot &before, const settings::Snapshot &after);

    GatewayOptions m_options;
    settings::Publisher m_settings;
    settings::LiveSettings m_live;
    metrics::Registry m_metrics;
    metrics::RequestRing m_requests;
    PlatformState m_platform;
    PlatformOwner m_platformOwner;
    std::unique_ptr<storage::Database> m_store;
    std::unique_ptr<storage::Database> m_commerceStore; ///< null: commerce uses m_store
    std::unique_ptr<cpu::Pool> m_pool;
    std::unique_ptr<cluster::RedisConnection> m_redis; ///< null: REDIS_URL is not set
    std::unique_ptr<CommerceShared> m_commerce;
    std::unique_ptr<ApprovalsShared> m_approvals;
    std::vector<Opened> m_listeners;
    std::shared_ptr<upstream::BreakerBoard> m_breakers;
    std::shared_ptr<http::SharedLimits> m_limits;
    std::optional<WorkerPorts> m_ports;
    std::vector<std::unique_ptr<WorkerThread>> m_workers;
    std::unique_ptr<OperatorHost> m_operators;
    QTimer m_everySecond;
    std::optional<metrics::Gauge> m_lastBackup; ///< none before the first backup, so that no age is made up
};

} // namespace signalbox::runtime
