#pragma once

#include "backend/operator/protocol/common.h"

namespace signalbox::protocol {

/// Rate, errors and duration of one operation in the last minute.
struct OperationRed
{
    QString service = {};
    QString method = {};
    QString operation = {}; ///< the route's template, as in RequestRow
    double ratePerSec = 0;
    qint64 requests = 0; ///< in the window
    std::optional<double> error4xx = {}; ///< share 0..1; absent without requests in the window
    std::optional<double> error5xx = {};
    std::optional<double> p50Ms = {};
    std::optional<double> p95Ms = {};
    std::optional<double> p99Ms = {};

    static constexpr const char *kName = "OperationRed";
    static constexpr auto members()
    {
        return std::tuple(Member("service", &OperationRed::service), Member("method", &OperationRed::method),
                          Member("operation", &OperationRed::operation),
                          Member("ratePerSec", &OperationRed::ratePerSec), Member("requests", &OperationRed::requests),
                          Member("error4xx", &OperationRed::error4xx), Member("error5xx", &OperationRed::error5xx),
                          Member("p50Ms", &OperationRed::p50Ms), Member("p95Ms", &OperationRed::p95Ms),
                          Member("p99Ms", &OperationRed::p99Ms));
    }
    bool operator==(const OperationRed &) const = default;
};

/// `GET /ops/v1/traffic/operations`: every operation that was asked for since the start, the busiest first.
struct TrafficOperations
{
    qint64 windowMs = 0; ///< about a minute; less while the gateway is younger
    std::vector<OperationRed> items = {};
    core::WallTime at = {};

    static constexpr const char *kName = "TrafficOperations";
    static constexpr auto members()
    {
        return std::tuple(Member("windowMs", &TrafficOperations::windowMs), Member("items", &TrafficOperations::items),
                          Member("at", &TrafficOperations::at));
    }
    bool operator==(const TrafficOperations &) const = default;
};

/// How often calls failed in one way. Types: `timeout`, `connect`, `dns`, `tls`, `reset`, `bad_reply`, `5xx`, `429`,
/// `4xx`, `breaker_open`, `overloaded` (too many calls of ours), `cancelled` (nobody waited any more), `other`.
struct FailureCount
{
    QString type = {};
    qint64 count = 0;

    static constexpr const char *kName = "FailureCount";
    static constexpr auto members()
    {
        return std::tuple(Member("type", &FailureCount::type), Member("count", &FailureCount::count));
    }
    bool operator==(const FailureCount &) const = default;
};

/// The calls to one party within the time range.
struct UpstreamTraffic
{
    QString upstream = {};
    qint64 calls = 0;
    qint64 failures = 0; ///< calls of every type below but `cancelled`
    qint64 retries = 0; ///< tries after a call's first
    std::vector<FailureCount> types = {}; ///< the commonest first

    static constexpr const char *kName = "UpstreamTraffic";
    static constexpr auto members()
    {
        return std::tuple(Member("upstream", &UpstreamTraffic::upstream), Member("calls", &UpstreamTraffic::calls),
                          Member("failures", &UpstreamTraffic::failures), Member("retries", &UpstreamTraffic::retries),
                          Member("types", &UpstreamTraffic::types));
    }
    bool operator==(const UpstreamTraffic &) const = default;
};

/// Failures of one type at one party in one step of the time range.
struct FailureCell
{
    core::WallTime at = {}; ///< start of the step
    QString upstream = {};
    QString type = {};
    qint64 count = 0;

    static constexpr const char *kName = "FailureCell";
    static constexpr auto members()
    {
        return std::tuple(Member("at", &FailureCell::at), Member("upstream", &FailureCell::upstream),
                          Member("type", &FailureCell::type), Member("count", &FailureCell::count));
    }
    bool operator==(const FailureCell &) const = default;
};

/// `GET /ops/v1/traffic/upstreams`.
struct TrafficUpstreams
{
    core::WallTime from = {}; ///< start of the first step
    core::WallTime to = {};
    qint64 stepMs = 0;
    std::vector<UpstreamTraffic> items = {}; ///< those that were called, most failures first
    std::vector<FailureCell> cells = {}; ///< only those with a count
    core::WallTime at = {}; ///< counted up to this moment

    static constexpr const char *kName = "TrafficUpstreams";
    static constexpr auto members()
    {
        return std::tuple(Member("from", &TrafficUpstreams::from), Member("to", &TrafficUpstreams::to),
                          Member("stepMs", &TrafficUpstreams::stepMs), Member("items", &TrafficUpstreams::items),
                          Member("cells", &TrafficUpstreams::cells), Member("at", &TrafficUpstreams::at));
    }
    bool operator==(const TrafficUpstreams &) const = default;
};

struct LatencyColumn
{
    core::WallTime at = {}; ///< start of the step
    std::vector<qint64> counts = {}; ///< requests in each band, the fastest first

    static constexpr const char *kName = "LatencyColumn";
    static constexpr auto members()
    {
        return std::tuple(Member("at", &LatencyColumn::at), Member("counts", &LatencyColumn::counts));
    }
    bool operator==(const LatencyColumn &) const = default;
};

/// `GET /ops/v1/traffic/latency`: how many requests took how long, over time.
struct TrafficLatency
{
    QString service = {}; ///< empty: all of them
    core::WallTime from = {};
    core::WallTime to = {};
    qint64 stepMs = 0;
    std::vector<double> upperMs = {}; ///< upper bounds of the bands; one more band holds what is slower
    std::vector<LatencyColumn> columns = {}; ///< a step in which the gateway did not run is absent
    core::WallTime at = {};

    static constexpr const char *kName = "TrafficLatency";
    static constexpr auto members()
    {
        return std::tuple(Member("service", &TrafficLatency::service), Member("from", &TrafficLatency::from),
                          Member("to", &TrafficLatency::to), Member("stepMs", &TrafficLatency::stepMs),
                          Member("upperMs", &TrafficLatency::upperMs), Member("columns", &TrafficLatency::columns),
                          Member("at", &TrafficLatency::at));
    }
    bool operator==(const TrafficLatency &) const = default;
};

/// Attempts to pay: of commerce, every answered confirmation.
struct PaymentCount
{
    QString service = {};
    qint64 succeeded = 0;
    qint64 all = 0;

    static constexpr const char *kName = "PaymentCount";
    static constexpr auto members()
    {
        return std::tuple(Member("service", &PaymentCount::service), Member("succeeded", &PaymentCount::succeeded),
                          Member("all", &PaymentCount::all));
    }
    bool operator==(const PaymentCount &) const = default;
};

struct PaymentCell
{
    core::WallTime at = {}; ///< start of the step
    QString service = {};
    qint64 succeeded = 0;
    qint64 all = 0;

    static constexpr const char *kName = "PaymentCell";
    static constexpr auto members()
    {
        return std::tuple(Member("at", &PaymentCell::at), Member("service", &PaymentCell::service),
                          Member("succeeded", &PaymentCell::succeeded), Member("all", &PaymentCell::all));
    }
    bool operator==(const PaymentCell &) const = default;
};

/// `GET /ops/v1/traffic/payments`.
struct TrafficPayments
{
    core::WallTime from = {};
    core::WallTime to = {};
    qint64 stepMs = 0;
    std::vector<PaymentCount> items = {}; ///< services with a payment in the range
    std::vector<PaymentCell> cells = {}; ///< only those with a payment
    core::WallTime at = {};

    static constexpr const char *kName = "TrafficPayments";
    static constexpr auto members()
    {
        return std::tuple(Member("from", &TrafficPayments::from), Member("to", &TrafficPayments::to),
                          Member("stepMs", &TrafficPayments::stepMs), Member("items", &TrafficPayments::items),
                          Member("cells", &TrafficPayments::cells), Member("at", &TrafficPayments::at));
    }
    bool operator==(const TrafficPayments &) const = default;
};

} // namespace signalbox::protocol
