#pragma once

#include "backend/platform/core/clock.h"

#include <QByteArray>
#include <QString>

namespace signalbox::sandbox {

/// What a shop of the sandbox has of one product at one moment.
struct Shelf
{
    qint64 priceCents = 0;
    qint64 promoCents = 0; ///< 0 = no promotion
    enum class Stock { Plenty, Low, Out } stock = Stock::Plenty;
    quint64 productId = 0; ///< 12 digits, stable for shop and product
};

/// Prices and stock of an invented market: every product has a base price that follows from its name, every shop its
/// own margin, and both drift with the time of day. Pure, so that a run can be repeated; stock changes every 5 minutes.
Shelf shelfOf(const QByteArray &shop, const QString &product, core::WallTime now);

/// The product name on that shop's label.
QString labelOf(const QByteArray &shop, const QString &product);

} // namespace signalbox::sandbox
