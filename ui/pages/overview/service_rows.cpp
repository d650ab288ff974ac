#include "ui/pages/overview/service_rows.h"

#include "ui/kit/formats.h"

#include <cmath>

namespace signalbox::pages {

using namespace Qt::StringLiterals;

namespace {

constexpr double kAlarmingShare = 0.05;

QString capitalised(const QString &name)
{
    return name.left(1).toUpper() + name.mid(1);
}

kit::Cell stateCell(const protocol::ServiceRed &service, const QString &missing)
{
    switch (service.state) {
    case protocol::State::Well:
        return kit::Cell::state(kit::Health::Well);
    case protocol::State::Degraded:
        return kit::Cell::state(kit::Health::Degraded);
    case protocol::State::Down:
        return kit::Cell::state(kit::Health::Down);
    case protocol::State::NotConfigured:
        break;
    }
    return kit::Cell::state(kit::Health::Unknown, missing);
}

} // namespace

kit::Cell ServiceRows::latency(const std::optional<double> &ms)
{
    return kit::Cell::of(ms.value_or(qQNaN()), kit::formatLatency(ms.value_or(qQNaN())));
}

kit::Cell ServiceRows::share(const std::optional<double> &value)
{
    kit::Cell cell = kit::Cell::of(value.value_or(qQNaN()), kit::formatPercent(value.value_or(qQNaN())));
    cell.alarming = value.value_or(0) > kAlarmingShare;
    return cell;
}

double ServiceRows::numberIn(const std::vector<kit::Column> &columns, const kit::Row &row, const QByteArray &column)
{
    const auto index = std::size_t(std::ranges::find(columns, column, &kit::Column::id) - columns.begin());
    return index < row.cells.size() ? row.cells[index].number : qQNaN();
}

QString ServiceRows::filterOf(const QString &service, const QByteArray &column, double value)
{
    const QString all = u"service:"_s + service;
    if (column == "error4xx")
        return all + u" status>399 status<500"_s;
    if (column == "error5xx" || column == "state")
        return all + u" status>499"_s;
    if (column.startsWith('p') && std::isfinite(value))
        return all + u" ms>=%1"_s.arg(std::floor(value));
    return all;
}

client::Place ServiceRows::placeOf(const kit::Row &row, const QByteArray &column)
{
    const QString service = QString::fromUtf8(row.key);
    const std::vector<kit::Column> all = columns();
    const bool running = row.cells.size() > 1 && row.cells[1].health != kit::Health::Unknown;
    if (!running)
        return {"settings", u"service:"_s + service + u" set:no"_s};
    // A calm state leads to the requests as a whole.
    const bool calm = column == "state" && row.cells[1].health == kit::Health::Well;
    return {"traffic", filterOf(service, calm ? "service"_ba : column, numberIn(all, row, column))};
}

std::vector<kit::Column> ServiceRows::columns()
{
    const QStringList names = titles();
    return {{"service", names[0]},
            {"state", names[1], kit::ColumnType::State},
            {"rate", names[2], kit::ColumnType::Number},
            {"error4xx", names[3], kit::ColumnType::Number},
            {"error5xx", names[4], kit::ColumnType::Number},
            {"p50", names[5], kit::ColumnType::Number},
            {"p95", names[6], kit::ColumnType::Number},
            {"p99", names[7], kit::ColumnType::Number},
            {"hour", names[8], kit::ColumnType::Spark}};
}

QStringList ServiceRows::titles()
{
    return {tr("Service"), tr("State"), tr("req/s"), tr("4xx"), tr("5xx"),
            tr("p50 ms"),  tr("p95"),   tr("p99"),   tr("req/s, last hour")};
}

std::vector<kit::Row> ServiceRows::rows(const std::vector<protocol::ServiceRed> &services)
{
    std::vector<kit::Row> rows;
    for (const protocol::ServiceRed &service : services) {
        std::vector<double> hour;
        for (const std::optional<double> &point : service.sparkline)
            hour.push_back(point.value_or(qQNaN()));
        rows.push_back({service.service.toUtf8(),
                        {kit::Cell::name(capitalised(service.service)), stateCell(service, tr("not configured")),
                         kit::Cell::of(service.ratePerSec, kit::formatNumber(service.ratePerSec, 1)),
                         share(service.error4xx), share(service.error5xx), latency(service.p50Ms),
                         latency(service.p95Ms), latency(service.p99Ms),
                         kit::Cell::course(std::move(hour), service.state == protocol::State::Down)}});
    }
    return rows;
}

} // namespace signalbox::pages
