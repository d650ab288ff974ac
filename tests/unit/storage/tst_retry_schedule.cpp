#include "backend/platform/storage/retry_schedule.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace std::chrono_literals;
using core::milliseconds;
using storage::RetrySchedule;

class TstRetrySchedule : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// Contract approval-gateway 15: 11 attempts over about 75.6 h.
    void theContractsWaits()
    {
        const RetrySchedule schedule;
        const std::vector<milliseconds> waits{5s, 30s, 5min, 30min, 2h, 5h, 10h, 14h, 20h, 24h};
        QCOMPARE(schedule.attempts(), 11);
        QCOMPARE(schedule.first(), milliseconds(0));
        milliseconds sum{0};
        for (int attempt = 1; attempt <= 10; ++attempt) {
            const auto wait = schedule.waitAfter(attempt, 0.5);
            QVERIFY(wait);
            QCOMPARE(*wait, waits[size_t(attempt) - 1]);
            sum += *wait;
        }
        QVERIFY(sum > 75h + 30min && sum < 75h + 40min);
        QVERIFY(!schedule.waitAfter(11, 0.5));
        QVERIFY(!schedule.waitAfter(12, 0.5));
    }

    void jitterIsTenPercent()
    {
        const RetrySchedule schedule;
        QCOMPARE(schedule.waitAfter(1, 0.0), milliseconds(4500));
        QCOMPARE(schedule.waitAfter(1, 1.0), milliseconds(5500));
        QCOMPARE(schedule.waitAfter(1, 7.0), milliseconds(5500));
    }

    void retryAfterIsAFloorOfAtMostAnHour()
    {
        const RetrySchedule schedule;
        QCOMPARE(schedule.waitAfter(1, 0.5, 90s), milliseconds(90s));
        QCOMPARE(schedule.waitAfter(1, 0.5, 24h), milliseconds(1h));
        QCOMPARE(schedule.waitAfter(5, 0.5, 90s), milliseconds(2h));
        QVERIFY2(!schedule.waitAfter(11, 0.5, 90s), "Retry-After adds no attempt");
    }

    void aListReplacesIt()
    {
        const auto schedule = RetrySchedule::parse(u" 0.5, 1 ,2"_s);
        QVERIFY(schedule);
        QCOMPARE(schedule->attempts(), 3);
        QCOMPARE(schedule->first(), 500ms);
        QCOMPARE(schedule->waitAfter(1, 0.5), milliseconds(1s));
        QCOMPARE(schedule->waitAfter(2, 0.5), milliseconds(2s));
        QVERIFY(!schedule->waitAfter(3, 0.5));
        QCOMPARE(RetrySchedule::parse(u"  "_s)->attempts(), 11);
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("word") << u"0,soon"_s;
        QTest::newRow("negative") << u"0,-1"_s;
        QTest::newRow("too long") << u"0,604801"_s;
        QTest::newRow("nan") << u"nan"_s;
        QTest::newRow("infinite") << u"inf"_s;
        QTest::newRow("empty entry") << u"0,,5"_s;
        QTest::newRow("too many") << QStringList(51, u"1"_s).join(u',');
    }

    void refuses()
    {
        QFETCH(QString, text);
        const auto schedule = RetrySchedule::parse(text);
        QVERIFY(!schedule);
        QCOMPARE(schedule.error().code, ErrorCode::InvalidInput);
    }
};

QTEST_GUILESS_MAIN(TstRetrySchedule)
#include "tst_retry_schedule.moc"
