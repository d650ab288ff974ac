#include "backend/platform/security/bearer_keys.h"

#include <QTest>

using namespace signalbox::security;

class TstBearerKeys : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTheHeader_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QByteArray>("token"); // empty = none
        QTest::newRow("plain") << QByteArray("Bearer abc") << QByteArray("abc");
        QTest::newRow("any case") << QByteArray("bEARER abc") << QByteArray("abc");
        QTest::newRow("spaces") << QByteArray("  Bearer \t abc  ") << QByteArray("abc");
        QTest::newRow("empty") << QByteArray() << QByteArray();
        QTest::newRow("scheme only") << QByteArray("Bearer ") << QByteArray();
        QTest::newRow("no space") << QByteArray("Bearerabc") << QByteArray();
        QTest::newRow("other scheme") << QByteArray("Basic YTpi") << QByteArray();
        QTest::newRow("two tokens") << QByteArray("Bearer a b") << QByteArray();
        QTest::newRow("two headers joined") << QByteArray("Bearer a, Bearer b") << QByteArray();
    }

    void readsTheHeader()
    {
        QFETCH(QByteArray, header);
        QFETCH(QByteArray, token);
        QCOMPARE(bearerToken(header).value_or(QByteArray()), token);
    }

    void matchesAnyOfTheKeys()
    {
        const BearerKeys keys = BearerKeys::fromList(" first-key, second-key ,,");
        QCOMPARE(keys.match("Bearer first-key"), std::optional(fingerprint("first-key")));
        QCOMPARE(keys.match("Bearer second-key"), std::optional(fingerprint("second-key")));
        QVERIFY(!keys.match("Bearer first"));
        QVERIFY(!keys.match("Bearer first-key2"));
        QVERIFY(!keys.match("first-key"));
    }

    /// An unset key must not let an empty credential in.
    void emptySetOpensNothing()
    {
        QVERIFY(BearerKeys::fromList("").isEmpty());
        QVERIFY(!BearerKeys(QByteArrayList{QByteArray()}).match("Bearer "));
        QVERIFY(!bearerMatches("Bearer x", {}));
        QVERIFY(bearerMatches("Bearer x", {"y", "x"}));
    }

    void fingerprintIsTwelveDigitsOfTheHash() { QCOMPARE(fingerprint("abc"), QByteArray("ba7816bf8f01")); }
};

QTEST_GUILESS_MAIN(TstBearerKeys)
#include "tst_bearer_keys.moc"
