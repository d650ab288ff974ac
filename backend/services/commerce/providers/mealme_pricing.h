#pragma once

#include "backend/services/commerce/quote.h"

#include <QJsonObject>

namespace signalbox::commerce {

/// Fees, tax and time of a MealMe cart for a subtotal (contract commerce-router 4.3). A null `quote` gives the
/// estimated constants. Pure; all amounts in cents.
Quote mealMeQuote(qint64 subtotalCents, const QJsonValue &quote);

/// Whether the store takes an order of this size.
bool meetsOrderMinimum(qint64 subtotalCents, const QJsonValue &quote);

} // namespace signalbox::commerce
