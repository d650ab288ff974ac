#include "tests/ui/cable.h"
#include "ui/kit/filter_field.h"
#include "ui/kit/key_sheet.h"
#include "ui/kit/palette.h"
#include "ui/kit/stack_chart.h"
#include "ui/kit/state_badge.h"
#include "ui/kit/table_view.h"
#include "ui/pages/overview/overview_page.h"
#include "ui/pages/providers/providers_page.h"
#include "ui/pages/providers/what_if_card.h"
#include "ui/pages/settings/settings_page.h"
#include "ui/pages/traffic/request_card.h"
#include "ui/pages/traffic/traffic_page.h"
#include "ui/shell/console.h"
#include "ui/shell/link_banner.h"
#include "ui/shell/main_window.h"
#include "ui/shell/page_list.h"
#include "ui/shell/top_band.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QFile>
#include <QHeaderView>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QProcess>
#include <QRegularExpression>
#include <QSettings>
#include <QSlider>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::shell;

namespace {

constexpr int kPatience = 15000; ///< ms for what comes over the wire

bool isChinese(const QString &text)
{
    static const QRegularExpression han(u"\\p{Han}"_s);
    return han.match(text).hasMatch();
}

/// Texts that are the console's own and not the gateway's data: buttons, headers, placeholders.
QStringList ownTexts(const QWidget &window)
{
    QStringList texts;
    for (const QAbstractButton *button : window.findChildren<QAbstractButton *>()) {
        if (button->isVisible())
            texts += button->text();
    }
    for (const QLineEdit *line : window.findChildren<QLineEdit *>()) {
        if (line->isVisible())
            texts += line->placeholderText();
    }
    for (const QHeaderView *header : window.findChildren<QHeaderView *>()) {
        for (int i = 0; header->isVisible() && header->orientation() == Qt::Horizontal && i < header->count(); ++i)
            texts += header->model()->headerData(i, Qt::Horizontal).toString();
    }
    texts.removeAll(QString());
    return texts;
}

/// The texts of every label in a widget.
QString labelText(const QWidget &widget)
{
    QStringList texts;
    for (const QLabel *label : widget.findChildren<QLabel *>())
        texts += label->text();
    return texts.join(u'\n');
}

kit::TableView *tableWith(const QWidget &page, const QByteArray &column)
{
    for (auto *table : page.findChildren<kit::TableView *>()) {
        for (const kit::Column &one : qobject_cast<kit::RowModel *>(table->model())->columns()) {
            if (one.id == column)
                return table;
        }
    }
    return nullptr;
}

kit::RowModel &rowsOf(const kit::TableView &table)
{
    return *qobject_cast<kit::RowModel *>(table.model());
}

} // namespace

/// The console's window over a sandbox gateway in a process of its own, driven as a user does.
class TstConsolePages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder.filePath(u"settings"_s));
        m_gateway.start(qEnvironmentVariable("SIGNALBOX_BIN") + u"/signalboxd"_s,
                        {u"sandbox"_s, u"--data-dir"_s, m_folder.path()});
        QFile ops(m_folder.filePath(u"sandbox/ops.json"_s));
        QTRY_VERIFY_WITH_TIMEOUT(ops.exists(), kPatience);
        QVERIFY(ops.open(QIODevice::ReadOnly));
        const QJsonObject told = QJsonDocument::fromJson(ops.readAll()).object();
        m_cable = std::make_unique<wire::Cable>(QUrl(told.value("url"_L1).toString()));
        m_token = told.value("token"_L1).toString().toUtf8();
        auto *application = qobject_cast<QApplication *>(QCoreApplication::instance());
        m_console = std::make_unique<Console>(*application, addPages, core::systemClock());
        m_console->language().choose(Language::Choice::English);
        attach(false);
    }

    void cleanupTestCase()
    {
        m_console.reset();
        m_cable.reset();
        m_gateway.kill();
        QTRY_COMPARE(m_gateway.state(), QProcess::NotRunning);
    }

    void overviewShowsNumbersFromTheWire()
    {
        const auto &page = open<pages::OverviewPage>("go", "overview");
        const kit::TableView &table = *tableWith(page, "rate");
        QTRY_VERIFY_WITH_TIMEOUT(table.model()->rowCount() > 0, kPatience);
        const auto rate = [&table] { return rowsOf(table).rowAt(rowsOf(table).placeOf("commerce"))->cells[2].number; };
        QTRY_VERIFY_WITH_TIMEOUT(rate() > 0, kPatience);
        QTRY_VERIFY(labelText(*window().findChild<TopBand *>()).contains(u"sandbox"_s));
    }

    void trafficArrivesIsFilteredAndOpened()
    {
        const auto &page = open<pages::TrafficPage>("gt", "traffic");
        kit::TableView &table = *tableWith(page, "upstream");
        const kit::RowModel &rows = rowsOf(table);
        QTRY_VERIFY_WITH_TIMEOUT(rows.rowCount() > 3, kPatience);

        filter(page, u"status<300"_s);
        QTRY_VERIFY_WITH_TIMEOUT(rows.rowCount() > 3 && all(rows, [](int status) { return status < 300; }), kPatience);
        filter(page, u"status>499"_s);
        QTRY_VERIFY_WITH_TIMEOUT(all(rows, [](int status) { return status > 499; }), kPatience);
        filter(page, QString());
        QTRY_VERIFY_WITH_TIMEOUT(rows.rowCount() > 3, kPatience);

        QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, table.visualRect(rows.index(1, 3)).center());
        const QString id = QString::fromUtf8(table.currentKey());
        QVERIFY(!id.isEmpty());
        const auto *card = page.findChild<pages::RequestCard *>();
        QTRY_VERIFY_WITH_TIMEOUT(labelText(*card).contains(id), kPatience);
        QVERIFY(card->findChild<QPlainTextEdit *>()->isVisible());
    }

    void providersShowTheirHoursMeansAndStates()
    {
        const auto &page = open<pages::ProvidersPage>("gp", "providers");
        QTest::keyClick(&window(), Qt::Key_1);
        const kit::RowModel &rows = rowsOf(*tableWith(page, "breaker"));
        QTRY_COMPARE_WITH_TIMEOUT(rows.rowCount(), 4, kPatience);
        const auto cell = [&rows](const QByteArray &id) {
            const auto column = std::ranges::find(rows.columns(), id, &kit::Column::id) - rows.columns().begin();
            return rows.rowAt(rows.placeOf("WALMART_API"))->cells[std::size_t(column)];
        };
        QTRY_VERIFY_WITH_TIMEOUT(cell("requests").number > 0, kPatience);
        for (const char *mean : {"total", "eta", "commission"})
            QTRY_VERIFY_WITH_TIMEOUT(cell(mean).number > 0, kPatience);
        QCOMPARE(cell("breaker").text, u"closed"_s);
        QCOMPARE(cell("credentials").text, u"present"_s);
        const auto charts = page.findChildren<kit::StackChart *>();
        const auto hours = std::ranges::find(charts, u"Requests per hour"_s, &QWidget::accessibleName);
        QVERIFY(hours != charts.end());
        // The chart tells its columns to screen readers: "14:00 1,234".
        static const QRegularExpression hour(u"\\d\\d:\\d0 [1-9]"_s);
        QTRY_VERIFY_WITH_TIMEOUT(hour.match((*hours)->accessibleDescription()).hasMatch(), kPatience);
    }

    void aDecisionShowsItsCandidatesAndOtherWeightsAnotherOutcome()
    {
        const auto &page = open<pages::ProvidersPage>("gp", "providers");
        QTest::keyClick(&window(), Qt::Key_2);
        const kit::TableView *table = tableWith(page, "cart");
        QTRY_VERIFY_WITH_TIMEOUT(table->model()->rowCount() > 1, kPatience);
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(table->model()->index(1, 0)).center());
        const kit::TableView *candidates = tableWith(page, "c10");
        QVERIFY(candidates != nullptr);
        QTRY_COMPARE(candidates->model()->rowCount(), 4);

        QTest::keyClick(&window(), Qt::Key_3);
        const auto *card = page.findChild<pages::WhatIfCard *>();
        const auto changed = [card] {
            static const QRegularExpression count(u": ([\\d,]+) change"_s);
            return count.match(labelText(*card)).captured(1);
        };
        QTRY_COMPARE_WITH_TIMEOUT(changed(), u"0"_s, kPatience);
        const auto sliders = card->findChildren<QSlider *>();
        QCOMPARE(sliders.size(), 5);
        sliders[0]->setFocus();
        QTest::keyClick(sliders[0], Qt::Key_Home);
        QTest::keyClick(sliders[1], Qt::Key_End);
        QTRY_VERIFY_WITH_TIMEOUT(!changed().isEmpty() && changed() != u"0"_s, kPatience);
    }

    void secretsAreNeverShown()
    {
        const auto &page = open<pages::SettingsPage>("gf", "settings");
        const kit::RowModel &rows = rowsOf(*page.findChild<kit::TableView *>());
        QTRY_VERIFY_WITH_TIMEOUT(rows.rowCount() > 20, kPatience);
        const int secret = rows.placeOf("KROGER_CLIENT_SECRET");
        QVERIFY(secret >= 0);
        QVERIFY(rows.rowAt(secret)->cells[1].text.startsWith(u"set (…"_s));
        for (int i = 0; i < rows.rowCount(); ++i) {
            for (const kit::Cell &cell : rows.rowAt(i)->cells)
                QVERIFY2(!cell.text.contains("-key"_L1) || cell.text.startsWith("--"_L1), qPrintable(cell.text));
        }
    }

    void theKeySheetListsOnlyLiveKeys()
    {
        open<pages::TrafficPage>("gt", "traffic");
        QAction *action = nullptr;
        for (QAction *one : window().actions()) {
            if (one->text() == "Undo zoom"_L1)
                action = one;
        }
        QVERIFY(action != nullptr);
        const auto *sheet = window().findChild<kit::KeySheet *>();
        for (const bool live : {true, false, true}) {
            action->setEnabled(live);
            QTest::keyClick(&window(), Qt::Key_Question);
            QTRY_VERIFY(sheet->isVisible());
            QCOMPARE(labelText(*sheet).contains("Undo zoom"_L1), live);
            QVERIFY(labelText(*sheet).contains("Pause or go on"_L1));
            QTest::keyClick(const_cast<kit::KeySheet *>(sheet), Qt::Key_Escape);
            QVERIFY(!sheet->isVisible());
        }
    }

    void thePaletteOpensAPage()
    {
        open<pages::OverviewPage>("go", "overview");
        QTest::keyClick(&window(), Qt::Key_K, Qt::ControlModifier);
        const auto *palette = window().findChild<kit::CommandPalette *>();
        QTRY_VERIFY(palette->isVisible());
        auto *line = palette->findChild<QLineEdit *>();
        QTest::keyClicks(line, u"providers"_s);
        QTest::keyClick(line, Qt::Key_Return);
        QCOMPARE(window().currentPage(), QByteArray("providers"));
        QVERIFY(!palette->isVisible());
    }

    void everyControlHasAName()
    {
        QStringList nameless;
        for (const char *page : {"overview", "traffic", "providers", "settings"}) {
            window().openPage(page);
            for (QWidget *widget : window().findChildren<QWidget *>()) {
                if (!widget->isVisible() || !(widget->focusPolicy() & Qt::TabFocus) || widget->focusProxy() != nullptr)
                    continue;
                const QAccessibleInterface *told = QAccessible::queryAccessibleInterface(widget);
                if (told == nullptr || told->text(QAccessible::Name).isEmpty())
                    nameless += u"%1: %2 %3"_s.arg(QString::fromLatin1(page), QString::fromLatin1(widget->metaObject()->className()),
                                                   widget->objectName());
            }
        }
        QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(u'\n')));
    }

    void everyPageChangesItsLanguage()
    {
        static const QRegularExpression word(u"[A-Za-z]{5,}"_s);
        QStringList left;
        for (const char *page : {"overview", "traffic", "providers", "settings"}) {
            window().openPage(page);
            QCOMPARE(ownTexts(window()).filter(QRegularExpression(u"\\p{Han}"_s)), QStringList());
            QTest::keyClick(&window(), Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
            QTRY_VERIFY(isChinese(window().windowTitle()));
            for (const QString &text : ownTexts(window())) {
                if (word.match(text).hasMatch() && !isChinese(text))
                    left += QString::fromLatin1(page) + u": "_s + text;
            }
            QTest::keyClick(&window(), Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
            QTRY_VERIFY(!isChinese(window().windowTitle()));
        }
        QVERIFY2(left.isEmpty(), qPrintable(left.join(u'\n')));
    }

    void theThemeSwitchesAtRunTime()
    {
        const bool wasDark = m_console->theme().isDark();
        const QColor before = window().palette().color(QPalette::Window);
        QTest::keyClick(&window(), Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(m_console->theme().isDark(), !wasDark);
        QTRY_VERIFY(window().palette().color(QPalette::Window) != before);
        QTest::keyClick(&window(), Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(m_console->theme().isDark(), wasDark);
    }

    void aCutLineIsSaidAndMendsByItself()
    {
        open<pages::OverviewPage>("go", "overview");
        const auto *banner = window().findChild<LinkBanner *>();
        QVERIFY(!banner->isVisible());
        m_cable->cut();
        QTRY_VERIFY_WITH_TIMEOUT(banner->isVisible(), kPatience);
        m_cable->mend();
        QTRY_VERIFY_WITH_TIMEOUT(!banner->isVisible(), kPatience);
    }

    void readOnlyIsMarked()
    {
        const auto mark = [this] { return labelText(*window().findChild<TopBand *>()); };
        const auto isShown = [this] {
            for (const QLabel *label : window().findChild<TopBand *>()->findChildren<QLabel *>()) {
                if (label->text() == "READ-ONLY"_L1)
                    return label->isVisible();
            }
            return false;
        };
        QVERIFY(!mark().isEmpty() && !isShown());
        attach(true);
        QTRY_VERIFY(isShown());
    }

    /// A new gateway has a new address and token, so the band stays until somebody attaches again.
    void aKilledGatewayLeavesItsDataOnTheScreen()
    {
        const auto &page = open<pages::OverviewPage>("go", "overview");
        const kit::TableView &table = *tableWith(page, "rate");
        QTRY_VERIFY_WITH_TIMEOUT(table.model()->rowCount() > 0, kPatience);
        const int rows = table.model()->rowCount();
        m_gateway.kill();
        const auto *banner = window().findChild<LinkBanner *>();
        QTRY_VERIFY_WITH_TIMEOUT(banner->isVisible(), kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(labelText(*banner).contains("Link lost"_L1), kPatience);
        QCOMPARE(table.model()->rowCount(), rows);
        QVERIFY(table.isVisible());
    }

private:
    MainWindow &window() const { return *m_console->window(); }

    void attach(bool readOnly)
    {
        m_console->attach({.base = m_cable->url(), .token = m_token, .readOnly = readOnly});
        QApplication::setActiveWindow(&window());
        QVERIFY(QTest::qWaitForWindowActive(&window()));
        const auto *link = window().findChild<TopBand *>()->findChild<kit::StateBadge *>();
        QTRY_COMPARE_WITH_TIMEOUT(link->accessibleName(), u"linked"_s, kPatience);
    }

    template <class T>
    const T &open(const char *keys, const QByteArray &id)
    {
        QTest::keyClicks(&window(), QString::fromLatin1(keys));
        if (window().currentPage() != id)
            qFatal("the keys %s did not open the page", keys);
        return *window().findChild<T *>();
    }

    void filter(const kit::Page &page, const QString &text)
    {
        QTest::keyClick(&window(), Qt::Key_Slash);
        auto *line = page.filterField()->findChild<QLineEdit *>();
        QTRY_VERIFY(line->hasFocus());
        line->selectAll();
        QTest::keyClick(line, Qt::Key_Backspace);
        QTest::keyClicks(line, text);
        QTest::keyClick(line, Qt::Key_Return);
    }

    static bool all(const kit::RowModel &rows, const std::function<bool(int)> &fits)
    {
        for (int i = 0; i < rows.rowCount(); ++i) {
            if (!fits(rows.rowAt(i)->cells[4].text.toInt()))
                return false;
        }
        return true;
    }

    QTemporaryDir m_folder;
    QProcess m_gateway;
    std::unique_ptr<wire::Cable> m_cable;
    QByteArray m_token;
    std::unique_ptr<Console> m_console;
};

QTEST_MAIN(TstConsolePages)
#include "tst_console_pages.moc"
