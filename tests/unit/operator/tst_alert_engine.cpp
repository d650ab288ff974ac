#include "backend/operator/server/alerts/alert_engine.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::server;
using namespace std::chrono_literals;
using protocol::Alert;
using protocol::AlertState;

namespace {

const core::WallTime kStart {std::chrono::seconds(1'790'000'000)};

AlertRule errorRate()
{
    return {.id = u"providerErrorRate"_s,
            .service = u"commerce"_s,
            .severity = protocol::Severity::Page,
            .limit = 0.10,
            .pendingFor = 60s,
            .quietFor = 120s,
            .unit = u"share"_s,
            .sentence = u"%1 fails %2 of its quotes (limit %3)."_s,
            .runbook = u"Look at the provider's breaker."_s};
}

AlertEngine engineWith(AlertRule rule)
{
    AlertEngine engine;
    engine.setRules({std::move(rule)});
    return engine;
}

std::vector<Alert> at(AlertEngine &engine, std::chrono::seconds time, double value)
{
    return engine.step({{0, u"WALMART"_s, value}}, kStart + time);
}

/// An alert that fires, made at kStart and firing 60 s later.
AlertEngine firing()
{
    AlertEngine engine = engineWith(errorRate());
    at(engine, 0s, 0.2);
    at(engine, 60s, 0.2);
    return engine;
}

} // namespace

class TstAlertEngine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void firesOnlyWhenTheConditionHolds()
    {
        AlertEngine engine = engineWith(errorRate());
        QCOMPARE(at(engine, 0s, 0.12).front().state, AlertState::Pending);
        QVERIFY(at(engine, 59s, 0.12).empty());
        QCOMPARE(at(engine, 60s, 0.125).front().state, AlertState::Firing);
        QCOMPARE(engine.all().front().sentence, u"WALMART fails 12.5 % of its quotes (limit 10 %)."_s);
        QCOMPARE(engine.calling(kStart + 60s).size(), size_t(1));

        AlertEngine other = engineWith(errorRate());
        at(other, 0s, 0.12);
        QCOMPARE(at(other, 30s, 0.09).front().state, AlertState::Resolved);
        QVERIFY(other.all().empty());
        at(other, 40s, 0.12);
        QVERIFY(at(other, 70s, 0.12).empty());
    }

    void aValueAroundTheLimitDoesNotStartAgain()
    {
        AlertEngine engine = firing();
        for (int second = 70; second < 400; second += 10)
            QVERIFY(at(engine, std::chrono::seconds(second), second % 20 ? 0.095 : 0.11).empty());
        QVERIFY(at(engine, 400s, 0.05).empty());
        QVERIFY(at(engine, 519s, 0.05).empty());
        QCOMPARE(at(engine, 520s, 0.05).front().state, AlertState::Resolved);
        QCOMPARE(engine.find(u"providerErrorRate:WALMART"_s)->resolvedAt, kStart + 520s);
    }

    void whatCannotBeToldChangesNothing()
    {
        AlertEngine engine = firing();
        QVERIFY(at(engine, 5000s, std::numeric_limits<double>::quiet_NaN()).empty());
        QCOMPARE(engine.all().front().state, AlertState::Firing);
    }

    void aSubjectThatIsGoneEnds()
    {
        AlertEngine engine = firing();
        QVERIFY(engine.step({}, kStart + 70s).empty());
        QCOMPARE(engine.step({}, kStart + 131s).front().state, AlertState::Resolved);
    }

    void aClockThatStepsBackDoesNotSilence()
    {
        AlertEngine engine = engineWith(errorRate());
        at(engine, 3600s, 0.2);
        at(engine, 0s, 0.2);
        QCOMPARE(at(engine, 60s, 0.2).front().state, AlertState::Firing);
    }

    void acknowledgedAndShelvedOnesDoNotCall()
    {
        AlertEngine engine = firing();
        const QString id = u"providerErrorRate:WALMART"_s;
        QCOMPARE(engine.acknowledge(u"nothing"_s, u"ann"_s, u"x"_s, kStart).error().code, ErrorCode::NotFound);
        QVERIFY(engine.shelve(id, u"ann"_s, u"known"_s, kStart + 600s, kStart + 61s).has_value());
        QVERIFY(engine.calling(kStart + 599s).empty());
        QCOMPARE(engine.calling(kStart + 600s).size(), size_t(1));
        QVERIFY(engine.shelve(id, u"ann"_s, u"back"_s, kStart + 61s, kStart + 61s).has_value());
        QCOMPARE(engine.calling(kStart + 62s).size(), size_t(1));
        QCOMPARE(engine.acknowledge(id, u"ann"_s, u"on it"_s, kStart + 62s)->ackedBy, u"ann"_s);
        QVERIFY(engine.calling(kStart + 63s).empty());
        QCOMPARE(engine.acknowledge(id, u"bob"_s, u"me too"_s, kStart + 63s).error().code, ErrorCode::Conflict);
    }

    void aRestartKeepsThem()
    {
        const AlertEngine engine = firing();
        AlertEngine next = engineWith(errorRate());
        for (const Alert &alert : engine.all())
            next.restore(alert);
        QCOMPARE(next.calling(kStart + 61s), engine.calling(kStart + 61s));
        QVERIFY(at(next, 62s, 0.2).empty());
    }

    void manyAtOnceAreAFlood()
    {
        AlertRule rule = errorRate();
        rule.pendingFor = 0s;
        AlertEngine engine = engineWith(rule);
        std::vector<AlertReading> readings;
        for (int i = 0; i < 10; ++i)
            readings.push_back({0, QString::number(i), 0.5});
        engine.step(readings, kStart);
        QVERIFY(!engine.isFlood(kStart));
        readings.push_back({0, u"eleventh"_s, 0.5});
        engine.step(readings, kStart + 1s);
        QVERIFY(engine.isFlood(kStart + 1s));
        QVERIFY(!engine.isFlood(kStart + 600s));
    }

    void staysBounded()
    {
        AlertRule rule = errorRate();
        rule.pendingFor = 0s;
        AlertEngine engine = engineWith(rule);
        std::vector<AlertReading> readings;
        for (size_t i = 0; i < 2 * AlertEngine::kMostAlive; ++i)
            readings.push_back({0, QString::number(i), 0.5});
        engine.step(readings, kStart);
        QCOMPARE(engine.all().size(), AlertEngine::kMostAlive);
    }

    void ruleForTooLittle()
    {
        AlertEngine engine = engineWith({.id = u"diskFree"_s,
                                         .service = u"platform"_s,
                                         .wrong = Wrong::Below,
                                         .limit = 1024.0 * 1024 * 1024,
                                         .unit = u"bytes"_s,
                                         .sentence = u"%1 has %2 left on its disk (at least %3)."_s,
                                         .runbook = {}});
        engine.step({{0, {}, 512.0 * 1024 * 1024}}, kStart);
        QCOMPARE(engine.all().front().sentence, u"platform has 512 MiB left on its disk (at least 1 GiB)."_s);
        QCOMPARE(engine.all().front().id, u"diskFree"_s);
    }

    void numbersCarryTheirUnit()
    {
        QCOMPARE(alertNumber(0.105, u"share"_s), u"10.5 %"_s);
        QCOMPARE(alertNumber(5200, u"ms"_s), u"5.2 s"_s);
        QCOMPARE(alertNumber(20, u"ms"_s), u"20 ms"_s);
        QCOMPARE(alertNumber(3, u"days"_s), u"3 days"_s);
        QCOMPARE(alertNumber(7, {}), u"7"_s);
    }
};

QTEST_GUILESS_MAIN(TstAlertEngine)
#include "tst_alert_engine.moc"
