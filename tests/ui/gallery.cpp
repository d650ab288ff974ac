// Pictures of the kit with invented numbers, drawn into a folder given on the command line.
#include "ui/kit/async_action.h"
#include "ui/kit/bar_chart.h"
#include "ui/kit/card.h"
#include "ui/kit/chart_link.h"
#include "ui/kit/filter_field.h"
#include "ui/kit/formats.h"
#include "ui/kit/heat_map.h"
#include "ui/kit/key_sheet.h"
#include "ui/kit/legend.h"
#include "ui/kit/line_chart.h"
#include "ui/kit/metric_label.h"
#include "ui/kit/palette.h"
#include "ui/kit/pie_chart.h"
#include "ui/kit/row_model.h"
#include "ui/kit/sparkline.h"
#include "ui/kit/table_view.h"
#include "ui/kit/theme.h"
#include "ui/kit/time_range.h"
#include "ui/kit/undo_bar.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QSlider>
#include <QVBoxLayout>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace signalbox::kit;

namespace {

struct Shared
{
    TimeRange range;
    SeriesColors colors;
    ChartLink link {range, colors};
};

ChartSeries wave(const QString &name, double base, double swing, qint64 now, bool bump, int style = -1, bool area = false)
{
    ChartSeries series {name, {}, style, area};
    for (int i = 0; i < 600; ++i) {
        const double t = i / 20.0;
        double value = base + swing * std::sin(t) + swing * 0.4 * std::sin(t * 7.3 + base);
        if (bump)
            value += base * 2.2 * std::exp(-std::pow((i - 440) / 30.0, 2));
        const bool gap = i > 150 && i < 175;
        series.points.emplace_back(double(now - (600 - i) * 1'000), gap ? std::nan("") : std::max(value, 0.0));
    }
    return series;
}

Card *lineCard(Shared &shared, const QString &title, const QString &unit, ValueFormat format, std::vector<ChartSeries> series)
{
    auto *card = new Card(title);
    card->setRemark(unit);
    auto *chart = new LineChart(shared.link, std::move(format));
    card->addToHeader(chart->legend());
    card->addWidget(chart, 1);
    const qint64 now = shared.range.window().to;
    chart->setSeries(std::move(series));
    chart->setMarks({{now - 200'000, u"LOOPGPT_KROGER_TIMEOUT 10 s → 6 s"_s}});
    return card;
}

QWidget *overview(Shared &shared)
{
    auto *page = new QWidget;
    page->setObjectName(u"page"_s);
    page->setAttribute(Qt::WA_StyledBackground);
    auto *body = new QVBoxLayout(page);
    body->setContentsMargins(16, 14, 16, 16);
    body->setSpacing(12);
    const qint64 now = shared.range.window().to;
    auto *rows = new RowModel({{"service", u"Service"_s}, {"state", u"State"_s, ColumnType::State},
                               {"rate", u"req/s"_s, ColumnType::Number}, {"errors", u"errors"_s, ColumnType::Number},
                               {"p50", u"p50 ms"_s, ColumnType::Number}, {"p95", u"p95 ms"_s, ColumnType::Number},
                               {"p99", u"p99 ms"_s, ColumnType::Number}, {"hour", u"last hour"_s, ColumnType::Spark}}, page);
    std::vector<Row> services;
    const QStringList names {u"Commerce"_s, u"Shop"_s, u"Aurora"_s, u"Approvals"_s, u"Engineering"_s};
    for (int i = 0; i < names.size(); ++i) {
        std::vector<double> trend;
        for (int k = 0; k < 60; ++k)
            trend.push_back(40 + 8 * std::sin(k / 5.0 + i) + 3 * std::sin(k * 1.7 + i));
        const bool bad = i == 0;
        Cell errors = Cell::of(bad ? 0.061 : 0.002, formatPercent(bad ? 0.061 : 0.002));
        errors.alarming = bad;
        services.push_back({names[i].toUtf8(), {Cell::name(names[i]), Cell::state(bad ? Health::Degraded : Health::Well),
            Cell::of(41.8 * (i + 1), formatNumber(41.8 * (i + 1), 1)), errors, Cell::of(182, formatLatency(182.0 / (i + 1))),
            Cell::of(940, formatLatency(940.0 / (i + 1))), Cell::of(2100, formatLatency(2100.0 / (i + 1))),
            Cell::course(trend, bad)}});
    }
    rows->setRows(services);
    auto *table = new TableView(*rows);
    table->fitToRows(6);
    auto *card = new Card;
    card->setFlush(true);
    card->addWidget(table);
    body->addWidget(card);
    auto *charts = new QHBoxLayout;
    charts->setSpacing(12);
    const auto plain = [](double v) { return formatNumber(v, v == std::floor(v) ? 0 : 1); };
    const auto share = [](double v) -> QString { return formatNumber(v * 100, v * 100 == std::floor(v * 100) ? 0 : 1) + u" %"_s; };
    charts->addWidget(lineCard(shared, u"Requests"_s, u"per second"_s, plain,
                               {wave(u"all"_s, 190, 20, now, false, 0, true), wave(u"commerce"_s, 42, 8, now, false, 1, true)}));
    charts->addWidget(lineCard(shared, u"Errors"_s, u"share"_s, share,
                               {wave(u"5xx"_s, 0.02, 0.003, now, true, 0), wave(u"4xx"_s, 0.01, 0.003, now, false, 1)}));
    charts->addWidget(lineCard(shared, u"Latency"_s, u"ms"_s, plain,
                               {wave(u"p50"_s, 60, 4, now, false, 0), wave(u"p95"_s, 190, 12, now, true, 1),
                                wave(u"p99"_s, 390, 50, now, true, 2)}));
    body->addLayout(charts, 1);
    auto *metrics = new Card(u"Saturation"_s);
    auto *line = new QHBoxLayout;
    for (const auto &[name, value, unit, age] : std::initializer_list<std::tuple<QString, QString, QString, int>> {
             {u"Workers busy"_s, u"23"_s, u"%"_s, 400}, {u"Body memory"_s, u"1"_s, u"of 256 MB"_s, 400},
             {u"Store lag"_s, u"2"_s, u"ms"_s, 400}, {u"Open breakers"_s, u"1"_s, QString(), 9'000}}) {
        auto *label = new MetricLabel(name);
        label->setValue(value, unit, QDateTime::currentMSecsSinceEpoch() - age);
        line->addWidget(label);
    }
    metrics->addLayout(line);
    body->addWidget(metrics);
    return page;
}

QWidget *decisions(QWidget *parent)
{
    auto *rows = new RowModel({{"time", u"Time"_s, ColumnType::Time}, {"cart", u"Cart"_s}, {"chosen", u"Chosen"_s},
                               {"score", u"Score"_s, ColumnType::Number}, {"price", u"Price"_s, ColumnType::Number},
                               {"speed", u"Speed"_s, ColumnType::Number}, {"avail", u"Availability"_s, ColumnType::Number},
                               {"why", u"Why"_s}}, parent);
    std::vector<Row> all;
    for (int i = 0; i < 60; ++i) {
        const qint64 at = 1'790'000'000'000 - i * 3'000;
        all.push_back({QByteArray::number(i), {Cell::of(double(at), formatClock(at)), Cell::of(u"%1 items · $%2"_s.arg(i % 4 + 2).arg(18.4 + 3.3 * i, 0, 'f', 2)),
            Cell::name(i % 5 == 4 ? u"Instacart"_s : u"Walmart"_s), Cell::of(136.97 - 2.31 * i, formatNumber(136.97 - 2.31 * i, 2)),
            Cell::of(100 - 1.7 * i, formatNumber(100 - 1.7 * i, 1)), Cell::of(82 - i, formatNumber(82 - i, 1)), Cell::of(100, u"100.0"_s),
            Cell::of(u"best price of 4 · Kroger timed out after 6 s"_s)}});
    }
    rows->setRows(all);
    auto *table = new TableView(*rows);
    table->selectRow(1);
    auto *card = new Card(u"Decisions"_s, parent);
    card->setRemark(u"newest first"_s);
    auto *filter = new FilterField;
    filter->setCheck([](const QString &) { return FilterProblem {0, 5, u"no field “statu”"_s}; });
    filter->setText(u"statu:500 provider:Kroger"_s);
    card->addWidget(filter);
    card->addWidget(table, 1);
    return card;
}

QWidget *providers(Shared &shared)
{
    auto *page = new QWidget;
    page->setObjectName(u"page"_s);
    page->setAttribute(Qt::WA_StyledBackground);
    auto *grid = new QGridLayout(page);
    grid->setContentsMargins(16, 14, 16, 16);
    grid->setSpacing(12);
    const qint64 now = shared.range.window().to;
    const QStringList names {u"Walmart"_s, u"Instacart"_s, u"MealMe"_s, u"Kroger"_s};
    for (const QString &name : names)
        shared.colors.style(name);
    auto *pie = new PieChart(shared.link);
    pie->setSlices({{names[0], 71}, {names[1], 14}, {names[2], 9}, {names[3], 6}});
    auto *selected = new Card(u"Selected"_s);
    selected->setRemark(u"share of 25,112 orders"_s);
    selected->addWidget(pie, 1);
    grid->addWidget(selected, 0, 0, 1, 3);
    grid->addWidget(lineCard(shared, u"Latency"_s, u"ms"_s, [](double v) { return formatNumber(v); },
                             {wave(names[0], 200, 15, now, false), wave(names[1], 340, 25, now, false),
                              wave(names[2], 280, 20, now, false), wave(names[3], 430, 35, now, true)}), 0, 3, 1, 5);
    auto *bars = new BarChart(shared.link, BarChart::Colors::ByName, [](double v) { return formatPercent(v); });
    bars->setBars({{names[0], 0.004}, {names[1], 0.011}, {names[2], 0.009}, {names[3], 0.182}});
    bars->setLimit(0.1);
    auto *errors = new Card(u"Errors"_s);
    errors->setRemark(u"share of quotes, limit 10 %"_s);
    errors->addWidget(bars, 1);
    grid->addWidget(errors, 0, 8, 1, 4);
    grid->addWidget(decisions(page), 1, 0, 1, 8);
    auto *right = new Card(u"What if"_s);
    right->setRemark(u"weights"_s);
    for (int i = 0; i < 3; ++i) {
        auto *slider = new QSlider(Qt::Horizontal);
        slider->setValue(20 + 25 * i);
        right->addWidget(slider);
    }
    auto *map = new HeatMap(shared.link, [](double ms) -> QString { return formatDuration(ms); });
    std::vector<HeatMap::Column> columns;
    for (int i = 0; i < 60; ++i)
        columns.push_back({now - (60 - i) * 10'000, {200 + 40 * std::sin(i), 90, 30 + 20 * std::sin(i / 4.0), i > 40 ? 12.0 : 1.0, i % 9 == 0 ? 1.0 : 0}});
    map->setCells({10, 100, 500, 1'000}, columns, 10'000);
    right->addWidget(map, 1);
    auto *apply = new AsyncAction(u"Apply with guard…"_s);
    apply->setBlocked(u"Needs role operator."_s);
    auto *go = new AsyncAction(u"Preview"_s);
    go->setPrimaryAct(true);
    right->addWidget(apply);
    right->addWidget(go);
    grid->addWidget(right, 1, 8, 1, 4);
    for (int column = 0; column < 12; ++column)
        grid->setColumnStretch(column, 1);
    grid->setRowStretch(0, 3);
    grid->setRowStretch(1, 4);
    return page;
}

void save(QWidget *widget, const QString &path)
{
    widget->resize(1092, 754);
    widget->show();
    const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(250);
    while (std::chrono::steady_clock::now() < end)
        QApplication::processEvents();
    widget->grab().save(path);
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    Theme theme(application);
    const QString folder = application.arguments().value(1, u"."_s);
    for (const ThemeMode mode : {ThemeMode::Light, ThemeMode::Dark}) {
        theme.setMode(mode);
        const QString suffix = mode == ThemeMode::Light ? u"-light.png"_s : u"-dark.png"_s;
        Shared shared;
        const std::unique_ptr<QWidget> first(overview(shared));
        first->resize(1092, 754);
        shared.link.setCursor(shared.range.window().to - 150'000);
        save(first.get(), folder + u"/kit-overview"_s + suffix);
        shared.link.setCursor({});
        const std::unique_ptr<QWidget> second(providers(shared));
        save(second.get(), folder + u"/kit-providers"_s + suffix);
        CommandPalette palette(second.get());
        palette.open({{u"Open Overview"_s, u"Page"_s, QKeySequence(u"G, O"_s), {}},
                      {u"Open Traffic"_s, u"Page"_s, QKeySequence(u"G, T"_s), {}},
                      {u"Kroger: disable"_s, u"Act"_s, {}, {}, u"needs role operator"_s}});
        UndoBar bar(second.get());
        bar.offer(u"Kroger disabled"_s, {});
        save(second.get(), folder + u"/kit-palette"_s + suffix);
    }
    return 0;
}
