#pragma once

#include "backend/operator/protocol/traffic.h"
#include "backend/platform/metrics/registry.h"

#include <array>
#include <map>
#include <tuple>

/// What the Traffic documents are made of, out of the metric families that every service has (contract platform 9).
/// Pure but for the reading of the registry.
namespace signalbox::server {

/// Upper bounds of the heat map's bands; one more band holds what is slower.
inline constexpr std::array kBandUpperMs{1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1e3, 2e3, 5e3, 10e3};
inline constexpr size_t kBands = kBandUpperMs.size() + 1;

/// The history's name of a band: `latency.commerce.50`, `latency.commerce.over`.
QByteArray bandSeries(const QByteArray &service, size_t band);

/// A way into the gateway: service, method, route template.
struct OperationKey
{
    QByteArray service;
    QByteArray method;
    QByteArray operation;

    bool operator<(const OperationKey &other) const
    {
        return std::tie(service, method, operation) < std::tie(other.service, other.method, other.operation);
    }
};

/// Counted since the start.
struct OperationCounts
{
    quint64 requests = 0;
    quint64 refused = 0; ///< 4xx
    quint64 failed = 0; ///< 5xx
    /// Log-linear buckets that are not empty, in order: kept for a minute, so they are kept small.
    std::vector<std::pair<quint16, quint64>> buckets = {};
};

struct TrafficCounts
{
    std::map<OperationKey, OperationCounts> operations;
    /// Counters since the start by the name under which the history keeps them: `latency.<service>.<ms>`,
    /// `payments.<service>.{ok,all}`, `upstream.<name>.{calls,retries}`, `upstream.<name>.failed.<type>`.
    std::map<QByteArray, quint64> totals;
};

TrafficCounts readTraffic(const metrics::Registry &registry);

/// What was counted between two readings, the busiest operation first. Operations without a request in between stay in
/// the list.
std::vector<protocol::OperationRed> operationsBetween(const TrafficCounts &before, const TrafficCounts &now,
                                                      std::chrono::duration<double> window);

} // namespace signalbox::server
