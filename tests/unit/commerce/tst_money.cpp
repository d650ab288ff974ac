#include "backend/services/commerce/matching.h"
#include "backend/services/commerce/mock_quotes.h"
#include "backend/services/commerce/money.h"

#include <QTest>

using namespace signalbox::commerce;
using namespace Qt::StringLiterals;

class TestMoney : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void roundsHalfUp()
    {
        QCOMPARE(roundedQuotient(5, 10), 1);
        QCOMPARE(roundedQuotient(4, 10), 0);
        QCOMPARE(roundedQuotient(-5, 10), 0);
        QCOMPARE(roundedQuotient(-6, 10), -1);
        QCOMPARE(basisPoints(2598, 800), 208);
        QCOMPARE(basisPoints(1857, 750), 139);
        QCOMPARE(percentOf(1999, 8.875), 177);
        QCOMPARE(lineTotal(999, 1500), 1499);
    }

    void dollarsComeFromTheirText_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<qint64>("cents");
        QTest::newRow("plain") << "12.49"_ba << qint64(1249);
        QTest::newRow("whole") << "7"_ba << qint64(700);
        QTest::newRow("half a cent") << "1.005"_ba << qint64(101);
        QTest::newRow("under half") << "1.0049"_ba << qint64(100);
        QTest::newRow("negative half goes up") << "-1.005"_ba << qint64(-100);
        QTest::newRow("letters") << "1e3"_ba << qint64(-1);
        QTest::newRow("empty") << ""_ba << qint64(-1);
        QTest::newRow("dot") << "1."_ba << qint64(-1);
    }

    void dollarsComeFromTheirText()
    {
        QFETCH(QByteArray, text);
        QFETCH(qint64, cents);
        QCOMPARE(centsFromDecimalText(text).value_or(-1), cents);
    }

    void dollarNumbersAreExact()
    {
        QCOMPARE(centsFromNumber(4.29), std::optional<qint64>(429));
        QCOMPARE(centsFromNumber(0.29), std::optional<qint64>(29));
        QCOMPARE(centsFromNumber(1.15), std::optional<qint64>(115));
    }

    void quantitiesHaveThreeDecimals()
    {
        QCOMPARE(milliFromNumber(1.5), std::optional<qint64>(1500));
        QCOMPARE(milliFromNumber(0.001), std::optional<qint64>(1));
        QCOMPARE(milliFromNumber(999), std::optional<qint64>(999000));
        QVERIFY(!milliFromNumber(0.0005));
        QVERIFY(!milliFromNumber(999.001));
        QVERIFY(!milliFromNumber(0));
        QCOMPARE(milliText(1500), "1.5"_ba);
        QCOMPARE(milliText(2000), "2"_ba);
        QCOMPARE(milliText(125), "0.125"_ba);
        QCOMPARE(wholeUnits(1500), 2);
        QCOMPARE(wholeUnits(1), 1);
        QCOMPARE(fixedText(4850, 100), "48.50"_ba);
    }

    void firstPricedOfferInStockIsTaken()
    {
        const ItemMatch found = matchItem({{u"a"_s, u"A"_s, 0, true}, {u"b"_s, u"B"_s, 100, true}});
        QCOMPARE(found.status, ItemStatus::Found);
        QCOMPARE(found.offer.sku, u"b"_s);

        const ItemMatch substituted = matchItem(
            {{u"a"_s, u"A"_s, 90, false}, {u"b"_s, u"B"_s, 95, false}, {u"c"_s, u"C"_s, 100, true}});
        QCOMPARE(substituted.status, ItemStatus::Substituted);
        QCOMPARE(substituted.offer.sku, u"c"_s);
        QCOMPARE(substituted.substitutionReason, u"A"_s);

        QCOMPARE(matchItem({{u"a"_s, u"A"_s, 90, false}}).reason, ItemReason::OutOfStock);
        QCOMPARE(matchItem({{u"a"_s, u"A"_s, 0, false}}).reason, ItemReason::NotFound);
        QCOMPARE(matchItem({}).reason, ItemReason::NotFound);
    }

    void aQuoteWithoutGoodsIsAnError()
    {
        QuoteRequest request;
        request.items.push_back({u"1"_s, u"Rice"_s, 1000, u"pcs"_s, {}});
        const auto quote = assembleQuote(ProviderId::Kroger, request, {failedLookup()},
                                         priceModelOf(ProviderId::Kroger), Mode::Live);
        QVERIFY(!quote);
        QCOMPARE(quote.error().code, "NO_ITEMS_FOUND"_ba);
        QVERIFY(!quote.error().retryable);
    }

    void krogerDeliversFreeFromThirtyFive()
    {
        QuoteRequest request;
        request.items.push_back({u"1"_s, u"Rice"_s, 1000, u"pcs"_s, {}});
        const auto fee = [&](qint64 price) {
            const ItemMatch match {ItemStatus::Found, ItemReason::None, {u"s"_s, u"Rice"_s, price, true}, {}};
            return assembleQuote(ProviderId::Kroger, request, {match}, priceModelOf(ProviderId::Kroger), Mode::Live)
                ->quote.feesCents;
        };
        QCOMPARE(fee(3499), 995);
        QCOMPARE(fee(3500), 0);
    }

    void mockQuotesAreDeterministic()
    {
        QuoteRequest request;
        request.items.push_back({u"item-1"_s, u"Chicken Breast"_s, 2000, u"lbs"_s, {}});
        ProviderConfig config;
        config.id = ProviderId::Walmart;
        const ProviderQuote walmart = mockQuote(request, config);
        QCOMPARE(walmart.affiliateUrl, u"https://www.walmart.com/cart?cartId=mock-walmart-105113f7&affId=LOOPGPT"_s);
        QCOMPARE(walmart.cart.at(0).providerSku, u"WM-MOCK-00000"_s);
        QCOMPARE(walmart.quote.subtotalCents, 1998);
        QCOMPARE(walmart.quote.feesCents, 795);
        QCOMPARE(walmart.quote.taxCents, 140);
        QCOMPARE(walmart.quote.totalCents, 2933);
        QCOMPARE(mockQuote(request, config), walmart);

        config.id = ProviderId::Kroger;
        QCOMPARE(mockQuote(request, config).cart.at(0).providerSku, u"kroger-api-chicken-breast-0"_s);
        QCOMPARE(mockQuote(request, config).quote.totalCents, 3358);
        QCOMPARE(slug(u"2% Milk!"_s), u"2-milk-"_s);
    }
};

QTEST_GUILESS_MAIN(TestMoney)
#include "tst_money.moc"
