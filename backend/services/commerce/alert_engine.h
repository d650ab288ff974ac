#pragma once

#include "backend/services/commerce/alerts.h"

#include <array>

/// The rules of contract commerce-router 9.3. Pure.
namespace signalbox::commerce {

/// How far back error rates, latencies and refused credentials are counted.
inline constexpr std::chrono::minutes kAlertWindow {15};
/// How far back NO_SUCCESSFUL_QUOTES looks.
inline constexpr std::chrono::minutes kTrafficWindow {5};

/// One provider's attempts of the last kAlertWindow.
struct AttemptCounts
{
    qint64 successes = 0;
    qint64 errors = 0;
    qint64 timed = 0; ///< successes with a latency
    qint64 latencyMs = 0; ///< sum over `timed`
    qint64 refusals = 0; ///< errors by 401 or 403
};

/// What the rules look at.
struct AlertWindow
{
    std::array<AttemptCounts, kProviderCount> providers;
    qint64 requests = 0; ///< finished in kAlertWindow
    qint64 requestLatencyMs = 0; ///< sum over `requests`
    qint64 recentRequests = 0; ///< finished in kTrafficWindow
    qint64 recentSuccesses = 0; ///< successful quotes in kTrafficWindow
};

/// When credentials expire and how early to say so.
struct CredentialDates
{
    std::array<std::optional<core::WallTime>, kProviderCount> expiry;
    std::chrono::days warn {14};
};

/// A setting's ISO date or date and time; without an offset it is UTC. Nothing when empty.
std::optional<core::WallTime> expiryOf(const QByteArray &text);

/// Every alert whose condition holds, `since` being `now`.
std::vector<Alert> firingAlerts(const AlertWindow &window, const CredentialDates &dates, core::WallTime now);

/// Which alerts are raised. Clearing needs two evaluations in a row without the condition.
class AlertEngine
{
public:
    struct Changes
    {
        std::vector<Alert> raised; ///< new, or of another severity than before
        std::vector<Alert> cleared;
    };

    /// One evaluation. A raised alert keeps its `since` and takes the new value.
    Changes step(const std::vector<Alert> &firing);
    std::vector<Alert> active() const;

private:
    struct Raised
    {
        Alert alert;
        int quiet = 0; ///< evaluations in a row without the condition
    };

    std::vector<Raised> m_raised;
};

} // namespace signalbox::commerce
