#include "tests/ui/desk.h"
#include "ui/kit/palette.h"
#include "ui/pages/providers/providers_page.h"

#include <QApplication>
#include <QJsonArray>
#include <QJsonObject>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QTabWidget>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;

namespace {
constexpr auto kMock = "LOOPGPT_KROGER_MOCK";
}

/// The acts of the Providers page over a sandbox gateway in a process of its own.
class TstProvidersActs : public QObject, private wire::Desk
{
    Q_OBJECT

    enum View { Now, Decisions, WhatIf, Switches };

    pages::ProvidersPage &page() const { return *window().findChild<pages::ProvidersPage *>(); }
    QTabWidget &views() const { return *page().findChild<QTabWidget *>(); }
    QWidget &view() const { return *views().currentWidget(); }
    kit::TableView &table() const { return *view().findChild<kit::TableView *>(); }
    void choose(const QByteArray &provider)
    {
        views().setCurrentIndex(Switches);
        QTRY_VERIFY_WITH_TIMEOUT(rowsOf(table()).placeOf(provider) >= 0, kPatience);
        QVERIFY(table().selectKey(provider));
        QTRY_VERIFY_WITH_TIMEOUT(shownText(view()).contains("since"_L1), kPatience);
    }
    QString value(const QString &key) const { return read(u"settings/"_s + key)["value"_L1].toString(); }
    QString force(const QString &upstream) const
    {
        for (const QJsonValue item : read(u"breakers"_s)["items"_L1].toArray()) {
            if (item["upstream"_L1].toString() == upstream)
                return item["force"_L1].toString();
        }
        return {};
    }

private Q_SLOTS:
    void initTestCase()
    {
        open();
        go("gp", "providers");
    }
    void cleanupTestCase() { close(); }

    void aSwitchSaysWhatItDoesAndAsksForItsName()
    {
        choose("KROGER_API");
        pressIn(view(), u"Mock quotes…"_s);
        QTRY_VERIFY_WITH_TIMEOUT(shownText(view()).contains("customers see made-up prices"_L1), kPatience);
        QCOMPARE(value(QString::fromLatin1(kMock)), u"false"_s);
        type(lineIn(view(), u"Why"_s), u"Kroger is slow"_s);
        pressIn(view(), u"Switch Kroger to mock quotes"_s);
        QVERIFY(shownText(view()).contains("It must read exactly LOOPGPT_KROGER_MOCK."_L1));
        type(lineIn(view(), u"Confirmation"_s), QString::fromLatin1(kMock));
        pressIn(view(), u"Switch Kroger to mock quotes"_s);
        QTRY_COMPARE_WITH_TIMEOUT(value(QString::fromLatin1(kMock)), u"true"_s, kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(undo().isVisible() && undo().text().contains("Kroger answers with mock quotes."_L1), kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(buttonIn(view(), u"Real quotes…"_s) != nullptr, kPatience);
    }

    void undoTakesItBackWithoutAnyTyping()
    {
        QTest::mouseClick(undo().findChild<QPushButton *>(), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(undo().text(), u"Undone."_s, kPatience);
        QCOMPARE(value(QString::fromLatin1(kMock)), u"false"_s);
        QTRY_VERIFY_WITH_TIMEOUT(buttonIn(view(), u"Mock quotes…"_s) != nullptr, kPatience);
    }

    void aBreakerOpensAtOnceAndUndoGivesItBack()
    {
        choose("WALMART_API");
        pressIn(view(), u"Open"_s);
        QTRY_COMPARE_WITH_TIMEOUT(force(u"walmart"_s), u"open"_s, kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(rowsOf(table()).rowAt(rowsOf(table()).placeOf("WALMART_API"))->cells[3].text, u"held open"_s, kPatience);
        pressIn(view(), u"Probe now"_s);
        QTRY_VERIFY_WITH_TIMEOUT(shownText(view()).contains("not asked: breaker open"_L1), kPatience);
        QVERIFY(undo().isVisible());
        QTest::mouseClick(undo().findChild<QPushButton *>(), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(force(u"walmart"_s), u"auto"_s, kPatience);
    }

    void aProbeAsksTheProviderItself()
    {
        choose("KROGER_API");
        pressIn(view(), u"Probe now"_s);
        QTRY_VERIFY_WITH_TIMEOUT(shownText(view()).contains("answered in"_L1), kPatience);
        const QJsonObject entry = read(u"audit"_s)["items"_L1][0].toObject();
        QCOMPARE(entry["act"_L1].toString(), u"POST /ops/v1/providers/KROGER_API/probe"_s);
        QVERIFY(entry["after"_L1].toString().startsWith("healthy"_L1));
    }

    void aRecipesWeightsAreTriedThenApplied()
    {
        views().setCurrentIndex(WhatIf);
        QTRY_VERIFY2_WITH_TIMEOUT(shownText(view()).contains(u"0.300 → 0.300"_s), qPrintable(shownText(view())), kPatience);
        const QPushButton *apply = buttonIn(view(), u"Apply these weights"_s);
        QVERIFY(!apply->isEnabled());
        pressIn(view(), u"Price first"_s);
        QTRY_VERIFY_WITH_TIMEOUT(shownText(view()).contains(u"0.150 → 0.075"_s), kPatience);
        QVERIFY(shownText(view()).contains(u"LOOPGPT_SCORE_PRICE_WEIGHT 0.3 → 0.6"_s));
        type(lineIn(view(), u"Why"_s), u"price matters"_s);
        type(lineIn(view(), u"Confirmation"_s), u"commerce-price-first"_s);
        pressIn(view(), u"Apply these weights"_s);
        QTRY_COMPARE_WITH_TIMEOUT(value(u"LOOPGPT_SCORE_SPEED_WEIGHT"_s).toDouble(), 0.075, kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(shownText(view()).contains(u"0.600 → 0.600"_s), kPatience);
    }

    void thePaletteBeginsASwitch()
    {
        go("go", "overview");
        QTest::keyClick(&window(), Qt::Key_K, Qt::ControlModifier);
        QTest::keyClicks(QApplication::focusWidget(), u"kroger to mock"_s);
        auto *list = window().findChild<kit::CommandPalette *>()->findChild<QListView *>();
        QTRY_VERIFY_WITH_TIMEOUT(list->model()->match(list->model()->index(0, 0), Qt::DisplayRole, u"Switch Kroger to mock"_s, 1, Qt::MatchContains).size() == 1, kPatience);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(window().currentPage(), QByteArray("providers"), kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(buttonIn(view(), u"Switch Kroger to mock quotes"_s) != nullptr
                                     && buttonIn(view(), u"Switch Kroger to mock quotes"_s)->isVisible(),
                                 kPatience);
        QCOMPARE(value(QString::fromLatin1(kMock)), u"false"_s);
    }

    void aReadOnlyConsoleSaysSo()
    {
        attach(token(), true);
        go("gp", "providers");
        choose("KROGER_API");
        QTRY_VERIFY_WITH_TIMEOUT(shownText(view()).contains("This console was started read-only."_L1), kPatience);
        for (const QString &name : {u"Take out…"_s, u"Mock quotes…"_s, u"Open"_s, u"Probe now"_s})
            QVERIFY2(!buttonIn(view(), name)->isEnabled(), qPrintable(name));
    }
};

QTEST_MAIN(TstProvidersActs)
#include "tst_providers_acts.moc"
