#pragma once

#include "backend/services/commerce/provider.h"

namespace signalbox::commerce {

/// A confirmed routing: what is stored, answered and replayed (contract commerce-router 2.4).
struct ConfirmedOrder
{
    QByteArray orderId; ///< ord_<13 digits>_<8 characters>
    ProviderId provider = ProviderId::MealMe;
    PlacementStatus status = PlacementStatus::CheckoutRequired;
    qint64 totalCents = 0;
    Mode mode = Mode::Mock;
    int etaMinutes = 0;
    QString checkoutUrl; ///< empty = none
    QString trackingUrl; ///< empty = none
    std::optional<ProviderId> failoverFrom;

    bool operator==(const ConfirmedOrder &) const = default;
};

/// `placed` or `checkout_required`.
QLatin1StringView placementText(PlacementStatus status);

/// As stored, and back; empty when the text is not such an order.
QByteArray encodeOrder(const ConfirmedOrder &order);
std::optional<ConfirmedOrder> decodeOrder(const QByteArray &json);

/// The body of the 200 answer.
QByteArray confirmAnswer(const ConfirmedOrder &order, bool replayed, const QByteArray &requestId);

} // namespace signalbox::commerce
