#include "ui/kit/chart_link.h"
#include "ui/kit/formats.h"
#include "ui/kit/line_chart.h"
#include "ui/kit/palette.h"
#include "ui/kit/ticks.h"
#include "ui/kit/time_range.h"
#include "ui/kit/tokens.h"

#include <QSignalSpy>
#include <QTest>

#include <cmath>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using namespace signalbox::kit;

class TstKitValues : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyTextIsReadableOnItsGround_data()
    {
        QTest::addColumn<QColor>("ink");
        QTest::addColumn<QColor>("ground");
        for (const Tokens *theme : {&lightTokens(), &darkTokens()}) {
            const std::pair<const char *, QColor> inks[] {{"text", theme->text}, {"muted", theme->muted},
                {"accent", theme->accent}, {"well", theme->well}, {"warning", theme->warning}, {"bad", theme->bad}};
            const std::pair<const char *, QColor> grounds[] {{"background", theme->background}, {"panel", theme->panel},
                {"row selected", theme->rowSelected}};
            for (const auto &[ink, color] : inks) {
                for (const auto &[ground, under] : grounds)
                    QTest::addRow("%s %s on %s", theme->dark ? "dark" : "light", ink, ground) << color << under;
            }
            for (const auto &[ink, color] : {inks[0], inks[1]}) {
                QTest::addRow("%s %s on navigation", theme->dark ? "dark" : "light", ink) << color << theme->navigation;
                QTest::addRow("%s %s on navigation selected", theme->dark ? "dark" : "light", ink)
                    << color << theme->navigationSelected;
            }
            for (const auto &[fill, under] : {inks[2], inks[3], inks[4], inks[5]})
                QTest::addRow("%s on %s", theme->dark ? "dark" : "light", fill) << theme->onAccent << under;
        }
    }

    void everyTextIsReadableOnItsGround()
    {
        QFETCH(QColor, ink);
        QFETCH(QColor, ground);
        QVERIFY2(contrast(ink, ground) >= 4.5, qPrintable(QString::number(contrast(ink, ground))));
    }

    void linesStandOutFromThePanel()
    {
        for (const Tokens *theme : {&lightTokens(), &darkTokens()}) {
            for (const QColor &color : theme->series)
                QVERIFY(contrast(color, theme->panel) >= 3);
        }
    }

    void ticksAreThreeOrFourRoundValues_data()
    {
        QTest::addColumn<double>("low");
        QTest::addColumn<double>("high");
        QTest::addColumn<QList<double>>("values");
        QTest::newRow("the sketch's 260") << 0.0 << 260.0 << QList<double> {0, 100, 200, 300};
        QTest::newRow("the sketch's 1400") << 0.0 << 1'400.0 << QList<double> {0, 500, 1'000, 1'500};
        QTest::newRow("seven percent") << 0.0 << 0.07 << QList<double> {0, 0.05, 0.1};
        QTest::newRow("one") << 0.0 << 1.0 << QList<double> {0, 0.5, 1};
        QTest::newRow("seventy") << 0.0 << 70.0 << QList<double> {0, 25, 50, 75};
        QTest::newRow("from zero") << 900.0 << 1'000.0 << QList<double> {0, 500, 1'000};
        QTest::newRow("empty") << 0.0 << 0.0 << QList<double> {0, 0.5, 1};
        QTest::newRow("not a number") << 0.0 << std::nan("") << QList<double> {0, 0.5, 1};
    }

    void ticksAreThreeOrFourRoundValues()
    {
        QFETCH(double, low);
        QFETCH(double, high);
        QFETCH(QList<double>, values);
        const ValueTicks ticks = roundTicks(low, high);
        QCOMPARE(qsizetype(ticks.values.size()), values.size());
        for (qsizetype i = 0; i < values.size(); ++i)
            QVERIFY2(std::abs(ticks.values[std::size_t(i)] - values[i]) < 1e-9, qPrintable(QString::number(values[i])));
    }

    void ticksCoverEveryRange()
    {
        for (double high = 0.001; high < 1e9; high *= 1.37) {
            for (const double low : {0.0, -high, -high / 7}) {
                const ValueTicks ticks = roundTicks(low, high);
                QVERIFY2(ticks.values.size() >= 3 && ticks.values.size() <= 4, qPrintable(QString::number(high)));
                QVERIFY(ticks.low <= low && ticks.high >= high * 0.999999);
            }
        }
    }

    void timeTicksAreRoundAndInside()
    {
        const qint64 from = 1'790'000'123'456;
        for (const qint64 length : {10'000LL, 600'000LL, 3'600'000LL, 86'400'000LL, 604'800'000LL}) {
            const std::vector<TimeTick> ticks = timeTicks(from, from + length, 6);
            QVERIFY(ticks.size() >= 2 && ticks.size() <= 7);
            for (const TimeTick &tick : ticks)
                QVERIFY(tick.at >= from && tick.at <= from + length && tick.at % 1'000 == 0);
        }
    }

    void zoomIsUndoneStepByStep()
    {
        TimeRange range;
        range.setNow(1'000'000);
        QSignalSpy chosen(&range, &TimeRange::chosen);
        QCOMPARE(range.window(), (TimeRange::Window {400'000, 1'000'000}));
        range.zoom({500'000, 600'000});
        range.zoom({520'000, 530'000});
        QCOMPARE(chosen.count(), 2);
        range.setNow(2'000'000);
        QCOMPARE(range.window(), (TimeRange::Window {520'000, 530'000}));
        QVERIFY(range.undoZoom());
        QCOMPARE(range.window(), (TimeRange::Window {500'000, 600'000}));
        QVERIFY(range.undoZoom());
        QVERIFY(range.isLive());
        QCOMPARE(range.window().to, 2'000'000);
        QVERIFY(!range.undoZoom());
        range.zoom({1, 2});
        QVERIFY2(range.isLive(), "a window under 2 s is a slip of the mouse");
    }

    void choosingASpanDropsTheZoom()
    {
        TimeRange range;
        range.setNow(10'000'000);
        range.zoom({5'000'000, 6'000'000});
        range.setSpan(1h);
        QVERIFY(range.isLive());
        QCOMPARE(range.window(), (TimeRange::Window {10'000'000 - 3'600'000, 10'000'000}));
    }

    void numbersAreShort_data()
    {
        QTest::addColumn<QString>("made");
        QTest::addColumn<QString>("expected");
        const QLocale en(QLocale::English, QLocale::UnitedStates);
        QTest::newRow("grouped") << formatNumber(25'112, 0, en) << u"25,112"_s;
        QTest::newRow("less") << formatNumber(-4.02, 2, en) << u"\u22124.02"_s;
        QTest::newRow("hardly less") << formatNumber(-0.04, 1, en) << u"0.0"_s;
        QTest::newRow("unknown") << formatNumber(std::nan(""), 1, en) << u"–"_s;
        QTest::newRow("share") << formatPercent(0.061, en) << u"6.1 %"_s;
        QTest::newRow("large share") << formatPercent(0.71, en) << u"71 %"_s;
        QTest::newRow("no errors") << formatPercent(0, en) << u"0 %"_s;
        QTest::newRow("few errors") << formatPercent(0.0002, en) << u"0.02 %"_s;
        QTest::newRow("fast") << formatDuration(0.44, en) << u"0.4 ms"_s;
        QTest::newRow("ms") << formatDuration(182.4, en) << u"182 ms"_s;
        QTest::newRow("rounds up to seconds") << formatDuration(999.7, en) << u"1 s"_s;
        QTest::newRow("seconds") << formatDuration(1'900, en) << u"1.9 s"_s;
        QTest::newRow("minutes") << formatDuration(31 * 60'000, en) << u"31 min"_s;
        QTest::newRow("latency") << formatLatency(940, en) << u"940"_s;
        QTest::newRow("slow latency") << formatLatency(2'100, en) << u"2.1 s"_s;
        QTest::newRow("age") << formatAge(400ms, en) << u"0.4 s ago"_s;
        QTest::newRow("clocks apart") << formatAge(-3s, en) << u"0.0 s ago"_s;
        QTest::newRow("cents") << formatCents(1'840, en) << u"$18.40"_s;
        QTest::newRow("cheaper") << formatCents(-84, en) << u"\u2212$0.84"_s;
        QTest::newRow("bytes") << formatBytes(38'000'000, en) << u"38 MB"_s;
    }

    void numbersAreShort()
    {
        QFETCH(QString, made);
        QFETCH(QString, expected);
        QCOMPARE(made, expected);
    }

    void paletteFindsWhatIsMeant()
    {
        const std::vector<PaletteEntry> entries {{u"Go to Settings"_s, {}, {}, {}}, {u"Go to Traffic"_s, {}, {}, {}},
                                                 {u"Kroger: open the breaker"_s, {}, {}, {}},
                                                 {u"Go to Providers"_s, {}, {}, {}}};
        QCOMPARE(bestMatches(u"gt"_s, entries, 1), (std::vector<std::size_t> {1}));
        QCOMPARE(bestMatches(u"kbr"_s, entries, 9), (std::vector<std::size_t> {2}));
        QCOMPARE(bestMatches(u""_s, entries, 9), (std::vector<std::size_t> {0, 1, 2, 3}));
        QVERIFY(bestMatches(u"zzz"_s, entries, 9).empty());
        QVERIFY(*fuzzyScore(u"prov"_s, u"Go to Providers"_s) > *fuzzyScore(u"prov"_s, u"Approve a version"_s));
    }

    void aNameKeepsItsHueAndFurtherOnesGetADash()
    {
        SeriesColors colors;
        const QStringList names {u"a"_s, u"b"_s, u"c"_s, u"d"_s, u"e"_s};
        for (const QString &name : names)
            colors.style(name);
        QCOMPARE(colors.style(u"b"_s).color, tokens().series[1]);
        QCOMPARE(colors.style(u"e"_s).color, tokens().series[0]);
        QVERIFY(colors.style(u"e"_s).dash != colors.style(u"a"_s).dash);
    }

    void gapsAreNotJoined()
    {
        const std::vector<QPointF> points {{0, 1}, {1'000, 2}, {2'000, std::nan("")}, {3'000, 4}, {20'000, 5}};
        const auto runs = segments(points, 5s);
        QCOMPARE(runs.size(), std::size_t(3));
        QCOMPARE(runs[0].size(), 2);
        const ChartSeries series {u"x"_s, points};
        QCOMPARE(valueAt(series, 900, 5'000), 2.0);
        QVERIFY(std::isnan(valueAt(series, 11'000, 5'000)));
    }
};

QTEST_MAIN(TstKitValues)
#include "tst_kit_values.moc"
