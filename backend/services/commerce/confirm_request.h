#pragma once

#include "backend/services/commerce/field_reader.h"
#include "backend/services/commerce/provider.h"

#include <expected>

namespace signalbox::commerce {

/// What opens a routing: its token, and the user it may be bound to.
struct RoutingKey
{
    QByteArray token;
    QString userId; ///< empty = not given
};

/// A valid body of confirm order (contract commerce-router 2.4). Holds credentials of the customer: never logged.
struct ConfirmRequest
{
    RoutingKey key;
    std::optional<ProviderId> provider; ///< empty = the selected one
    std::optional<PaymentMethod> payment;
    Contact contact;
    bool allowFailover = true;
};

std::expected<ConfirmRequest, FieldProblems> parseConfirmRequest(const QJsonObject &body);
/// A body of cancel order (contract commerce-router 2.5).
std::expected<RoutingKey, FieldProblems> parseCancelRequest(const QJsonObject &body);

} // namespace signalbox::commerce
