#include "backend/services/commerce/providers/mealme_order.h"

#include "backend/services/commerce/money.h"
#include "backend/services/commerce/provider_error.h"
#include "backend/services/commerce/providers/mealme_cart.h"
#include "backend/services/commerce/providers/mealme_provider.h"
#include "backend/services/commerce/providers/provider_call.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace signalbox::commerce {

using namespace Qt::StringLiterals;

namespace {

/// Time of its own for asking what became of an order: the deadline may be what lost the answer.
constexpr std::chrono::seconds kStateQuestionTime {2};

ProviderRequest post(const ProviderConfig &config, const QByteArray &path, const QJsonObject &body)
{
    Headers headers = mealMeAuthorization(config);
    headers.add("Content-Type", "application/json");
    return {.method = "POST",
            .path = path,
            .headers = headers,
            .body = QJsonDocument(body).toJson(QJsonDocument::Compact),
            .safe = false};
}

QJsonArray itemsOf(const ProviderQuote &quote)
{
    QJsonArray items;
    for (const CartLine &line : quote.cart)
        items.append(QJsonObject {{u"product_id"_s, line.providerSku}, {u"quantity"_s, wholeUnits(line.quantityMilli)}});
    return items;
}

QJsonObject draftOf(const PlacementRequest &placement)
{
    const Address &address = placement.request.address;
    const auto [number, street] = splitStreet(address.street);
    return {{u"items"_s, itemsOf(placement.quote)},
            {u"pickup"_s, false},
            {u"place_order"_s, false},
            {u"include_final_quote"_s, true},
            {u"user_name"_s, placement.contact.name},
            {u"user_email"_s, placement.contact.email},
            {u"user_phone"_s, placement.contact.phone},
            {u"user_street_num"_s, number},
            {u"user_street_name"_s, street},
            {u"user_city"_s, address.city},
            {u"user_state"_s, address.state},
            {u"user_zipcode"_s, address.searchPostalCode()},
            {u"user_country"_s, address.country},
            {u"payment_method"_s, QJsonObject {{u"type"_s, QString::fromUtf8(placement.payment->type)},
                                               {u"token"_s, QString::fromUtf8(placement.payment->token)}}}};
}

std::unexpected<PlacementError> refused(int status)
{
    return std::unexpected(
        PlacementError {confirmCodeOf(ProviderId::MealMe, status), httpError(ProviderId::MealMe, status).message});
}

std::unexpected<PlacementError> unanswered(const Error &error)
{
    return std::unexpected(PlacementError {confirmCodeOf(error), u"MealMe MCP did not answer"_s});
}

/// True when the final price is above what the customer agreed to by more than the guard allows.
bool isTooDear(qint64 finalCents, qint64 quotedCents, double maxIncreasePercent)
{
    return double(finalCents) * 100 > double(quotedCents) * (100 + maxIncreasePercent);
}

Task<PlacementResult> afterLostAnswer(upstream::Client *client, ProviderConfigPtr config, CallContext call,
                                      QString orderId, Placement placed, Error lost)
{
    call.deadline = std::chrono::steady_clock::now() + kStateQuestionTime;
    const auto state = co_await exchangeAnyStatus(
        client, config, call,
        {.path = "/order/order/v4?" + queryText({{"order_id", orderId}}), .headers = mealMeAuthorization(*config)});
    const QString status = state && state->status < 400 ? state->body["status"_L1].toString() : QString();
    if (status == "placed"_L1 || status == "confirmed"_L1) {
        placed.trackingUrl = state->body["tracking_link"_L1].toString();
        co_return placed;
    }
    // Only a clear "never finalized" allows another provider to be tried.
    if (status == "draft"_L1 || status == "not_placed"_L1)
        co_return unanswered(lost);
    co_return std::unexpected(
        PlacementError {confirmCodeOf(lost), u"MealMe MCP could not tell whether the order was placed"_s, true});
}

} // namespace

Task<PlacementResult> placeMealMeOrder(upstream::Client *client, PlacementRequest placement, ProviderConfigPtr config,
                                       CallContext call)
{
    const auto draft = co_await exchangeAnyStatus(client, config, call,
                                                  post(*config, "/order/order/v4", draftOf(placement)));
    if (!draft)
        co_return unanswered(draft.error());
    if (draft->status >= 400)
        co_return refused(draft->status);
    const QString orderId = draft->body["order_id"_L1].toString();
    if (orderId.isEmpty())
        co_return std::unexpected(PlacementError {"INVALID_RESPONSE", u"MealMe MCP gave no order id"_s});

    const QJsonValue finalQuote = draft->body["final_quote"_L1]["quote"_L1];
    const qint64 quoted = placement.quote.quote.totalCents;
    const qint64 total = finalQuote["total_without_tips"_L1].toInteger(quoted);
    if (isTooDear(total, quoted, config->maxIncreasePercent))
        co_return std::unexpected(PlacementError {"ORDER_REJECTED", u"Final total is above the quoted total"_s});

    const Placement placed {PlacementStatus::Placed, total, {}, {}};
    const auto finalized = co_await exchangeAnyStatus(client, config, call,
                                                      post(*config, "/order/finalize", {{u"order_id"_s, orderId}}));
    if (!finalized)
        co_return co_await afterLostAnswer(client, config, call, orderId, placed, finalized.error());
    if (finalized->status >= 400)
        co_return refused(finalized->status);
    Placement done = placed;
    done.trackingUrl = finalized->body["tracking_link"_L1].toString();
    co_return done;
}

Task<PlacementResult> createMealMeCart(upstream::Client *client, PlacementRequest placement, ProviderConfigPtr config,
                                       CallContext call)
{
    const QString user = placement.request.user.mealmeUserId;
    const QJsonObject body {{u"items"_s, itemsOf(placement.quote)},
                            {u"pickup"_s, false},
                            {u"user_id"_s, user.isEmpty() ? QString::fromLatin1(call.requestId) : user}};
    const auto created = co_await exchangeAnyStatus(client, config, call, post(*config, "/cart/create", body));
    if (!created)
        co_return unanswered(created.error());
    if (created->status >= 400)
        co_return refused(created->status);
    const auto &access = std::get<MealMeAccess>(config->access);
    const QByteArray query = queryText({{"api", QString::fromUtf8(access.partnerName)},
                                        {"cartId", created->body["cart_id"_L1].toString()},
                                        {"useMealmeConnect", u"true"_s}});
    QString base = access.sdkBase.toString();
    while (base.endsWith(u'/'))
        base.chop(1);
    co_return Placement {PlacementStatus::CheckoutRequired, placement.quote.quote.totalCents,
                         base + u"/checkout?"_s + QString::fromLatin1(query), {}};
}

} // namespace signalbox::commerce
