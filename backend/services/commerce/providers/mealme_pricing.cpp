#include "backend/services/commerce/providers/mealme_pricing.h"

#include "backend/services/commerce/matching.h"
#include "backend/services/commerce/money.h"

#include <QJsonArray>

#include <cmath>

namespace signalbox::commerce {

using namespace Qt::StringLiterals;

namespace {

qint64 centsAt(const QJsonValue &object, QLatin1StringView name)
{
    return qint64(std::floor(object[name].toDouble() + 0.5));
}

/// The fee of the greatest threshold that the subtotal reaches replaces the flat part.
qint64 deliveryFee(qint64 subtotal, const QJsonValue &fee)
{
    qint64 flat = centsAt(fee, "delivery_fee_flat"_L1);
    qint64 reached = -1;
    const QJsonArray thresholds = fee["threshold_fees"_L1].toArray();
    for (const QJsonValue threshold : thresholds) {
        const qint64 from = centsAt(threshold, "threshold_cents"_L1);
        if (from > subtotal || from <= reached)
            continue;
        reached = from;
        flat = centsAt(threshold, "fee_cents"_L1);
    }
    return flat + percentOf(subtotal, fee["delivery_fee_percent"_L1].toDouble());
}

qint64 serviceFee(qint64 subtotal, const QJsonValue &fee)
{
    qint64 amount
        = centsAt(fee, "service_fee_flat"_L1) + percentOf(subtotal, fee["service_fee_percent"_L1].toDouble());
    if (fee["service_fee_min"_L1].isDouble())
        amount = std::max(amount, centsAt(fee, "service_fee_min"_L1));
    if (fee["service_fee_max"_L1].isDouble())
        amount = std::min(amount, centsAt(fee, "service_fee_max"_L1));
    return amount;
}

qint64 smallOrderFee(qint64 subtotal, const QJsonValue &fee)
{
    if (subtotal >= centsAt(fee, "minimum_order_value"_L1))
        return 0;
    return centsAt(fee, "small_order_fee_flat"_L1)
        + percentOf(subtotal, fee["small_order_fee_percent"_L1].toDouble());
}

Quote estimated(qint64 subtotal)
{
    const PriceModel &model = priceModelOf(ProviderId::MealMe);
    Quote out;
    out.subtotalCents = subtotal;
    out.feesCents = model.feeCents;
    out.taxCents = basisPoints(subtotal, model.taxBasisPoints);
    out.totalCents = subtotal + out.feesCents + out.taxCents;
    out.etaMinutes = model.etaMinutes;
    out.etaMinMinutes = model.etaMinMinutes;
    out.etaMaxMinutes = model.etaMaxMinutes;
    out.mode = Mode::Estimated;
    out.taxEstimated = true;
    return out;
}

} // namespace

Quote mealMeQuote(qint64 subtotal, const QJsonValue &quote)
{
    if (!quote.isObject())
        return estimated(subtotal);
    const qint64 delivery = deliveryFee(subtotal, quote["delivery_fee"_L1]);
    const qint64 service = serviceFee(subtotal, quote["service_fee"_L1]);
    const qint64 taxed = subtotal + (quote["delivery_fee_taxable"_L1].toBool() ? delivery : 0)
        + (quote["service_fee_taxable"_L1].toBool() ? service : 0);
    Quote out;
    out.subtotalCents = subtotal;
    out.feesCents = delivery + service + smallOrderFee(subtotal, quote["small_order_fee"_L1]);
    out.taxCents = percentOf(taxed, quote["sales_tax_percent"_L1].toDouble());
    out.totalCents = subtotal + out.feesCents + out.taxCents;
    out.etaMinMinutes = quote["time_estimate"_L1]["minimum"_L1].toInt();
    out.etaMaxMinutes = quote["time_estimate"_L1]["maximum"_L1].toInt();
    out.etaMinutes = (out.etaMinMinutes + out.etaMaxMinutes + 1) / 2;
    out.mode = Mode::Live;
    out.taxEstimated = false;
    return out;
}

bool meetsOrderMinimum(qint64 subtotal, const QJsonValue &quote)
{
    return subtotal >= centsAt(quote, "order_minimum"_L1);
}

} // namespace signalbox::commerce
