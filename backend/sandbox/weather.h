#pragma once

#include "backend/platform/core/clock.h"

#include <QByteArray>

#include <random>

namespace signalbox::sandbox {

enum class Fault { None, ServerError, TooManyRequests, Unauthorized, Hang };

/// What happens to one call.
struct Fate
{
    core::milliseconds delay {0};
    Fault fault = Fault::None;
};

/// How well an outside party does: log-normal latencies around its usual pace, a small share of faults, and now and
/// then a storm of two minutes in which one of the parties gets slow and fails often. One per thread.
class Weather
{
public:
    explicit Weather(quint32 seed) : m_random(seed) { }

    Fate next(const QByteArray &party, core::WallTime now);

    /// The shop that has a storm now; empty in fair weather. Pure: storms follow from the time.
    static QByteArray stormOver(core::WallTime now);
    /// The same for the parties of the approvals, while the shops have fair weather.
    static QByteArray messageStormOver(core::WallTime now);

private:
    std::mt19937 m_random;
};

} // namespace signalbox::sandbox
