#include "backend/services/approvals/housekeeping.h"

#include "backend/platform/log/log.h"
#include "backend/platform/storage/outbox_store.h"
#include "backend/services/approvals/activity_store.h"
#include "backend/services/approvals/audit_store.h"
#include "backend/services/approvals/audit_verify.h"
#include "backend/services/approvals/candidate_steps.h"
#include "backend/services/approvals/inbound_store.h"
#include "backend/services/approvals/message_store.h"
#include "backend/services/approvals/transaction.h"

namespace signalbox::approvals {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using storage::Connection;

namespace {

constexpr core::milliseconds kMeasurePeriod {2000};
/// Often, because strays live for minutes; the daily part looks at the time of day.
constexpr core::milliseconds kRetainPeriod {60000};
constexpr auto kDay = std::chrono::hours(24);
constexpr core::milliseconds kHeadPeriod {3600000};
constexpr auto kStrayLife = std::chrono::minutes(10);
constexpr auto kWindowLife = std::chrono::days(30);
constexpr int kPruneBatch = 200;

struct Measures
{
    qint64 open = 0;
    qint64 whatsapp = 0;
    qint64 imessage = 0;
    storage::OutboxStats outbox;
    AuditHead head;
};

Result<Measures> readMeasures(Connection &connection)
{
    const auto open = countOpen(connection);
    const auto whatsapp = countWaiting(connection, Channel::WhatsApp);
    const auto imessage = countWaiting(connection, Channel::Imessage);
    const auto outbox = storage::OutboxStore(kOutboxTable).stats(connection);
    const auto head = readAuditHead(connection);
    for (const auto *count : {&open, &whatsapp, &imessage}) {
        if (!*count)
            return std::unexpected(count->error());
    }
    if (!outbox || !head)
        return std::unexpected(outbox ? head.error() : outbox.error());
    return Measures {*open, *whatsapp, *imessage, *outbox, *head};
}

/// Everything but the candidates, which go in batches; how many activity entries went and details were purged.
Result<std::pair<qint64, qint64>> pruneTables(Connection &connection, const Config &config, core::WallTime now)
{
    const auto activity = pruneActivity(connection, now - config.activityRetention);
    if (!activity)
        return std::unexpected(activity.error());
    const auto details = purgeAuditData(connection, now - config.auditRetention);
    if (!details)
        return std::unexpected(details.error());
    if (const auto inbound = pruneInbound(connection, now - config.candidateRetention); !inbound)
        return std::unexpected(inbound.error());
    if (const auto windows = pruneWindows(connection, now - kWindowLife); !windows)
        return std::unexpected(windows.error());
    if (*details > 0) {
        const auto chained = appendAudit(
            connection, {{.type = "purged", .actor = u"system"_s, .details = {{u"entries"_s, *details}}}}, now);
        if (!chained)
            return std::unexpected(chained.error());
    }
    return std::pair(*activity, *details);
}

} // namespace

Housekeeping::Housekeeping(storage::Database &database, metrics::Registry &registry, const core::Clock &clock,
                           std::atomic<qint64> &outboxOldest, QObject *parent)
    : QObject(parent), m_database(database), m_clock(clock), m_outboxOldest(outboxOldest), m_gauges(registry)
{
    connect(&m_measuring, &QTimer::timeout, this, [this] { m_tasks.add(measure(this)); });
    connect(&m_retaining, &QTimer::timeout, this, [this] { m_tasks.add(retain(this)); });
    connect(&m_heads, &QTimer::timeout, this, [this] { m_tasks.add(tellHead(this)); });
}

void Housekeeping::apply(ConfigPtr config)
{
    const bool changed = m_config != nullptr;
    m_config = std::move(config);
    if (changed && m_measuring.isActive())
        m_tasks.add(tellStart(this, "config"));
}

void Housekeeping::start()
{
    m_measuring.start(kMeasurePeriod);
    m_retaining.start(kRetainPeriod);
    m_heads.start(kHeadPeriod);
    m_tasks.add(tellStart(this, "started"));
    m_tasks.add(measure(this));
    m_tasks.add(retain(this));
}

Task<void> Housekeeping::tellStart(Housekeeping *self, QByteArray type)
{
    const core::WallTime now = self->m_clock.wall();
    const auto told = co_await inTransaction<Done>(
        self->m_database, [type, now](Connection &connection) -> Result<Done> {
            const auto chained = appendAudit(connection, {{.type = type, .actor = u"system"_s}}, now);
            return chained ? Result<Done>(Done {}) : std::unexpected(chained.error());
        });
    if (!told)
        log::warn("approvals", u"audit.not_written"_s, {{"details", told.error().detail.text()}});
    if (type == "started")
        co_await tellHead(self);
}

Task<void> Housekeeping::measure(Housekeeping *self)
{
    if (std::exchange(self->m_measuringNow, true))
        co_return;
    const auto measured
        = co_await inRead<Measures>(self->m_database, [](Connection &connection) { return readMeasures(connection); });
    self->m_measuringNow = false;
    self->m_gauges.storeUp.set(measured ? 1 : 0);
    if (!measured)
        co_return;
    qint64 oldest = 0;
    if (measured->outbox.oldestPending)
        oldest = std::max<qint64>(
            0, std::chrono::floor<std::chrono::seconds>(self->m_clock.wall() - *measured->outbox.oldestPending).count());
    self->m_outboxOldest = oldest;
    self->m_gauges.openCandidates.set(double(measured->open));
    self->m_gauges.whatsappQueue.set(double(measured->whatsapp));
    self->m_gauges.imessageQueue.set(double(measured->imessage));
    self->m_gauges.outboxPending.set(double(measured->outbox.pending));
    self->m_gauges.outboxDead.set(double(measured->outbox.dead));
    self->m_gauges.outboxOldest.set(double(oldest));
    self->m_gauges.auditHead.set(double(measured->head.seq));
}

Task<void> Housekeeping::retain(Housekeeping *self)
{
    if (!self->m_config || std::exchange(self->m_retainingNow, true))
        co_return;
    const core::WallTime now = self->m_clock.wall();
    const auto strays = co_await inTransaction<Done>(self->m_database, [now](Connection &connection) -> Result<Done> {
        const auto pruned = pruneStrays(connection, now - kStrayLife);
        return pruned ? Result<Done>(Done {}) : std::unexpected(pruned.error());
    });
    // Either way round, so that a clock that was put back does not put retention off.
    const auto since = now > self->m_lastRetention ? now - self->m_lastRetention : self->m_lastRetention - now;
    if (strays && since >= kDay) {
        self->m_lastRetention = now;
        co_await pruneOld(self);
    }
    self->m_retainingNow = false;
}

Task<void> Housekeeping::pruneOld(Housekeeping *self)
{
    const core::WallTime now = self->m_clock.wall();
    const ConfigPtr config = self->m_config;
    const auto pruned = co_await inTransaction<std::pair<qint64, qint64>>(
        self->m_database,
        [config, now](Connection &connection) { return pruneTables(connection, *config, now); });
    qint64 candidates = 0;
    for (qint64 batch = kPruneBatch; pruned && batch == kPruneBatch && self->m_measuring.isActive();) {
        const auto gone = co_await inTransaction<qint64>(self->m_database, [config, now](Connection &connection) {
            return pruneCandidates(connection, now - config->candidateRetention, kPruneBatch);
        });
        batch = gone.value_or(0);
        candidates += batch;
    }
    if (!pruned)
        log::warn("approvals", u"retention.failed"_s, {{"details", pruned.error().detail.text()}});
    else
        log::info("approvals", u"retention.done"_s,
                  {{"activities", pruned->first}, {"audit_details", pruned->second}, {"candidates", candidates}});
}

Task<void> Housekeeping::tellHead(Housekeeping *self)
{
    const auto head
        = co_await inRead<AuditHead>(self->m_database, [](Connection &connection) { return readAuditHead(connection); });
    if (!head)
        co_return;
    std::vector<log::Field> fields {{"seq", head->seq}, {"hash", head->hash}};
    if (self->m_config && !self->m_config->anchorKey.isEmpty())
        fields.push_back({"hmac", auditAnchor(self->m_config->anchorKey, *head)});
    log::info("approvals", u"audit.head"_s, std::move(fields));
    co_await verifyChain(self);
}

Task<void> Housekeeping::verifyChain(Housekeeping *self)
{
    const auto verdict = co_await verifyAudit(self->m_database, self->m_tasks.stop());
    if (!verdict)
        co_return;
    self->m_gauges.auditVerified(verdict->ok);
    if (!verdict->ok)
        log::error("approvals", u"audit.broken"_s, {{"seq", verdict->firstBad}, {"details", verdict->reason}});
}

Task<void> Housekeeping::end(core::milliseconds patience)
{
    m_measuring.stop();
    m_retaining.stop();
    m_heads.stop();
    m_tasks.cancel();
    co_await m_tasks.idle(patience);
}

} // namespace signalbox::approvals
