#include "backend/services/commerce/mock_quotes.h"

#include "backend/services/commerce/matching.h"
#include "backend/services/commerce/money.h"

#include <QCryptographicHash>

namespace signalbox::commerce {

using namespace Qt::StringLiterals;

namespace {

QString mockSku(ProviderId id, const QString &name, size_t index)
{
    if (id == ProviderId::Walmart)
        return u"WM-MOCK-"_s + QString::number(index).rightJustified(5, u'0');
    QString prefix = QString::fromLatin1(idText(id)).toLower();
    prefix.replace(u'_', u'-');
    return prefix + u'-' + slug(name) + u'-' + QString::number(index);
}

QString mockUrl(ProviderId id, const QByteArray &cartHash, const QString &affiliateId)
{
    static constexpr std::array<QLatin1StringView, kProviderCount> kPages {
        "https://mealme.ai/checkout"_L1, "https://www.instacart.com/store/checkout"_L1,
        "https://www.kroger.com/checkout"_L1, "https://www.walmart.com/cart"_L1};
    return kPages[indexOf(id)] + u"?cartId=mock-"_s + QString::fromLatin1(upstreamName(id)) + u'-'
        + QString::fromLatin1(cartHash) + u"&affId="_s + affiliateId;
}

} // namespace

QString slug(const QString &name)
{
    QString result;
    bool inRun = false;
    for (const QChar c : name.toLower()) {
        const bool kept = (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9');
        if (kept)
            result += c;
        else if (!inRun)
            result += u'-';
        inRun = !kept;
    }
    return result;
}

ProviderQuote mockQuote(const QuoteRequest &request, const ProviderConfig &config)
{
    const PriceModel &model = priceModelOf(config.id);
    std::vector<ItemMatch> matches;
    matches.reserve(request.items.size());
    QByteArray cartLines;
    for (size_t i = 0; i < request.items.size(); ++i) {
        const Item &item = request.items[i];
        const QString sku = mockSku(config.id, item.name, i);
        matches.push_back({ItemStatus::Found, ItemReason::None, {sku, item.name, model.unitPriceCents, true}, {}});
        cartLines += (i > 0 ? "\n" : "") + sku.toUtf8() + '|' + milliText(item.quantityMilli);
    }
    const QByteArray hash = QCryptographicHash::hash(cartLines, QCryptographicHash::Sha256).toHex().first(8);
    ProviderQuote result = assembleQuote(config.id, request, matches, model, Mode::Mock).value_or(ProviderQuote());
    result.provider = config.id;
    result.affiliateUrl = mockUrl(config.id, hash, config.affiliateId);
    return result;
}

} // namespace signalbox::commerce
