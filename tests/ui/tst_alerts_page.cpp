#include "tests/ui/desk.h"
#include "ui/kit/filter_field.h"
#include "ui/pages/alerts/alert_card.h"
#include "ui/pages/alerts/alerts_band.h"
#include "ui/pages/alerts/alerts_page.h"
#include "ui/shell/alert_banner.h"
#include "ui/shell/tray.h"

#include <QJsonArray>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QScopeGuard>
#include <QSignalSpy>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace signalbox;

namespace {

constexpr auto kLimit = "SIGNALBOX_ALERT_DISK_LOW";

} // namespace

/// The Alerts page over a sandbox gateway in a process of its own, driven as somebody on call does.
class TstAlertsPage : public QObject, private wire::Desk
{
    Q_OBJECT

    const pages::AlertsPage &page() const { return *window().findChild<pages::AlertsPage *>(); }
    const pages::AlertCard &card() const { return *page().findChild<pages::AlertCard *>(); }
    kit::TableView &table() const { return *page().findChild<kit::TableView *>(); }
    QString cell(const QByteArray &key, std::size_t column) const
    {
        const kit::Row *row = rowsOf(table()).rowAt(rowsOf(table()).placeOf(key));
        return row == nullptr ? QString() : row->cells[column].text;
    }
    QLineEdit *why() const { return lineIn(card(), u"Why"_s); }

    void choose(const QByteArray &key) const
    {
        QTRY_VERIFY_WITH_TIMEOUT(table().selectKey(key), kPatience);
        table().setFocus();
    }

    QJsonObject onTheWire(const QString &id) const
    {
        for (const QJsonValue alert : read(u"alerts"_s)["items"_L1].toArray()) {
            if (alert["id"_L1] == id)
                return alert.toObject();
        }
        return {};
    }

    bool navigationTells(const QString &text) const
    {
        const auto *list = window().findChild<QListView *>(u"navigationList"_s);
        for (int row = 0; row < list->model()->rowCount(); ++row) {
            if (list->model()->index(row, 0).data(Qt::AccessibleTextRole).toString() == text)
                return true;
        }
        return false;
    }

private Q_SLOTS:
    void initTestCase()
    {
        // What the sandbox's stand-ins do now and then must not come in between.
        open();
        for (const QString &limit : {u"PROVIDER_ERROR_RATE"_s, u"PROVIDER_DOWN"_s})
            QCOMPARE(set(u"SIGNALBOX_ALERT_"_s + limit, u"1"_s), QString());
        QCOMPARE(set(u"SIGNALBOX_ALERT_PROVIDER_LATENCY"_s, u"1e9"_s), QString());
        QCOMPARE(set(u"SIGNALBOX_ALERT_PROVIDER_UNHEALTHY"_s, u"0"_s), QString());
        go("gl", "alerts");
    }

    void cleanupTestCase() { close(); }

    void calmIsSaidWithItsTime()
    {
        const auto *band = page().findChild<pages::AlertsBand *>();
        QTRY_VERIFY_WITH_TIMEOUT(shownText(*band).contains("Nothing fires, nothing is pending."_L1), kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(shownText(*band).contains("checked "_L1), kPatience);
        QVERIFY2(table().accessibleDescription().startsWith("All is well"_L1),
                 qPrintable(table().accessibleDescription()));
        QVERIFY(shownText(card()).contains("Choose one"_L1));
    }

    void aPageAlertIsToldEverywhere()
    {
        QSignalSpy told(window().findChild<shell::Tray *>(), &shell::Tray::told);
        QCOMPARE(set(QString::fromLatin1(kLimit), u"1e18"_s), QString());
        QTRY_COMPARE_WITH_TIMEOUT(cell("diskLow", 1), u"firing"_s, kPatience);
        QCOMPARE(cell("diskLow", 0), u"page"_s);
        QVERIFY2(cell("diskLow", 6).startsWith("The data folder's disk has "_L1), qPrintable(cell("diskLow", 6)));
        QTRY_VERIFY_WITH_TIMEOUT(navigationTells(u"Alerts, waiting: 1"_s), kPatience);
        const auto *banner = window().findChild<shell::AlertBanner *>();
        QTRY_VERIFY_WITH_TIMEOUT(banner->isVisible() && shownText(*banner).contains("The data folder's disk"_L1),
                                 kPatience);
        QCOMPARE(told.size(), 1);
        QVERIFY(told[0][1].toString().contains("The data folder's disk"_L1));

        // From any page it leads to the alert.
        go("go", "overview");
        pressIn(*banner, u"Show"_s);
        QTRY_COMPARE(window().currentPage(), QByteArray("alerts"));
        QVERIFY(!banner->isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(shownText(card()).contains("Free space or grow the disk"_L1), kPatience);
    }

    void whereItIsSeenAndItsLimitAreOneKeyAway()
    {
        choose("diskLow");
        QSignalSpy wanted(&page(), &kit::Page::pageWanted);
        QTest::keyClick(&table(), Qt::Key_E);
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted[0][0].toByteArray(), "health"_ba);
        go("gl", "alerts");
        pressIn(card(), u"Its limit"_s);
        QTRY_COMPARE(window().currentPage(), QByteArray("settings"));
        go("gl", "alerts");
    }

    void shelvingAsksWhyAndCanBeUndone()
    {
        choose("diskLow");
        QTest::keyClick(&table(), Qt::Key_S);
        QCOMPARE(QApplication::focusWidget(), why());
        QTest::keyClick(why(), Qt::Key_Return);
        QTRY_VERIFY(shownText(card()).contains("Say why"_L1));
        QVERIFY(!onTheWire(u"diskLow"_s).contains("shelvedUntil"_L1));
        QTest::keyClicks(why(), u"a bigger disk is on its way"_s);
        QTest::keyClick(why(), Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(cell("diskLow", 1).startsWith("shelved to "_L1), kPatience);
        QCOMPARE(onTheWire(u"diskLow"_s)["note"_L1].toString(), u"a bigger disk is on its way"_s);
        QVERIFY(shownText(card()).contains("a bigger disk is on its way"_L1));
        QTRY_VERIFY_WITH_TIMEOUT(navigationTells(u"Alerts"_s), kPatience);

        QTRY_VERIFY(undo().isVisible());
        QTest::mouseClick(undo().findChild<QPushButton *>(), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(cell("diskLow", 1), u"firing"_s, kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(navigationTells(u"Alerts, waiting: 1"_s), kPatience);
    }

    void aKeyTakesItOffTheShelf()
    {
        QCOMPARE(act(u"alerts/diskLow/shelve"_s, {{"minutes"_L1, 60}, {"reason"_L1, "another operator"_L1}}),
                 QString());
        QTRY_VERIFY_WITH_TIMEOUT(cell("diskLow", 1).startsWith("shelved to "_L1), kPatience);
        choose("diskLow");
        QTest::keyClick(&table(), Qt::Key_U);
        QTRY_COMPARE_WITH_TIMEOUT(cell("diskLow", 1), u"firing"_s, kPatience);
    }

    void oneKeyAcknowledges()
    {
        choose("diskLow");
        QTest::keyClick(&table(), Qt::Key_A);
        QTRY_VERIFY2_WITH_TIMEOUT(cell("diskLow", 1).startsWith(u"acknowledged · "_s), qPrintable(cell("diskLow", 1)),
                                  kPatience);
        QVERIFY(onTheWire(u"diskLow"_s).contains("ackedBy"_L1));
        QTRY_VERIFY_WITH_TIMEOUT(navigationTells(u"Alerts"_s), kPatience);
        QTest::keyClick(&table(), Qt::Key_A);
        QTRY_VERIFY_WITH_TIMEOUT(undo().text().contains(" works on it."_L1), kPatience);
    }

    void theGatewayFilters()
    {
        auto *filter = page().findChild<kit::FilterField *>();
        filter->setText(u"severity:note"_s);
        QTRY_COMPARE_WITH_TIMEOUT(rowsOf(table()).rowCount(), 0, kPatience);
        QCOMPARE(table().accessibleDescription(), u"No alert fits the filter."_s);
        filter->setText(u"acked:yes rule~disk"_s);
        QTRY_COMPARE_WITH_TIMEOUT(rowsOf(table()).rowCount(), 1, kPatience);
        filter->setText({});
    }

    void aSilentGatewayKeepsTheListAndRefusesActs()
    {
        const auto *band = page().findChild<pages::AlertsBand *>();
        choose("diskLow");
        ::kill(pid_t(gateway().processId()), SIGSTOP);
        const auto wake = qScopeGuard([this] { ::kill(pid_t(gateway().processId()), SIGCONT); });
        QTRY_VERIFY_WITH_TIMEOUT(shownText(*band).contains("stale since "_L1), kPatience);
        QVERIFY(rowsOf(table()).placeOf("diskLow") >= 0);
        QTRY_VERIFY_WITH_TIMEOUT(shownText(card()).contains("There is no link to the gateway."_L1), kPatience);
        ::kill(pid_t(gateway().processId()), SIGCONT);
        QTRY_VERIFY_WITH_TIMEOUT(!shownText(*band).contains("stale since "_L1), 2 * kPatience);
    }

    void aViewerIsToldWhoCan()
    {
        attach(tokenFor(u"vera"_s, u"viewer"_s));
        go("gl", "alerts");
        choose("diskLow");
        QTRY_VERIFY_WITH_TIMEOUT(shownText(card()).contains("Operators and admins can."_L1), kPatience);
        QTest::keyClick(&table(), Qt::Key_S);
        QTRY_VERIFY_WITH_TIMEOUT(undo().text().contains("viewer"_L1), kPatience);
        QVERIFY(!why()->isEnabled());
    }

    void aReadOnlyConsoleSaysSo()
    {
        attach(token(), true);
        go("gl", "alerts");
        choose("diskLow");
        QTRY_VERIFY_WITH_TIMEOUT(shownText(card()).contains("read-only"_L1), kPatience);
    }
};

QTEST_MAIN(TstAlertsPage)
#include "tst_alerts_page.moc"
