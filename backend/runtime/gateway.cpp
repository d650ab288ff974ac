#include "backend/runtime/gateway.h"

#include "backend/platform/http/tls_identity.h"
#include "backend/platform/log/writer.h"
#include "backend/platform/settings/listeners.h"
#include "backend/runtime/backup_mark.h"
#include "backend/runtime/changed_settings.h"
#include "backend/runtime/http_limits.h"
#include "backend/runtime/migrate_store.h"
#include "backend/runtime/open_store.h"
#include "backend/runtime/service_list.h"
#include "backend/runtime/stored_revision.h"

namespace signalbox::runtime {

using namespace Qt::StringLiterals;

namespace {

const QByteArray kLastBackup = "signalbox_backup_last_success_timestamp_seconds"_ba;

core::milliseconds allowanceOf(const settings::Snapshot &settings, const http::Owner &owner)
{
    // Webhook senders and approvers retry, so their services give up sooner (contract platform 7).
    const bool retried = owner.name() == "engineering" || owner.name() == "approvals";
    const std::chrono::seconds configured(settings.integer("SIGNALBOX_DRAIN_SECONDS"));
    return retried ? std::min(configured, std::chrono::seconds(10)) : configured;
}

QUrl urlOf(const http::AddressClaim &claim, bool tls)
{
    return QUrl((tls ? u"https://"_s : u"http://"_s) + QString::fromLatin1(claim.text()));
}

/// The collector when traces are on, else empty.
QUrl collectorOf(const settings::Snapshot &settings)
{
    const bool wanted = settings.boolean("OTEL_ENABLED") && settings.isSet("OTEL_EXPORTER_OTLP_ENDPOINT");
    return wanted ? traceCollector(settings.text("OTEL_EXPORTER_OTLP_ENDPOINT")) : QUrl();
}

int workerCount(const settings::Snapshot &settings)
{
    const auto configured = int(settings.integer("SIGNALBOX_WORKERS"));
    return configured > 0 ? configured : std::clamp(QThread::idealThreadCount(), 1, 64);
}

} // namespace

Gateway::Gateway(GatewayOptions options)
    : m_options(std::move(options)), m_settings(m_options.first), m_live(m_options.inputs, m_settings),
      m_requests(m_metrics)
{
    m_platform.metrics = &m_metrics;
    m_platform.databaseConfigured = m_options.first->isSet("DATABASE_URL");
    m_platform.build = buildInfo(*m_options.first, core::systemClock().wall());
    publishBuild(m_metrics, m_platform.build);
    m_metrics.declare({kLastBackup, "When the last good backup was made", metrics::Kind::Gauge});
    m_settings.subscribe(this, [this](settings::SnapshotPtr snapshot) {
        if (m_options.onSettings)
            m_options.onSettings(*snapshot);
    });
}

Gateway::~Gateway()
{
    m_operators.reset();
    m_workers.clear();
}

/// What operators have changed counts from the first address on.
Result<void> Gateway::adoptStored()
{
    const settings::SnapshotPtr configured = m_settings.current();
    const auto stored = readStoredRevision(*configured, m_options.dataDir);
    if (!stored)
        return std::unexpected(stored.error());
    if (stored->revision == 0)
        return {};
    const QStringList dropped = m_live.adoptAtStart(stored->overrides, stored->revision, core::systemClock().wall());
    for (const QString &sentence : dropped)
        log::warn("platform", u"revision.key_dropped"_s, {{"details", sentence}});
    return {};
}

Result<void> Gateway::claimAddresses()
{
    const settings::Snapshot &settings = *m_settings.current();
    for (const settings::Listener &listener : settings::listeners(settings, runningServices(settings).onListeners)) {
        const QByteArray text = listener.endpoint.address == "localhost" ? "127.0.0.1"_ba : listener.endpoint.address;
        const Result<core::IpAddress> address = core::IpAddress::parse(text);
        if (!address)
            return std::unexpected(address.error());
        auto claim = http::AddressClaim::take(*address, listener.endpoint.port);
        if (!claim)
            return std::unexpected(claim.error());
        m_listeners.push_back({std::move(*claim), listener.services});
    }
    return {};
}

Result<std::unique_ptr<storage::Database>> Gateway::openMigrated(const QString &url)
{
    const settings::SnapshotPtr settings = m_settings.current();
    auto database = openStore(url, *settings, m_options.dataDir, &m_metrics);
    if (!database)
        return database;
    // A store in memory starts empty, so there is nothing that an operator could have migrated before.
    const bool automatic = url == kMemoryStore
        || (settings->boolean("DB_AUTO_MIGRATE") && !settings->boolean("SKIP_DB_MIGRATIONS"));
    if (const auto migrated = migrateStore(**database, automatic); !migrated)
        return std::unexpected(migrated.error());
    return database;
}

Result<void> Gateway::openStores()
{
    const settings::SnapshotPtr settings = m_settings.current();
    const QString main = mainStoreUrl(*settings, m_options.dataDir);
    auto store = openMigrated(main);
    if (!store)
        return std::unexpected(store.error());
    m_store = std::move(*store);
    m_platform.store = m_store.get();

    const QString own = commerceStoreUrl(*settings);
    if (own == main)
        return {};
    auto commerce = openMigrated(own);
    if (!commerce)
        return std::unexpected(commerce.error());
    m_commerceStore = std::move(*commerce);
    return {};
}

Result<void> Gateway::loadTls()
{
    const settings::Snapshot &settings = *m_settings.current();
    if (!settings.isSet("SIGNALBOX_TLS_CERT"))
        return {};
    auto tls = http::loadTlsIdentity(settings.text("SIGNALBOX_TLS_CERT"), settings.text("SIGNALBOX_TLS_KEY"));
    if (!tls)
        return std::unexpected(tls.error());
    m_ports->tls = *tls;
    for (const auto &worker : m_workers)
        worker->setTls(*tls);
    return {};
}

Task<Result<void>> Gateway::startWorkers()
{
    std::vector<std::pair<const http::AddressClaim *, QByteArrayList>> listeners;
    for (const Opened &opened : m_listeners)
        listeners.emplace_back(&opened.claim, opened.services);
    for (int i = 0; i < workerCount(*m_settings.current()); ++i) {
        m_workers.push_back(std::make_unique<WorkerThread>(*m_ports, i));
        const Result<void> opened = co_await m_workers.back()->open(listeners);
        if (!opened)
            co_return opened;
    }
    co_return Result<void>();
}

void Gateway::makeShared()
{
    m_breakers = std::make_shared<upstream::BreakerBoard>();
    m_limits = std::make_shared<http::SharedLimits>();
    m_pool = std::make_unique<cpu::Pool>(m_metrics);
    const settings::SnapshotPtr settings = m_settings.current();
    if (!settings->isSet("REDIS_URL"))
        return;
    // The gateway serves without it, so an address that cannot be used is a warning here; the start checks its form.
    const auto url = cluster::parseRedisUrl(settings->text("REDIS_URL"));
    if (!url) {
        log::warn("platform", url.error().text.text());
        return;
    }
    m_redis = std::make_unique<cluster::RedisConnection>(cluster::RedisOptions {.url = *url}, m_metrics);
    m_redis->open();
    m_platform.redis = m_redis.get();
}

void Gateway::makeOperators()
{
    const settings::SnapshotPtr settings = m_settings.current();
    m_operators = std::make_unique<OperatorHost>(OperatorHost::Parts {
        .settings = m_settings,
        .live = m_live,
        .metrics = m_metrics,
        .requests = m_requests,
        .catalogue = m_options.inputs.catalogue,
        .store = *m_store,
        .gateway = {.settings = m_settings,
                    .metrics = m_metrics,
                    .platform = m_platform,
                    .breakers = m_breakers,
                    .limits = m_limits,
                    .sandbox = m_options.sandbox,
                    .workers = workerCount(*settings)},
        .dataDir = m_options.dataDir,
        .adminToken = m_options.adminToken,
        .writeOpsFile = m_options.writeOpsFile,
        .providers = runningServices(*settings).running.contains("commerce"),
        .pool = m_pool.get()});
}

void Gateway::makeCommerce()
{
    const settings::SnapshotPtr settings = m_settings.current();
    if (!runningServices(*settings).running.contains("commerce"))
        return;
    storage::Database &store = m_commerceStore ? *m_commerceStore : *m_store;
    const bool inMemory = !settings->isSet("DATABASE_URL") && !settings->isSet("LOOPGPT_DATABASE_URL");
    m_commerce = std::make_unique<CommerceShared>(CommerceShared::Parts {.database = store,
                                                                         .metrics = m_metrics,
                                                                         .pool = *m_pool,
                                                                         .redis = m_redis.get(),
                                                                         .decisions = m_operators->decisions(),
                                                                         .inMemory = inMemory});
    m_operators->probeBy([this](commerce::ProviderId id) { return m_commerce->probe(id); });
}

void Gateway::makeApprovals()
{
    if (!runningServices(*m_settings.current()).running.contains("approvals"))
        return;
    m_approvals = std::make_unique<ApprovalsShared>(ApprovalsShared::Parts {
        .database = *m_store, .metrics = m_metrics, .settings = m_settings, .redis = m_redis.get()});
    // The outbox has a schedule of its own, the only one that counts.
    m_breakers->at("core_webhook").leaveToCaller();
    m_platform.approvals = &m_approvals->state();
    m_operators->showApprovals(*m_approvals);
}

void Gateway::makePorts()
{
    m_ports.emplace(WorkerPorts {.settings = m_settings,
                                 .metrics = m_metrics,
                                 .requests = m_requests,
                                 .limits = m_limits,
                                 .breakers = m_breakers,
                                 .platform = m_platform,
                                 .platformOwner = m_platformOwner,
                                 .commerce = m_commerce.get(),
                                 .approvals = m_approvals.get(),
                                 .traceCollector = collectorOf(*m_settings.current()),
                                 .serverOptions = httpLimits(*m_settings.current())});
}

Task<Result<GatewayAddresses>> Gateway::start()
{
    if (auto adopted = adoptStored(); !adopted)
        co_return std::unexpected(adopted.error());
    if (auto claimed = claimAddresses(); !claimed)
        co_return std::unexpected(claimed.error());
    if (auto opened = openStores(); !opened)
        co_return std::unexpected(opened.error());
    makeShared();
    makeOperators();
    makeCommerce();
    makeApprovals();
    makePorts();
    if (auto tls = loadTls(); !tls)
        co_return std::unexpected(tls.error());
    if (auto started = co_await startWorkers(); !started)
        co_return std::unexpected(started.error());
    const Result<QUrl> operators = m_operators->open();
    if (!operators)
        co_return std::unexpected(operators.error());
    everySecond();
    connect(&m_everySecond, &QTimer::timeout, this, &Gateway::everySecond);
    m_everySecond.start(std::chrono::seconds(1));
    GatewayAddresses addresses {.services = {}, .operators = *operators};
    addresses.services.reserve(m_listeners.size());
    for (const Opened &opened : m_listeners)
        addresses.services.push_back(urlOf(opened.claim, m_ports->tls.has_value()));
    co_return addresses;
}

void Gateway::everySecond()
{
    m_breakers->publish(m_metrics);
    // Another process made it, so its word in the data folder is all there is.
    const auto at = lastBackup(m_options.dataDir);
    if (!at)
        return;
    if (!m_lastBackup)
        m_lastBackup = m_metrics.gauge(kLastBackup);
    m_lastBackup->set(double(core::epochMs(*at)) / 1000);
}

Task<bool> Gateway::drainWorkers()
{
    const settings::SnapshotPtr settings = m_settings.current();
    const http::DrainAllowance allowance
        = [settings](const http::Owner &owner) { return allowanceOf(*settings, owner); };
    std::vector<Task<bool>> draining;
    for (const auto &worker : m_workers)
        draining.push_back(worker->drain(allowance));
    for (Task<bool> &one : draining)
        co_await one;
    co_return true;
}

void Gateway::drain(std::function<void()> done)
{
    m_platform.draining.store(true);
    drainWorkers().then([this, done = std::move(done)](bool) {
        m_operators.reset();
        m_workers.clear();
        m_commerce.reset();
        m_approvals.reset();
        done();
    });
}

void Gateway::noteChanges(const settings::Snapshot &before, const settings::Snapshot &after)
{
    const settings::Catalogue &catalogue = m_options.inputs.catalogue;
    const QString text = changeText(changedKeys(catalogue, before, after), settings::restartDue(catalogue, after));
    m_operators->note(u"reload"_s, u"settings read again"_s, text);
    log::info("platform", u"server.reloaded"_s, {{"details", text}});
}

void Gateway::reload()
{
    const settings::SnapshotPtr before = m_settings.current();
    const settings::Loaded loaded = m_live.reread(core::systemClock().wall());
    for (const QString &warning : loaded.findings.warnings)
        log::warn("platform", u"config_warning"_s, {{"details", warning}});
    if (!loaded.isValid()) {
        const QStringList problems = settings::problemLines(loaded.findings);
        for (const QString &line : problems)
            log::error("platform", u"server.reload_refused"_s, {{"details", line}});
        m_operators->note(u"reload"_s, u"settings refused"_s, problems.join(u"; "_s));
        return;
    }
    if (const auto tls = loadTls(); !tls)
        log::warn("platform", tls.error().text.text());
    if (const auto tls = m_operators->reloadTls(); !tls)
        log::warn("platform", tls.error().text.text());
    noteChanges(*before, *loaded.snapshot);
}

} // namespace signalbox::runtime
