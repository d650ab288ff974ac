#include "backend/platform/upstream/breaker.h"

#include "backend/platform/metrics/registry.h"

#include <algorithm>

namespace signalbox::upstream {

namespace {

constexpr quint64 kLeastTries = 20;
constexpr quint32 kMostConnectFailures = 10;
constexpr qint64 kShortestOpenMs = 5'000;
constexpr qint64 kLongestOpenMs = 60'000;
constexpr quint64 kMostLevel = 4;
constexpr quint64 kRetryFloor = 10;
constexpr quint64 kCallsPerRetry = 5;

qint64 openMs(quint64 level)
{
    return std::min(kLongestOpenMs, kShortestOpenMs << level);
}

bool isFailure(TryOutcome outcome)
{
    return outcome == TryOutcome::ConnectFailure || outcome == TryOutcome::Timeout
        || outcome == TryOutcome::ServerError;
}

} // namespace

Breaker::Breaker(QByteArray upstream, const core::Clock &clock)
    : m_upstream(std::move(upstream)), m_clock(clock), m_since(core::epochMs(clock.wall()))
{
}

quint64 Breaker::pack(Phase phase)
{
    return quint64(phase.sinceMs) << 8 | phase.level << 4 | quint64(phase.state);
}

Breaker::Phase Breaker::unpack(quint64 word)
{
    return Phase {BreakerState(word & 0xf), word >> 4 & 0xf, qint64(word >> 8)};
}

qint64 Breaker::steadyMs() const
{
    return std::chrono::duration_cast<core::milliseconds>(m_clock.steady().time_since_epoch()).count();
}

bool Breaker::change(quint64 &from, Phase to)
{
    if (!m_phase.compare_exchange_strong(from, pack(to)))
        return false;
    m_since.store(core::epochMs(m_clock.wall()), std::memory_order_relaxed);
    return true;
}

bool Breaker::open(quint64 from, quint64 level, TryOutcome cause)
{
    if (!change(from, Phase {BreakerState::Open, std::min(level, kMostLevel), steadyMs()}))
        return false;
    m_lastCause.store(cause, std::memory_order_relaxed);
    m_opens.fetch_add(1, std::memory_order_relaxed);
    return true;
}

Breaker::Permit Breaker::admit()
{
    const BreakerForce forced = m_force.load(std::memory_order_relaxed);
    if (forced != BreakerForce::Auto)
        return Permit {forced == BreakerForce::Closed, false};
    quint64 word = m_phase.load(std::memory_order_relaxed);
    const Phase phase = unpack(word);
    if (phase.state == BreakerState::Closed)
        return Permit {true, false};
    // A probe that has not come back within the longest open time is given up, so that a lost one cannot block forever.
    const qint64 wait = phase.state == BreakerState::Open ? openMs(phase.level) : kLongestOpenMs;
    const qint64 now = steadyMs();
    if (now < phase.sinceMs + wait)
        return Permit {};
    const bool won = change(word, Phase {BreakerState::HalfOpen, phase.level, now});
    return Permit {won, won};
}

bool Breaker::record(Permit permit, TryOutcome outcome)
{
    if (permit.probe)
        return recordProbe(outcome);
    if (outcome == TryOutcome::Ignored)
        return false;
    m_tries.add(steadyMs() / 1000, 1, isFailure(outcome) ? 1 : 0);
    const bool connectFailed = outcome == TryOutcome::ConnectFailure;
    if (!connectFailed)
        m_connectFailures.store(0, std::memory_order_relaxed);
    if (!isFailure(outcome) || !isFailing(connectFailed) || m_force.load() != BreakerForce::Auto || m_isCallers)
        return false;
    const quint64 word = m_phase.load();
    return unpack(word).state == BreakerState::Closed && open(word, 0, outcome);
}

bool Breaker::isFailing(bool connectFailed)
{
    if (connectFailed && m_connectFailures.fetch_add(1, std::memory_order_relaxed) + 1 >= kMostConnectFailures)
        return true;
    const RollingCounts::Totals tries = m_tries.totals(steadyMs() / 1000);
    return tries.all >= kLeastTries && tries.marked * 2 >= tries.all;
}

bool Breaker::recordProbe(TryOutcome outcome)
{
    quint64 word = m_phase.load();
    const Phase phase = unpack(word);
    if (phase.state != BreakerState::HalfOpen)
        return false;
    if (isFailure(outcome))
        return open(word, phase.level + 1, outcome);
    if (outcome == TryOutcome::Ignored) {
        // The probe told nothing: the next call may probe at once.
        change(word, Phase {BreakerState::Open, phase.level, std::max<qint64>(0, steadyMs() - openMs(phase.level))});
        return false;
    }
    m_tries.clear();
    m_connectFailures.store(0, std::memory_order_relaxed);
    change(word, Phase {});
    return false;
}

void Breaker::countCall()
{
    m_calls.add(steadyMs() / 1000, 1, 0);
}

bool Breaker::spendRetry()
{
    const qint64 second = steadyMs() / 1000;
    const RollingCounts::Totals calls = m_calls.totals(second);
    if (calls.marked >= calls.all / kCallsPerRetry + kRetryFloor)
        return false;
    m_calls.add(second, 0, 1);
    return true;
}

void Breaker::force(BreakerForce force)
{
    if (m_force.exchange(force) != force)
        m_since.store(core::epochMs(m_clock.wall()), std::memory_order_relaxed);
}

BreakerView Breaker::view() const
{
    BreakerView view;
    view.upstream = m_upstream;
    view.force = m_force.load();
    view.state = unpack(m_phase.load()).state;
    if (view.force != BreakerForce::Auto)
        view.state = view.force == BreakerForce::Open ? BreakerState::Open : BreakerState::Closed;
    view.opens = m_opens.load();
    view.lastCause = m_lastCause.load();
    view.since = core::wallTime(m_since.load());
    return view;
}

BreakerBoard::BreakerBoard(const core::Clock &clock) : m_clock(clock), m_other("other", clock)
{
}

BreakerBoard::~BreakerBoard()
{
    for (const std::atomic<Breaker *> &slot : m_slots)
        delete slot.load();
}

Breaker &BreakerBoard::at(const QByteArray &upstream)
{
    std::unique_ptr<Breaker> made;
    for (std::atomic<Breaker *> &slot : m_slots) {
        Breaker *found = slot.load(std::memory_order_acquire);
        if (!found) {
            if (!made)
                made = std::make_unique<Breaker>(upstream, m_clock);
            if (slot.compare_exchange_strong(found, made.get(), std::memory_order_acq_rel))
                return *made.release();
        }
        if (found->upstream() == upstream)
            return *found;
    }
    return m_other;
}

std::vector<BreakerView> BreakerBoard::list() const
{
    std::vector<BreakerView> views;
    for (const std::atomic<Breaker *> &slot : m_slots) {
        const Breaker *breaker = slot.load(std::memory_order_acquire);
        if (!breaker)
            break;
        views.push_back(breaker->view());
    }
    return views;
}

void BreakerBoard::publish(metrics::Registry &registry) const
{
    static const QByteArray kFamily("signalbox_upstream_breaker_state");
    registry.declare({kFamily, "State of an upstream's circuit breaker: 0 closed, 1 half open, 2 open.",
                      metrics::Kind::Gauge});
    for (const BreakerView &view : list())
        registry.gauge(kFamily, {{"upstream", view.upstream}}).set(double(view.state));
}

} // namespace signalbox::upstream
