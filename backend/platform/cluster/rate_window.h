#pragma once

#include "backend/platform/core/clock.h"

#include <QByteArray>

#include <memory>

namespace signalbox::cluster {

/// What a limiter says of one request; the numbers go into the rate limit headers.
struct RateVerdict
{
    bool allowed = true;
    int limit = 0;
    int remaining = 0;
    qint64 resetEpochSeconds = 0; ///< when the oldest counted request leaves the window
    int retryAfterSeconds = 0; ///< ≥ 1 when refused
};

/// Counts requests per key in a sliding window of 60 s (one-second cells), for the whole process, without locks: a
/// fixed table of atomic cells. Any thread. A refused request is not counted.
class RateWindow
{
public:
    virtual ~RateWindow() = default;
    virtual RateVerdict take(QByteArrayView key, int limitPerMinute, core::WallTime now) = 0;
};

/// A table for `capacity` keys at once; when it is full the stalest key is forgotten.
std::unique_ptr<RateWindow> makeRateWindow(size_t capacity = 65536);

} // namespace signalbox::cluster
