#include "ui/kit/filter_field.h"
#include "ui/kit/key_sheet.h"
#include "ui/kit/palette.h"
#include "ui/shell/attach_dialog.h"
#include "ui/shell/console.h"
#include "ui/shell/first_start_page.h"
#include "ui/shell/history.h"
#include "ui/shell/link_banner.h"
#include "ui/shell/main_window.h"
#include "ui/shell/page_registry.h"
#include "ui/shell/page_window.h"
#include "ui/shell/palette_search.h"
#include "ui/shell/worse_watch.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::shell;

namespace {

int built = 0;
int shownPages = 0;

class PlainPage : public kit::Page
{
public:
    explicit PlainPage(const kit::PageTools &tools) : Page(tools)
    {
        ++built;
        auto *filter = new kit::FilterField(this);
        body()->addWidget(filter);
        setFilterField(filter);
        setFocusPolicy(Qt::StrongFocus);
    }
    void onShown() override { ++shownPages; }
    void onHidden() override { --shownPages; }
};

void addPages(PageRegistry &pages, client::Facets &)
{
    const auto make = [](const kit::PageTools &tools) -> kit::Page * { return new PlainPage(tools); };
    pages.add({"overview", "Overview", QKeySequence(u"G, O"_s), make});
    pages.add({"traffic", "Traffic", QKeySequence(u"G, T"_s), make});
    pages.add({"providers", "Providers", QKeySequence(u"G, P"_s), make});
}

/// What the user arranged, in memory.
class MemoryLayout : public kit::LayoutStore
{
public:
    QVariant value(const QString &name) const override { return m_values.value(name); }
    void setValue(const QString &name, const QVariant &value) override { m_values.insert(name, value); }

private:
    QVariantMap m_values;
};

const client::LinkTarget kFirst {.base = QUrl(u"http://127.0.0.1:1"_s), .token = "first-secret", .readOnly = false};
const client::LinkTarget kSecond {.base = QUrl(u"https://gateway.example:4711"_s), .token = "second-secret", .readOnly = false};

} // namespace

class TstShell : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder.path());
        m_console = std::make_unique<Console>(*qobject_cast<QApplication *>(QCoreApplication::instance()), addPages, core::systemClock());
        m_console->language().choose(Language::Choice::English);
    }

    void init()
    {
        // Nobody listens there, and each address has a layout of its own.
        m_console->attach({.base = QUrl(u"http://127.0.0.1:%1"_s.arg(++m_port)), .token = "t", .readOnly = true});
        QApplication::setActiveWindow(m_console->window());
        QVERIFY(QTest::qWaitForWindowActive(m_console->window()));
    }

    void cleanupTestCase() { m_console.reset(); }

    void keysGoToPagesAndHistoryGoesBack()
    {
        MainWindow &window = *m_console->window();
        QTest::keyClicks(&window, u"gt"_s);
        QCOMPARE(window.currentPage(), QByteArray("traffic"));
        QTest::keyClicks(&window, u"gp"_s);
        QCOMPARE(window.currentPage(), QByteArray("providers"));
        QTest::keyClick(&window, Qt::Key_BracketLeft);
        QCOMPARE(window.currentPage(), QByteArray("traffic"));
        QTest::keyClick(&window, Qt::Key_BracketRight);
        QCOMPARE(window.currentPage(), QByteArray("providers"));
    }

    void pagesAreBuiltWhenOpenedAndOnlyOneIsShown()
    {
        MainWindow &window = *m_console->window();
        built = 0;
        window.openPage("traffic");
        window.openPage("providers");
        window.openPage("traffic");
        window.openPage("overview");
        QCOMPARE(built, 2);
        QCOMPARE(shownPages, 1);
        QVERIFY(!window.openPage("nonsense"));
        QCOMPARE(window.currentPage(), QByteArray("overview"));
    }

    void slashGoesToTheFilterAndEscapeComesBack()
    {
        MainWindow &window = *m_console->window();
        QTest::keyClick(&window, Qt::Key_Slash);
        auto *line = qobject_cast<QLineEdit *>(QApplication::focusWidget());
        QVERIFY(line != nullptr);
        QTest::keyClicks(line, u"g/t?"_s);
        QCOMPARE(line->text(), u"g/t?"_s);
        QCOMPARE(window.currentPage(), QByteArray("overview"));
        QTest::keyClick(line, Qt::Key_Escape);
        QCOMPARE(line->text(), QString());
        QTest::keyClick(line, Qt::Key_Escape);
        QVERIFY(QApplication::focusWidget() != line);
    }

    void questionMarkShowsTheLiveKeysAndCtrlKThePalette()
    {
        MainWindow &window = *m_console->window();
        const auto lines = kit::liveKeys({&window});
        QVERIFY(lines.size() >= 10);
        QTest::keyClick(&window, Qt::Key_Question);
        auto *sheet = window.findChild<kit::KeySheet *>();
        QVERIFY(sheet->isVisible());
        QTest::keyClick(sheet, Qt::Key_Escape);
        QVERIFY(!sheet->isVisible());
        QTest::keyClick(&window, Qt::Key_K, Qt::ControlModifier);
        QVERIFY(window.findChild<kit::CommandPalette *>()->isVisible());
    }

    void aLostLinkIsSaidInABand()
    {
        const auto *banner = m_console->window()->findChild<LinkBanner *>();
        QTRY_VERIFY(banner->isVisible());
        QVERIFY(banner->findChild<QLabel *>()->text().contains(u"Link lost"_s));
    }

    void windowFitsTheSmallestScreen()
    {
        QVERIFY(m_console->window()->minimumSizeHint().width() <= 1024);
        QVERIFY(m_console->window()->minimumSizeHint().height() <= 700);
    }

    void aTokenIsNeverWrittenAndAskedForAgain()
    {
        MemoryLayout layout;
        {
            Gateways gateways(layout);
            gateways.attach(kFirst, {});
            gateways.told(u"gateway-eu-1"_s);
            gateways.attach(kSecond, {});
            const QString stored = QDebug::toString(layout.value(u"gateways"_s));
            QVERIFY(stored.contains(u"gateway-eu-1"_s));
            QVERIFY2(!stored.contains(u"secret"_s), qPrintable(stored));
            // In this run the token is still at hand.
            QSignalSpy target(&gateways, &Gateways::targetWanted);
            gateways.choose(u"127.0.0.1:1"_s);
            QCOMPARE(target.size(), 1);
        }
        Gateways later(layout);
        QCOMPARE(later.all().size(), std::size_t(2));
        QCOMPARE(later.find(u"127.0.0.1:1"_s)->name, u"gateway-eu-1"_s);
        QSignalSpy token(&later, &Gateways::tokenWanted);
        later.choose(u"127.0.0.1:1"_s);
        QCOMPARE(token.size(), 1);
        QCOMPARE(token.first().first().toUrl(), kFirst.base);
    }

    void gatewaysKeepNameAndColour()
    {
        MemoryLayout layout;
        Gateways gateways(layout);
        gateways.attach(kFirst, {});
        gateways.attach(kSecond, {});
        QVERIFY(gateways.all()[0].color != gateways.all()[1].color);
        gateways.edit(u"gateway.example:4711"_s, u"Europe"_s, Gateways::colors()[4]);
        gateways.told(u"gateway-eu-1"_s);
        const Gateways later(layout);
        QCOMPARE(later.find(u"gateway.example:4711"_s)->name, u"Europe"_s);
        QCOMPARE(later.find(u"gateway.example:4711"_s)->color, Gateways::colors()[4]);
    }

    void aGatewayOfThisProgramIsNotRemembered()
    {
        MemoryLayout layout;
        Gateways gateways(layout);
        QCOMPARE(gateways.attach(kFirst, u"sandbox"_s), u"sandbox"_s);
        QCOMPARE(gateways.all().size(), std::size_t(1));
        QVERIFY(Gateways(layout).all().empty());
    }

    void gatewaysAreBounded()
    {
        MemoryLayout layout;
        Gateways gateways(layout);
        for (int i = 1; i <= 40; ++i)
            gateways.attach({.base = QUrl(u"https://g%1.example"_s.arg(i)), .token = "t", .readOnly = false}, {});
        QCOMPARE(gateways.all().size(), Gateways::kMost);
        gateways.forget(u"g40.example"_s);
        QCOMPARE(gateways.all().size(), Gateways::kMost);
        gateways.forget(u"g39.example"_s);
        QCOMPARE(gateways.all().size(), Gateways::kMost - 1);
    }

    void gettingWorseIsToldOnceAndBeingWellIsNot()
    {
        using kit::Health;
        const core::SteadyTime start;
        WorseWatch watch;
        QVERIFY(!watch.update(Health::Degraded, start)); // the first that is known is no change
        QVERIFY(watch.update(Health::Down, start));
        QVERIFY(!watch.update(Health::Unknown, start));
        QVERIFY(!watch.update(Health::Well, start));
        QVERIFY(!watch.update(Health::Down, start + std::chrono::seconds(30))); // flaps
        QVERIFY(!watch.update(Health::Well, start + std::chrono::seconds(31)));
        QVERIFY(watch.update(Health::Degraded, start + std::chrono::seconds(90)));
        QVERIFY(watch.update(Health::Down, start + std::chrono::seconds(91))); // worse than what was told
    }

    void aSearchBecomesAFilter()
    {
        QCOMPARE(searchWords(u"  kroger: (time) --x "_s), (QStringList {u"kroger"_s, u"time"_s, u"x"_s}));
        QCOMPARE(searchFilter({u"kroger"_s, u"503"_s}, {u"path"_s, u"status"_s}), u"(path:kroger) (path:503 OR status:503)"_s);
        QVERIFY(searchWords(u"()*:<>~"_s).isEmpty());
    }

    void actsAreOfferedWhileTheirOwnerLives()
    {
        kit::PaletteActs acts;
        int done = 0;
        QString why = u"read-only"_s;
        auto owner = std::make_unique<QObject>();
        acts.add(owner.get(), {[] { return u"Prewarm now"_s; }, u"cache hotset"_s, [&why] { return why; }, [&done] { ++done; }});
        QCOMPARE(acts.entries(u"Acts"_s).at(0).blocked, u"read-only"_s);
        why.clear();
        const std::vector<kit::PaletteEntry> offered = acts.entries(u"Acts"_s);
        QVERIFY(offered.at(0).blocked.isEmpty());
        QCOMPARE(kit::bestMatches(u"hotset"_s, offered, 9), (std::vector<std::size_t> {0}));
        offered.at(0).act();
        QCOMPARE(done, 1);
        owner.reset();
        offered.at(0).act();
        QCOMPARE(done, 1);
        QVERIFY(acts.entries(u"Acts"_s).empty());
    }

    void resultsStandUnderBoundedHeadings()
    {
        std::vector<kit::PaletteEntry> entries;
        for (int i = 0; i < 40; ++i)
            entries.push_back({u"KROGER_SETTING_%1"_s.arg(i), u"Settings"_s, {}, {}});
        entries.push_back({u"Kroger Direct"_s, u"Providers"_s, {}, {}});
        entries.push_back({u"Something else"_s, u"Pages"_s, {}, {}});
        const auto groups = kit::groupedMatches(u"kroger"_s, entries, 14);
        QCOMPARE(groups.size(), std::size_t(2));
        QVERIFY(groups[0].entries.size() + groups[1].entries.size() <= 14);
        QCOMPARE(kit::groupedMatches(u"setting"_s, entries, 14).at(0).entries.size(), std::size_t(14));
    }

    void aPageIsTornOffByKeyAndPutBackByClosing()
    {
        MainWindow &window = *m_console->window();
        QTest::keyClicks(&window, u"gt"_s);
        const int before = shownPages;
        QTest::keyClick(&window, Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
        PageWindow *own = pageWindow();
        QVERIFY(own != nullptr && own->isVisible());
        QVERIFY(window.currentPage() != "traffic");
        QCOMPARE(shownPages, before + 1); // the page and the one that took its place
        QVERIFY(own->windowTitle().startsWith(u"Traffic"_s));
        // Going there brings its window up and leaves this one's page.
        const QByteArray here = window.currentPage();
        QApplication::setActiveWindow(&window);
        QTest::keyClicks(&window, u"gt"_s);
        QCOMPARE(window.currentPage(), here);
        own->close();
        QTRY_VERIFY(pageWindow() == nullptr);
        QCOMPARE(shownPages, before);
        QApplication::setActiveWindow(&window);
        QTest::keyClicks(&window, u"gt"_s);
        QCOMPARE(window.currentPage(), QByteArray("traffic"));
    }

    void whatIsTornOffIsRememberedForItsGateway()
    {
        m_console->window()->movePage("providers");
        QVERIFY(pageWindow() != nullptr);
        m_console->attach(kSecond);
        QTRY_VERIFY(pageWindow() == nullptr);
        m_console->attach({.base = QUrl(u"http://127.0.0.1:%1"_s.arg(m_port)), .token = "t", .readOnly = false});
        QTRY_VERIFY(pageWindow() != nullptr);
        QVERIFY(pageWindow()->windowTitle().startsWith(u"Providers"_s));
        m_console->window()->movePage("providers");
        QTRY_VERIFY(pageWindow() == nullptr);
    }

    void everyPageMayBeTornOff()
    {
        MainWindow &window = *m_console->window();
        for (const char *page : {"overview", "traffic", "providers"})
            window.movePage(page);
        QCOMPARE(window.currentPage(), QByteArray());
        QApplication::setActiveWindow(&window);
        QTest::keyClick(&window, Qt::Key_Escape);
        QTest::keyClick(&window, Qt::Key_Slash);
        window.movePage("traffic");
        QCOMPARE(window.currentPage(), QByteArray("traffic"));
    }

    void theFirstStartOffersThreeWays()
    {
        Console console(*qobject_cast<QApplication *>(QCoreApplication::instance()), addPages, core::systemClock());
        QSignalSpy sandbox(&console, &Console::sandboxWanted);
        QSignalSpy configure(&console, &Console::configureWanted);
        console.showFirstStart();
        FirstStartPage *page = nullptr;
        for (QWidget *widget : QApplication::topLevelWidgets()) {
            if (auto *found = qobject_cast<FirstStartPage *>(widget); found != nullptr && found->isVisible())
                page = found;
        }
        QVERIFY(page != nullptr);
        const auto buttons = page->findChildren<QPushButton *>();
        QCOMPARE(buttons.size(), 3);
        QTest::keyClick(buttons[0], Qt::Key_Space);
        QCOMPARE(sandbox.size(), 1);
        QVERIFY(!buttons[2]->isEnabled());
        console.setNote(u"It did not start."_s, true);
        QTest::keyClick(buttons[2], Qt::Key_Space);
        QCOMPARE(configure.size(), 1);
        console.setNote(u"It did not start either."_s, true);
        QTest::mouseClick(buttons[1], Qt::LeftButton);
        QTRY_VERIFY(page->findChild<AttachDialog *>() != nullptr);
    }

    void historyForgetsWhatLayAhead()
    {
        History history;
        history.visit({"a", {}});
        history.visit({"b", u"x"_s});
        history.visit({"b", u"x"_s});
        QCOMPARE(history.back()->page, QByteArray("a"));
        QVERIFY(!history.back());
        history.visit({"c", {}});
        QVERIFY(!history.ahead());
        QCOMPARE(history.back()->page, QByteArray("a"));
    }

    void addressesAreChecked()
    {
        QVERIFY(addressProblem(u"http://127.0.0.1:4711"_s).isEmpty());
        QVERIFY(addressProblem(u"https://gateway.example"_s).isEmpty());
        QVERIFY(!addressProblem(u"http://gateway.example"_s).isEmpty());
        QVERIFY(!addressProblem(u"gateway"_s).isEmpty());
        QVERIFY(!addressProblem(u"ftp://127.0.0.1"_s).isEmpty());
    }

private:
    static PageWindow *pageWindow()
    {
        for (QWidget *widget : QApplication::topLevelWidgets()) {
            if (auto *found = qobject_cast<PageWindow *>(widget); found != nullptr && found->isVisible())
                return found;
        }
        return nullptr;
    }

    QTemporaryDir m_folder;
    int m_port = 0;
    std::unique_ptr<Console> m_console;
};

QTEST_MAIN(TstShell)
#include "tst_shell.moc"
