#pragma once

#include "backend/platform/core/clock.h"
#include "backend/platform/core/result.h"

#include <QString>

#include <optional>
#include <vector>

namespace signalbox::storage {

/// When the attempts of one delivery are due (contract approval-gateway 15). Pure, any thread.
class RetrySchedule
{
public:
    /// At once, then 5 s, 30 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h, 24 h after the failed attempt: 11 attempts
    /// over about 75.6 h.
    RetrySchedule();

    /// A comma list of seconds, fractions allowed; the first is the delay of attempt 1, each other one the wait after
    /// the attempt before it. An empty text is the schedule above. InvalidInput for anything else than 1 to 50 numbers
    /// between 0 and 604,800.
    static Result<RetrySchedule> parse(const QString &text);

    /// Attempts in all, ≥ 1.
    int attempts() const { return int(m_waits.size()); }
    /// Delay of the first attempt.
    core::milliseconds first() const { return m_waits.front(); }

    /// The wait after the failed attempt number `attempt` (1, 2, …), stretched by `dice` (0..1) to ± 10 %; at least
    /// what the receiver asked for with `Retry-After`, of which one hour counts at most. Nothing: that was the last
    /// one.
    std::optional<core::milliseconds> waitAfter(int attempt, double dice,
                                                std::optional<core::milliseconds> retryAfter = {}) const;

private:
    explicit RetrySchedule(std::vector<core::milliseconds> waits)
        : m_waits(std::move(waits))
    {
    }

    std::vector<core::milliseconds> m_waits;
};

} // namespace signalbox::storage
