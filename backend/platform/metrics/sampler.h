#pragma once

#include "backend/platform/core/clock.h"
#include "backend/platform/metrics/registry.h"

#include <chrono>
#include <deque>
#include <map>

namespace signalbox::metrics {

/// A label and the value that it must have; a value that ends in `*` matches by its beginning (`5*`).
struct LabelMatch
{
    QByteArray label;
    QByteArray value;
};

enum class SampleKind {
    Rate, ///< counted per second (counters; histograms by their observations)
    Value, ///< the sum of the matching series as it is
    Quantile, ///< of the observations within the window (histograms)
    Ratio, ///< share (0..1) of what matches `part` too
};

/// What a sample is made of: the series of `family` that match all of `filter`.
struct SeriesSpec
{
    QByteArray name;
    QByteArray family;
    std::vector<LabelMatch> filter = {};
    SampleKind kind = SampleKind::Rate;
    double quantile = 0.5; ///< Quantile only
    std::vector<LabelMatch> part = {}; ///< Ratio only
    std::chrono::seconds window {1}; ///< how far back Rate, Quantile and Ratio look; rounded up by a sixth
};

/// NaN where there is nothing to tell (first reading, no request in the window).
struct Sample
{
    QByteArray name;
    double value = 0;
};

/// The RED series of one service out of `http_requests_total` and `http_request_duration_seconds`, named
/// `<service>.rate`, `.share4xx`, `.share5xx`, `.p50`, `.p95`, `.p99` (seconds).
std::vector<SeriesSpec> serviceRed(const QByteArray &service, std::chrono::seconds window = std::chrono::seconds(1));

/// Derives samples from merged readings. One thread; call take() once a second.
class Sampler
{
public:
    Sampler(const Registry &registry, std::vector<SeriesSpec> specs);

    /// One sample a spec, in the order of the specs.
    std::vector<Sample> take(core::SteadyTime now);

private:
    struct Reading
    {
        core::SteadyTime at;
        double whole = 0;
        double part = 0;
        std::vector<quint64> buckets = {};
    };
    struct Tracked
    {
        SeriesSpec spec;
        std::deque<Reading> past; ///< oldest first, at most seven
    };

    static Reading readingOf(const SeriesSpec &spec, const std::vector<SeriesValue> &values, core::SteadyTime now);
    static double valueOf(const SeriesSpec &spec, const Reading &now, const std::deque<Reading> &past);
    static void remember(Tracked &tracked, Reading reading);

    const Registry &m_registry;
    std::vector<Tracked> m_tracked;
};

} // namespace signalbox::metrics
