#include "levers_fixture.h"

#include "backend/operator/server/guards/guard_judge.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace signalbox;
using namespace signalbox::server;
using protocol::GuardSpec;
using protocol::GuardState;
using protocol::GuardView;
using protocol::GuardWindow;
using protocol::RequestedChange;

class TstGuards : public QObject
{
    Q_OBJECT

private:
    static RequestedChange to(const QString &key, const QString &value) { return {.key = key, .value = value}; }

    static GuardSpec onErrors()
    {
        return {.metric = u"error_rate"_s,
                .provider = u"KROGER"_s,
                .worseBy = 2,
                .forSec = 3,
                .watchSec = 20,
                .minSamples = 30};
    }

    /// So many seconds with ten quotes each, of which `failed` fail.
    void pass(int seconds, int failed)
    {
        const auto quotes = [this](const char *result) {
            return m_all->metrics.counter("commerce_quotes_total", {{"provider", "KROGER_API"}, {"result", result}});
        };
        for (int i = 0; i < seconds; ++i) {
            quotes("success").add(quint64(10 - failed));
            quotes("error").add(quint64(failed));
            second();
        }
    }

    void second()
    {
        m_all->clock.pass(1s);
        m_all->levers->guards.tick();
        // What a tick begins ends in the event loop.
        QTest::qWait(0);
        QCoreApplication::processEvents();
    }

    GuardView guard(const QString &id) const
    {
        for (const GuardView &each : m_all->levers->guards.views()) {
            if (each.id == id)
                return each;
        }
        return {};
    }

    protocol::Revision newest() const
    {
        return QCoro::waitFor(m_all->levers->revisions.find(m_all->levers->revisions.present().head)).value();
    }

    std::unique_ptr<test::LeversFixture> m_all;

private Q_SLOTS:
    void init() { m_all = std::make_unique<test::LeversFixture>(); }
    void cleanup() { m_all.reset(); }

    void worseIsWhatItSays_data()
    {
        QTest::addColumn<QString>("metric");
        QTest::addColumn<bool>("ratio");
        QTest::addColumn<bool>("lower");
        QTest::addColumn<double>("worseBy");
        QTest::addColumn<double>("before");
        QTest::addColumn<double>("after");
        QTest::addColumn<bool>("worse");
        QTest::newRow("twice") << u"p95"_s << true << false << 2.0 << 100.0 << 201.0 << true;
        QTest::newRow("not twice") << u"p95"_s << true << false << 2.0 << 100.0 << 200.0 << false;
        QTest::newRow("absolute") << u"p95"_s << false << false << 50.0 << 100.0 << 151.0 << true;
        QTest::newRow("not absolute") << u"p95"_s << false << false << 50.0 << 100.0 << 150.0 << false;
        QTest::newRow("lower") << u"ratePerSec"_s << true << true << 2.0 << 100.0 << 49.0 << true;
        QTest::newRow("not lower") << u"ratePerSec"_s << true << true << 2.0 << 100.0 << 51.0 << false;
        // 1,000 samples without an error: at most one in a thousand is taken for what was.
        QTest::newRow("from nothing") << u"error_rate"_s << true << false << 2.0 << 0.0 << 0.003 << true;
        QTest::newRow("hardly") << u"error_rate"_s << true << false << 2.0 << 0.0 << 0.001 << false;
    }

    void worseIsWhatItSays()
    {
        QFETCH(QString, metric);
        QFETCH(bool, ratio);
        QFETCH(bool, lower);
        QFETCH(double, worseBy);
        QFETCH(double, before);
        QFETCH(double, after);
        GuardSpec spec {.metric = metric, .service = u"commerce"_s, .worseBy = worseBy};
        spec.by = ratio ? protocol::WorseBy::Ratio : protocol::WorseBy::Absolute;
        spec.worseWhen = lower ? protocol::WorseWhen::Lower : protocol::WorseWhen::Higher;
        QTEST(isWorse(spec, {.samples = 1000, .value = before}, {.samples = 1000, .value = after}), "worse");
    }

    void badSpecsNameTheMember()
    {
        const auto field = [](const GuardSpec &spec) { return badSpec(spec).value_or(BadSpec()).field; };
        QCOMPARE(field(onErrors()), QString());
        QCOMPARE(field({.metric = u"p95"_s}), u"guard.service"_s);
        QCOMPARE(field({.service = u"commerce"_s, .provider = u"KROGER"_s}), u"guard.provider"_s);
        QCOMPARE(field({.service = u"commerce"_s, .worseBy = 0.5}), u"guard.worseBy"_s);
        QCOMPARE(field({.service = u"commerce"_s, .watchSec = 3601}), u"guard.watchSec"_s);
        QCOMPARE(field({.service = u"commerce"_s, .forSec = 301}), u"guard.forSec"_s);
        QCOMPARE(field({.service = u"commerce"_s, .minSamples = 0}), u"guard.minSamples"_s);
        const auto refused = m_all->flip({to(u"LIMIT"_s, u"20"_s)}, GuardSpec {.provider = u"NOBODY"_s});
        QCOMPARE(refused.error().error.field.value(), u"guard.provider"_s);
        QCOMPARE(m_all->now().revision(), quint64(0));
    }

    void aBadFlipIsTakenBack()
    {
        pass(25, 0);
        m_all->flip({to(u"LIMIT"_s, u"20"_s), to(u"NAME"_s, u"two"_s)}, onErrors()).value();
        QCOMPARE(newest().guardId.value(), u"g1"_s);
        pass(10, 5);
        QTRY_COMPARE(guard(u"g1"_s).state, GuardState::Broken);
        const GuardView over = guard(u"g1"_s);
        QCOMPARE(over.tookBack.value(), qint64(2));
        QCOMPARE(over.before->value.value(), 0.0);
        QVERIFY(over.after->value.value() > 0.4);
        QVERIFY2(over.reason.contains(u"error_rate of KROGER: 0.0 % before"_s), qPrintable(over.reason));
        QCOMPARE(m_all->now().integer("LIMIT"), qint64(10));
        QCOMPARE(m_all->now().text("NAME"), u"from-env"_s);
        QCOMPARE(newest().actor, u"guard"_s);
        QCOMPARE(newest().rollbackOf.value(), qint64(1));
        QVERIFY(newest().reason.contains(u"% after"_s));
    }

    void aGoodFlipStays()
    {
        pass(25, 1);
        m_all->flip({to(u"LIMIT"_s, u"20"_s)}, onErrors()).value();
        pass(25, 1);
        QTRY_COMPARE(guard(u"g1"_s).state, GuardState::Passed);
        QCOMPARE(m_all->now().integer("LIMIT"), qint64(20));
        QVERIFY(guard(u"g1"_s).after->samples > 100);
    }

    /// It was worse, but not for as long as was asked.
    void aShortPeakIsForgiven()
    {
        GuardSpec spec = onErrors();
        spec.forSec = 15;
        spec.minSamples = 10;
        pass(25, 1);
        m_all->flip({to(u"LIMIT"_s, u"20"_s)}, spec).value();
        pass(3, 8);
        QVERIFY(guard(u"g1"_s).worseSince);
        pass(22, 0);
        QTRY_COMPARE(guard(u"g1"_s).state, GuardState::Passed);
    }

    void tooFewSamplesSayNothing()
    {
        GuardSpec spec = onErrors();
        spec.minSamples = 100'000;
        pass(25, 0);
        m_all->flip({to(u"LIMIT"_s, u"20"_s)}, spec).value();
        pass(25, 9);
        QTRY_COMPARE(guard(u"g1"_s).state, GuardState::Inconclusive);
        QCOMPARE(m_all->now().integer("LIMIT"), qint64(20));
    }

    /// Only what still holds the watched values goes back.
    void whatAPersonChangedSinceStays()
    {
        pass(25, 0);
        m_all->flip({to(u"LIMIT"_s, u"20"_s), to(u"NAME"_s, u"two"_s)}, onErrors()).value();
        m_all->flip({to(u"LIMIT"_s, u"30"_s)}).value();
        pass(10, 5);
        QTRY_COMPARE(guard(u"g1"_s).state, GuardState::Broken);
        QCOMPARE(m_all->now().integer("LIMIT"), qint64(30));
        QCOMPARE(m_all->now().text("NAME"), u"from-env"_s);
        QCOMPARE(newest().changes.size(), size_t(1));
    }

    void nothingLeftToTakeBackIsSaid()
    {
        pass(25, 0);
        m_all->flip({to(u"LIMIT"_s, u"20"_s)}, onErrors()).value();
        m_all->flip({to(u"LIMIT"_s, u"30"_s)}).value();
        pass(10, 5);
        QTRY_COMPARE(guard(u"g1"_s).state, GuardState::Broken);
        QVERIFY(!guard(u"g1"_s).tookBack);
        QVERIFY(guard(u"g1"_s).reason.contains(u"nothing was taken back"_s));
        QCOMPARE(m_all->levers->revisions.present().head, qint64(2));
    }

    void aRestartInMidWatchChangesNothing()
    {
        pass(25, 0);
        m_all->flip({to(u"LIMIT"_s, u"20"_s)}, onErrors()).value();
        pass(2, 5);
        m_all->restart();
        QCOMPARE(guard(u"g1"_s).state, GuardState::Watching);
        QCOMPARE(guard(u"g1"_s).before->value.value(), 0.0);
        QCOMPARE(m_all->now().integer("LIMIT"), qint64(20));
        pass(10, 5);
        QTRY_COMPARE(guard(u"g1"_s).state, GuardState::Broken);
        QCOMPARE(m_all->now().integer("LIMIT"), qint64(10));
        m_all->restart();
        QCOMPARE(guard(u"g1"_s).state, GuardState::Broken);
    }

    void aTimerTakesBackAndSurvivesARestart()
    {
        m_all->flip({to(u"LIMIT"_s, u"20"_s)}, {}, 60).value();
        QCOMPARE(newest().timerId.value(), u"t1"_s);
        pass(30, 0);
        m_all->restart();
        pass(29, 0);
        QCOMPARE(m_all->now().integer("LIMIT"), qint64(20));
        pass(2, 0);
        QTRY_COMPARE(guard(u"t1"_s).state, GuardState::Elapsed);
        QCOMPARE(m_all->now().integer("LIMIT"), qint64(10));
        QCOMPARE(newest().actor, u"timer"_s);
    }

    /// A time-out that passes while the process is down is made good at the next start.
    void aTimerThatRanOutMeanwhile()
    {
        m_all->flip({to(u"LIMIT"_s, u"20"_s)}, {}, 60).value();
        m_all->clock.pass(10min);
        m_all->restart();
        second();
        QTRY_COMPARE(guard(u"t1"_s).state, GuardState::Elapsed);
        QCOMPARE(m_all->now().integer("LIMIT"), qint64(10));
    }

    /// A clock that is set back must not make an emergency measure last longer.
    void aClockThatStepsBackDoesNotProlong()
    {
        m_all->flip({to(u"LIMIT"_s, u"20"_s)}, {}, 60).value();
        m_all->clock.stepBack(1h);
        pass(61, 0);
        QTRY_COMPARE(guard(u"t1"_s).state, GuardState::Elapsed);
    }

    void aPersonCanStopIt()
    {
        pass(25, 0);
        m_all->flip({to(u"LIMIT"_s, u"20"_s)}, onErrors()).value();
        const auto stopped = QCoro::waitFor(m_all->levers->guards.stop(m_all->act(), u"g1"_s));
        QVERIFY(stopped);
        QCOMPARE(guard(u"g1"_s).state, GuardState::Stopped);
        pass(10, 9);
        QCOMPARE(m_all->now().integer("LIMIT"), qint64(20));
        QCOMPARE(QCoro::waitFor(m_all->levers->guards.stop(m_all->act(), u"g1"_s)).error().status, 409);
        QCOMPARE(QCoro::waitFor(m_all->levers->guards.stop(m_all->act(), u"g7"_s)).error().status, 404);
    }

    void latencyAndNamedFigures()
    {
        const auto histogram = m_all->metrics.histogram("http_request_duration_seconds", {{"service", "commerce"}});
        const auto counter
            = m_all->metrics.counter("http_requests_total", {{"service", "commerce"}, {"status_code", "200"}});
        const auto seconds = [&](int count, double took) {
            for (int i = 0; i < count; ++i) {
                for (int n = 0; n < 10; ++n)
                    histogram.observe(took);
                counter.add(10);
                std::ignore
                    = m_all->series->append("commerce.ratePerSec", m_all->clock.wall() + 1s, took > 0.1 ? 1 : 10);
                second();
            }
        };
        seconds(25, 0.02);
        GuardSpec p95 = onErrors();
        p95.metric = u"p95"_s;
        p95.provider.reset();
        p95.service = u"commerce"_s;
        GuardSpec rate = p95;
        rate.metric = u"ratePerSec"_s;
        rate.worseWhen = protocol::WorseWhen::Lower;
        rate.minSamples = 3;
        m_all->flip({to(u"LIMIT"_s, u"20"_s)}, p95).value();
        m_all->flip({to(u"NAME"_s, u"two"_s)}, rate).value();
        seconds(12, 0.5);
        QTRY_COMPARE(guard(u"g1"_s).state, GuardState::Broken);
        QTRY_COMPARE(guard(u"g2"_s).state, GuardState::Broken);
        QVERIFY(std::abs(guard(u"g1"_s).before->value.value() - 20) < 2);
        QVERIFY(std::abs(guard(u"g1"_s).after->value.value() - 500) < 50);
        QCOMPARE(guard(u"g2"_s).before->value.value(), 10.0);
        QCOMPARE(m_all->now().integer("LIMIT"), qint64(10));
    }
};

QTEST_GUILESS_MAIN(TstGuards)
#include "tst_guards.moc"
