#pragma once

#include "backend/operator/protocol/common.h"

namespace signalbox::protocol {

/// One service over the last second (rate) and the last ten (shares and quantiles).
struct ServiceSample
{
    QString service = {};
    double ratePerSec = 0;
    std::optional<double> error4xx = {}; ///< share 0..1
    std::optional<double> error5xx = {};
    std::optional<double> p50Ms = {};
    std::optional<double> p95Ms = {};
    std::optional<double> p99Ms = {};

    static constexpr const char *kName = "ServiceSample";
    static constexpr auto members()
    {
        return std::tuple(Member("service", &ServiceSample::service), Member("ratePerSec", &ServiceSample::ratePerSec),
                          Member("error4xx", &ServiceSample::error4xx), Member("error5xx", &ServiceSample::error5xx),
                          Member("p50Ms", &ServiceSample::p50Ms), Member("p95Ms", &ServiceSample::p95Ms),
                          Member("p99Ms", &ServiceSample::p99Ms));
    }
    bool operator==(const ServiceSample &) const = default;
};

struct ProviderSample
{
    QString id = {};
    double quotesPerSec = 0;
    double selectionsPerSec = 0;
    std::optional<double> p50Ms = {};
    std::optional<double> p95Ms = {};
    std::optional<double> errorShare = {}; ///< 0..1
    std::optional<double> selectionShare = {}; ///< 0..1 of all selections

    static constexpr const char *kName = "ProviderSample";
    static constexpr auto members()
    {
        return std::tuple(Member("id", &ProviderSample::id), Member("quotesPerSec", &ProviderSample::quotesPerSec),
                          Member("selectionsPerSec", &ProviderSample::selectionsPerSec),
                          Member("p50Ms", &ProviderSample::p50Ms), Member("p95Ms", &ProviderSample::p95Ms),
                          Member("errorShare", &ProviderSample::errorShare),
                          Member("selectionShare", &ProviderSample::selectionShare));
    }
    bool operator==(const ProviderSample &) const = default;
};

struct ProcessSample
{
    double cpuCores = 0; ///< CPU seconds per second
    double rssBytes = 0;
    double workersBusy = 0; ///< share 0..1
    double connections = 0;
    double bodyMemoryBytes = 0;
    double storeLagMs = 0;
    double queueDepth = 0; ///< of all queues
    double breakersOpen = 0;

    static constexpr const char *kName = "ProcessSample";
    static constexpr auto members()
    {
        return std::tuple(Member("cpuCores", &ProcessSample::cpuCores), Member("rssBytes", &ProcessSample::rssBytes),
                          Member("workersBusy", &ProcessSample::workersBusy),
                          Member("connections", &ProcessSample::connections),
                          Member("bodyMemoryBytes", &ProcessSample::bodyMemoryBytes),
                          Member("storeLagMs", &ProcessSample::storeLagMs),
                          Member("queueDepth", &ProcessSample::queueDepth),
                          Member("breakersOpen", &ProcessSample::breakersOpen));
    }
    bool operator==(const ProcessSample &) const = default;
};

/// The stream's topic `metrics`, once a second.
struct MetricsSample
{
    core::WallTime at = {};
    std::vector<ServiceSample> services = {};
    std::vector<ProviderSample> providers = {};
    ProcessSample process = {};

    static constexpr const char *kName = "MetricsSample";
    static constexpr auto members()
    {
        return std::tuple(Member("at", &MetricsSample::at), Member("services", &MetricsSample::services),
                          Member("providers", &MetricsSample::providers),
                          Member("process", &MetricsSample::process));
    }
    bool operator==(const MetricsSample &) const = default;
};

struct SeriesPointView
{
    core::WallTime at = {};
    std::optional<double> value = {}; ///< absent: a gap

    static constexpr const char *kName = "SeriesPoint";
    static constexpr auto members()
    {
        return std::tuple(Member("at", &SeriesPointView::at), Member("value", &SeriesPointView::value));
    }
    bool operator==(const SeriesPointView &) const = default;
};

/// `GET /ops/v1/metrics/series`.
struct Series
{
    QString name = {}; ///< `<service>.ratePerSec`, `<service>.p95Ms`, `provider.<ID>.errorShare`, `process.rssBytes`, …
    QString unit = {}; ///< `/s`, `ms`, `share`, `bytes`, empty
    qint64 stepMs = 0;
    std::vector<SeriesPointView> points = {};

    static constexpr const char *kName = "Series";
    static constexpr auto members()
    {
        return std::tuple(Member("name", &Series::name), Member("unit", &Series::unit),
                          Member("stepMs", &Series::stepMs), Member("points", &Series::points));
    }
    bool operator==(const Series &) const = default;
};

} // namespace signalbox::protocol
