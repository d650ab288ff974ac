#include "ui/kit/bar_chart.h"
#include "ui/kit/chart_link.h"
#include "ui/kit/legend.h"
#include "ui/kit/line_chart.h"
#include "ui/kit/pie_chart.h"
#include "ui/kit/row_model.h"
#include "ui/kit/stack_chart.h"
#include "ui/kit/table_view.h"
#include "ui/kit/theme.h"
#include "ui/kit/time_range.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QMenu>
#include <QTest>
#include <QTranslator>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace signalbox::kit;

namespace {

ValueFormat plain()
{
    return [](double value) { return QString::number(value); };
}

/// Says everything in a language of its own: the English text in brackets.
class Brackets : public QTranslator
{
public:
    QString translate(const char *, const char *text, const char *, int) const override { return u'[' + QString::fromUtf8(text) + u']'; }
    bool isEmpty() const override { return false; }
};

/// Pixels of about that colour above the names under the plot: a line that lies between two rows of pixels is lighter.
int pixelsOf(const QImage &image, const QColor &color, int from, int to)
{
    constexpr int kNear = 100;
    constexpr int kNames = 20;
    int count = 0;
    for (int y = 0; y < image.height() - kNames; ++y) {
        for (int x = from; x < to; ++x) {
            const QColor pixel = image.pixelColor(x, y);
            const int distance = std::abs(pixel.red() - color.red()) + std::abs(pixel.green() - color.green()) + std::abs(pixel.blue() - color.blue());
            count += distance < kNear ? 1 : 0;
        }
    }
    return count;
}

/// Chooses an entry of the context menu that the widget opens.
void chooseInMenu(QWidget *target, QWidget *owner, const QString &text)
{
    QContextMenuEvent event(QContextMenuEvent::Keyboard, {40, 40}, target->mapToGlobal(QPoint(40, 40)));
    QCoreApplication::sendEvent(target, &event);
    QMenu *menu = owner->findChild<QMenu *>(QString(), Qt::FindDirectChildrenOnly);
    QVERIFY(menu != nullptr);
    const QList<QAction *> actions = menu->actions();
    const auto found = std::ranges::find_if(actions, [&text](const QAction *one) { return one->text() == text; });
    QVERIFY2(found != actions.end(), qPrintable(text));
    (*found)->trigger();
    menu->close();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
}

} // namespace

/// What every chart of the console can do (contract operator-console 4.3).
class TstKitCharts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_theme = std::make_unique<Theme>(*qobject_cast<QApplication *>(QCoreApplication::instance()));
        m_theme->setMode(ThemeMode::Light);
        for (const char *name : {"Walmart", "Kroger"})
            m_colors.style(QString::fromLatin1(name));
    }

    void aGapIsDrawnAsAGap()
    {
        LineChart chart(m_link, plain());
        chart.resize(600, 200);
        const TimeRange::Window window = m_range.window();
        const auto at = [&window](double share) { return double(window.from) + share * double(window.to - window.from); };
        std::vector<QPointF> points;
        for (double share = 0; share <= 1; share += 0.005)
            points.emplace_back(at(share), share > 0.4 && share < 0.6 ? std::nan("") : 5);
        chart.setGap(std::chrono::minutes(1));
        chart.setSeries({{u"Walmart"_s, points}});
        chart.show();
        const QImage image = chart.grab().toImage();
        const QColor ink = m_colors.style(u"Walmart"_s).color;
        QVERIFY(pixelsOf(image, ink, 60, 230) > 50);
        QCOMPARE(pixelsOf(image, ink, 275, 345), 0);
        QVERIFY(pixelsOf(image, ink, 400, 580) > 50);
    }

    void onlyGapsAreNoData()
    {
        LineChart chart(m_link, plain());
        QVERIFY(chart.accessibleDescription().startsWith(u"Loading"_s));
        chart.setSeries({{u"Walmart"_s, {{double(m_range.window().to - 1'000), std::nan("")}}}});
        QCOMPARE(chart.accessibleDescription(), u"No data in this time range"_s);
    }

    void theUnitStandsOnTheAxis()
    {
        BarChart chart(m_link, BarChart::Colors::ByName, plain());
        chart.setBars({{u"Walmart"_s, 180}});
        const QString bare = chart.tickTexts().last();
        chart.setUnit(u"ms"_s);
        QCOMPARE(chart.tickTexts().last(), QString(bare + QChar(QChar::Nbsp) + u"ms"_s));
        QCOMPARE(chart.tickTexts().first(), u"0"_s);
    }

    void aDoubleClickGoesBackToLive()
    {
        LineChart chart(m_link, plain());
        chart.resize(400, 200);
        chart.show();
        const TimeRange::Window live = m_range.window();
        m_range.zoom({live.from + 60'000, live.from + 300'000});
        m_range.zoom({live.from + 60'000, live.from + 120'000});
        QTest::mouseDClick(chart.viewport(), Qt::LeftButton, {}, {200, 100});
        QVERIFY(m_range.isLive());
    }

    void everyChartIsCopiedAsImageAndCsv()
    {
        const double now = double(m_range.window().to);
        LineChart line(m_link, plain());
        line.setSeries({{u"a \"b\""_s, {{now - 2'000, 1.5}, {now - 1'000, std::nan("")}}}});
        BarChart bars(m_link, BarChart::Colors::One, plain());
        bars.setBars({{u"Kroger"_s, 2}});
        StackChart stack(m_link, plain());
        stack.setStacks({u"14:00"_s, u"15:00"_s}, {{u"Kroger"_s, {3, std::nan("")}}});
        for (PlotView *chart : std::initializer_list<PlotView *> {&line, &bars, &stack}) {
            chart->resize(300, 160);
            chart->show();
            chooseInMenu(chart->viewport(), chart, u"Copy as CSV"_s);
            QCOMPARE(QGuiApplication::clipboard()->text(), chart->toCsv());
            chooseInMenu(chart->viewport(), chart, u"Copy as image"_s);
            QCOMPARE(QGuiApplication::clipboard()->image().size(), chart->size() * chart->devicePixelRatioF());
        }
        QCOMPARE(line.toCsv(), u"series,time_ms,value\n\"a \"\"b\"\"\",%1,1.5\n\"a \"\"b\"\"\",%2,\n"_s.arg(qint64(now) - 2'000).arg(qint64(now) - 1'000));
        QCOMPARE(stack.toCsv(), u"column,series,value\n\"14:00\",\"Kroger\",3\n\"15:00\",\"Kroger\",\n"_s);
        PieChart pie(m_link);
        pie.setSlices({{u"Kroger"_s, 3}, {u"Walmart"_s, 1}});
        pie.resize(260, 240);
        pie.show();
        chooseInMenu(&pie, &pie, u"Copy as CSV"_s);
        QCOMPARE(QGuiApplication::clipboard()->text(), u"name,value\n\"Kroger\",3\n\"Walmart\",1\n"_s);
        chooseInMenu(&pie, &pie, u"Copy as image"_s);
        QVERIFY(pixelsOf(QGuiApplication::clipboard()->image(), m_colors.style(u"Kroger"_s).color, 0, 260) > 500);
    }

    void aStackShowsItsPartsAndHidesThem()
    {
        StackChart chart(m_link, plain());
        chart.resize(400, 200);
        chart.setStacks({u"14:00"_s, u"15:00"_s}, {{u"Walmart"_s, {10, 20}}, {u"Kroger"_s, {5, 5}}});
        chart.show();
        QCOMPARE(chart.accessibleDescription(), u"14:00 15, 15:00 25"_s);
        const QColor ink = m_colors.style(u"Walmart"_s).color;
        QVERIFY(pixelsOf(chart.grab().toImage(), ink, 0, 400) > 500);
        QTest::mouseClick(chart.legend(), Qt::LeftButton, {}, {5, 8});
        QVERIFY(chart.legend()->isHiddenSeries(u"Walmart"_s));
        QCOMPARE(pixelsOf(chart.grab().toImage(), ink, 0, 400), 0);
        QCOMPARE(chart.tickTexts().last().toDouble() < 10, true);
        chart.setStacks({u"14:00"_s}, {{u"Walmart"_s, {std::nan("")}}});
        QCOMPARE(chart.accessibleDescription(), u"No data in this time range"_s);
    }

    void statesChangeTheirLanguageAtOnce()
    {
        LineChart loading(m_link, plain());
        BarChart empty(m_link, BarChart::Colors::One, plain());
        empty.setBars({});
        PieChart pie(m_link);
        pie.setSlices({});
        StackChart told(m_link, plain());
        told.setState([] { return ViewState::empty(QCoreApplication::translate("Test", "Nothing yet")); });
        RowModel rows({{"a", u"A"_s}});
        TableView table(rows);
        table.setState([] { return ViewState::empty(QCoreApplication::translate("Test", "No decision yet")); });
        const std::initializer_list<QWidget *> all {&loading, &empty, &pie, &told, &table};
        Brackets brackets;
        QCoreApplication::installTranslator(&brackets);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::LanguageChange);
        for (QWidget *widget : all) {
            QEvent changed(QEvent::LanguageChange);
            QCoreApplication::sendEvent(widget, &changed);
            QVERIFY2(widget->accessibleDescription().startsWith(u'['), widget->metaObject()->className());
        }
        QCoreApplication::removeTranslator(&brackets);
        for (QWidget *widget : all) {
            QEvent changed(QEvent::LanguageChange);
            QCoreApplication::sendEvent(widget, &changed);
            QVERIFY2(!widget->accessibleDescription().startsWith(u'['), widget->metaObject()->className());
        }
    }

private:
    std::unique_ptr<Theme> m_theme;
    TimeRange m_range;
    SeriesColors m_colors;
    ChartLink m_link {m_range, m_colors};
};

QTEST_MAIN(TstKitCharts)
#include "tst_kit_charts.moc"
