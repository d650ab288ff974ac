#include "backend/operator/server/overview_sentence.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::server;
using protocol::State;

namespace {

/// Commerce at 41.8 requests a second, four providers that do well.
GatewayView wellView()
{
    GatewayView view;
    view.services.push_back({.service = u"commerce"_s, .ratePerSec = 41.8, .error5xx = 0.001, .p95Ms = 940});
    view.services.push_back({.service = u"approvals"_s, .state = State::NotConfigured});
    const auto add = [&view](const QString &id, const QString &name, double share) {
        view.providers.push_back({.id = id, .name = name, .enabled = true, .healthy = true, .quotes = 500,
                                  .errorShare = 0.01, .meanLatencyMs = 300, .selectionShare = share});
    };
    add(u"MEALME"_s, u"MealMe"_s, 0.09);
    add(u"INSTACART"_s, u"Instacart"_s, 0.14);
    add(u"KROGER_API"_s, u"Kroger"_s, 0.06);
    add(u"WALMART_API"_s, u"Walmart"_s, 0.71);
    return view;
}

protocol::ProviderState &kroger(GatewayView &view)
{
    return view.providers[2];
}

} // namespace

class TstOverviewSentence : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wellSaysHowMuchAndHowGood()
    {
        const auto verdict = judge(wellView());
        QCOMPARE(verdict.state, State::Well);
        QCOMPARE(verdict.sentence, u"All is well: 41.8 requests a second, 0.1 % fail."_s);
        QCOMPARE(verdict.sentenceCode, u"allWell"_s);
        QVERIFY(!verdict.worst);
        QCOMPARE(judge({}).sentenceCode, u"quiet"_s);
    }

    void failingProviderWithItsConsequence()
    {
        GatewayView view = wellView();
        kroger(view).errorShare = 0.182;
        const auto verdict = judge(view);
        QCOMPARE(verdict.state, State::Degraded);
        QCOMPARE(verdict.sentence,
                 u"Kroger quotes fail 18.2 % of the time (limit 10 %). Orders still route: Walmart takes 71 %."_s);
        QCOMPARE(verdict.sentenceCode, u"providerFails"_s);
        QCOMPARE(verdict.sentenceArgs["share"_L1].toDouble(), 0.182);
        QCOMPARE(verdict.sentenceArgs["leader"_L1].toString(), u"Walmart"_s);
        QCOMPARE(verdict.worst->id, u"KROGER_API"_s);
    }

    void exactlyTheLimitIsWell()
    {
        GatewayView view = wellView();
        kroger(view).errorShare = 0.10;
        QCOMPARE(judge(view).state, State::Well);
    }

    void fewQuotesSayNothing()
    {
        GatewayView view = wellView();
        kroger(view).errorShare = 1;
        kroger(view).quotes = 9;
        QCOMPARE(judge(view).state, State::Well);
        kroger(view).quotes = 10;
        QCOMPARE(judge(view).state, State::Degraded);
    }

    void disabledProvidersDoNotCount()
    {
        GatewayView view = wellView();
        kroger(view).enabled = false;
        kroger(view).healthy = false;
        kroger(view).errorShare = 1;
        QCOMPARE(judge(view).state, State::Well);
    }

    void unhealthyProviderNamesTheReason()
    {
        GatewayView view = wellView();
        kroger(view).healthy = false;
        kroger(view).reason = u"AUTH_FAILED"_s;
        QCOMPARE(judge(view).sentence,
                 u"Kroger is not healthy (AUTH_FAILED). Orders still route: Walmart takes 71 %."_s);
    }

    void noProviderAtAllIsDown()
    {
        GatewayView view = wellView();
        for (auto &provider : view.providers)
            provider.errorShare = 1;
        const auto verdict = judge(view);
        QCOMPARE(verdict.state, State::Down);
        QCOMPARE(verdict.sentenceCode, u"noProvider"_s);
        QCOMPARE(verdict.sentenceArgs["others"_L1].toInt(), 4);
    }

    void theWorstIsNamedAndTheRestCounted()
    {
        GatewayView view = wellView();
        kroger(view).errorShare = 0.15;
        view.services[0].error5xx = 0.25; // five times its limit
        view.saturation.openBreakers = {u"kroger"_s};
        const auto verdict = judge(view);
        QCOMPARE(verdict.sentence, u"commerce fails 25 % of its requests (limit 5 %). (2 more)"_s);
        view.services[0].error5xx = 0.51;
        QCOMPARE(judge(view).state, State::Down);
    }

    void quietServicesAreNotJudged()
    {
        GatewayView view = wellView();
        view.services[0].error5xx = 1;
        view.services[0].ratePerSec = 0.1; // six requests a minute
        QCOMPARE(judge(view).state, State::Well);
        QCOMPARE(stateOf(view.services[1]), State::NotConfigured);
    }

    void saturation_data()
    {
        QTest::addColumn<QString>("code");
        for (const char *code : {"breakerOpen", "queueFull", "bodyMemory", "workersBusy", "storeLag"})
            QTest::newRow(code) << QString::fromLatin1(code);
    }

    void saturation()
    {
        QFETCH(QString, code);
        GatewayView view = wellView();
        if (code == "breakerOpen"_L1)
            view.saturation.openBreakers = {u"kroger"_s};
        else if (code == "queueFull"_L1)
            view.saturation.queues.push_back({u"store"_s, {950, 1000, {}}});
        else if (code == "bodyMemory"_L1)
            view.saturation.bodyMemoryBytes = {95, 100, {}};
        else if (code == "workersBusy"_L1)
            view.saturation.workersBusy = {0.97, 1, {}};
        else
            view.saturation.storeLagMs = {1500, {}, {}};
        const auto verdict = judge(view);
        QCOMPARE(verdict.state, State::Degraded);
        QCOMPARE(verdict.sentenceCode, code);
    }

    void failedChecksAreDown()
    {
        GatewayView view = wellView();
        view.failedChecks = {u"store"_s};
        QCOMPARE(judge(view).state, State::Down);
        QCOMPARE(judge(view).sentence, u"The check 'store' fails: the gateway is not ready."_s);
        view.failedChecks = {u"store"_s, u"draining"_s};
        QCOMPARE(judge(view).sentenceCode, u"draining"_s);
    }
};

QTEST_GUILESS_MAIN(TstOverviewSentence)
#include "tst_overview_sentence.moc"
