#include "backend/operator/server/alerts/alert_rules.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <set>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::server;
using namespace std::chrono_literals;

namespace {

const core::SteadyTime kStart {std::chrono::hours(1)};
const core::WallTime kWall {std::chrono::seconds(1'790'000'000)};

struct Bench
{
    explicit Bench(Measure measure) : reader(registry, {std::move(measure)}, kStart) { }

    /// The one reading after so many seconds; empty when there is none.
    std::optional<double> at(std::chrono::seconds time)
    {
        const auto readings = reader.read(kStart + time, kWall + time);
        return readings.empty() ? std::nullopt : std::optional(readings.front().value);
    }

    metrics::Registry registry;
    MeasureReader reader;
};

Measure errorShare()
{
    return {.kind = MeasureKind::Ratio,
            .whole = {"quotes_total"},
            .part = {"quotes_total", {{"result", "error"}}},
            .by = "provider",
            .window = 300s,
            .minimum = 10};
}

Measure expirySpike()
{
    return {.kind = MeasureKind::Spike,
            .whole = {"decided_total"},
            .part = {"expired_total"},
            .window = 3600s,
            .minimum = 6,
            .history = 7 * 24h};
}

/// A gateway whose candidates are decided `each` minutes, one in ten of them by nobody.
struct Approvers
{
    explicit Approvers(metrics::SeriesStore *store)
    {
        registry.declare({"decided_total", "Decided", metrics::Kind::Counter});
        registry.declare({"expired_total", "Expired", metrics::Kind::Counter});
        registry.counter("decided_total");
        registry.counter("expired_total");
        reader.emplace(registry, std::vector {expirySpike()}, kStart, store);
    }

    std::optional<double> run(std::chrono::minutes from, std::chrono::minutes to, int everyNth)
    {
        std::optional<double> last;
        for (auto time = from; time < to; time += 1min) {
            registry.counter("decided_total").add();
            if (time.count() % everyNth == 0)
                registry.counter("expired_total").add();
            const auto readings = reader->read(kStart + time, kWall + time);
            last = readings.empty() ? std::nullopt : std::optional(readings.front().value);
        }
        return last;
    }

    metrics::Registry registry;
    std::optional<MeasureReader> reader;
};

} // namespace

class TstAlertRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sharesAreOfTheWindowOnly()
    {
        Bench bench(errorShare());
        bench.registry.declare({"quotes_total", "Quotes", metrics::Kind::Counter});
        const auto good = bench.registry.counter("quotes_total", {{"provider", "KROGER"}, {"result", "success"}});
        const auto bad = bench.registry.counter("quotes_total", {{"provider", "KROGER"}, {"result", "error"}});
        good.add(5);
        bad.add(4);
        QVERIFY2(!bench.at(1s), "nine quotes say nothing");
        bad.add(1);
        QCOMPARE(bench.at(2s), std::optional(0.5));
        for (int second = 20; second <= 300; second += 20)
            bench.at(std::chrono::seconds(second));
        good.add(10);
        QCOMPARE(bench.at(330s), std::optional(0.0));
    }

    void eachProviderIsASubject()
    {
        Bench bench(errorShare());
        bench.registry.declare({"quotes_total", "Quotes", metrics::Kind::Counter});
        bench.registry.counter("quotes_total", {{"provider", "KROGER"}, {"result", "success"}}).add(20);
        bench.registry.counter("quotes_total", {{"provider", "WALMART"}, {"result", "error"}}).add(20);
        const auto readings = bench.reader.read(kStart + 1s, kWall);
        QCOMPARE(readings.size(), size_t(2));
        QCOMPARE(readings[0].subject, u"KROGER"_s);
        QCOMPARE(readings[1].value, 1.0);
    }

    void silenceNeedsSomebodyWhoAsks()
    {
        Bench bench({.kind = MeasureKind::Silence,
                     .whole = {"asked_total"},
                     .part = {"quotes_total", {{"result", "success"}}}});
        bench.registry.declare({"asked_total", "Asked", metrics::Kind::Counter});
        bench.registry.declare({"quotes_total", "Quotes", metrics::Kind::Counter});
        const auto asked = bench.registry.counter("asked_total");
        QVERIFY(!bench.at(1s));
        asked.add(3);
        QCOMPARE(bench.at(2s), std::optional(3.0));
        bench.registry.counter("quotes_total", {{"result", "success"}}).add();
        QCOMPARE(bench.at(3s), std::optional(0.0));
    }

    void meansQuantilesAndTimes()
    {
        Bench mean({.kind = MeasureKind::Mean, .whole = {"seconds"}, .factor = 1000});
        mean.registry.declare({"seconds", "Time", metrics::Kind::Histogram});
        mean.registry.histogram("seconds").observe(1);
        mean.registry.histogram("seconds").observe(3);
        QCOMPARE(mean.at(1s), std::optional(2000.0));

        Bench left({.kind = MeasureKind::DaysLeft, .whole = {"expiry"}});
        left.registry.declare({"expiry", "Expiry", metrics::Kind::Gauge});
        left.registry.gauge("expiry").set(double(core::epochMs(kWall)) / 1000 + 86400 * 3);
        QCOMPARE(left.at(0s), std::optional(3.0));
    }

    void oneValueOfALabelOrAnother()
    {
        Bench bench({.kind = MeasureKind::Increase, .whole = {"errors_total", {{"code", "401|20003|5*"}}}});
        bench.registry.declare({"errors_total", "Errors", metrics::Kind::Counter});
        for (const char *code : {"401", "20003", "503", "4015", "63016"})
            bench.registry.counter("errors_total", {{"code", code}}).add();
        QCOMPARE(bench.at(1s), std::optional(3.0));
    }

    void aSpikeIsMoreThanUsual()
    {
        Approvers approvers(nullptr);
        QCOMPARE(approvers.run(0min, 60min, 10), std::optional(1.0));
        const auto usual = approvers.run(60min, 24 * 60min, 10);
        QVERIFY2(usual && *usual > 0.7 && *usual < 1.3, qPrintable(QString::number(usual.value_or(-1))));
        const auto spike = approvers.run(24 * 60min, 25 * 60min, 2);
        QVERIFY2(spike && *spike > 3 && *spike < 5, qPrintable(QString::number(spike.value_or(-1))));
        QVERIFY2(!approvers.run(25 * 60min, 27 * 60min, 20), "three in an hour are no spike");
    }

    void theWeekOutlivesTheProcess()
    {
        const QTemporaryDir folder;
        {
            auto store = metrics::SeriesStore::open(folder.filePath(u"series"_s), kWall);
            QVERIFY(store);
            Approvers approvers(&*store);
            approvers.run(0min, 24 * 60min, 10);
        }
        auto store = metrics::SeriesStore::open(folder.filePath(u"series"_s), kWall + 24h);
        QVERIFY(store);
        Approvers restarted(&*store);
        const auto spike = restarted.run(24 * 60min, 25 * 60min, 2);
        QVERIFY2(spike && *spike > 3 && *spike < 5, qPrintable(QString::number(spike.value_or(-1))));
        Approvers forgetful(nullptr);
        QCOMPARE(forgetful.run(24 * 60min, 25 * 60min, 2), std::optional(1.0));
    }

    void everyRuleIsComplete()
    {
        std::set<QString> ids;
        for (const RuleRow &row : alertRuleTable()) {
            QVERIFY2(ids.insert(row.rule.id).second, qPrintable(row.rule.id));
            QVERIFY2(!row.rule.sentence.isEmpty() && !row.rule.runbook.isEmpty(), qPrintable(row.rule.id));
            QVERIFY2(row.measure.by.isEmpty() || row.rule.sentence.contains("%1"_L1), qPrintable(row.rule.id));
            QVERIFY(!row.measure.whole.family.isEmpty());
        }
        QCOMPARE(limitSettingOf(alertRuleTable().front().rule), "SIGNALBOX_ALERT_PROVIDER_ERROR_RATE"_ba);
        QCOMPARE(alertSettings().size(), alertRuleTable().size());
    }

    /// SIGNALBOX_WRITE_RULES=1 writes them anew.
    void theShippedRulesAreTheTable()
    {
        for (const QString &service : {u"commerce"_s, u"approvals"_s, u"shop"_s, u"aurora"_s, u"engineering"_s, u"platform"_s}) {
            QFile file(qEnvironmentVariable("SIGNALBOX_SOURCE") + u"/resources/alerts/"_s + service + u".yml"_s);
            if (qEnvironmentVariableIsSet("SIGNALBOX_WRITE_RULES")) {
                QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
                file.write(prometheusRules(service));
                file.close();
            }
            QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
            QCOMPARE(QString::fromUtf8(file.readAll()), QString::fromUtf8(prometheusRules(service)));
        }
    }
};

QTEST_GUILESS_MAIN(TstAlertRules)
#include "tst_alert_rules.moc"
