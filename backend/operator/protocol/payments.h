#pragma once

#include "backend/operator/protocol/common.h"

namespace signalbox::protocol {

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
