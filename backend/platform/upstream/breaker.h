#pragma once

#include "backend/platform/core/clock.h"
#include "backend/platform/upstream/rolling_counts.h"

#include <QByteArray>

#include <array>
#include <atomic>
#include <memory>
#include <vector>

namespace signalbox::metrics {
class Registry;
}

namespace signalbox::upstream {

/// The values of the metric signalbox_upstream_breaker_state.
enum class BreakerState : quint8 { Closed, HalfOpen, Open };

/// What an operator decided; Auto leaves it to the counts.
enum class BreakerForce : quint8 { Auto, Closed, Open };

/// What one try tells about the upstream. A 4xx or 429 is an answer. Ignored says nothing (cancelled, refused by us).
enum class TryOutcome : quint8 { Ignored, Answered, ConnectFailure, Timeout, ServerError };

/// A breaker as it is at one moment.
struct BreakerView
{
    QByteArray upstream;
    BreakerState state = BreakerState::Closed; ///< as calls meet it, a forced state included
    BreakerForce force = BreakerForce::Auto;
    quint64 opens = 0; ///< since the process started, by the counts
    TryOutcome lastCause = TryOutcome::Ignored; ///< of the last opening; Ignored = never opened
    core::WallTime since; ///< of the last change of state or force; the start of the process when none
};

/// Stops calls to an upstream that fails: opens on ≥ 20 tries in 10 s with ≥ 50 % failures, or on 10 connect failures in
/// a row; stays open 5 s, then doubling to 60 s while probes fail; lets one probe through at a time. Beside it the
/// retry budget: retries ≤ 20 % of the calls of the last 10 s + 10, so that retries cannot multiply an outage.
/// Any thread, no locks.
class Breaker
{
public:
    struct Permit
    {
        bool allowed = false;
        bool probe = false; ///< its outcome decides whether the breaker closes
    };

    Breaker(QByteArray upstream, const core::Clock &clock);

    /// Asked before each try. Every allowed permit must come back with record().
    Permit admit();
    /// Whether this outcome opened the breaker.
    bool record(Permit permit, TryOutcome outcome);

    /// Counts a call (not its retries) for the budget.
    void countCall();
    /// Takes one retry from the budget; false when it is used up.
    bool spendRetry();

    void force(BreakerForce force);
    /// The counts never open it: its caller has a schedule of its own. An operator still can.
    void leaveToCaller() { m_isCallers = true; }
    BreakerView view() const;
    const QByteArray &upstream() const { return m_upstream; }

private:
    struct Phase
    {
        BreakerState state = BreakerState::Closed;
        quint64 level = 0; ///< how often the open time was doubled
        qint64 sinceMs = 0; ///< steady clock
    };

    static quint64 pack(Phase phase);
    static Phase unpack(quint64 word);
    bool change(quint64 &from, Phase to);
    bool open(quint64 from, quint64 level, TryOutcome cause);
    bool recordProbe(TryOutcome outcome);
    bool isFailing(bool connectFailed);
    qint64 steadyMs() const;

    const QByteArray m_upstream;
    const core::Clock &m_clock;
    std::atomic<quint64> m_phase {0};
    std::atomic<BreakerForce> m_force {BreakerForce::Auto};
    std::atomic<bool> m_isCallers {false};
    std::atomic<quint32> m_connectFailures {0};
    std::atomic<quint64> m_opens {0};
    std::atomic<TryOutcome> m_lastCause {TryOutcome::Ignored};
    std::atomic<qint64> m_since {0};
    RollingCounts m_tries;
    RollingCounts m_calls;
};

/// The breakers of the process, one per upstream name, made on first use. Any thread, no locks.
class BreakerBoard
{
public:
    explicit BreakerBoard(const core::Clock &clock = core::systemClock());
    ~BreakerBoard();
    Q_DISABLE_COPY_MOVE(BreakerBoard)

    /// Lives as long as the board. Names come from a closed set; beyond 64 of them all share the breaker `other`.
    Breaker &at(const QByteArray &upstream);
    /// In the order of first use.
    std::vector<BreakerView> list() const;
    /// An operator's decision.
    void force(const QByteArray &upstream, BreakerForce force) { at(upstream).force(force); }
    /// Sets signalbox_upstream_breaker_state{upstream}. Always call it on the same thread, once a second.
    void publish(metrics::Registry &registry) const;

private:
    static constexpr size_t kMostUpstreams = 64;

    const core::Clock &m_clock;
    std::array<std::atomic<Breaker *>, kMostUpstreams> m_slots {};
    Breaker m_other;
};

} // namespace signalbox::upstream
