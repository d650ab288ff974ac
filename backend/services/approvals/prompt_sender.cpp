#include "backend/services/approvals/prompt_sender.h"

#include "backend/platform/log/log.h"
#include "backend/services/approvals/transaction.h"

namespace signalbox::approvals {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

/// Of each channel: one that hangs leaves the other its own.
constexpr int kMostInFlight = 32;
constexpr int kMostOfGroup = 12;
constexpr core::milliseconds kLease {10000};
constexpr core::milliseconds kRenewal {3000};
constexpr core::milliseconds kTick {250};
/// Finds prompts that another replica, or a wake that was lost, left behind.
constexpr core::milliseconds kRescan {2000};
constexpr core::milliseconds kLeftBehind {2000};
constexpr core::milliseconds kAfterTrouble {1000};
constexpr core::milliseconds kCredentialPause {60000};
constexpr core::milliseconds kLongestWait {60000};
constexpr core::milliseconds kCountAgain {1000};
/// Of a queue that is longer, the answer names too short a wait.
constexpr qint64 kMostCounted = 1000;

} // namespace

cluster::BucketRule bucketRule(const BucketName &bucket, const Config &config)
{
    const QByteArray channel = bucket.channel == Channel::WhatsApp ? "wa" : "imsg";
    const QByteArray brand = bucket.brandId.toUtf8();
    const BucketLimits &limits = config.bucket(bucket.channel);
    return {.bucketKey = "bucket:" + channel + ":prompt:" + brand,
            .spacingKey = "spacing:" + channel + ':' + brand,
            .capacity = limits.capacity,
            .refillPerMinute = limits.refillPerMinute,
            .spacing = config.spacing};
}

PromptSender::PromptSender(Ports ports, QObject *parent)
    : QObject(parent), m_ports(std::move(ports)),
      m_delivery({m_ports.database, m_ports.twilio, m_ports.imessage, m_ports.metrics, m_ports.clock})
{
    connect(&m_tick, &QTimer::timeout, this, &PromptSender::tick);
    connect(&m_renewal, &QTimer::timeout, this, [this] { m_tasks.add(renew(this)); });
    connect(&m_rescan, &QTimer::timeout, this, [this] { m_tasks.add(rescan(this)); });
}

void PromptSender::apply(ConfigPtr config)
{
    m_config = std::move(config);
    for (Lane &one : m_lanes)
        one.pausedUntil = {};
    for (auto &[name, bucket] : m_buckets)
        bucket.next = {};
}

void PromptSender::start()
{
    m_tasks.add(begin(this));
}

Task<void> PromptSender::begin(PromptSender *self)
{
    if (self->m_ports.database.dialect() == storage::Dialect::Sqlite) {
        const auto taken = co_await inTransaction<Done>(
            self->m_ports.database, [](storage::Connection &connection) -> Result<Done> {
                const auto done = takeOverPrompts(connection);
                return done ? Result<Done>(Done {}) : std::unexpected(done.error());
            });
        if (!taken)
            log::warn("approvals", u"prompts.not_taken_over"_s, {{"details", taken.error().detail.text()}});
    }
    if (self->m_ending)
        co_return;
    self->m_tick.start(kTick);
    self->m_renewal.start(kRenewal);
    self->m_rescan.start(kRescan);
    co_await rescan(self);
}

Task<void> PromptSender::rescan(PromptSender *self)
{
    const core::WallTime now = self->m_ports.clock.wall();
    if (now < std::exchange(self->m_lastScan, now))
        co_await endWaits(self, now);
    // A new one is of the replica that got it, whose caller waits for it.
    const auto buckets = co_await inRead<std::vector<BucketName>>(
        self->m_ports.database,
        [now](storage::Connection &connection) { return heldBuckets(connection, now - kLeftBehind, now); });
    if (!buckets)
        co_return;
    for (const BucketName &bucket : *buckets)
        self->kick(bucket);
}

/// After the clock was put back, nothing waits for as long again.
Task<void> PromptSender::endWaits(PromptSender *self, core::WallTime now)
{
    const auto done = co_await inTransaction<Done>(
        self->m_ports.database, [now](storage::Connection &connection) -> Result<Done> {
            const auto ended = endWaitsOfTheFuture(connection, now);
            return ended ? Result<Done>(Done {}) : std::unexpected(ended.error());
        });
    if (!done)
        self->m_lastScan = core::WallTime::max();
}

void PromptSender::wake(const Wakes &wakes)
{
    for (const BucketName &bucket : wakes.buckets)
        kick(bucket);
    for (const BucketName &bucket : wakes.refunds)
        refund(bucket);
    if (wakes.prompts) {
        kickLane(Channel::WhatsApp);
        kickLane(Channel::Imessage);
    }
}

void PromptSender::tick()
{
    const core::SteadyTime now = m_ports.clock.steady();
    std::vector<BucketName> due;
    for (const auto &[name, bucket] : m_buckets) {
        if (!bucket.draining && bucket.next <= now)
            due.push_back(name);
    }
    for (const BucketName &bucket : due)
        kick(bucket);
    kickLane(Channel::WhatsApp);
    kickLane(Channel::Imessage);
}

void PromptSender::kick(const BucketName &bucket)
{
    if (m_ending || !m_config)
        return;
    Bucket &state = m_buckets[bucket];
    if (state.draining)
        state.again = true;
    else
        m_tasks.add(drain(this, bucket));
}

Task<void> PromptSender::drain(PromptSender *self, BucketName bucket)
{
    Bucket &state = self->m_buckets[bucket];
    state.draining = true;
    bool empty = false;
    do {
        state.again = false;
        empty = co_await self->drainOnce(bucket, state);
    } while (state.again && !self->m_ending);
    state.draining = false;
    if (empty)
        self->m_buckets.erase(bucket);
}

/// Until the bucket says no, or nothing waits any more: then true.
Task<bool> PromptSender::drainOnce(BucketName bucket, Bucket &state)
{
    while (!m_ending) {
        const core::SteadyTime now = m_ports.clock.steady();
        if (!m_config->isOn(bucket.channel) || lane(bucket.channel).pausedUntil > now) {
            state.next = now + kAfterTrouble;
            for (const QString &id : m_waits.waitingFor(bucket))
                m_waits.troubled(id, bucket.channel);
            co_return false;
        }
        const auto front = co_await inRead<std::optional<PromptGroup>>(
            m_ports.database, [bucket, wall = m_ports.clock.wall()](storage::Connection &connection) {
                return frontOf(connection, bucket, wall);
            });
        if (!front) {
            state.next = now + kAfterTrouble;
            co_return false;
        }
        if (!*front)
            co_return true;
        const cluster::BucketVerdict verdict = co_await m_ports.buckets.take(ruleOf(bucket));
        if (!verdict.allowed()) {
            const bool spacing = verdict.held == cluster::BucketVerdict::Held::Spacing;
            if (std::exchange(state.lastHeld, (*front)->candidateId) != (*front)->candidateId)
                m_ports.metrics.rateLimited(bucket.channel, spacing ? "spacing" : "bucket");
            state.next = m_ports.clock.steady() + std::min(verdict.wait, kLongestWait);
            co_await tellHeld(bucket, state, verdict.wait);
            co_return false;
        }
        // Other buckets claim meanwhile: the places are taken before, or there would be too many in flight.
        ClaimContext context = claimContext(bucket.channel);
        context.limit = std::clamp(context.limit, 0, kMostOfGroup);
        lane(bucket.channel).inFlight += context.limit;
        const auto claim = co_await inTransaction<GroupClaim>(
            m_ports.database, [group = **front, context](storage::Connection &connection) {
                return claimGroup(connection, group, context);
            });
        lane(bucket.channel).inFlight -= context.limit;
        if (!claim || !claim->taken)
            refund(bucket);
        if (!claim) {
            state.next = m_ports.clock.steady() + kAfterTrouble;
            co_return false;
        }
        m_waits.claimed((*front)->candidateId, bucket.channel);
        state.countAgain = {};
        launch(claim->jobs);
    }
    co_return false;
}

/// Tells the submissions that wait for this bucket how long it may take. They are the last ones of its queue, whose
/// length is counted once a second however many come: a long queue is what a flood of submissions makes.
Task<void> PromptSender::tellHeld(BucketName bucket, Bucket &state, core::milliseconds wait)
{
    if (m_waits.waitingFor(bucket).isEmpty())
        co_return;
    const core::SteadyTime now = m_ports.clock.steady();
    const bool counts = now >= state.countAgain;
    if (counts) {
        const auto held = co_await inRead<int>(m_ports.database, [bucket](storage::Connection &connection) {
            return countHeld(connection, bucket, kMostCounted);
        });
        state.length = held.value_or(0);
        state.countAgain = now + kCountAgain;
    }
    const QStringList ids = m_waits.waitingFor(bucket);
    if (counts)
        state.length = std::max<qint64>(0, state.length - ids.size());
    const cluster::BucketRule rule = ruleOf(bucket);
    const auto refill = core::milliseconds(qint64(60000.0 / rule.refillPerMinute));
    const core::milliseconds each = std::max(refill, rule.spacing);
    for (const QString &id : ids) {
        const core::milliseconds whole = wait + each * std::min(state.length++, kMostCounted);
        m_waits.held(id, bucket.channel, std::max(1s, std::chrono::ceil<std::chrono::seconds>(whole)));
    }
}

void PromptSender::kickLane(Channel channel)
{
    Lane &one = lane(channel);
    if (m_ending || !m_config || one.inFlight >= kMostInFlight || one.pausedUntil > m_ports.clock.steady())
        return;
    if (one.claiming)
        one.again = true;
    else
        m_tasks.add(pump(this, channel));
}

Task<void> PromptSender::pump(PromptSender *self, Channel channel)
{
    Lane &one = self->lane(channel);
    one.claiming = true;
    do {
        one.again = false;
        if (!self->m_config->isOn(channel))
            break;
        const auto any = co_await inRead<bool>(
            self->m_ports.database, [channel, now = self->m_ports.clock.wall()](storage::Connection &connection) {
                return anyDue(connection, channel, now);
            });
        if (!any || !*any)
            break;
        const ClaimContext context = self->claimContext(channel);
        auto jobs = co_await inTransaction<std::vector<SendJob>>(
            self->m_ports.database,
            [channel, context](storage::Connection &connection) { return claimDue(connection, channel, context); });
        if (!jobs)
            break;
        self->launch(std::move(*jobs));
    } while (one.again && !self->m_ending && one.inFlight < kMostInFlight);
    one.claiming = false;
}

void PromptSender::launch(std::vector<SendJob> jobs)
{
    for (SendJob &job : jobs) {
        lane(job.prompt.key.channel).inFlight += 1;
        m_attempts.insert(job.prompt.attemptId);
        m_tasks.add(send(this, std::move(job)));
    }
}

Task<void> PromptSender::send(PromptSender *self, SendJob job)
{
    const Delivery delivery = co_await self->m_delivery.deliver(job, self->m_config, self->m_tasks.stop());
    Lane &one = self->lane(job.prompt.key.channel);
    one.inFlight -= 1;
    self->m_attempts.remove(job.prompt.attemptId);
    self->note(job, delivery);
}

void PromptSender::note(const SendJob &job, const Delivery &delivery)
{
    const Channel channel = job.prompt.key.channel;
    std::atomic<ProviderStates::State> &state
        = channel == Channel::WhatsApp ? m_ports.states.twilio : m_ports.states.imessage;
    if (delivery.accepted) {
        state = ProviderStates::Ok;
        m_waits.accepted(job.candidate.id, channel);
    } else {
        m_waits.troubled(job.candidate.id, channel);
    }
    if (delivery.stopSending) {
        state = ProviderStates::Failing;
        lane(channel).pausedUntil = m_ports.clock.steady() + kCredentialPause;
        log::error("approvals", u"twilio.refuses_credentials"_s);
    }
    if (!m_ending)
        m_ports.wake(delivery.wakes);
}

Task<void> PromptSender::renew(PromptSender *self)
{
    if (self->m_attempts.isEmpty())
        co_return;
    const QStringList attempts = self->m_attempts.values();
    const core::WallTime until = self->m_ports.clock.wall() + kLease;
    const auto renewed = co_await inTransaction<Done>(
        self->m_ports.database, [attempts, until](storage::Connection &connection) -> Result<Done> {
            const auto done = renewLeases(connection, attempts, until);
            return done ? Result<Done>(Done {}) : std::unexpected(done.error());
        });
    if (!renewed)
        log::warn("approvals", u"prompts.lease_not_renewed"_s, {{"details", renewed.error().detail.text()}});
}

ClaimContext PromptSender::claimContext(Channel channel)
{
    return {.config = m_config,
            .now = m_ports.clock.wall(),
            .lease = kLease,
            .limit = kMostInFlight - lane(channel).inFlight,
            .ours = m_attempts};
}

cluster::BucketRule PromptSender::ruleOf(const BucketName &bucket) const
{
    return bucketRule(bucket, *m_config);
}

void PromptSender::refund(const BucketName &bucket)
{
    if (m_config)
        m_tasks.add(m_ports.buckets.giveBack(ruleOf(bucket)));
}

Task<void> PromptSender::end(core::milliseconds patience)
{
    m_ending = true;
    m_tick.stop();
    m_rescan.stop();
    m_waits.endAll();
    if (!co_await m_tasks.idle(patience)) {
        m_tasks.cancel();
        co_await m_tasks.idle(patience);
    }
    m_renewal.stop();
    if (m_attempts.isEmpty())
        co_return;
    const QStringList attempts = m_attempts.values();
    co_await inTransaction<Done>(m_ports.database, [attempts](storage::Connection &connection) -> Result<Done> {
        const auto done = renewLeases(connection, attempts, {});
        return done ? Result<Done>(Done {}) : std::unexpected(done.error());
    });
}

} // namespace signalbox::approvals
