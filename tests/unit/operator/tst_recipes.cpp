#include "levers_fixture.h"

#include "backend/operator/server/ofrep/ofrep_handlers.h"
#include "backend/operator/server/recipes/recipe_book.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::server;

class TstRecipes : public QObject
{
    Q_OBJECT

private:
    static QByteArray shipped(const QString &name)
    {
        QFile file(QString::fromUtf8(qgetenv("SIGNALBOX_SOURCE")) + u"/resources/recipes/"_s + name);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    static QStringList shippedNames()
    {
        return QDir(QString::fromUtf8(qgetenv("SIGNALBOX_SOURCE")) + u"/resources/recipes"_s).entryList(QDir::Files);
    }

private Q_SLOTS:
    /// All names of contract operator-console 2.4, each a good file.
    void theShippedOnesAreThere()
    {
        const QStringList wanted{u"commerce-mock-fallback"_s,
                                 u"commerce-disable-provider"_s,
                                 u"commerce-price-first"_s,
                                 u"commerce-revenue-first"_s,
                                 u"commerce-speed-first"_s,
                                 u"aurora-kb-full-rollback"_s,
                                 u"aurora-kb-fail-open"_s,
                                 u"aurora-prewarm-rollback"_s,
                                 u"engineering-integration-off"_s,
                                 u"approvals-pause"_s,
                                 u"shop-mock"_s};
        for (const QString &id : wanted) {
            const auto recipe = parseRecipe(shipped(id + u".json"_s), id + u".json"_s);
            QVERIFY2(recipe, qPrintable(id));
            QVERIFY(!recipe->view.keys.empty());
        }
        QCOMPARE(shippedNames().size(), wanted.size());
    }

    void parametersFillKeysAndValues()
    {
        const auto recipe
            = parseRecipe(shipped(u"commerce-disable-provider.json"_s), u"commerce-disable-provider.json"_s);
        QCOMPARE(recipe->view.keys.size(), size_t(4));
        const auto values = valuesFor(*recipe, {{"provider"_L1, "WALMART"_L1}});
        QCOMPARE(filled(recipe->changes.front().key, *values), u"LOOPGPT_ENABLE_WALMART"_s);
        QCOMPARE(filled(recipe->trafficProvider, *values), u"WALMART"_s);
        const auto missing = valuesFor(*recipe, {});
        QVERIFY(!missing);
        QCOMPARE(missing.error().first, u"parameters.provider"_s);
        QVERIFY(!valuesFor(*recipe, {{"provider"_L1, "AMAZON"_L1}}));
        const auto open = parseRecipe(shipped(u"aurora-kb-fail-open.json"_s), u"aurora-kb-fail-open.json"_s);
        QVERIFY(open->view.backByItself);
        QCOMPARE(filled(open->backAfterMinutes, *valuesFor(*open, {{"minutes"_L1, 5}})), u"5"_s);
        QVERIFY(!valuesFor(*open, {{"minutes"_L1, 0}}));
        QVERIFY(!valuesFor(*open, {{"minutes"_L1, 2000}}));
    }

    void brokenFilesSayWhatIsWrong_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("part");
        const QByteArray head = "{\"id\":\"x\",\"title\":\"T\",\"summary\":\"S\"";
        QTest::newRow("json") << QByteArray("[]") << u"JSON object"_s;
        QTest::newRow("id") << QByteArray("{\"id\":\"y\",\"title\":\"T\",\"summary\":\"S\"}") << u"own name"_s;
        QTest::newRow("title") << QByteArray("{\"id\":\"x\"}") << u"title"_s;
        QTest::newRow("changes") << QByteArray(head + "}") << u"changes"_s;
        QTest::newRow("key") << QByteArray(head + ",\"changes\":[{\"value\":\"1\"}]}") << u"needs a key"_s;
        QTest::newRow("stray") << QByteArray(head + ",\"changes\":[{\"key\":\"A_${b}\",\"value\":\"1\"}]}")
                               << u"${b}"_s;
        QTest::newRow("parameter") << QByteArray(head
                                                 + ",\"parameters\":[{\"name\":\"b\"}],\"changes\":[{\"key\":\"A\"}]}")
                                   << u"choices"_s;
        QTest::newRow("back") << QByteArray(head + ",\"backAfterMinutes\":0,\"changes\":[{\"key\":\"A\"}]}")
                              << u"minutes"_s;
    }

    void brokenFilesSayWhatIsWrong()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, part);
        const auto recipe = parseRecipe(json, u"x.json"_s);
        QVERIFY(!recipe);
        QVERIFY2(recipe.error().contains(part), qPrintable(recipe.error()));
    }

    void userRecipesAreReadWithoutARestart()
    {
        test::LeversFixture all;
        const QDir folder(all.folder.path());
        QVERIFY(folder.mkpath(u"recipes"_s));
        QFile file(folder.filePath(u"recipes/limit-down.json"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"id\":\"limit-down\",\"title\":\"T\",\"summary\":\"S\",\"service\":\"commerce\","
                   "\"changes\":[{\"key\":\"LIMIT\",\"value\":\"5\"}]}");
        file.close();
        QFile gone(folder.filePath(u"recipes/gone.json"_s));
        QVERIFY(gone.open(QIODevice::WriteOnly));
        gone.write(
            "{\"id\":\"gone\",\"title\":\"T\",\"summary\":\"S\",\"changes\":[{\"key\":\"NOT_HERE\",\"value\":\"5\"}]}");
        gone.close();
        QFile broken(folder.filePath(u"recipes/broken.json"_s));
        QVERIFY(broken.open(QIODevice::WriteOnly));
        broken.close();
        RecipeBook &book = all.levers->recipes;
        QVERIFY(!book.find(u"limit-down"_s));
        book.refresh();
        QVERIFY(book.find(u"limit-down"_s)->view.available);
        QVERIFY(book.find(u"limit-down"_s)->view.userMade);
        QVERIFY(!book.find(u"gone"_s)->view.available);
        QVERIFY(book.find(u"gone"_s)->view.why.contains(u"NOT_HERE"_s));
        QCOMPARE(book.views(all.clock.wall()).problems.size(), size_t(1));
    }

    void trafficIsThatOfTheLastFiveMinutes()
    {
        test::LeversFixture all;
        for (int i = 0; i < 300; ++i) {
            std::ignore = all.series->append("commerce.ratePerSec", all.clock.wall(), 30);
            std::ignore = all.series->append("shop.ratePerSec", all.clock.wall(), 10);
            all.clock.pass(std::chrono::seconds(1));
        }
        const Traffic traffic = trafficOf(&*all.series, "commerce", {}, {"commerce", "shop"}, {}, all.clock.wall());
        QCOMPARE(traffic.perSec.value(), 30.0);
        QCOMPARE(traffic.share.value(), 0.75);
        QVERIFY(!trafficOf(nullptr, "commerce", {}, {"commerce"}, {}, all.clock.wall()).share);
        QVERIFY(!trafficOf(&*all.series, "aurora", {}, {"commerce"}, {}, all.clock.wall()).perSec);
    }

    void openFeatureEvaluations()
    {
        test::LeversFixture all;
        const settings::Definition &flag = *settings::definitionOf(all.inputs.catalogue, "FLAG");
        QCOMPARE(evaluate(flag, all.now(), {})["reason"_L1].toString(), u"DEFAULT"_s);
        const protocol::FlagRule list {.kind = protocol::RuleKind::Allow, .subjects = std::vector<QString> {u"ann"_s}};
        all.flip({{.key = u"FLAG"_s, .rule = list}}).value();
        QCOMPARE(evaluate(flag, all.now(), {})["errorCode"_L1].toString(), u"TARGETING_KEY_MISSING"_s);
        const QJsonObject ann = evaluate(flag, all.now(), u"ann"_s);
        QCOMPARE(ann["value"_L1].toBool(), true);
        QCOMPARE(ann["variant"_L1].toString(), u"on"_s);
        QCOMPARE(ann["reason"_L1].toString(), u"TARGETING_MATCH"_s);
        QCOMPARE(ann["metadata"_L1]["revision"_L1].toInt(), 1);
        QCOMPARE(evaluate(flag, all.now(), u"bob"_s)["value"_L1].toBool(true), false);
    }
};

QTEST_GUILESS_MAIN(TstRecipes)
#include "tst_recipes.moc"
