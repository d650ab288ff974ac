#include "tests/ui/levers_desk.h"

#include <QComboBox>
#include <QItemSelectionModel>
#include <QJsonArray>
#include <QJsonObject>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;

namespace {

constexpr auto kFlag = "LOOPGPT_PREFER_DIRECT_KROGER";
constexpr auto kNumber = "LOOPGPT_SCORE_PRICE_WEIGHT";

} // namespace

/// Flags & settings over a sandbox gateway in a process of its own, driven as an operator does.
class TstLeversPage : public QObject, private wire::LeversDesk
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { open(); }
    void cleanupTestCase() { close(); }

    void oneKeyFlipsAFlagAndUndoTakesItBack()
    {
        choose(kFlag);
        QCOMPARE(onTheWire(kFlag), u"false"_s);
        QTest::keyClick(&table(), Qt::Key_Space);
        QTRY_VERIFY_WITH_TIMEOUT(undo().isVisible() && undo().text().contains("is on"_L1), kPatience);
        QCOMPARE(onTheWire(kFlag), u"true"_s);
        QTRY_COMPARE_WITH_TIMEOUT(cell(kFlag, 1), u"true"_s, kPatience);
        QVERIFY(cell(kFlag, 2).startsWith("operator "_L1));

        QTest::mouseClick(undo().findChild<QPushButton *>(), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(undo().text(), u"Undone."_s, kPatience);
        QCOMPARE(onTheWire(kFlag), u"false"_s);
        QTRY_COMPARE_WITH_TIMEOUT(cell(kFlag, 2), u"default"_s, kPatience);
    }

    void aRefusedValueIsSaidAtItsFieldAndStays()
    {
        choose(kNumber);
        QLineEdit *value = line(u"New value of %1"_s.arg(QString::fromLatin1(kNumber)));
        QVERIFY(value->isVisible());
        type(value, u"cheap"_s);
        type(line(u"Why"_s), u"try a weight"_s);
        press(u"Set %1"_s.arg(QString::fromLatin1(kNumber)));
        QTRY_VERIFY_WITH_TIMEOUT(shownText(*value->parentWidget()).contains(QString::fromLatin1(kNumber)), kPatience);
        QCOMPARE(value->text(), u"cheap"_s);
        QCOMPARE(line(u"Why"_s)->text(), u"try a weight"_s);
        QVERIFY(onTheWire(kNumber) != "cheap"_L1);
    }

    void aDangerousChangeAsksForItsName()
    {
        choose(kNumber);
        type(line(u"New value of %1"_s.arg(QString::fromLatin1(kNumber))), u"0.35"_s);
        type(line(u"Why"_s), u"price matters more"_s);
        press(u"Set %1"_s.arg(QString::fromLatin1(kNumber)));
        QTRY_VERIFY_WITH_TIMEOUT(line(u"Confirmation"_s)->isVisible(), kPatience);
        QVERIFY(onTheWire(kNumber) != "0.35"_L1);
        type(line(u"Confirmation"_s), QString::fromLatin1(kNumber));
        press(u"Set %1"_s.arg(QString::fromLatin1(kNumber)));
        QTRY_COMPARE_WITH_TIMEOUT(onTheWire(kNumber), u"0.35"_s, kPatience);
    }

    /// The other one acts without this program's event loop running, so that the key is pressed on what was seen before.
    void whoIsTooLateIsToldWhatTheOtherDid()
    {
        choose(kFlag);
        QTRY_COMPARE_WITH_TIMEOUT(cell(kFlag, 1), u"false"_s, kPatience);
        QCOMPARE(QProcess::execute(program(), {u"flags"_s, u"set"_s, u"LOOPGPT_PREFER_DIRECT_WALMART=true"_s, u"--reason"_s, u"other"_s,
                                               u"--ops"_s, url().toString()}),
                 0);
        QTest::keyClick(&table(), Qt::Key_Space);
        QTRY_VERIFY_WITH_TIMEOUT(undo().text().contains("changed it meanwhile"_L1), kPatience);
        QVERIFY2(undo().text().contains("LOOPGPT_PREFER_DIRECT_WALMART is true"_L1), qPrintable(undo().text()));
        QCOMPARE(onTheWire(kFlag), u"false"_s);
        QTRY_COMPARE_WITH_TIMEOUT(cell("LOOPGPT_PREFER_DIRECT_WALMART", 1), u"true"_s, kPatience);
    }

    void typedTextStaysWhenSomebodyElseChangesTheSetting()
    {
        choose(kNumber);
        QLineEdit *value = line(u"New value of %1"_s.arg(QString::fromLatin1(kNumber)));
        type(value, u"0.31"_s);
        QCOMPARE(act(u"revisions"_s, {{"expectedRevision"_L1, head()}, {"reason"_L1, "other"_L1}, {"confirm"_L1, QString::fromLatin1(kNumber)},
                                      {"changes"_L1, QJsonArray {QJsonObject {{"key"_L1, QString::fromLatin1(kNumber)}, {"value"_L1, "0.40"_L1}}}}}),
                 QString());
        QTRY_VERIFY_WITH_TIMEOUT(shownText(page()).contains("changed it meanwhile: now 0.40"_L1), kPatience);
        QCOMPARE(value->text(), u"0.31"_s);
    }

    void aRecipeShowsItsKeysAndShareBeforeItRuns()
    {
        show(Recipes);
        QTRY_VERIFY_WITH_TIMEOUT(rowsOf(table()).placeOf("commerce-disable-provider") >= 0, kPatience);
        QVERIFY(table().selectKey("commerce-disable-provider"));
        QComboBox *provider = nullptr;
        for (auto *combo : page().findChildren<QComboBox *>()) {
            if (combo->accessibleName() == "Which provider?"_L1)
                provider = combo;
        }
        QVERIFY(provider != nullptr);
        provider->setCurrentText(u"MEALME"_s);
        press(u"Preview"_s);
        QTRY_VERIFY_WITH_TIMEOUT(shownText(page()).contains("MEALME"_L1), kPatience);
        QCOMPARE(onTheWire("LOOPGPT_ENABLE_MEALME"), u"true"_s);
        type(line(u"Why"_s), u"wrong prices"_s);
        type(line(u"Confirmation"_s), u"commerce-disable-provider"_s);
        press(u"Apply: Take a provider out"_s);
        QTRY_COMPARE_WITH_TIMEOUT(onTheWire("LOOPGPT_ENABLE_MEALME"), u"false"_s, kPatience);
    }

    void twoActsRollTheWholeSetBack()
    {
        show(Revisions);
        QTRY_VERIFY_WITH_TIMEOUT(rowsOf(table()).rowCount() > 5, kPatience);
        QVERIFY(table().selectKey("0"));
        press(u"Roll back…"_s);
        QTRY_VERIFY_WITH_TIMEOUT(button(u"Roll back to 0"_s) != nullptr && button(u"Roll back to 0"_s)->isVisible(), kPatience);
        QCOMPARE(onTheWire(kNumber), u"0.40"_s);
        type(line(u"Why"_s), u"as it was"_s);
        if (line(u"Confirmation"_s) != nullptr)
            type(line(u"Confirmation"_s), u"0"_s);
        press(u"Roll back to 0"_s);
        QTRY_COMPARE_WITH_TIMEOUT(onTheWire("LOOPGPT_ENABLE_MEALME"), u"true"_s, kPatience);
        QCOMPARE(onTheWire("LOOPGPT_PREFER_DIRECT_WALMART"), u"false"_s);
        QVERIFY(onTheWire(kNumber) != "0.40"_L1);
        QTRY_VERIFY_WITH_TIMEOUT(undo().text().contains("Rolled back to 0"_L1), kPatience);
    }

    void twoRevisionsAreCompared()
    {
        show(Revisions);
        QTRY_VERIFY_WITH_TIMEOUT(rowsOf(table()).placeOf("1") >= 0, kPatience);
        QVERIFY(table().selectKey("0"));
        const int place = rowsOf(table()).placeOf("1");
        table().selectionModel()->select(table().model()->index(place, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
        QTRY_VERIFY_WITH_TIMEOUT(shownText(page()).contains("From 0 to 1"_L1), kPatience);
        const auto tables = page().findChildren<kit::TableView *>();
        const auto diff = std::ranges::find_if(tables, [](const kit::TableView *one) { return one->isVisible() && one->accessibleName() == "Changes"_L1; });
        QVERIFY(diff != tables.end());
        QTRY_VERIFY_WITH_TIMEOUT(rowsOf(**diff).placeOf(kFlag) >= 0, kPatience);
    }

    void aGuardIsShownAndStopped()
    {
        QCOMPARE(act(u"revisions"_s, {{"expectedRevision"_L1, head()}, {"reason"_L1, "watched"_L1},
                                      {"guard"_L1, QJsonObject {{"service"_L1, "commerce"_L1}, {"watchSec"_L1, 600}}},
                                      {"changes"_L1, QJsonArray {QJsonObject {{"key"_L1, QString::fromLatin1(kFlag)}, {"value"_L1, "true"_L1}}}}}),
                 QString());
        show(Guards);
        QTRY_VERIFY_WITH_TIMEOUT(rowsOf(table()).rowCount() > 0, kPatience);
        const QByteArray id = rowsOf(table()).rowAt(0)->key;
        QCOMPARE(cell(id, 1), u"watching"_s);
        QVERIFY(table().selectKey(id));
        type(line(u"Why"_s), u"seen enough"_s);
        press(u"Stop watching %1"_s.arg(QString::fromUtf8(id)));
        QTRY_COMPARE_WITH_TIMEOUT(cell(id, 1), u"stopped by a person"_s, kPatience);
    }

    void aViewerIsToldWhoCan()
    {
        QProcess adding;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"DATABASE_URL"_s, u"sqlite:"_s + store());
        adding.setProcessEnvironment(environment);
        adding.start(program(), {u"operator"_s, u"add"_s, u"vera"_s, u"--role"_s, u"viewer"_s, u"--reason"_s, u"test"_s});
        QTRY_COMPARE_WITH_TIMEOUT(adding.state(), QProcess::NotRunning, kPatience);
        const QByteArray told = adding.readAllStandardOutput();
        const QRegularExpressionMatch token = QRegularExpression(u"[0-9a-f]{64}"_s).match(QString::fromLatin1(told));
        QVERIFY2(token.hasMatch(), qPrintable(QString::fromUtf8(adding.readAllStandardError())));
        attach(token.captured().toLatin1());
        choose(kFlag);
        const QPushButton *set = button(u"Set %1"_s.arg(QString::fromLatin1(kFlag)));
        QTRY_VERIFY_WITH_TIMEOUT(!set->isEnabled() && set->toolTip().contains("viewer"_L1), kPatience);
        QVERIFY(shownText(page()).contains("Operators and admins can."_L1));
        const QString before = onTheWire(kFlag);
        QTest::keyClick(&table(), Qt::Key_Space);
        QCOMPARE(onTheWire(kFlag), before);
    }
};

QTEST_MAIN(TstLeversPage)
#include "tst_levers_page.moc"
