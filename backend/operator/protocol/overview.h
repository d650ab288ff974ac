#pragma once

#include "backend/operator/protocol/common.h"

namespace signalbox::protocol {

/// Rate, errors and duration of one service over the last 60 s.
struct ServiceRed
{
    QString service = {};
    State state = State::Well;
    double ratePerSec = 0;
    std::optional<double> error4xx = {}; ///< share 0..1; absent without a request
    std::optional<double> error5xx = {};
    std::optional<double> p50Ms = {};
    std::optional<double> p95Ms = {};
    std::optional<double> p99Ms = {};
    std::vector<std::optional<double>> sparkline = {}; ///< requests per second, 60 points of one minute, oldest first
    std::vector<QString> missing = {}; ///< variables that would make it run; only with NotConfigured
    core::WallTime at = {};

    static constexpr const char *kName = "ServiceRed";
    static constexpr auto members()
    {
        return std::tuple(Member("service", &ServiceRed::service), Member("state", &ServiceRed::state),
                          Member("ratePerSec", &ServiceRed::ratePerSec), Member("error4xx", &ServiceRed::error4xx),
                          Member("error5xx", &ServiceRed::error5xx), Member("p50Ms", &ServiceRed::p50Ms),
                          Member("p95Ms", &ServiceRed::p95Ms), Member("p99Ms", &ServiceRed::p99Ms),
                          Member("sparkline", &ServiceRed::sparkline), Member("missing", &ServiceRed::missing),
                          Member("at", &ServiceRed::at));
    }
    bool operator==(const ServiceRed &) const = default;
};

/// A number with its age and, where it has one, its bound.
struct Figure
{
    double value = 0;
    std::optional<double> limit = {};
    core::WallTime at = {};

    static constexpr const char *kName = "Figure";
    static constexpr auto members()
    {
        return std::tuple(Member("value", &Figure::value), Member("limit", &Figure::limit), Member("at", &Figure::at));
    }
    bool operator==(const Figure &) const = default;
};

struct QueueFigure
{
    QString name = {};
    Figure depth = {};

    static constexpr const char *kName = "QueueFigure";
    static constexpr auto members()
    {
        return std::tuple(Member("name", &QueueFigure::name), Member("depth", &QueueFigure::depth));
    }
    bool operator==(const QueueFigure &) const = default;
};

/// How full the gateway is.
struct Saturation
{
    Figure workersBusy = {}; ///< share 0..1
    Figure bodyMemoryBytes = {};
    std::vector<QueueFigure> queues = {};
    Figure breakersOpen = {};
    std::vector<QString> openBreakers = {};
    Figure storeLagMs = {};
    Figure rssBytes = {};

    static constexpr const char *kName = "Saturation";
    static constexpr auto members()
    {
        return std::tuple(Member("workersBusy", &Saturation::workersBusy),
                          Member("bodyMemoryBytes", &Saturation::bodyMemoryBytes),
                          Member("queues", &Saturation::queues), Member("breakersOpen", &Saturation::breakersOpen),
                          Member("openBreakers", &Saturation::openBreakers),
                          Member("storeLagMs", &Saturation::storeLagMs), Member("rssBytes", &Saturation::rssBytes));
    }
    bool operator==(const Saturation &) const = default;
};

/// Something that a person must decide.
struct WaitingItem
{
    QString kind = {}; ///< `candidate`, `workflow`, `alert`
    QString id = {};
    QString title = {};
    core::WallTime since = {};
    std::optional<core::WallTime> deadline = {};

    static constexpr const char *kName = "WaitingItem";
    static constexpr auto members()
    {
        return std::tuple(Member("kind", &WaitingItem::kind), Member("id", &WaitingItem::id),
                          Member("title", &WaitingItem::title), Member("since", &WaitingItem::since),
                          Member("deadline", &WaitingItem::deadline));
    }
    bool operator==(const WaitingItem &) const = default;
};

struct Waiting
{
    int count = 0;
    std::vector<WaitingItem> items = {}; ///< the most urgent ones
    core::WallTime at = {};

    static constexpr const char *kName = "Waiting";
    static constexpr auto members()
    {
        return std::tuple(Member("count", &Waiting::count), Member("items", &Waiting::items),
                          Member("at", &Waiting::at));
    }
    bool operator==(const Waiting &) const = default;
};

} // namespace signalbox::protocol
