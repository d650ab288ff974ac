#include "backend/platform/upstream/retry.h"

#include <curl/curl.h>

#include <algorithm>

namespace signalbox::upstream {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMostDoublings = 10;
constexpr qint64 kLongestRetryAfterSeconds = 24 * 60 * 60;

} // namespace

bool isRepeatable(const Result<Reply> &outcome)
{
    if (!outcome) {
        const QString why = reason(outcome.error());
        return why == "refused"_L1 || why == "reset"_L1 || why == "unresolved"_L1 || why == "unreachable"_L1;
    }
    if (outcome->status == 429)
        return outcome->headers.contains("Retry-After");
    return outcome->status == 408 || outcome->status >= 500;
}

std::optional<core::milliseconds> retryAfter(const Headers &headers, core::WallTime now)
{
    const QByteArray value = headers.value("Retry-After").trimmed();
    if (value.isEmpty())
        return {};
    bool isNumber = false;
    const qint64 seconds = value.toLongLong(&isNumber);
    if (isNumber && seconds >= 0)
        return std::chrono::seconds(std::min(seconds, kLongestRetryAfterSeconds));
    const time_t date = isNumber ? -1 : curl_getdate(value.constData(), nullptr);
    if (date < 0)
        return {};
    return std::max(core::milliseconds(0), core::wallTime(qint64(date) * 1000) - now);
}

core::milliseconds pauseBefore(int repeat, core::milliseconds first, double dice)
{
    const double doubled = double(first.count() << std::clamp(repeat - 1, 0, kMostDoublings));
    return core::milliseconds(qRound64(doubled * (0.8 + 0.4 * dice)));
}

} // namespace signalbox::upstream
