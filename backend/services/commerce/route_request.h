#pragma once

#include "backend/services/commerce/quote.h"
#include "backend/services/commerce/weights.h"

#include <QJsonObject>

#include <expected>
#include <optional>
#include <vector>

namespace signalbox::commerce {

/// A body of the route endpoint, parsed and validated (contract commerce-router 2.1).
struct RouteRequest
{
    bool healthCheck = false; ///< the rest is empty then
    QuoteRequest request;
    Optimize optimize = Optimize::Balanced;
    std::vector<ProviderId> excluded;
    std::optional<int> maxDeliveryMinutes;
    QString userId; ///< empty = anonymous

    bool excludes(ProviderId id) const;
};

struct FieldProblem
{
    QByteArray field;
    QString reason;

    bool operator==(const FieldProblem &) const = default;
};

/// Every problem of a body at once. `code` is that of the first one in the order body, items, address:
/// INVALID_REQUEST, INVALID_ITEMS, INVALID_ADDRESS.
struct ValidationFailure
{
    QByteArray code;
    std::vector<FieldProblem> problems;
};

/// Pure.
std::expected<RouteRequest, ValidationFailure> parseRouteRequest(const QJsonObject &body);

} // namespace signalbox::commerce
