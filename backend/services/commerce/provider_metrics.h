#pragma once

#include "backend/platform/core/json_writer.h"
#include "backend/services/commerce/scoring.h"

#include <QStringList>

/// What outcomes add up to, in whole numbers (contract commerce-router 9.1). Pure.
namespace signalbox::commerce {

enum class OutcomeKind { Success, Failed, Cancelled };
/// `success`, `failed`, `cancelled`.
QLatin1StringView outcomeText(OutcomeKind kind);

/// The result of one order at one provider; (orderId, provider) is counted once.
struct OrderOutcome
{
    QString orderId;
    ProviderId provider = ProviderId::MealMe;
    OutcomeKind kind = OutcomeKind::Success;
    std::optional<qint64> valueCents;
    qint64 commissionMicros = 0; ///< commission rate in millionths
    int itemsOrdered = 1;
    std::optional<int> itemsDelivered;
    std::optional<int> deliveryMinutes;
    std::optional<int> userRating;
    QStringList issues;
};

/// Share of an amount in ten-thousandths of a dollar.
qint64 commissionOf(qint64 valueCents, qint64 commissionMicros);

/// One row of `provider_metrics`.
struct ProviderMetrics
{
    ProviderId provider = ProviderId::MealMe;
    qint64 totalOrders = 0;
    qint64 successfulOrders = 0;
    qint64 failedOrders = 0;
    qint64 cancelledOrders = 0;
    qint64 gmvCents = 0;
    qint64 commission4 = 0; ///< ten-thousandths of a dollar
    QByteArray lastOrderAt; ///< ISO 8601 UTC; empty = never
    QByteArray updatedAt;

    /// Hundredths of a per cent; empty = no data. Cancelled orders do not count.
    std::optional<int> successRate() const;
    std::optional<int> marginRate() const;
    Reputation reputation() const { return {successRate(), marginRate()}; }

    bool operator==(const ProviderMetrics &) const = default;
};

/// Counts one outcome; only a success adds money.
void addOutcome(ProviderMetrics &metrics, const OrderOutcome &outcome, const QByteArray &now);

/// The row with the columns' names, amounts with the columns' decimals, null without data.
void writeProviderMetrics(JsonWriter &json, const ProviderMetrics &metrics);

} // namespace signalbox::commerce
