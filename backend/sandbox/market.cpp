#include "backend/sandbox/market.h"

#include <QCryptographicHash>
#include <QHash>

#include <cmath>
#include <numbers>

namespace signalbox::sandbox {

using namespace Qt::StringLiterals;

namespace {

quint64 stableNumber(const QByteArray &text)
{
    return QCryptographicHash::hash(text, QCryptographicHash::Sha256).first(8).toHex().toULongLong(nullptr, 16);
}

/// 0..1, the same for the same text.
double stableShare(const QByteArray &text)
{
    return double(stableNumber(text) % 100000) / 100000.0;
}

double marginOf(const QByteArray &shop)
{
    static const QHash<QByteArray, double> margins {{"walmart", 0.92}, {"kroger", 1.0}, {"mealme", 1.12}};
    return margins.value(shop, 1.05);
}

} // namespace

Shelf shelfOf(const QByteArray &shop, const QString &product, core::WallTime now)
{
    const QByteArray name = product.trimmed().toLower().toUtf8();
    const qint64 slot = core::epochMs(now) / (5 * 60 * 1000);
    const double hours = double(core::epochMs(now) % 86400000) / 3600000.0;
    const double drift = 1.0 + 0.06 * std::sin(hours * std::numbers::pi / 6 + stableShare(shop + name) * 6);

    Shelf shelf;
    shelf.productId = 100000000000ULL + stableNumber(shop + '|' + name) % 900000000000ULL;
    shelf.priceCents = qint64(std::round((199 + stableShare(name) * 1400) * marginOf(shop) * drift));
    const double luck = stableShare(shop + name + QByteArray::number(slot));
    if (luck > 0.85)
        shelf.promoCents = shelf.priceCents * 4 / 5;
    if (luck < 0.03)
        shelf.stock = Shelf::Stock::Out;
    else if (luck < 0.12)
        shelf.stock = Shelf::Stock::Low;
    return shelf;
}

QString labelOf(const QByteArray &shop, const QString &product)
{
    static const QHash<QByteArray, QString> brands {
        {"walmart", u"Great Value"_s}, {"kroger", u"Simple Choice"_s}, {"mealme", u"Corner Store"_s}};
    return brands.value(shop, u"House"_s) + u' ' + product.trimmed();
}

} // namespace signalbox::sandbox
