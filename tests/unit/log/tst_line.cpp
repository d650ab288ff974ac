#include "backend/platform/log/line.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::log;

namespace {

const core::WallTime kAt = core::wallTime(1767225600000);

QJsonObject parsed(const QByteArray &text)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(text, &error);
    return error.error == QJsonParseError::NoError ? document.object() : QJsonObject();
}

} // namespace

class TstLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void membersStandInTheAgreedOrder()
    {
        const Entry entry{Level::Warn, "commerce", u"request.completed"_s,
                          "req_1",     "4bf9",     {{"functionName", u"f"_s}, {"ms", 5}}};
        QCOMPARE(
            line(entry, kAt),
            QByteArray(R"({"timestamp":"2026-01-01T00:00:00.000Z","level":"warn","message":"request.completed",)"
                       R"("service":"commerce","request_id":"req_1","trace_id":"4bf9","functionName":"f","ms":5})"));
    }

    void idsAreLeftOutWhenThereAreNone()
    {
        QCOMPARE(line({Level::Info, "platform", u"m"_s, {}, {}, {}}, kAt),
                 QByteArray(
                     R"({"timestamp":"2026-01-01T00:00:00.000Z","level":"info","message":"m","service":"platform"})"));
    }

    void approvalsCarryTimeAndMsg()
    {
        const QJsonObject object = parsed(line({Level::Info, "approvals", u"m"_s, {}, {}, {}}, kAt));
        QCOMPARE(object[u"time"], object[u"timestamp"]);
        QCOMPARE(object[u"msg"].toString(), u"m"_s);
    }

    void fieldsCannotReplaceCommonMembers()
    {
        const QByteArray text = line({Level::Info, "shop", u"m"_s, {}, {}, {{"level", u"error"_s}}}, kAt);
        QCOMPARE(text.count("\"level\""), qsizetype(1));
        QCOMPARE(parsed(text)[u"level"].toString(), u"info"_s);
    }

    void secretsAreRedacted()
    {
        const Entry entry{Level::Info, "shop", u"Bearer abcdef"_s,
                          {},          {},     {{"x-api-key", u"k"_s}, {"note", u"uses hunter22"_s}}};
        const QByteArray text = line(entry, kAt, {u"hunter22"_s});
        QVERIFY(!text.contains("abcdef"));
        QVERIFY(!text.contains("hunter22"));
        QCOMPARE(parsed(text)[u"x-api-key"].toString(), u"[redacted]"_s);
    }

    void longLinesAreCutAndStayJson_data()
    {
        QTest::addColumn<Entry>("entry");
        QTest::newRow("message") << Entry{Level::Info, "shop", QString(100'000, u'x'), {}, {}, {}};
        QTest::newRow("escapes") << Entry{Level::Info, "shop", QString(100'000, QChar(1)), {}, {}, {}};
        QTest::newRow("surrogates") << Entry{Level::Info, "shop", u"😀"_s.repeated(50'000), {}, {}, {}};
        QTest::newRow("one field") << Entry{Level::Info, "shop", u"m"_s, {}, {}, {{"stack", QString(50'000, u'"')}}};
        QJsonArray many;
        for (int i = 0; i < 20'000; ++i)
            many.append(i);
        QTest::newRow("many items") << Entry{Level::Info, "shop", u"m"_s, {}, {}, {{"items", many}}};
        QTest::newRow("long ids") << Entry{
            Level::Info, "shop", u"m"_s, QByteArray(50'000, 'i'), QByteArray(50'000, 't'), {}};
    }

    void longLinesAreCutAndStayJson()
    {
        QFETCH(Entry, entry);
        const QByteArray text = line(entry, kAt);
        QVERIFY2(text.size() < kMaxLineBytes, QByteArray::number(text.size()).constData());
        const QJsonObject object = parsed(text);
        QCOMPARE(object[u"service"].toString(), u"shop"_s);
        QVERIFY(object[u"truncated"].toBool() || entry.requestId.size() > 128);
    }
};

QTEST_GUILESS_MAIN(TstLine)
#include "tst_line.moc"
