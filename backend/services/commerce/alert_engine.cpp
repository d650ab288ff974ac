#include "backend/services/commerce/alert_engine.h"

#include <QDateTime>
#include <QTimeZone>

#include <algorithm>
#include <cmath>

namespace signalbox::commerce {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kLeastAttempts = 10;
constexpr qint64 kErrorShare = 10; ///< one in ten
constexpr qint64 kCriticalErrorShare = 2; ///< one in two
constexpr qint64 kSlowMs = 5000;
constexpr int kQuietToClear = 2;

double rounded(double value, double units)
{
    return std::floor(value * units + 0.5) / units;
}

void judgeErrors(ProviderId id, const AttemptCounts &counts, core::WallTime now, std::vector<Alert> &out)
{
    const qint64 attempts = counts.successes + counts.errors;
    if (attempts < kLeastAttempts || counts.errors * kErrorShare <= attempts)
        return;
    const bool critical = counts.errors * kCriticalErrorShare > attempts;
    out.push_back({"PROVIDER_ERROR_RATE", id, critical ? AlertSeverity::Critical : AlertSeverity::Warning,
                   rounded(double(counts.errors) / double(attempts), 10'000), 1.0 / double(kErrorShare), now});
}

void judgeLatency(std::optional<ProviderId> id, qint64 count, qint64 sumMs, core::WallTime now,
                  std::vector<Alert> &out)
{
    if (sumMs <= kSlowMs * count)
        return;
    out.push_back({"HIGH_LATENCY", id, AlertSeverity::Warning, rounded(double(sumMs) / double(count), 100),
                   double(kSlowMs), now});
}

/// A refused credential counts refusals, an expiring one the days that are left.
void judgeCredentials(ProviderId id, qint64 refusals, const CredentialDates &dates, core::WallTime now,
                      std::vector<Alert> &out)
{
    if (refusals > 0) {
        out.push_back({"CREDENTIAL_EXPIRATION", id, AlertSeverity::Critical, double(refusals), 0, now});
        return;
    }
    const std::optional<core::WallTime> expiry = dates.expiry[indexOf(id)];
    if (!expiry || *expiry - now > dates.warn)
        return;
    const double days = std::chrono::duration<double, std::chrono::days::period>(*expiry - now).count();
    out.push_back({"CREDENTIAL_EXPIRATION", id, *expiry < now ? AlertSeverity::Critical : AlertSeverity::Warning,
                   rounded(days, 100), double(dates.warn.count()), now});
}

} // namespace

std::optional<core::WallTime> expiryOf(const QByteArray &text)
{
    if (text.isEmpty())
        return std::nullopt;
    const QString iso = QString::fromLatin1(text);
    const QDate date = QDate::fromString(iso, Qt::ISODate);
    QDateTime time = date.isValid() ? date.startOfDay(QTimeZone::utc()) : QDateTime::fromString(iso, Qt::ISODate);
    if (!time.isValid())
        return std::nullopt;
    if (time.timeSpec() == Qt::LocalTime)
        time.setTimeZone(QTimeZone::utc());
    return core::wallTime(time.toMSecsSinceEpoch());
}

std::vector<Alert> firingAlerts(const AlertWindow &window, const CredentialDates &dates, core::WallTime now)
{
    std::vector<Alert> out;
    for (const ProviderId id : kAllProviders) {
        const AttemptCounts &counts = window.providers[indexOf(id)];
        judgeErrors(id, counts, now, out);
        judgeLatency(id, counts.timed, counts.latencyMs, now, out);
        judgeCredentials(id, counts.refusals, dates, now, out);
    }
    judgeLatency(std::nullopt, window.requests, window.requestLatencyMs, now, out);
    if (window.recentRequests > 0 && window.recentSuccesses == 0)
        out.push_back({"NO_SUCCESSFUL_QUOTES", std::nullopt, AlertSeverity::Critical, 0, 1, now});
    return out;
}

AlertEngine::Changes AlertEngine::step(const std::vector<Alert> &firing)
{
    Changes changes;
    for (Raised &raised : m_raised) {
        const auto found = std::ranges::find_if(
            firing, [&](const Alert &alert) { return alert.isSameConditionAs(raised.alert); });
        if (found == firing.end()) {
            ++raised.quiet;
            continue;
        }
        const bool changed = found->severity != raised.alert.severity;
        const core::WallTime since = raised.alert.since;
        raised = {*found, 0};
        raised.alert.since = since;
        if (changed)
            changes.raised.push_back(raised.alert);
    }
    for (const Alert &alert : firing) {
        if (std::ranges::any_of(m_raised, [&](const Raised &one) { return one.alert.isSameConditionAs(alert); }))
            continue;
        m_raised.push_back({alert, 0});
        changes.raised.push_back(alert);
    }
    std::erase_if(m_raised, [&](const Raised &one) {
        if (one.quiet < kQuietToClear)
            return false;
        changes.cleared.push_back(one.alert);
        return true;
    });
    return changes;
}

std::vector<Alert> AlertEngine::active() const
{
    std::vector<Alert> alerts;
    alerts.reserve(m_raised.size());
    for (const Raised &one : m_raised)
        alerts.push_back(one.alert);
    return alerts;
}

} // namespace signalbox::commerce
