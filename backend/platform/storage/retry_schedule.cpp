#include "backend/platform/storage/retry_schedule.h"

#include <QStringList>

#include <algorithm>
#include <array>

namespace signalbox::storage {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMostAttempts = 50;
constexpr double kLongestWaitSeconds = 604800;
constexpr double kJitter = 0.1;
/// A receiver may ask for no longer pause than this.
constexpr core::milliseconds kLongestRetryAfter = 1h;

std::vector<core::milliseconds> standardWaits()
{
    return {0s, 5s, 30s, 5min, 30min, 2h, 5h, 10h, 14h, 20h, 24h};
}

} // namespace

RetrySchedule::RetrySchedule()
    : m_waits(standardWaits())
{
}

Result<RetrySchedule> RetrySchedule::parse(const QString &text)
{
    if (text.trimmed().isEmpty())
        return RetrySchedule();
    const QStringList parts = text.split(u',');
    if (parts.size() > kMostAttempts)
        return fail(ErrorCode::InvalidInput, PublicText(u"at most 50 numbers"_s));
    std::vector<core::milliseconds> waits;
    for (const QString &part : parts) {
        bool isNumber = false;
        const double seconds = part.trimmed().toDouble(&isNumber);
        // The comparison is also false for NaN.
        if (!isNumber || !(seconds >= 0 && seconds <= kLongestWaitSeconds))
            return fail(ErrorCode::InvalidInput, PublicText(u"a comma list of seconds from 0 to 604800"_s));
        waits.emplace_back(qRound64(seconds * 1000));
    }
    return RetrySchedule(std::move(waits));
}

std::optional<core::milliseconds> RetrySchedule::waitAfter(int attempt, double dice,
                                                           std::optional<core::milliseconds> retryAfter) const
{
    if (attempt >= attempts())
        return {};
    const double planned = double(m_waits[size_t(std::max(1, attempt))].count());
    const double stretch = 1 - kJitter + 2 * kJitter * std::clamp(dice, 0.0, 1.0);
    const core::milliseconds wait(qRound64(planned * stretch));
    return std::max(wait, std::min(retryAfter.value_or(0ms), kLongestRetryAfter));
}

} // namespace signalbox::storage
