#include "backend/platform/core/address.h"
#include "backend/platform/core/clock.h"
#include "backend/platform/core/headers.h"
#include "backend/platform/core/ids.h"
#include "backend/platform/core/json_parse.h"
#include "backend/platform/core/json_writer.h"

#include <QJsonArray>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::core;

class TstCore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writerKeepsTheOrderOfTheCalls()
    {
        JsonWriter out;
        out.beginObject().member("z", 1).member("a", "x\"\n\x01").key("list").beginArray().value(true).null().endArray();
        out.key("inner").beginObject().endObject().member("score", 141.2).member("whole", 110.0).endObject();
        QCOMPARE(out.take(), "{\"z\":1,\"a\":\"x\\\"\\n\\u0001\",\"list\":[true,null],\"inner\":{},\"score\":141.2,\"whole\":110}"_ba);
    }

    void writerNeverWritesWhatIsNotJson()
    {
        JsonWriter out;
        out.beginArray().value(qQNaN()).value(qInf()).value(QString(u"ü"_s)).endArray();
        const QByteArray text = out.take();
        QVERIFY(parseJson(text));
        QCOMPARE(text, "[null,null,\"ü\"]"_ba);
    }

    void parserRefuses_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("empty") << ""_ba;
        QTest::newRow("space only") << "  \n"_ba;
        QTest::newRow("not UTF-8") << "{\"a\":\"\xff\"}"_ba;
        QTest::newRow("half") << "{\"a\":1"_ba;
        QTest::newRow("something behind") << "{} {}"_ba;
        QTest::newRow("two scalars") << "1,2"_ba;
        QTest::newRow("65 deep") << QByteArray(65, '[') + QByteArray(65, ']');
        QTest::newRow("100000 deep") << QByteArray(100000, '[');
    }

    void parserRefuses()
    {
        QFETCH(QByteArray, text);
        const auto parsed = parseJson(text);
        QVERIFY(!parsed);
        QCOMPARE(parsed.error().code, ErrorCode::InvalidInput);
    }

    void parserTakes()
    {
        QVERIFY(parseJson(QByteArray(64, '[') + QByteArray(64, ']')));
        QCOMPARE(parseJson("\"x\"")->toString(), u"x"_s);
        QCOMPARE(parseJsonObject("{\"brackets\":\"[[[\\\"{\"}")->value("brackets"_L1).toString(), u"[[[\"{"_s);
        QVERIFY(!parseJsonObject("[1]"));
    }

    void decimalsKeepTheirText()
    {
        for (const char *text : {"12.49", "9.99", "0.1", "1999.99", "0.07"})
            QCOMPARE(decimalText(parseJson(text)->toDouble()), QByteArray(text));
    }

    void addresses_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("internal");
        QTest::newRow("loopback") << "127.0.0.1"_ba << true;
        QTest::newRow("loopback 6") << "::1"_ba << true;
        QTest::newRow("private") << "10.1.2.3"_ba << true;
        QTest::newRow("metadata") << "169.254.169.254"_ba << true;
        QTest::newRow("carrier") << "100.64.0.1"_ba << true;
        QTest::newRow("mapped private") << "::ffff:192.168.0.1"_ba << true;
        QTest::newRow("unique local") << "fd00::1"_ba << true;
        QTest::newRow("6to4") << "2002:a00:1::"_ba << true;
        QTest::newRow("public") << "8.8.8.8"_ba << false;
        QTest::newRow("public 6") << "2606:4700::1111"_ba << false;
    }

    void addresses()
    {
        QFETCH(QByteArray, text);
        QTEST(IpAddress::parse(text)->isInternal(), "internal");
    }

    void looseAddressFormsAreRefused()
    {
        for (const char *text : {"127.1", "0x7f.0.0.1", "010.0.0.1", "1.2.3.4 ", "localhost", "", "1.2.3.4/8"})
            QVERIFY2(!IpAddress::parse(text), text);
        for (const char *text : {"10.0.0.0/33", "10.0.0.0/", "::/129", "10.0.0.0/-1"})
            QVERIFY2(!Cidr::parse(text), text);
    }

    void blocksContainTheirAddresses()
    {
        const auto blocks = *parseCidrList("10.0.0.0/9, 2001:db8::/33,192.0.2.7");
        QCOMPARE(blocks.size(), size_t(3));
        QVERIFY(blocks[0].contains(*IpAddress::parse("10.127.255.255")));
        QVERIFY(!blocks[0].contains(*IpAddress::parse("10.128.0.0")));
        QVERIFY(blocks[1].contains(*IpAddress::parse("2001:db8:7fff::1")));
        QVERIFY(!blocks[1].contains(*IpAddress::parse("2001:db8:8000::1")));
        QVERIFY(blocks[2].contains(*IpAddress::parse("192.0.2.7")));
        QVERIFY(!blocks[2].contains(*IpAddress::parse("192.0.2.6")));
        QVERIFY(parseCidrList("10.0.0.0/8,nonsense").error().text.text().contains(u"nonsense"_s));
    }

    void limitsCountIpv6ByNetwork()
    {
        QCOMPARE(IpAddress::parse("2001:db8:1:2:3:4:5:6")->limitKey(), "2001:db8:1:2::/64"_ba);
        QCOMPARE(IpAddress::parse("192.0.2.1")->limitKey(), "192.0.2.1"_ba);
    }

    void headersIgnoreTheCaseOfNames()
    {
        Headers headers {{"X-A", "1"}, {"x-a", "2"}, {"B", "3"}};
        QCOMPARE(headers.value("x-A"), "1"_ba);
        QCOMPARE(headers.combined("X-a"), "1, 2"_ba);
        headers.set("x-a", "9");
        QCOMPARE(headers.combined("X-A"), "9"_ba);
        QVERIFY(!headers.contains("c"));
    }

    void timesAreWrittenInUtcWithMilliseconds()
    {
        QCOMPARE(isoUtc(wallTime(1767225600000)), "2026-01-01T00:00:00.000Z"_ba);
        QCOMPARE(isoUtc(wallTime(951782399999)), "2000-02-28T23:59:59.999Z"_ba);
    }

    void idsDoNotRepeat()
    {
        QSet<QByteArray> seen;
        for (int i = 0; i < 1000; ++i)
            seen += randomText(8);
        QCOMPARE(seen.size(), 1000);
        QCOMPARE(randomHex(16).size(), 32);
        QCOMPARE(randomBytes(7).size(), 7);
        QCOMPARE(uuid4().at(14), '4');
    }
};

QTEST_GUILESS_MAIN(TstCore)
#include "tst_core.moc"
