#include "backend/platform/storage/outbox_dispatcher.h"

#include "backend/platform/core/ids.h"
#include "backend/platform/core/sleep.h"
#include "backend/platform/core/thread_anchor.h"
#include "backend/platform/log/log.h"

#include <QRandomGenerator>

#include <algorithm>
#include <utility>

namespace signalbox::storage {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

/// A target whose message could not even be sent is left alone for so long.
constexpr core::milliseconds kNotSentPause = 5s;
constexpr core::milliseconds kFirstRecordPause = 100ms;
constexpr core::milliseconds kLongestRecordPause = 5s;
/// What is cancelled must end soon; longer than this the end of the process does not wait for it.
constexpr core::milliseconds kCancelPatience = 2s;

} // namespace

OutboxDispatcher::OutboxDispatcher(Database &database, OutboxOptions options, OutboxPorts ports, QObject *parent)
    : QObject(parent)
    , m_database(database)
    , m_options(std::move(options))
    , m_ports(std::move(ports))
    , m_leases(m_options.table)
    , m_owner(QString::fromLatin1(core::randomHex(8)))
{
    if (!m_options.dice)
        m_options.dice = [] { return QRandomGenerator::global()->generateDouble(); };
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer); // a look that is early finds nothing
    connect(&m_timer, &QTimer::timeout, this, [this] { m_tasks.add(look(this)); });
    connect(&m_renewal, &QTimer::timeout, this, [this] { m_tasks.add(renewLeases(this)); });
}

OutboxDispatcher::~OutboxDispatcher() = default;

void OutboxDispatcher::start()
{
    m_renewal.start(m_options.lease / 3);
    m_timer.start(0ms);
}

void OutboxDispatcher::wake()
{
    if (m_woken.exchange(true))
        return;
    core::post(this, [this] {
        m_woken = false;
        lookIn(0ms);
    });
}

void OutboxDispatcher::setSchedule(RetrySchedule schedule)
{
    m_options.schedule = std::move(schedule);
}

Task<void> OutboxDispatcher::end(core::milliseconds patience)
{
    const Self self = this;
    m_ending = true;
    m_timer.stop();
    const bool allDone = co_await m_tasks.idle(patience);
    if (!self)
        co_return;
    if (!allDone) {
        m_sending.cancel();
        co_await m_tasks.idle(kCancelPatience);
        if (!self)
            co_return;
    }
    m_renewal.stop();
    const auto released = co_await m_database.write([leases = m_leases, owner = m_owner](Connection &connection) {
        const auto done = leases.release(connection, owner);
        return done ? Result<QVariant>(QVariant()) : std::unexpected(done.error());
    });
    if (!released)
        log::warn("platform"_ba, u"outbox leases could not be handed back; they end by themselves"_s,
                  {{"table"_ba, m_options.table}, {"reason"_ba, released.error().detail.text()}});
}

void OutboxDispatcher::lookIn(core::milliseconds wait)
{
    if (m_ending || !m_renewal.isActive())
        return;
    if (!m_timer.isActive() || m_timer.remainingTimeAsDuration() > wait)
        m_timer.start(wait);
}

Task<void> OutboxDispatcher::look(Self self)
{
    if (self->m_looking) {
        self->m_lookAgain = true;
        co_return;
    }
    self->m_looking = true;
    do {
        self->m_lookAgain = false;
        self->m_more = int(self->m_inFlight.size()) >= self->m_options.maxInFlight;
        if (self->m_more || self->m_ending)
            break;
        const Result<QVariant> outcome = co_await self->claim();
        if (!self)
            co_return;
        self->noteStore(outcome.has_value(), outcome ? QString() : outcome.error().detail.text());
        if (!outcome)
            break;
        if (self->m_ending)
            break; // what was claimed is handed back
        const auto claimed = outcome->value<OutboxClaimed>();
        self->m_tookOver = true;
        self->m_more = claimed.more;
        for (const OutboxRow &row : claimed.rows)
            self->m_inFlight.emplace(row.webhookId, row.target);
        for (const OutboxRow &row : claimed.rows)
            self->m_tasks.add(attempt(self, row));
        // With slots left the rest is of targets that have none; the next search passes those over.
        self->m_lookAgain = self->m_lookAgain || (claimed.more && !claimed.rows.empty());
    } while (self->m_lookAgain);
    self->m_looking = false;
    self->lookIn(self->m_options.poll);
}

Task<Result<QVariant>> OutboxDispatcher::claim()
{
    const OutboxClaim wanted{.owner = m_owner,
                             .limit = m_options.maxInFlight - int(m_inFlight.size()),
                             .perTarget = m_options.maxPerTarget,
                             .inFlight = m_inFlight,
                             .pausedTargets = pausedTargets(),
                             .lease = m_options.lease,
                             .now = m_options.clock->wall()};
    return m_database.write(
        [leases = m_leases, wanted, takeOver = !m_tookOver](Connection &connection) -> Result<QVariant> {
            if (takeOver) {
                if (const auto done = leases.takeOver(connection); !done)
                    return std::unexpected(done.error());
            }
            const auto claimed = leases.claim(connection, wanted);
            if (!claimed)
                return std::unexpected(claimed.error());
            return QVariant::fromValue(*claimed);
        });
}

Task<void> OutboxDispatcher::attempt(Self self, OutboxRow row)
{
    const CancelToken cancel = self->m_sending;
    DeliveryResult result = co_await self->m_ports.deliver(row, cancel);
    if (!self)
        co_return;
    const bool certain = result.kind == DeliveryResult::Kind::Delivered || result.kind == DeliveryResult::Kind::Refused;
    if (cancel.isCancelled() && !certain) {
        // The process ends: release() hands the message back, and the next one sends it with the same id.
        self->finish(row.webhookId);
        co_return;
    }
    co_await record(self, row, result);
}

Task<void> OutboxDispatcher::record(Self self, OutboxRow row, DeliveryResult result)
{
    // A result is not given up while the process runs: the message would be sent again for nothing.
    core::milliseconds pause = kFirstRecordPause;
    while (self) {
        const Result<QVariant> outcome = co_await self->recordOnce(row, result);
        if (!self)
            co_return;
        self->noteStore(outcome.has_value(), outcome ? QString() : outcome.error().detail.text());
        if (outcome) {
            if (result.kind == DeliveryResult::Kind::NotSent)
                self->pause(row.target);
            self->finish(row.webhookId);
            if (outcome->isValid())
                self->tell(outcome->value<OutboxRow>(), result);
            co_return;
        }
        if (!co_await core::sleepFor(pause, self->m_sending))
            break;
        pause = std::min(pause * 2, kLongestRecordPause);
    }
    if (self)
        self->finish(row.webhookId);
}

Task<Result<QVariant>> OutboxDispatcher::recordOnce(const OutboxRow &row, const DeliveryResult &result)
{
    const core::WallTime now = m_options.clock->wall();
    const OutboxLeases::Next next = [schedule = m_options.schedule, dice = m_options.dice(), now,
                                     retryAfter = result.retryAfter](int failed) -> std::optional<core::WallTime> {
        const auto wait = schedule.waitAfter(failed, dice, retryAfter);
        return wait ? std::optional(now + *wait) : std::nullopt;
    };
    return m_database.write([leases = m_leases, owner = m_owner, id = row.webhookId, result, next, now,
                             hook = m_ports.onResult](Connection &connection) -> Result<QVariant> {
        if (result.kind == DeliveryResult::Kind::NotSent) {
            const auto done = leases.giveBack(connection, owner, id);
            return done ? Result<QVariant>(QVariant()) : std::unexpected(done.error());
        }
        const auto recorded = leases.record(connection, owner, id, result, next, now);
        if (!recorded)
            return std::unexpected(recorded.error());
        if (!*recorded)
            return QVariant();
        if (hook) {
            if (const auto done = hook(connection, **recorded, result); !done)
                return std::unexpected(done.error());
        }
        return QVariant::fromValue(**recorded);
    });
}

void OutboxDispatcher::tell(const OutboxRow &row, const DeliveryResult &result)
{
    if (row.state == OutboxState::Pending)
        lookIn(std::max(core::milliseconds(0), row.nextAttemptAt - m_options.clock->wall()) + 1ms);
    if (m_ports.onRecorded)
        m_ports.onRecorded(row, result);
}

void OutboxDispatcher::finish(const QString &webhookId)
{
    m_inFlight.erase(webhookId);
    if (m_more)
        lookIn(0ms);
}

Task<void> OutboxDispatcher::renewLeases(Self self)
{
    const QStringList ids = self->flyingIds();
    if (ids.isEmpty())
        co_return;
    const core::WallTime until = self->m_options.clock->wall() + self->m_options.lease;
    const auto done = co_await self->m_database.write(
        [leases = self->m_leases, owner = self->m_owner, ids, until](Connection &connection) {
            const auto renewed = leases.renew(connection, owner, ids, until);
            return renewed ? Result<QVariant>(QVariant()) : std::unexpected(renewed.error());
        });
    if (self)
        self->noteStore(done.has_value(), done ? QString() : done.error().detail.text());
}

void OutboxDispatcher::pause(const QString &target)
{
    m_paused[target] = m_options.clock->steady() + kNotSentPause;
    lookIn(kNotSentPause);
}

QStringList OutboxDispatcher::pausedTargets()
{
    const core::SteadyTime now = m_options.clock->steady();
    std::erase_if(m_paused, [now](const auto &paused) { return paused.second <= now; });
    QStringList targets;
    for (const auto &[target, until] : m_paused)
        targets += target;
    return targets;
}

QStringList OutboxDispatcher::flyingIds() const
{
    QStringList ids;
    for (const auto &[id, target] : m_inFlight)
        ids += id;
    return ids;
}

void OutboxDispatcher::noteStore(bool works, const QString &why)
{
    if (std::exchange(m_toldFailing, !works) == !works)
        return;
    if (works)
        log::info("platform"_ba, u"the outbox works again"_s, {{"table"_ba, m_options.table}});
    else
        log::warn("platform"_ba, u"the outbox cannot be read or written"_s,
                  {{"table"_ba, m_options.table}, {"reason"_ba, why}});
}

} // namespace signalbox::storage
