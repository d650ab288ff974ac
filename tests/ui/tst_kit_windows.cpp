#include "ui/kit/async_action.h"
#include "ui/kit/bar_chart.h"
#include "ui/kit/filter_field.h"
#include "ui/kit/key_sheet.h"
#include "ui/kit/legend.h"
#include "ui/kit/line_chart.h"
#include "ui/kit/palette.h"
#include "ui/kit/theme.h"
#include "ui/kit/time_range.h"
#include "ui/kit/undo_bar.h"

#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox::kit;

namespace {

ValueFormat plain()
{
    return [](double value) { return QString::number(value); };
}

int pixelsOf(const QImage &image, const QColor &color)
{
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            count += image.pixelColor(x, y) == color ? 1 : 0;
    }
    return count;
}

} // namespace

class TstKitWindows : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qobject_cast<QApplication *>(QCoreApplication::instance())); }
    void init() { m_theme->setMode(ThemeMode::Light); }

    void dragZoomsAllLinkedChartsAndBackspaceUndoes()
    {
        TimeRange range;
        SeriesColors colors;
        ChartLink link(range, colors);
        LineChart chart(link, plain());
        chart.resize(400, 200);
        chart.show();
        const TimeRange::Window before = range.window();
        chart.setSeries({{u"a"_s, {{double(before.from + 1'000), 1}, {double(before.from + 2'000), 2}}}});
        QTest::mousePress(chart.viewport(), Qt::LeftButton, {}, {150, 100});
        QTest::mouseMove(chart.viewport(), {250, 100});
        QTest::mouseRelease(chart.viewport(), Qt::LeftButton, {}, {250, 100});
        QVERIFY(!range.isLive());
        QVERIFY(range.window().from > before.from && range.window().to < before.to);
        QTest::keyClick(&chart, Qt::Key_Backspace);
        QVERIFY(range.isLive());
    }

    void pointerOverOneChartShowsTheTimeInAll()
    {
        TimeRange range;
        SeriesColors colors;
        ChartLink link(range, colors);
        LineChart first(link, plain());
        first.resize(400, 200);
        first.show();
        QSignalSpy moved(&link, &ChartLink::cursorMoved);
        QTest::mouseMove(first.viewport(), {200, 80});
        QTRY_VERIFY(moved.count() > 0);
        const qint64 middle = (range.window().from + range.window().to) / 2;
        QVERIFY(std::abs(*link.cursor() - middle) < 30'000);
    }

    void legendClickHidesALine()
    {
        TimeRange range;
        SeriesColors colors;
        ChartLink link(range, colors);
        LineChart chart(link, plain());
        chart.resize(400, 200);
        const double now = double(range.window().to);
        chart.setSeries({{u"a"_s, {{now - 4'000, 5}, {now - 300'000 + 300'000, 5}}}, {u"b"_s, {{now - 4'000, 9}, {now, 9}}}});
        QVERIFY(chart.toCsv().contains(u"\"b\","_s));
        chart.show();
        const int with = pixelsOf(chart.grab().toImage(), colors.style(u"b"_s).color);
        QTest::mouseClick(chart.legend(), Qt::LeftButton, {}, {5, 8});
        QVERIFY(chart.legend()->isHiddenSeries(u"a"_s));
        QVERIFY(pixelsOf(chart.grab().toImage(), colors.style(u"a"_s).color) == 0);
        QVERIFY(with > 0);
    }

    void aBarHasTheColourOfItsNameInEveryTheme()
    {
        TimeRange range;
        SeriesColors colors;
        ChartLink link(range, colors);
        colors.style(u"Walmart"_s);
        BarChart bars(link, BarChart::Colors::ByName, plain());
        bars.resize(300, 200);
        bars.setBars({{u"Kroger"_s, 5}});
        bars.show();
        QVERIFY(pixelsOf(bars.grab().toImage(), lightTokens().series[1]) > 500);
        m_theme->setMode(ThemeMode::Dark);
        QVERIFY(pixelsOf(bars.grab().toImage(), darkTokens().series[1]) > 500);
    }

    void keySheetListsOnlyLiveKeys()
    {
        QWidget window;
        auto *live = new QAction(u"&Pause"_s, &window);
        live->setShortcut(QKeySequence(u"G, O"_s));
        auto *off = new QAction(u"Apply"_s, &window);
        off->setShortcut(Qt::Key_A);
        off->setEnabled(false);
        auto *keyless = new QAction(u"Export"_s, &window);
        window.addActions({live, off, keyless});
        QCOMPARE(liveKeys({&window}), (std::vector<KeyLine> {{u"g o"_s, u"Pause"_s}}));
        off->setEnabled(true);
        QCOMPARE(liveKeys({&window}).size(), std::size_t(2));
    }

    void filterTellsWhatIsWrongAndKeepsTheOldResult()
    {
        FilterField field;
        field.show();
        QSignalSpy applied(&field, &FilterField::applied);
        field.setCheck([](const QString &text) -> std::optional<FilterProblem> {
            if (text.contains(u'('))
                return FilterProblem {int(text.indexOf(u'(')), 1, u"never closed"_s};
            return std::nullopt;
        });
        field.setText(u"status:500"_s);
        QCOMPARE(applied.count(), 1);
        field.setText(u"status:500 (a"_s);
        QCOMPARE(applied.count(), 1);
        const auto labels = field.findChildren<QLabel *>();
        QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel *label) {
            return label->isVisible() && label->text().contains(u"never closed"_s) && label->text().contains(u"12"_s);
        }));
        QTest::keyClick(field.findChild<QLineEdit *>(), Qt::Key_Escape);
        QCOMPARE(field.text(), QString());
        QCOMPARE(applied.count(), 2);
    }

    void undoIsOfferedOnceAndDoesItOnce()
    {
        QWidget window;
        UndoBar bar(&window);
        window.show();
        int undone = 0;
        bar.offer(u"Kroger disabled"_s, [&] { ++undone; });
        QVERIFY(bar.isVisible());
        auto *button = bar.findChild<QPushButton *>();
        button->click();
        button->click();
        QCOMPARE(undone, 1);
        QVERIFY(!bar.isVisible());
        bar.offer(u"again"_s, [&] { ++undone; });
        bar.tell(u"Saved"_s);
        QVERIFY(!button->isVisible());
    }

    void aBlockedActSaysWhyAndDoesNothing()
    {
        AsyncAction act(u"Apply"_s);
        act.show();
        int started = 0;
        AsyncAction::Done finish;
        act.setWork([&](const AsyncAction::Done &done) {
            ++started;
            finish = done;
        });
        act.setBlocked(u"Needs role operator."_s);
        act.start();
        QCOMPARE(started, 0);
        QVERIFY(act.findChild<QLabel *>()->isVisible());
        QCOMPARE(act.findChild<QLabel *>()->text(), u"Needs role operator."_s);
        act.setBlocked({});
        act.start();
        act.start();
        QCOMPARE(started, 1);
        QVERIFY(act.isRunning());
        finish(u"It failed."_s);
        finish(u"Twice."_s);
        QVERIFY(!act.isRunning());
        QCOMPARE(act.findChild<QLabel *>()->text(), u"It failed."_s);
    }

    void paletteRunsTheEntryThatIsTyped()
    {
        QWidget window;
        window.resize(800, 600);
        window.show();
        CommandPalette palette(&window);
        QString ran;
        palette.open({{u"Go to Traffic"_s, {}, {}, [&] { ran = u"traffic"_s; }},
                      {u"Go to Providers"_s, {}, {}, [&] { ran = u"providers"_s; }},
                      {u"Disable Kroger"_s, {}, {}, [&] { ran = u"disabled"_s; }, u"needs role operator"_s}});
        auto *line = palette.findChild<QLineEdit *>();
        QTest::keyClicks(line, u"prov"_s);
        QTest::keyClick(line, Qt::Key_Return);
        QCOMPARE(ran, u"providers"_s);
        QVERIFY(!palette.isVisible());
    }

private:
    std::unique_ptr<Theme> m_theme;
};

QTEST_MAIN(TstKitWindows)
#include "tst_kit_windows.moc"
