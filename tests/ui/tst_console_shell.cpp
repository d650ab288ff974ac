#include "tests/ui/cable.h"
#include "ui/kit/filter_field.h"
#include "ui/kit/key_sheet.h"
#include "ui/kit/palette.h"
#include "ui/kit/state_badge.h"
#include "ui/kit/table_view.h"
#include "ui/pages/approvals/approval_card.h"
#include "ui/pages/overview/fact_line.h"
#include "ui/pages/overview/overview_page.h"
#include "ui/shell/attach_dialog.h"
#include "ui/shell/console.h"
#include "ui/shell/gateway_button.h"
#include "ui/shell/link_banner.h"
#include "ui/shell/main_window.h"
#include "ui/shell/navigation.h"
#include "ui/shell/page_list.h"
#include "ui/shell/page_window.h"
#include "ui/shell/top_band.h"
#include "ui/shell/tray.h"
#include "ui/shell/veil.h"

#include <QApplication>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QProcess>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::shell;

namespace {

constexpr int kPatience = 20'000; ///< ms for what comes over the wire

/// A sandbox gateway in a process of its own, behind a cable.
struct Sandbox
{
    void start()
    {
        process.start(qEnvironmentVariable("SIGNALBOX_BIN") + u"/signalboxd"_s,
                      {u"sandbox"_s, u"--data-dir"_s, folder.path()});
        QFile ops(folder.filePath(u"sandbox/ops.json"_s));
        QTRY_VERIFY_WITH_TIMEOUT(ops.exists() && ops.size() > 0, kPatience);
        QVERIFY(ops.open(QIODevice::ReadOnly));
        const QJsonObject told = QJsonDocument::fromJson(ops.readAll()).object();
        cable = std::make_unique<wire::Cable>(QUrl(told.value("url"_L1).toString()));
        target = {.base = cable->url(), .token = told.value("token"_L1).toString().toUtf8(), .readOnly = false};
    }
    void stop()
    {
        cable.reset();
        process.kill();
        QTRY_COMPARE(process.state(), QProcess::NotRunning);
    }

    QTemporaryDir folder;
    QProcess process;
    std::unique_ptr<wire::Cable> cable;
    client::LinkTarget target;
};

QString labelText(const QWidget &widget)
{
    QStringList texts;
    for (const QLabel *label : widget.findChildren<QLabel *>())
        texts += label->text();
    return texts.join(u'\n');
}

PageWindow *pageWindow()
{
    for (QWidget *widget : QApplication::topLevelWidgets()) {
        if (auto *found = qobject_cast<PageWindow *>(widget); found != nullptr && found->isVisible())
            return found;
    }
    return nullptr;
}

QStringList entriesOf(const kit::CommandPalette &palette)
{
    QStringList texts;
    const auto *model = palette.findChild<QListView *>()->model();
    for (int row = 0; row < model->rowCount(); ++row)
        texts += model->index(row, 0).data().toString();
    return texts;
}

} // namespace

/// The shell over real gateways: windows of their own, palette, tray, silent and dead gateways, the landing view's
/// ways to the other pages.
class TstConsoleShell : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_settings.path());
        m_first.start();
        m_second.start();
        m_console = std::make_unique<Console>(*qobject_cast<QApplication *>(QCoreApplication::instance()), addPages, core::systemClock());
        m_console->language().choose(Language::Choice::English);
    }

    void init() { attach(m_first); }

    void cleanup()
    {
        while (PageWindow *own = pageWindow())
            own->close();
    }

    void cleanupTestCase()
    {
        m_console.reset();
        m_first.stop();
        m_second.stop();
    }

    void aHiddenPageIsNotSubscribedAndATornOffOneIs()
    {
        const auto subscribed = [this](const char *topic) { return m_first.cable->topics().contains(topic); };
        keys(u"gt"_s);
        QTRY_VERIFY_WITH_TIMEOUT(subscribed("requests"), kPatience);
        keys(u"go"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!subscribed("requests"), kPatience);
        window().movePage("traffic");
        QTRY_VERIFY_WITH_TIMEOUT(subscribed("requests"), kPatience);
        const auto filled = [](const kit::TableView *table) { return table->model()->rowCount() > 3; };
        const auto tables = pageWindow()->findChildren<kit::TableView *>();
        QTRY_VERIFY_WITH_TIMEOUT(std::ranges::any_of(tables, filled), kPatience);
        QCOMPARE(window().currentPage(), QByteArray("overview"));
        // Its own window has the keys too.
        QApplication::setActiveWindow(pageWindow());
        QTest::keyClick(pageWindow(), Qt::Key_Slash);
        QVERIFY(pageWindow()->page()->filterField()->findChild<QLineEdit *>()->hasFocus());
        QTest::keyClick(pageWindow(), Qt::Key_W, Qt::ControlModifier);
        QTRY_VERIFY(pageWindow() == nullptr);
        QTRY_VERIFY_WITH_TIMEOUT(!subscribed("requests"), kPatience);
    }

    void aNavigationEntryOffersAWindowOfItsOwn()
    {
        keys(u"go"_s);
        auto *navigation = window().findChild<Navigation *>();
        auto *list = navigation->findChild<QListView *>();
        const QPoint at = list->visualRect(list->model()->index(2, 0)).center();
        QTest::mouseClick(list->viewport(), Qt::RightButton, {}, at);
        QCOMPARE(window().currentPage(), QByteArray("overview"));
        for (const char *expected : {"Open in a window of its own", "Put the page back"}) {
            Q_EMIT list->customContextMenuRequested(at);
            QMenu *menu = nullptr;
            QTRY_VERIFY((menu = navigation->findChild<QMenu *>()) != nullptr);
            QCOMPARE(menu->actions().first()->text(), QString::fromLatin1(expected));
            menu->actions().first()->trigger();
            delete menu;
            QCOMPARE(pageWindow() != nullptr, expected[0] == 'O');
        }
        QCOMPARE(window().currentPage(), QByteArray("overview"));
    }

    void thePaletteFindsASettingByItsHelp()
    {
        type(u"longest time quote kroger"_s);
        QTRY_VERIFY_WITH_TIMEOUT(entriesOf(palette()).contains(u"LOOPGPT_KROGER_TIMEOUT"_s), kPatience);
        QVERIFY(entriesOf(palette()).contains(u"Settings"_s));
        QTest::keyClick(line(), Qt::Key_Return);
        QCOMPARE(window().currentPage(), QByteArray("settings"));
        QCOMPARE(filterOfPage(), u"key:LOOPGPT_KROGER_TIMEOUT"_s);
    }

    void thePaletteFindsAProviderAndARequest()
    {
        type(u"walmart"_s);
        QTRY_VERIFY_WITH_TIMEOUT(entriesOf(palette()).contains(u"Providers"_s), kPatience);
        QTest::keyClick(line(), Qt::Key_Escape);

        type(u"route_order 200"_s);
        const auto isRequest = [](const QString &text) { return text.startsWith("POST "_L1) && text.contains("route_order"_L1); };
        QTRY_VERIFY_WITH_TIMEOUT(std::ranges::any_of(entriesOf(palette()), isRequest), kPatience);
        QVERIFY(entriesOf(palette()).size() <= qsizetype(kit::CommandPalette::kShown) + 6);
        QTest::keyClick(line(), Qt::Key_Return);
        QCOMPARE(window().currentPage(), QByteArray("traffic"));
        QVERIFY2(filterOfPage().startsWith("id:req_"_L1), qPrintable(filterOfPage()));
    }

    void aSearchIsDebouncedAndLeftWithThePalette()
    {
        keys(u"go"_s);
        const int before = m_first.cable->asked("GET /ops/v1/settings?");
        type(u"commission"_s);
        QTRY_VERIFY_WITH_TIMEOUT(m_first.cable->asked("GET /ops/v1/settings?") > before, kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(entriesOf(palette()).contains(u"Settings"_s), kPatience);
        QVERIFY(m_first.cable->asked("GET /ops/v1/settings?") - before <= 2); // not once a letter
        const int asked = m_first.cable->asked("GET /ops/v1/settings?");
        line()->selectAll();
        QTest::keyClicks(line(), u"timeout"_s);
        QTest::keyClick(line(), Qt::Key_Escape);
        QVERIFY(!palette().isVisible());
        QTest::qWait(400); // longer than the pause after which a search would begin
        QCOMPARE(m_first.cable->asked("GET /ops/v1/settings?"), asked);
    }

    void theKeySheetShowsTheNewBindings()
    {
        QTest::keyClick(&window(), Qt::Key_Question);
        auto *sheet = window().findChild<kit::KeySheet *>();
        QTRY_VERIFY(sheet->isVisible());
        const QString text = labelText(*sheet);
        for (const char *expected : {"Ctrl+Shift+N", "Page into a window of its own", "Ctrl+G", "Switch gateway", "g o", "g t", "g p", "g f"})
            QVERIFY2(text.contains(QLatin1StringView(expected)), expected);
        QTest::keyClick(sheet, Qt::Key_Escape);
        QVERIFY(!sheet->isVisible());
    }

    void everyFigureOfTheOverviewLeadsToItsPage_data()
    {
        QTest::addColumn<QByteArray>("column");
        QTest::addColumn<QString>("filter");
        QTest::newRow("rate") << QByteArray("rate") << u"service:commerce"_s;
        QTest::newRow("4xx") << QByteArray("error4xx") << u"service:commerce status>399 status<500"_s;
        QTest::newRow("5xx") << QByteArray("error5xx") << u"service:commerce status>499"_s;
        QTest::newRow("p95") << QByteArray("p95") << u"service:commerce ms>="_s;
    }

    void everyFigureOfTheOverviewLeadsToItsPage()
    {
        QFETCH(const QByteArray, column);
        QFETCH(const QString, filter);
        for (const bool byKey : {false, true}) {
            keys(u"go"_s);
            auto *table = serviceTable();
            QTRY_VERIFY_WITH_TIMEOUT(table->model()->rowCount() > 0, kPatience);
            const auto &columns = qobject_cast<kit::RowModel *>(table->model())->columns();
            const int at = int(std::ranges::find(columns, column, &kit::Column::id) - columns.begin());
            QTRY_VERIFY_WITH_TIMEOUT(table->model()->index(0, at).data().toString() != u"–"_s, kPatience);
            if (byKey) {
                table->setFocus();
                table->setCurrentIndex(table->model()->index(0, 0));
                for (int step = 0; step < at; ++step)
                    QTest::keyClick(table, Qt::Key_Right);
                QTest::keyClick(table, Qt::Key_Return);
            } else {
                QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(table->model()->index(0, at)).center());
            }
            QCOMPARE(window().currentPage(), QByteArray("traffic"));
            QVERIFY2(filterOfPage().startsWith(filter), qPrintable(filterOfPage()));
        }
    }

    void everyLineOfTheOverviewLeadsToItsPage()
    {
        keys(u"go"_s);
        const auto *page = window().findChild<pages::OverviewPage *>();
        const auto shown = [page] {
            QList<pages::FactLine *> lines;
            for (auto *fact : page->findChildren<pages::FactLine *>()) {
                if (fact->isVisible())
                    lines += fact;
            }
            return lines;
        };
        QTRY_VERIFY_WITH_TIMEOUT(shown().size() >= 7, kPatience); // six of the saturation, one change
        for (qsizetype i = 0; i < shown().size(); ++i) {
            pages::FactLine *fact = shown()[i];
            const client::Place place = fact->place();
            QVERIFY2(!place.page.isEmpty() && fact->focusPolicy() == Qt::StrongFocus, qPrintable(fact->accessibleName()));
            i % 2 == 0 ? QTest::mouseClick(fact, Qt::LeftButton) : QTest::keyClick(fact, Qt::Key_Return);
            QCOMPARE(window().currentPage(), place.page);
            if (place.page == "approvals")
                QTRY_VERIFY(chosenApproval() == place.filter.section(u':', 1));
            else if (!place.filter.isEmpty())
                QCOMPARE(filterOfPage(), place.filter);
            keys(u"["_s);
            QCOMPARE(window().currentPage(), QByteArray("overview"));
        }
    }

    void everyGatewayKeepsItsOwnLayout()
    {
        keys(u"gp"_s);
        const QString first = m_first.target.base.authority();
        attach(m_second);
        keys(u"gf"_s);
        auto *button = window().findChild<GatewayButton *>();
        Q_EMIT button->menu()->aboutToShow();
        QAction *back = nullptr;
        for (QAction *action : button->menu()->actions()) {
            if (action->text().contains(first))
                back = action;
        }
        QVERIFY(back != nullptr && !back->icon().isNull());
        back->trigger();
        QTRY_COMPARE(window().currentPage(), QByteArray("providers"));
        linked();
        type(u"switch to"_s);
        QTest::keyClick(line(), Qt::Key_Return);
        QTRY_COMPARE(window().currentPage(), QByteArray("settings"));
        linked();
        QFile file(QSettings(u"signalbox"_s, u"console"_s).fileName());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray stored = file.readAll();
        QVERIFY(stored.contains(m_first.target.base.authority().toUtf8()));
        QVERIFY(!stored.contains(m_first.target.token) && !stored.contains(m_second.target.token));
    }

    void aSilentGatewayIsStaleThenLostAndComesBack()
    {
        keys(u"go"_s);
        QTRY_VERIFY_WITH_TIMEOUT(serviceTable()->model()->rowCount() > 0, kPatience);
        const auto *banner = window().findChild<LinkBanner *>();
        const auto *veil = window().findChild<Veil *>();
        QSignalSpy told(window().findChild<Tray *>(), &Tray::told);
        ::kill(pid_t(m_first.process.processId()), SIGSTOP);
        QTRY_VERIFY_WITH_TIMEOUT(banner->isVisible(), kPatience);
        QVERIFY2(labelText(*banner).contains("Stale since"_L1), qPrintable(labelText(*banner)));
        QVERIFY(veil->isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(labelText(*banner).contains("Link lost"_L1), kPatience);
        QVERIFY(serviceTable()->model()->rowCount() > 0 && serviceTable()->isVisible());
        QCOMPARE(told.size(), 1);
        ::kill(pid_t(m_first.process.processId()), SIGCONT);
        QTRY_VERIFY_WITH_TIMEOUT(!banner->isVisible(), 2 * kPatience);
        QVERIFY(!veil->isVisible());
        QCOMPARE(told.size(), 1);
    }

    /// As after a cable was pulled far away: no connection ends, so only a new one can find the gateway again.
    void aSilentConnectionIsOpenedAnew()
    {
        const auto *banner = window().findChild<LinkBanner *>();
        m_first.cable->freeze();
        QTRY_VERIFY_WITH_TIMEOUT(labelText(*banner).contains("Link lost"_L1) && banner->isVisible(), kPatience);
        m_first.cable->thaw();
        QTRY_VERIFY_WITH_TIMEOUT(!banner->isVisible(), 2 * kPatience);
    }

    void theTraySaysWhatIsWrongAndLeadsThere()
    {
        const auto *menu = trayMenu();
        QVERIFY(menu != nullptr && menu->actions().size() >= 3);
        m_first.cable->cut();
        QTRY_VERIFY_WITH_TIMEOUT(trayTexts().contains(u"link lost"_s), kPatience);
        keys(u"gf"_s);
        trayMenu()->actions().last()->trigger();
        QCOMPARE(window().currentPage(), QByteArray("overview"));
        m_first.cable->mend();
        QTRY_VERIFY_WITH_TIMEOUT(!trayTexts().contains(u"link lost"_s), 2 * kPatience);
    }

    void aForgottenTokenIsAskedFor()
    {
        m_console = std::make_unique<Console>(*qobject_cast<QApplication *>(QCoreApplication::instance()), addPages, core::systemClock());
        attach(m_second);
        type(u"switch to"_s);
        QTest::keyClick(line(), Qt::Key_Return);
        AttachDialog *dialog = nullptr;
        QTRY_VERIFY((dialog = window().findChild<AttachDialog *>()) != nullptr);
        const auto lines = dialog->findChildren<QLineEdit *>();
        QCOMPARE(lines[0]->text(), m_first.target.base.toString());
        QCOMPARE(lines[1]->echoMode(), QLineEdit::Password);
        QTest::keyClicks(lines[1], QString::fromUtf8(m_first.target.token));
        QTest::keyClick(lines[1], Qt::Key_Return);
        QTRY_VERIFY(window().findChild<AttachDialog *>() == nullptr);
        linked();
        QCOMPARE(window().findChild<GatewayButton *>()->toolTip(), m_first.target.base.toString());
    }

    void readOnlyStaysOnForEveryGateway()
    {
        m_console->setReadOnly();
        attach(m_second);
        const auto marks = window().findChild<TopBand *>()->findChildren<QLabel *>();
        QVERIFY(std::ranges::any_of(marks, [](const QLabel *mark) { return mark->text() == "READ-ONLY"_L1 && mark->isVisible(); }));
    }

private:
    MainWindow &window() const { return *m_console->window(); }
    kit::CommandPalette &palette() const { return *window().findChild<kit::CommandPalette *>(); }
    QLineEdit *line() const { return palette().findChild<QLineEdit *>(); }

    void attach(const Sandbox &sandbox)
    {
        m_console->attach(sandbox.target);
        linked();
    }

    void linked()
    {
        QApplication::setActiveWindow(&window());
        QVERIFY(QTest::qWaitForWindowActive(&window()));
        const auto *badge = window().findChild<TopBand *>()->findChild<kit::StateBadge *>();
        QTRY_COMPARE_WITH_TIMEOUT(badge->accessibleName(), u"linked"_s, kPatience);
    }

    void keys(const QString &text)
    {
        QApplication::setActiveWindow(&window());
        QTest::keyClicks(&window(), text);
    }

    void type(const QString &text)
    {
        QApplication::setActiveWindow(&window());
        QTest::keyClick(&window(), Qt::Key_K, Qt::ControlModifier);
        QTRY_VERIFY(palette().isVisible());
        QTest::keyClicks(line(), text);
    }

    /// What the page Approvals shows beside its list; empty when nothing.
    QString chosenApproval() const
    {
        const auto *card = window().findChild<pages::ApprovalCard *>();
        return card->shown() ? card->shown()->id : QString();
    }

    QString filterOfPage() const
    {
        for (const kit::Page *page : window().findChildren<kit::Page *>()) {
            if (page->isVisible() && page->filterField() != nullptr)
                return page->filterField()->text();
        }
        return {};
    }

    kit::TableView *serviceTable() const
    {
        for (auto *table : window().findChild<pages::OverviewPage *>()->findChildren<kit::TableView *>()) {
            if (qobject_cast<kit::RowModel *>(table->model())->columns().front().id == "service")
                return table;
        }
        return nullptr;
    }

    static QMenu *trayMenu()
    {
        QMenu *found = nullptr;
        for (QWidget *widget : QApplication::topLevelWidgets()) {
            if (widget->objectName() == "trayMenu"_L1)
                found = qobject_cast<QMenu *>(widget);
        }
        return found;
    }

    static QStringList trayTexts()
    {
        QStringList texts;
        for (const QAction *action : trayMenu()->actions())
            texts += action->text();
        return texts;
    }

    QTemporaryDir m_settings;
    Sandbox m_first;
    Sandbox m_second;
    std::unique_ptr<Console> m_console;
};

QTEST_MAIN(TstConsoleShell)
#include "tst_console_shell.moc"
