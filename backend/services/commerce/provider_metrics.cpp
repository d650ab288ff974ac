#include "backend/services/commerce/provider_metrics.h"

#include "backend/services/commerce/money.h"

namespace signalbox::commerce {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kHundredPercent = 10000; ///< in hundredths of a per cent
constexpr qint64 kCent = 100; ///< ten-thousandths of a dollar
constexpr qint64 kMicros = 1'000'000;

void writeRate(JsonWriter &json, const char *name, std::optional<int> rate)
{
    json.key(name);
    if (rate)
        json.raw(fixedText(*rate, 100));
    else
        json.null();
}

void writeTime(JsonWriter &json, const char *name, const QByteArray &time)
{
    json.key(name);
    if (time.isEmpty())
        json.null();
    else
        json.value(time);
}

} // namespace

QLatin1StringView outcomeText(OutcomeKind kind)
{
    switch (kind) {
    case OutcomeKind::Success:
        return "success"_L1;
    case OutcomeKind::Failed:
        return "failed"_L1;
    case OutcomeKind::Cancelled:
        return "cancelled"_L1;
    }
    Q_UNREACHABLE();
}

qint64 commissionOf(qint64 valueCents, qint64 commissionMicros)
{
    // Whole cents and the rest apart: the largest amount times a million would not fit.
    const qint64 whole = valueCents / kMicros * kCent * commissionMicros;
    return whole + roundedQuotient(valueCents % kMicros * kCent * commissionMicros, kMicros);
}

std::optional<int> ProviderMetrics::successRate() const
{
    const qint64 judged = successfulOrders + failedOrders;
    if (judged == 0)
        return std::nullopt;
    return int(roundedQuotient(kHundredPercent * successfulOrders, judged));
}

std::optional<int> ProviderMetrics::marginRate() const
{
    if (gmvCents == 0)
        return std::nullopt;
    return int(roundedQuotient(kHundredPercent / kCent * commission4, gmvCents));
}

void addOutcome(ProviderMetrics &metrics, const OrderOutcome &outcome, const QByteArray &now)
{
    ++metrics.totalOrders;
    switch (outcome.kind) {
    case OutcomeKind::Success:
        ++metrics.successfulOrders;
        metrics.gmvCents += outcome.valueCents.value_or(0);
        metrics.commission4 += commissionOf(outcome.valueCents.value_or(0), outcome.commissionMicros);
        break;
    case OutcomeKind::Failed:
        ++metrics.failedOrders;
        break;
    case OutcomeKind::Cancelled:
        ++metrics.cancelledOrders;
        break;
    }
    metrics.lastOrderAt = now;
    metrics.updatedAt = now;
}

void writeProviderMetrics(JsonWriter &json, const ProviderMetrics &metrics)
{
    json.beginObject().member("provider_id", idText(metrics.provider));
    json.member("provider_name", displayName(metrics.provider));
    json.member("total_orders", metrics.totalOrders).member("successful_orders", metrics.successfulOrders);
    json.member("failed_orders", metrics.failedOrders).member("cancelled_orders", metrics.cancelledOrders);
    json.key("total_gmv").raw(fixedText(metrics.gmvCents, 100));
    json.key("total_commission").raw(fixedText(metrics.commission4, 10000));
    writeRate(json, "success_rate", metrics.successRate());
    writeRate(json, "avg_margin_rate", metrics.marginRate());
    writeTime(json, "last_order_at", metrics.lastOrderAt);
    writeTime(json, "updated_at", metrics.updatedAt);
    json.endObject();
}

} // namespace signalbox::commerce
