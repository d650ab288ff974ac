#pragma once

#include "backend/services/commerce/provider.h"

#include <QJsonArray>

namespace signalbox::commerce {

/// The best of MealMe's carts: most items found, then lowest computed total, then list order; carts below their order
/// minimum are skipped (contract commerce-router 4.3). NO_ITEMS_FOUND when none remains.
ProviderResult<ProviderQuote> bestMealMeCart(const QuoteRequest &request, const QJsonArray &carts);

/// The `query` parameter: JSON object of item name to whole quantity.
QString mealMeQuery(const std::vector<Item> &items);

/// Street number and name: split at the first space when the street begins with a digit.
std::pair<QString, QString> splitStreet(const QString &street);

} // namespace signalbox::commerce
