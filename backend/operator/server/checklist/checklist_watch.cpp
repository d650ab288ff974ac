#include "backend/operator/server/checklist/checklist_watch.h"

#include "backend/operator/server/acts/audit_store.h"
#include "backend/operator/server/alerts/alert_rules.h"
#include "backend/operator/server/checklist/approval_facts.h"
#include "backend/operator/server/checklist/check_rows.h"
#include "backend/operator/server/checklist/redis_facts.h"
#include "backend/operator/server/off_thread.h"
#include "backend/platform/settings/secret_care.h"
#include "backend/platform/storage/migrations.h"

namespace signalbox::server {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto kKept = 10s;
/// The chain is long, and what was right stays right.
constexpr auto kAuditKept = 5min;
const QByteArray kRequests = "http_requests_total"_ba;

/// The only value of a gauge whose labels match; nothing when there is none or it is 0.
std::optional<core::WallTime> timeOf(const metrics::Registry &registry, const QByteArray &family,
                                     const metrics::Labels &labels)
{
    for (const metrics::SeriesValue &series : registry.read(family)) {
        if ((labels.empty() || series.labels == labels) && series.value > 0)
            return core::wallTime(qint64(series.value * 1000));
    }
    return {};
}

double scrapesOf(const metrics::Registry &registry)
{
    const std::pair path("path"_ba, "/metrics"_ba);
    const std::pair good("status_code"_ba, "200"_ba);
    double sum = 0;
    for (const metrics::SeriesValue &series : registry.read(kRequests)) {
        const auto has = [&series](const auto &label) {
            return std::ranges::find(series.labels, label) != series.labels.end();
        };
        if (has(path) && has(good))
            sum += series.value;
    }
    return sum;
}

Task<std::optional<QStringList>> pendingOf(storage::Database *store, std::vector<storage::Migration> known)
{
    const auto applied = co_await store->read([](storage::Connection &connection) -> Result<QVariant> {
        const auto ids = storage::appliedMigrations(connection);
        return ids ? Result<QVariant>(QVariant(*ids)) : std::unexpected(ids.error());
    });
    if (!applied)
        co_return std::nullopt;
    const QStringList ids = applied->toStringList();
    QStringList pending;
    for (const storage::Migration &migration : known) {
        if (!ids.contains(migration.id))
            pending += migration.id;
    }
    co_return pending;
}

} // namespace

/// What takes files or long parsing.
struct ChecklistWatch::OffThread
{
    const settings::LiveSettings &live;
    const settings::Catalogue &catalogue;
    settings::SnapshotPtr settings;
    settings::Overrides overrides;
    storage::Dialect dialect;
    core::WallTime now;

    struct Found
    {
        settings::Findings findings;
        QStringList openSecrets;
        QStringList placeholders;
        std::vector<storage::Migration> migrations;
    };

    Result<Found> operator()() const
    {
        auto known = storage::loadMigrations(dialect);
        return Found {.findings = live.judge(overrides, now).findings,
                      .openSecrets = settings::secretsInOpenFiles(catalogue, *settings),
                      .placeholders = settings::placeholderSecrets(catalogue, *settings),
                      .migrations = known ? std::move(*known) : std::vector<storage::Migration>()};
    }
};

ChecklistWatch::ChecklistWatch(const OperatorPorts &ports, const Telemetry &telemetry, Levers &levers, QObject *parent)
    : QObject(parent), m_ports(ports), m_telemetry(telemetry), m_levers(levers)
{
    connect(&m_everyTen, &QTimer::timeout, this, &ChecklistWatch::noteScrapes);
}

void ChecklistWatch::start()
{
    m_scrapes = scrapesOf(m_ports.metrics);
    m_everyTen.start(kKept);
}

void ChecklistWatch::noteScrapes()
{
    const double now = scrapesOf(m_ports.metrics);
    if (now > m_scrapes)
        m_scrapedAt = m_ports.clock.wall();
    m_scrapes = now;
}

void ChecklistWatch::noteRehearsal(const QString &recipe)
{
    if (recipe.startsWith("commerce-"_L1))
        m_rehearsedAt = m_ports.clock.wall();
}

Task<protocol::Checklist> ChecklistWatch::checklist()
{
    const bool isFresh = m_lastAt && m_ports.clock.steady() - *m_lastAt < kKept;
    if (!isFresh) {
        core::OneShot<bool> done;
        m_waiting.push_back(done);
        if (!m_isGathering)
            gather(this);
        co_await done;
    }
    // A copy: co_return would empty the member, because QCoro moves out of whatever it is given.
    protocol::Checklist copy = m_last;
    co_return copy;
}

Task<void> ChecklistWatch::gather(QPointer<ChecklistWatch> self)
{
    self->m_isGathering = true;
    const CheckFacts facts = co_await gathered(self, self->presentFacts());
    if (self)
        self->finish(facts);
}

CheckFacts ChecklistWatch::presentFacts() const
{
    CheckFacts facts;
    facts.settings = m_ports.settings.current();
    facts.catalogue = &m_ports.catalogue;
    facts.services = m_ports.gateway.services();
    facts.failedChecks = m_telemetry.load().failedChecks;
    facts.certificateUntil = timeOf(m_ports.metrics, "signalbox_certificate_expiry_timestamp_seconds",
                                    {{"listener"_ba, "services"_ba}});
    facts.lastBackup = timeOf(m_ports.metrics, "signalbox_backup_last_success_timestamp_seconds", {});
    facts.approvals = approvalFactsOf(m_ports.metrics);
    if (m_ports.approvals != nullptr)
        facts.approvals.signatureTest = m_ports.approvals->testSignature();
    facts.lastScrape = m_scrapedAt;
    facts.lastRehearsal = m_rehearsedAt;
    facts.alertRules = alertRuleTable().size();
    facts.now = m_ports.clock.wall();
    facts.recipes = m_levers.recipes.views(facts.now).items.size();
    facts.startedAt = m_ports.gateway.gateway().startedAt;
    const auto orders = m_ports.requests.newest(1, [](const metrics::RequestRecord &record) {
        return record.path.endsWith("loopgpt_route_order") && record.status == 200;
    });
    if (!orders.empty())
        facts.lastOrder = orders.front()->at;
    return facts;
}

ChecklistWatch::OffThread ChecklistWatch::offThreadWork(const CheckFacts &facts) const
{
    return {.live = *m_ports.live,
            .catalogue = m_ports.catalogue,
            .settings = facts.settings,
            .overrides = textsOf(m_levers.revisions.present().set),
            .dialect = m_ports.store->dialect(),
            .now = facts.now};
}

Task<CheckFacts> ChecklistWatch::gathered(QPointer<ChecklistWatch> self, CheckFacts facts)
{
    // What the ports point to outlives the operator thread's event loop, and with it this coroutine.
    const OperatorPorts &ports = self->m_ports;
    const auto found = co_await offThread(ports.pool, self->offThreadWork(facts));
    if (found) {
        facts.findings = found->findings;
        facts.openSecrets = found->openSecrets;
        facts.placeholders = found->placeholders;
        if (!found->migrations.empty())
            facts.pendingMigrations = co_await pendingOf(ports.store, found->migrations);
    }
    if (self)
        facts.audit = self->m_audit;
    if (!facts.audit || facts.now - facts.audit->at >= kAuditKept) {
        const auto verdict = co_await AuditStore(*ports.store).verify(facts.now);
        facts.audit = verdict ? std::optional(*verdict) : std::nullopt;
    }
    if (facts.settings->isSet("REDIS_URL")) {
        const auto up = ports.metrics.read("signalbox_redis_up");
        facts.redis = co_await askRedis(facts.settings->text("REDIS_URL"), !up.empty() && up.front().value > 0);
    }
    if (ports.providers) {
        const auto providers = co_await ports.providers->providers();
        if (providers)
            facts.providers = providers->items;
    }
    co_return facts;
}

void ChecklistWatch::finish(const CheckFacts &facts)
{
    m_audit = facts.audit;
    m_last = checklistOf(judgeAll(facts), {}, facts.now);
    m_lastAt = m_ports.clock.steady();
    m_isGathering = false;
    for (const core::OneShot<bool> &waiting : std::exchange(m_waiting, {}))
        waiting.resolve(true);
}

protocol::Checklist checklistOf(std::vector<protocol::CheckItem> items, const QString &service, core::WallTime at)
{
    if (!service.isEmpty())
        std::erase_if(items, [&service](const protocol::CheckItem &item) { return item.service != service; });
    const auto count = [&items](protocol::CheckVerdict verdict) {
        return int(std::ranges::count(items, verdict, &protocol::CheckItem::verdict));
    };
    protocol::Checklist list {.pass = count(protocol::CheckVerdict::Pass),
                              .fail = count(protocol::CheckVerdict::Fail),
                              .cannotTell = count(protocol::CheckVerdict::CannotTell),
                              .at = at};
    list.items = std::move(items);
    return list;
}

} // namespace signalbox::server
