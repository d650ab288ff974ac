#include "backend/services/commerce/outcome_request.h"

#include "backend/services/commerce/money.h"

#include <QJsonArray>

#include <algorithm>
#include <array>
#include <cmath>

namespace signalbox::commerce {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLongestOrderId = 128;
constexpr qint64 kMostItems = 100'000;
constexpr qint64 kLongestDelivery = 525'600; ///< a year in minutes
constexpr double kLargestValue = 1e9; ///< dollars; the column has 12 whole digits
constexpr double kMicros = 1e6;
constexpr std::array kIssues {"missing_items"_L1, "late_delivery"_L1, "wrong_items"_L1, "poor_quality"_L1,
                              "damaged_items"_L1, "driver_issues"_L1, "other"_L1};

void readIdentity(FieldReader &body, OrderOutcome &outcome)
{
    if (body.value("orderId").isUndefined())
        body.refuse("orderId", u"is required"_s);
    outcome.orderId = body.text("orderId", kLongestOrderId).value_or(QString());
    const auto provider = providerFromAnyName(body.value("providerId").toString().toUtf8());
    if (!provider)
        body.refuse("providerId", u"is not a provider id"_s);
    outcome.provider = provider.value_or(ProviderId::MealMe);
    if (body.value("itemsOrdered").isUndefined())
        body.refuse("itemsOrdered", u"is required"_s);
    outcome.itemsOrdered = int(body.whole("itemsOrdered", 1, kMostItems).value_or(1));
}

void readKind(FieldReader &body, OrderOutcome &outcome)
{
    const std::optional<bool> succeeded = body.flag("wasSuccessful");
    if (body.flag("wasCancelled").value_or(false)) {
        outcome.kind = OutcomeKind::Cancelled;
        return;
    }
    if (body.value("wasSuccessful").isUndefined())
        body.refuse("wasSuccessful", u"is required unless wasCancelled is true"_s);
    outcome.kind = succeeded.value_or(false) ? OutcomeKind::Success : OutcomeKind::Failed;
}

void readMoney(FieldReader &body, OrderOutcome &outcome, const CommissionRate &configuredRate)
{
    if (const auto dollars = body.number("totalValue", 0, kLargestValue)) {
        // Less than half a cent has a text with an exponent, which is no amount of money.
        outcome.valueCents = *dollars < 0.005 ? std::optional<qint64>(0) : centsFromNumber(*dollars);
        if (!outcome.valueCents)
            body.refuse("totalValue", u"is not an amount in dollars"_s);
    }
    const double rate = body.number("commissionRate", 0, 1).value_or(configuredRate(outcome.provider));
    outcome.commissionMicros = std::llround(rate * kMicros);
}

void readDelivery(FieldReader &body, OrderOutcome &outcome)
{
    const auto small = [](std::optional<qint64> value) { return value ? std::optional(int(*value)) : std::nullopt; };
    outcome.deliveryMinutes = small(body.whole("actualDeliveryTime", 1, kLongestDelivery));
    outcome.itemsDelivered = small(body.whole("itemsDelivered", 0, kMostItems));
    outcome.userRating = small(body.whole("userRating", 1, 5));
}

void readIssues(FieldReader &body, OrderOutcome &outcome)
{
    const QJsonValue given = body.value("issues");
    if (given.isUndefined())
        return;
    bool known = given.isArray();
    for (const QJsonValue &value : given.toArray()) {
        const QString issue = value.toString();
        known = known && std::ranges::find(kIssues, issue) != kIssues.end();
        if (known && !outcome.issues.contains(issue))
            outcome.issues.append(issue);
    }
    if (!known)
        body.refuse("issues", u"must be an array of missing_items, late_delivery, wrong_items, poor_quality, "
                              "damaged_items, driver_issues, other"_s);
}

} // namespace

std::expected<OrderOutcome, FieldProblems> parseOutcomeRequest(const QJsonObject &body,
                                                               const CommissionRate &configuredRate)
{
    FieldProblems problems;
    FieldReader reader(body, problems);
    OrderOutcome outcome;
    readIdentity(reader, outcome);
    readKind(reader, outcome);
    readMoney(reader, outcome, configuredRate);
    readDelivery(reader, outcome);
    readIssues(reader, outcome);
    if (!problems.empty())
        return std::unexpected(std::move(problems));
    return outcome;
}

} // namespace signalbox::commerce
