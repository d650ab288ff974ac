#include "ui/kit/filter_field.h"
#include "ui/kit/key_sheet.h"
#include "ui/kit/palette.h"
#include "ui/shell/attach_dialog.h"
#include "ui/shell/console.h"
#include "ui/shell/history.h"
#include "ui/shell/link_banner.h"
#include "ui/shell/main_window.h"
#include "ui/shell/page_registry.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QStandardPaths>
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

} // namespace

class TstShell : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        m_console = std::make_unique<Console>(*qobject_cast<QApplication *>(QCoreApplication::instance()), addPages, core::systemClock());
        m_console->language().choose(Language::Choice::English);
    }

    void init()
    {
        built = 0;
        m_console->attach({.base = QUrl(u"http://127.0.0.1:1"_s), .token = "t", .readOnly = true});
        QApplication::setActiveWindow(m_console->window());
        QVERIFY(QTest::qWaitForWindowActive(m_console->window()));
        m_console->window()->openPage("overview");
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
        window.openPage("traffic");
        window.openPage("overview");
        QCOMPARE(built, 2);
        QCOMPARE(shownPages, 1);
        window.openPage("nonsense");
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
    std::unique_ptr<Console> m_console;
};

QTEST_MAIN(TstShell)
#include "tst_shell.moc"
