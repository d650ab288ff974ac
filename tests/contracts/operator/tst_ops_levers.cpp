#include "console.h"
#include "tests/support/wire/stub_server.h"

#include <QElapsedTimer>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox::wire;

namespace {

const QString kMock = u"LOOPGPT_WALMART_MOCK"_s;

} // namespace

/// Recipes, guards, OFREP and the shell over the wire (contract operator-console 2.3 to 2.5 and 5).
class TstOpsLevers : public QObject
{
    Q_OBJECT

private:
    /// Walmart answers from its mock; live it would meet a provider that always fails.
    GatewayProcess::Settings settings() const
    {
        return {{u"LOOPGPT_ENABLE_WALMART"_s, u"true"_s},
                {u"LOOPGPT_ENABLE_KROGER"_s, u"true"_s},
                {kMock, u"true"_s},
                {u"WALMART_PARTNER_ID"_s, u"partner"_s},
                {u"WALMART_API_KEY"_s, u"signature"_s},
                {u"LOOPGPT_WALMART_MAX_RETRIES"_s, u"0"_s},
                {u"WALMART_BASE_URL"_s, m_failing.url().toString()}};
    }

    void order(int count) const
    {
        for (int i = 0; i < count; ++i)
            QCOMPARE(post(m_gateway->url(), kRoute, kOrder).status, 200);
    }

    StubServer m_failing {[](const StubRequest &) { return StubReply {.status = 500}; }};
    std::unique_ptr<GatewayProcess> m_gateway;

private Q_SLOTS:
    void initTestCase()
    {
        m_gateway = std::make_unique<GatewayProcess>(settings());
        QVERIFY2(m_gateway->start(), m_gateway->errorText().constData());
    }

    void recipesPreviewThenAct()
    {
        const Console console(*m_gateway);
        order(5);
        const QJsonArray recipes = console.read(u"recipes"_s)["items"_L1].toArray();
        QCOMPARE(recipes.size(), 11);
        for (const QJsonValue recipe : recipes) {
            const bool isCommerce = recipe["id"_L1].toString().startsWith(u"commerce-"_s);
            QCOMPARE(recipe["available"_L1].toBool(), isCommerce);
            QVERIFY(isCommerce || recipe["why"_L1].toString().contains(recipe["keys"_L1][0].toString()));
        }
        const QJsonObject parameters {{"provider"_L1, "WALMART"_L1}};
        const QString path = u"/ops/v1/recipes/commerce-disable-provider/"_s;
        QTRY_VERIFY(
            console.post(path + u"preview"_s, {{"parameters"_L1, parameters}}).json()["trafficPerSec"_L1].toDouble()
            > 0);
        const QJsonObject preview = console.post(path + u"preview"_s, {{"parameters"_L1, parameters}}).json();
        const QJsonObject diff = preview["diff"_L1].toObject();
        QCOMPARE(diff["changes"_L1].toArray().size(), 1);
        QCOMPARE(diff["changes"_L1][0]["before"_L1].toString(), u"true"_s);
        QCOMPARE(diff["changes"_L1][0]["after"_L1].toString(), u"false"_s);
        QCOMPARE(diff["confirm"_L1].toString(), u"commerce-disable-provider"_s);
        QVERIFY(preview["trafficShare"_L1].toDouble() > 0.2 && preview["trafficShare"_L1].toDouble() < 0.3);
        QCOMPARE(preview["trafficOf"_L1].toString(), u"quotes of WALMART_API"_s);
        const QJsonObject act {{"parameters"_L1, parameters},
                               {"expectedRevision"_L1, diff["expectedRevision"_L1]},
                               {"confirm"_L1, diff["confirm"_L1]},
                               {"reason"_L1, u"wrong prices"_s}};
        QCOMPARE(console.post(path + u"apply"_s, act).status, 200);
        QTRY_VERIFY(!post(m_gateway->url(), kRoute, kOrder).body.contains("WALMART_API"));
        QCOMPARE(errorField(console.post(path + u"preview"_s, {})), u"parameters.provider"_s);
        QCOMPARE(console.post(u"/ops/v1/recipes/nothing/preview"_s, {}).status, 404);
        QCOMPARE(errorCode(console.post(u"/ops/v1/recipes/shop-mock/preview"_s, {})), u"not_available"_s);
        QCOMPARE(console.rollBack(0).status, 200);
    }

    /// A flip that makes a provider fail goes back by itself, across a restart in mid-watch.
    void aGuardTakesABadFlipBack()
    {
        std::optional<Console> console(*m_gateway);
        const auto orderFor = [&](int ms) {
            QElapsedTimer timer;
            for (timer.start(); timer.elapsed() < ms;)
                order(1);
        };
        orderFor(8'000);
        const QJsonObject guard {{"metric"_L1, "error_rate"_L1}, {"provider"_L1, "WALMART"_L1}, {"worseBy"_L1, 0.3},
                                 {"by"_L1, "absolute"_L1}, {"forSec"_L1, 3}, {"watchSec"_L1, 30}, {"minSamples"_L1, 5}};
        const Answer flipped = console->flip(kMock, u"false"_s, {{"guard"_L1, guard}});
        QCOMPARE(flipped.status, 200);
        const QString id = flipped.json()["guardId"_L1].toString();
        QVERIFY(!id.isEmpty());
        order(3);
        m_gateway->killNow();
        QVERIFY2(m_gateway->start(), m_gateway->errorText().constData());
        console.emplace(*m_gateway);
        QCOMPARE(console->value(kMock), u"false"_s);
        const auto state = [&] {
            for (const QJsonValue each : console->read(u"guards"_s)["items"_L1].toArray()) {
                if (each["id"_L1].toString() == id)
                    return each["state"_L1].toString();
            }
            return QString();
        };
        QElapsedTimer timer;
        for (timer.start(); state() == u"watching"_s && timer.elapsed() < 25'000;)
            order(1);
        QCOMPARE(state(), u"broken"_s);
        QCOMPARE(console->value(kMock), u"true"_s);
        const QJsonObject view = console->read(u"guards"_s)["items"_L1][0].toObject();
        QVERIFY(view["before"_L1]["value"_L1].toDouble(1) < 0.1);
        QVERIFY(view["after"_L1]["value"_L1].toDouble(0) > 0.5);
        const QJsonObject newest = console->read(u"revisions?limit=1"_s)["items"_L1][0].toObject();
        QCOMPARE(newest["actor"_L1].toString(), u"guard"_s);
        QVERIFY(newest["reason"_L1].toString().contains(view["reason"_L1].toString()));
        const QJsonObject audited = console->read(u"audit?limit=1"_s)["items"_L1][0].toObject();
        QCOMPARE(audited["actor"_L1].toString(), u"guard"_s);
        QCOMPARE(audited["act"_L1].toString(), u"guard.rollback"_s);
    }

    void guardsCanBeStopped()
    {
        const Console console(*m_gateway);
        const QJsonObject guard {{"metric"_L1, "p95"_L1}, {"service"_L1, "commerce"_L1}};
        const QString id = console.flip(u"LOOPGPT_PROVIDER_CONCURRENCY"_s, u"5"_s, {{"guard"_L1, guard}})
                               .json()["guardId"_L1].toString();
        const QString path = u"/ops/v1/guards/%1/stop"_s.arg(id);
        QCOMPARE(errorField(console.post(path, {})), u"reason"_s);
        QCOMPARE(console.post(path, {{"reason"_L1, u"enough"_s}}).status, 200);
        QCOMPARE(console.post(path, {{"reason"_L1, u"enough"_s}}).status, 409);
        QCOMPARE(errorField(console.flip(u"LOOPGPT_PROVIDER_CONCURRENCY"_s, u"6"_s,
                                         {{"guard"_L1, QJsonObject {{"metric"_L1, "p95"_L1}}}})),
                 u"guard.service"_s);
    }

    void aTimerTakesItsFlipBack()
    {
        const Console console(*m_gateway);
        const Answer flipped = console.flip(u"LOOPGPT_PROVIDER_CONCURRENCY"_s, u"9"_s, {{"backAfterSec"_L1, 5}});
        QVERIFY(!flipped.json()["timerId"_L1].toString().isEmpty());
        QCOMPARE(console.value(u"LOOPGPT_PROVIDER_CONCURRENCY"_s), u"9"_s);
        QTRY_VERIFY_WITH_TIMEOUT(console.value(u"LOOPGPT_PROVIDER_CONCURRENCY"_s) != u"9"_s, 10'000);
    }

    void ofrep()
    {
        const Console console(*m_gateway);
        const QString one = u"/ofrep/v1/evaluate/flags/LOOPGPT_PREFER_DIRECT_KROGER"_s;
        const QJsonObject rule {{"kind"_L1, "allow"_L1}, {"subjects"_L1, QJsonArray {u"ann"_s}}};
        const QJsonArray changes {QJsonObject {{"key"_L1, u"LOOPGPT_PREFER_DIRECT_KROGER"_s}, {"rule"_L1, rule}}};
        QCOMPARE(console.flip(changes).status, 200);
        const auto subject = [](const QString &name) {
            return QJsonObject {{"context"_L1, QJsonObject {{"targetingKey"_L1, name}, {"plan"_L1, 3}}}};
        };
        QCOMPARE(console.post(one, subject(u"ann"_s)).json()["value"_L1].toBool(), true);
        QCOMPARE(console.post(one, subject(u"bob"_s)).json()["value"_L1].toBool(true), false);
        const Answer missing = console.post(one, {{"context"_L1, QJsonObject()}});
        QCOMPARE(missing.status, 400);
        QCOMPARE(missing.json()["errorCode"_L1].toString(), u"TARGETING_KEY_MISSING"_s);
        const Answer unknown = console.post(u"/ofrep/v1/evaluate/flags/NOPE"_s, subject(u"ann"_s));
        QCOMPARE(unknown.status, 404);
        QCOMPARE(unknown.json()["errorCode"_L1].toString(), u"FLAG_NOT_FOUND"_s);
        QCOMPARE(unknown.json()["key"_L1].toString(), u"NOPE"_s);
        QCOMPARE(console.post(one, {{"context"_L1, 3}}).json()["errorCode"_L1].toString(), u"INVALID_CONTEXT"_s);
        const RequestHeaders token {{"Authorization", "Bearer " + console.token()}};
        QCOMPARE(post(m_gateway->opsUrl(), one, "{", token).json()["errorCode"_L1].toString(), u"PARSE_ERROR"_s);
        QCOMPARE(post(m_gateway->opsUrl(), one, "{}").status, 401);

        const Answer all = console.post(u"/ofrep/v1/evaluate/flags"_s, subject(u"ann"_s));
        QVERIFY(all.json()["flags"_L1].toArray().size() > 10);
        const QByteArray tag = all.headers.value("etag");
        QVERIFY(tag.startsWith('"'));
        const Answer same = console.post(u"/ofrep/v1/evaluate/flags"_s, subject(u"ann"_s), {{"If-None-Match", tag}});
        QCOMPARE(same.status, 304);
        QVERIFY(same.body.isEmpty());
        const Answer other = console.post(u"/ofrep/v1/evaluate/flags"_s, subject(u"bob"_s), {{"If-None-Match", tag}});
        QCOMPARE(other.status, 200);
        QCOMPARE(console.rollBack(0).status, 200);
    }

    void theShellDoesTheSame()
    {
        // The process of the test runs the subcommand; the gateway beside it answers.
        GatewayProcess gateway;
        QVERIFY2(gateway.start(), gateway.errorText().constData());
        const Console console(gateway);
        const auto flags = [&gateway](const QStringList &words, QByteArray &out) {
            QProcess process;
            QProcessEnvironment environment;
            environment.insert(u"PATH"_s, qEnvironmentVariable("PATH"));
            environment.insert(u"SIGNALBOX_DATA_DIR"_s, gateway.dataDir());
            process.setProcessEnvironment(environment);
            process.setWorkingDirectory(gateway.dataDir());
            process.start(qEnvironmentVariable("SIGNALBOX_BIN") + u"/signalboxd"_s, QStringList {u"flags"_s} + words);
            process.waitForFinished(20'000);
            out = process.readAllStandardOutput() + process.readAllStandardError();
            return process.exitCode();
        };
        QByteArray out;
        QCOMPARE(flags({u"get"_s, u"LOOPGPT_PROVIDER_CONCURRENCY"_s}, out), 0);
        QCOMPARE(out, "4\n"_ba);
        QCOMPARE(flags({u"set"_s, u"LOOPGPT_PROVIDER_CONCURRENCY=6"_s}, out), 2);
        QCOMPARE(flags({u"set"_s, u"LOOPGPT_PROVIDER_CONCURRENCY=6"_s, u"--preview"_s}, out), 0);
        QVERIFY2(out.contains("4 → 6"), out.constData());
        QCOMPARE(flags({u"set"_s, u"LOOPGPT_PROVIDER_CONCURRENCY=6"_s, u"--reason"_s, u"more"_s}, out), 0);
        QVERIFY2(out.contains("revision 1 is in force"), out.constData());
        QCOMPARE(console.value(u"LOOPGPT_PROVIDER_CONCURRENCY"_s), u"6"_s);
        const QString rule = u"LOOPGPT_ENABLE_KROGER={\"kind\":\"percent\",\"percent\":10}"_s;
        QCOMPARE(flags({u"set"_s, rule, u"--reason"_s, u"try"_s}, out), 1);
        QVERIFY2(out.contains("--confirm LOOPGPT_ENABLE_KROGER"), out.constData());
        QCOMPARE(flags({u"set"_s, rule, u"--reason"_s, u"try"_s, u"--yes"_s}, out), 0);
        QCOMPARE(flags({u"list"_s}, out), 0);
        QVERIFY2(out.contains("revision 2 by local"), out.constData());
        QCOMPARE(flags({u"diff"_s, u"0"_s}, out), 0);
        QVERIFY2(out.contains("6 → 4"), out.constData());
        QCOMPARE(flags({u"rollback"_s, u"0"_s, u"--reason"_s, u"back"_s, u"--expected"_s, u"1"_s}, out), 1);
        QCOMPARE(flags({u"rollback"_s, u"0"_s, u"--reason"_s, u"back"_s, u"--yes"_s}, out), 0);
        QCOMPARE(console.value(u"LOOPGPT_PROVIDER_CONCURRENCY"_s), u"4"_s);
        QCOMPARE(flags({u"set"_s, u"NOPE=1"_s, u"--reason"_s, u"x"_s}, out), 2);
        QVERIFY2(out.contains("there is no setting"), out.constData());
    }
};

QTEST_GUILESS_MAIN(TstOpsLevers)
#include "tst_ops_levers.moc"
