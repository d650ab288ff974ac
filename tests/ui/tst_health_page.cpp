#include "tests/ui/desk.h"
#include "ui/kit/filter_field.h"
#include "ui/kit/palette.h"
#include "ui/pages/health/bundle_dialog.h"
#include "ui/pages/health/check_card.h"
#include "ui/pages/health/checklist_view.h"
#include "ui/pages/health/health_card.h"
#include "ui/pages/health/health_page.h"
#include "ui/pages/settings/settings_page.h"

#include <QApplication>
#include <QClipboard>
#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;

namespace {
constexpr auto kAlerts = "commerce.alerts";
constexpr auto kRehearsed = "commerce.rollback";
}

/// Health & checklist over a sandbox gateway in a process of its own, driven as an operator does.
class TstHealthPage : public QObject, private wire::Desk
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { open(); }
    void cleanupTestCase() { close(); }

    void init()
    {
        // Dialogs of the tests before were active.
        window().activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window()));
        go("gh", "health");
        page().filterField()->setText({});
        QTRY_VERIFY_WITH_TIMEOUT(checks().placeOf(kAlerts) >= 0, kPatience);
    }

    void everyPartIsToldTheWorstFirst()
    {
        const kit::RowModel &parts = rowsOf(*page().findChild<pages::HealthCard *>()->findChild<kit::TableView *>());
        for (const char *part : {"service.commerce", "store", "workers", "bodyMemory", "memory", "breakers", "provider.KROGER_API",
                                 "engineering.tls", "engineering.certificate", "engineering.backup"})
            QTRY_VERIFY2_WITH_TIMEOUT(parts.placeOf(part) >= 0, part, kPatience);
        QVERIFY(parts.placeOf("engineering.backup") < parts.placeOf("workers"));
        QVERIFY(shownText(page()).contains("as of "_L1));
    }

    void eachGuideIsAGroupWithItsCounts()
    {
        for (const char *guide : {"guide:shop.production", "guide:engineering.hardening", "guide:engineering.readiness",
                                  "guide:commerce.afterDeployment", "guide:approvals.beforeDeployment"})
            QVERIFY2(checks().placeOf(guide) >= 0, guide);
        const kit::Row &commerce = *checks().rowAt(checks().placeOf("guide:commerce.afterDeployment"));
        QVERIFY2(commerce.cells[2].text.contains("2 for a person"_L1), qPrintable(commerce.cells[2].text));
        QVERIFY(checks().placeOf("guide:commerce.afterDeployment") < checks().placeOf("commerce.variables"));
        QVERIFY(checks().placeOf("commerce.variables") < checks().placeOf("guide:approvals.beforeDeployment"));
    }

    void onlyWhatFailsIsOneKeyAway()
    {
        QVERIFY(checks().placeOf("commerce.team") >= 0);
        QTest::keyClick(&table(), Qt::Key_X);
        QVERIFY(checks().placeOf("commerce.team") < 0);
        for (int place = 0; place < checks().rowCount(); ++place)
            QCOMPARE(checks().rowAt(place)->cells[0].health, kit::Health::Down);
        QVERIFY(checks().rowCount() > 5);
        QTest::keyClick(&table(), Qt::Key_X);
        page().filterField()->setText(u"verdict:person service:commerce"_s);
        QVERIFY(checks().placeOf("commerce.team") >= 0);
        QCOMPARE(checks().rowCount(), 3);
    }

    void anItemSaysWhatToDoAndLeadsToItsSetting()
    {
        QVERIFY(table().selectKey(kAlerts));
        const auto &card = *page().findChild<pages::CheckCard *>();
        QTRY_VERIFY_WITH_TIMEOUT(shownText(card).contains("Settings concerned: ALERT_WEBHOOK_URL"_L1), kPatience);
        QVERIFY(shownText(card).contains("Set ALERT_WEBHOOK_URL to an address that wakes somebody"_L1));
        pressIn(card, u"Open in Flags && settings"_s);
        QCOMPARE(window().currentPage(), QByteArray("settings"));
        const auto &settings = *window().findChild<pages::SettingsPage *>();
        QCOMPARE(settings.filterField()->text(), u"key:\"ALERT_WEBHOOK_URL\""_s);
    }

    void runAgainBringsWhatChanged()
    {
        QVERIFY(table().selectKey(kRehearsed));
        QCOMPARE(state(kRehearsed), u"cannot tell"_s);
        QCOMPARE(act(u"recipes/commerce-price-first/preview"_s, {}), QString());
        // The gateway looks again after ten seconds.
        const auto passes = [this] {
            QTest::keyClick(&table(), Qt::Key_R);
            return state(kRehearsed) == "pass"_L1;
        };
        QTRY_VERIFY_WITH_TIMEOUT(passes(), kPatience);
        QCOMPARE(table().currentKey(), QByteArray(kRehearsed));
    }

    void theListIsCopiedAsMarkdown()
    {
        page().filterField()->setText(u"service:commerce"_s);
        pressIn(page(), u"Copy as Markdown"_s);
        const QString text = QApplication::clipboard()->text();
        QVERIFY2(text.startsWith("# Checklist of "_L1) && text.contains("## commerce, after deployment"_L1), qPrintable(text));
        QVERIFY(text.contains("- [ ] Alerts reach somebody: **fail**"_L1));
        QVERIFY(text.contains("- [x] Health checks pass: **pass**"_L1));
        QVERIFY(!text.contains("## shop"_L1));
    }

    void aBundleIsSavedWithItsReason()
    {
        const QString path = folder() + u"/incident.zip"_s;
        QTest::keyClick(&table(), Qt::Key_B);
        auto &dialog = *window().findChild<pages::BundleDialog *>();
        type(lineIn(dialog, u"File"_s), path);
        pressIn(dialog, u"Save the bundle"_s);
        QVERIFY(shownText(dialog).contains("Say why"_L1));
        QVERIFY(!QFile::exists(path));
        type(lineIn(dialog, u"Why"_s), u"orders fail since noon"_s);
        pressIn(dialog, u"Save the bundle"_s);
        QTRY_VERIFY2_WITH_TIMEOUT(shownText(dialog).contains("Saved "_L1), qPrintable(shownText(dialog)), kPatience);
        QVERIFY(shownText(dialog).contains("Secrets are redacted"_L1));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray zip = file.readAll();
        QVERIFY(zip.startsWith("PK"));
        for (const char *member : {"manifest.json", "settings.json", "requests.json", "logs.jsonl", "checklist.json"})
            QVERIFY2(zip.contains(member), member);
        const QJsonArray audit = read(u"audit"_s).value("items"_L1).toArray();
        QVERIFY(std::ranges::any_of(audit, [](const QJsonValue &entry) { return entry["reason"_L1] == "orders fail since noon"_L1; }));

        // A file that is there is not replaced unasked.
        type(lineIn(dialog, u"Why"_s), u"once more"_s);
        pressIn(dialog, u"Save the bundle"_s);
        QVERIFY(shownText(dialog).contains("There is a file of that name already."_L1));
        type(lineIn(dialog, u"File"_s), u"/nowhere/at/all.zip"_s);
        pressIn(dialog, u"Save the bundle"_s);
        QVERIFY(shownText(dialog).contains("It cannot be written there"_L1));
        dialog.close();
    }

    void thePaletteSavesOneFromAnyPage()
    {
        go("go", "overview");
        QTest::keyClick(&window(), Qt::Key_K, Qt::ControlModifier);
        auto *search = window().findChild<kit::CommandPalette *>()->findChild<QLineEdit *>();
        QTest::keyClicks(search, u"incident bundle"_s);
        QTest::keyClick(search, Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(window().findChild<pages::BundleDialog *>() != nullptr, kPatience);
        QCOMPARE(window().currentPage(), QByteArray("overview"));
        window().findChild<pages::BundleDialog *>()->close();
        QTRY_VERIFY_WITH_TIMEOUT(window().findChild<pages::BundleDialog *>() == nullptr, kPatience);
    }

    /// What comes over the wire in English is in the list that translators are given.
    void everyTitleIsGivenToTranslators()
    {
        QFile file(qEnvironmentVariable("SIGNALBOX_SOURCE") + u"/ui/pages/health/texts/checklist.h"_s);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString given = QString::fromUtf8(file.readAll());
        for (const QJsonValue &item : read(u"checklist"_s).value("items"_L1).toArray()) {
            for (const auto name : {"title"_L1, "question"_L1}) {
                const QString text = item[name].toString();
                QVERIFY2(text.isEmpty() || given.contains(u"\"Checklist\", \"%1\")"_s.arg(text)), qPrintable(text));
            }
        }
    }

    void aViewerIsToldWhoCan()
    {
        attach(tokenFor(u"vera"_s, u"viewer"_s));
        init();
        QTest::keyClick(&table(), Qt::Key_B);
        auto &dialog = *window().findChild<pages::BundleDialog *>();
        QTRY_VERIFY_WITH_TIMEOUT(shownText(dialog).contains("Operators and admins can."_L1), kPatience);
        QVERIFY(!buttonIn(dialog, u"Save the bundle"_s)->isEnabled());
        dialog.close();
    }

    /// Last: the gateway is gone afterwards.
    void whatWasFoundStaysAndIsCalledStale()
    {
        attach(token());
        init();
        gateway().kill();
        QTRY_VERIFY_WITH_TIMEOUT(shownText(page()).contains("stale since"_L1), kPatience);
        QVERIFY(checks().placeOf(kAlerts) >= 0);
        QTest::keyClick(&table(), Qt::Key_B);
        auto &dialog = *window().findChild<pages::BundleDialog *>();
        QTRY_VERIFY_WITH_TIMEOUT(shownText(dialog).contains("There is no link to the gateway."_L1), kPatience);
        QVERIFY(!buttonIn(dialog, u"Save the bundle"_s)->isEnabled());
        dialog.close();
    }

private:
    pages::HealthPage &page() const { return *window().findChild<pages::HealthPage *>(); }
    kit::TableView &table() const { return *page().findChild<pages::ChecklistView *>()->findChild<kit::TableView *>(); }
    kit::RowModel &checks() const { return rowsOf(table()); }
    QString state(const QByteArray &id) const { return checks().rowAt(checks().placeOf(id))->cells[0].text; }
};

QTEST_MAIN(TstHealthPage)
#include "tst_health_page.moc"
