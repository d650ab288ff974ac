#include "ui/pages/overview/operation_rows.h"

#include "ui/kit/formats.h"
#include "ui/pages/overview/service_rows.h"

namespace signalbox::pages {

using namespace Qt::StringLiterals;

std::vector<kit::Column> OperationRows::columns()
{
    const QStringList names = titles();
    return {{"operation", names[0]},
            {"rate", names[1], kit::ColumnType::Number},
            {"error4xx", names[2], kit::ColumnType::Number},
            {"error5xx", names[3], kit::ColumnType::Number},
            {"p95", names[4], kit::ColumnType::Number},
            {"service", names[5]}};
}

QStringList OperationRows::titles()
{
    return {tr("Operation"), tr("req/s"), tr("4xx"), tr("5xx"), tr("p95 ms"), tr("Service")};
}

std::vector<kit::Row> OperationRows::rows(const protocol::TrafficOperations &operations, std::size_t most)
{
    std::vector<kit::Row> rows;
    for (const protocol::OperationRed &one : operations.items) {
        if (rows.size() == most)
            break;
        const QString key = one.service + u'\n' + one.method + u'\n' + one.operation;
        rows.push_back({key.toUtf8(),
                        {kit::Cell::name(one.method + u' ' + one.operation),
                         kit::Cell::of(one.ratePerSec, kit::formatNumber(one.ratePerSec, 1)),
                         ServiceRows::share(one.error4xx), ServiceRows::share(one.error5xx),
                         ServiceRows::latency(one.p95Ms), {.text = one.service, .muted = true}}});
    }
    return rows;
}

client::Place OperationRows::placeOf(const kit::Row &row, const QByteArray &column)
{
    const QStringList parts = QString::fromUtf8(row.key).split(u'\n');
    const QString filter = ServiceRows::filterOf(parts.value(0), column, ServiceRows::numberIn(columns(), row, column));
    return {"traffic", u"method:%1 operation:\"%2\" %3"_s.arg(parts.value(1), parts.value(2), filter)};
}

} // namespace signalbox::pages
