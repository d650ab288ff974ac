#include "backend/operator/protocol/list_fields.h"
#include "backend/operator/server/breakers/breaker_views.h"
#include "backend/operator/server/logs/log_rows.h"
#include "backend/platform/storage/zip.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace signalbox;
using namespace signalbox::server;
using protocol::LogRow;

namespace {

const core::WallTime kStart = core::wallTime(1'790'000'000'000);

std::vector<LogRow> rows(int count, const QString &level, int from = 1)
{
    std::vector<LogRow> all;
    for (int i = 0; i < count; ++i)
        all.push_back({.id = QString::number(from + i), .level = level});
    return all;
}

} // namespace

class TstLogRows : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fieldsOfALine()
    {
        const QByteArray json = "{'timestamp':'2026-11-21T08:00:00.123Z','level':'warn','message':'slow','service':'commerce',"
                                "'request_id':'req_1','trace_id':'abc','path':'/x','ms':7}";
        const LogRow row = logRowOf({42, QByteArray(json).replace('\'', '"')}, kStart);
        QCOMPARE(row.id, u"1790000000000.42"_s);
        QCOMPARE(protocol::toIsoUtc(row.at), u"2026-11-21T08:00:00.123Z"_s);
        QCOMPARE(row.level, u"warn"_s);
        QCOMPARE(row.service, u"commerce"_s);
        QCOMPARE(row.message, u"slow"_s);
        QCOMPARE(row.requestId, u"req_1"_s);
        QCOMPARE(row.traceId, u"abc"_s);
        QCOMPARE(row.path, u"/x"_s);
        QCOMPARE(row.line["ms"_L1].toInt(), 7);
        const auto matches = [&row](const QString &text) {
            return protocol::Filter::parse(text, protocol::logFields())->matches([&row](qsizetype field) {
                return protocol::logValue(row, field);
            });
        };
        QVERIFY(matches(u"level:warn request:req_1 at>2026-11-21"_s));
        // Bare words look into every member, also one that has no field.
        QVERIFY(matches(u"\"ms\""_s) && !matches(u"nowhere"_s));
        // No JSON at all is still a line.
        QCOMPARE(logRowOf({1, "plain"}, kStart).id, u"1790000000000.1"_s);
    }

    void fiftyASecond()
    {
        LogChooser chooser;
        core::SteadyTime now {1h};
        size_t sent = 0;
        for (int tick = 0; tick < 4; ++tick) {
            auto burst = rows(100, u"info"_s, tick * 100);
            for (LogRow &error : rows(20, u"error"_s, 1000 + tick * 20))
                burst.push_back(std::move(error));
            const auto chosen = chooser.choose(std::move(burst), now);
            if (tick == 0) {
                QCOMPARE(std::ranges::count(chosen, u"error"_s, &LogRow::level), 20);
                QCOMPARE(std::ranges::count(chosen, u"info"_s, &LogRow::level), 10);
                QCOMPARE(chosen.front().skipped.value_or(0), 90);
                QCOMPARE(chosen.front().id, u"90"_s);
            }
            sent += chosen.size();
            now += 249ms;
        }
        QCOMPARE(sent, LogChooser::kMostPerSecond);
        const auto later = chooser.choose(rows(1, u"info"_s), now + 10ms);
        QCOMPARE(later.size(), 1U);
        QCOMPARE(later.front().skipped.value_or(0), 2 * 120);
        QVERIFY(!chooser.choose(rows(1, u"info"_s), now + 20ms).front().skipped);
    }

    void plainLinesLeaveRoomForErrors()
    {
        LogChooser chooser;
        const core::SteadyTime now {1h};
        for (int tick = 0; tick < 4; ++tick)
            chooser.choose(rows(100, u"debug"_s), now + tick * 240ms);
        QCOMPARE(chooser.choose(rows(10, u"warn"_s), now + 990ms).size(), 10U);
    }

    void breakersInWords()
    {
        upstream::BreakerView view {.upstream = "kroger", .state = upstream::BreakerState::HalfOpen, .opens = 2,
                                    .lastCause = upstream::TryOutcome::Timeout, .since = kStart};
        QCOMPARE(breakerWords(viewOf(view)), u"half open by the counts"_s);
        view.force = upstream::BreakerForce::Open;
        view.state = upstream::BreakerState::Open;
        const protocol::UpstreamBreaker shown = viewOf(view);
        QCOMPARE(breakerWords(shown), u"forced open"_s);
        QCOMPARE(shown.cause, u"time-outs"_s);
        QCOMPARE(shown.opens, 2);
        QCOMPARE(protocol::toJson(shown)["force"_L1].toString(), u"open"_s);
        QVERIFY(breakersOf(nullptr, kStart).items.empty());
    }

    void aZipOfNothingIsOne()
    {
        const auto zip = storage::zipOf({}, kStart);
        QVERIFY(zip && zip->startsWith("PK"));
    }
};

QTEST_GUILESS_MAIN(TstLogRows)
#include "tst_log_rows.moc"
