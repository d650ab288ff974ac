#include "backend/services/commerce/confirm_answer.h"

#include "backend/platform/core/json_parse.h"
#include "backend/platform/core/json_writer.h"

#include <algorithm>
#include <array>

namespace signalbox::commerce {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array kModes {Mode::Live, Mode::Estimated, Mode::Mock};

/// The members that are stored and answered alike, in the contract's order.
void writeCommon(JsonWriter &json, const ConfirmedOrder &order)
{
    json.member("orderId", order.orderId).member("providerId", idText(order.provider));
    json.member("provider", displayName(order.provider)).member("status", placementText(order.status));
    json.member("totalCents", order.totalCents).member("currency", "USD"_L1).member("mode", modeText(order.mode));
    json.member("estimatedDeliveryMinutes", order.etaMinutes);
    if (!order.checkoutUrl.isEmpty())
        json.member("checkoutUrl", order.checkoutUrl);
    if (!order.trackingUrl.isEmpty())
        json.member("trackingUrl", order.trackingUrl);
    json.member("failoverAttempted", order.failoverFrom.has_value());
    if (order.failoverFrom)
        json.member("failoverFrom", idText(*order.failoverFrom));
}

QString messageOf(const ConfirmedOrder &order)
{
    const QString name = displayName(order.provider);
    return order.status == PlacementStatus::Placed ? u"Order placed with "_s + name + u'.'
                                                   : u"Finish the order at "_s + name + u'.';
}

} // namespace

QLatin1StringView placementText(PlacementStatus status)
{
    return status == PlacementStatus::Placed ? "placed"_L1 : "checkout_required"_L1;
}

QByteArray encodeOrder(const ConfirmedOrder &order)
{
    JsonWriter json;
    json.beginObject();
    writeCommon(json, order);
    json.endObject();
    return json.take();
}

std::optional<ConfirmedOrder> decodeOrder(const QByteArray &text)
{
    const auto stored = core::parseJsonObject(text);
    if (!stored)
        return std::nullopt;
    const QJsonObject &object = *stored;
    const auto provider = providerFromId(object[u"providerId"_s].toString().toLatin1());
    const QByteArray mode = object[u"mode"_s].toString().toLatin1();
    const auto knownMode = std::ranges::find(kModes, mode, &modeText);
    if (!provider || knownMode == kModes.end())
        return std::nullopt;
    ConfirmedOrder order;
    order.orderId = object[u"orderId"_s].toString().toLatin1();
    order.provider = *provider;
    order.status = object[u"status"_s].toString() == placementText(PlacementStatus::Placed)
        ? PlacementStatus::Placed
        : PlacementStatus::CheckoutRequired;
    order.totalCents = object[u"totalCents"_s].toInteger();
    order.mode = *knownMode;
    order.etaMinutes = int(object[u"estimatedDeliveryMinutes"_s].toInteger());
    order.checkoutUrl = object[u"checkoutUrl"_s].toString();
    order.trackingUrl = object[u"trackingUrl"_s].toString();
    order.failoverFrom = providerFromId(object[u"failoverFrom"_s].toString().toLatin1());
    return order;
}

QByteArray confirmAnswer(const ConfirmedOrder &order, bool replayed, const QByteArray &requestId)
{
    JsonWriter json;
    json.beginObject().member("success", true);
    writeCommon(json, order);
    json.member("replayed", replayed).member("message", messageOf(order)).member("requestId", requestId).endObject();
    return json.take();
}

} // namespace signalbox::commerce
