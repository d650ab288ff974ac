#include "ui/pages/traffic/request_rows.h"

#include "ui/kit/formats.h"

namespace signalbox::pages {

QString shortPath(const QString &path)
{
    constexpr qsizetype kWidth = 24;
    qsizetype from = 0;
    while (path.size() - from > kWidth) {
        const qsizetype next = path.indexOf(u'/', from + 1);
        if (next < 0)
            break;
        from = next;
    }
    return from == 0 ? path : u'…' + path.sliced(from);
}

std::vector<kit::Column> RequestRows::columns()
{
    const QStringList names = titles();
    return {{"at", names[0], kit::ColumnType::Time},
            {"service", names[1], kit::ColumnType::Text, false},
            {"method", names[2]},
            {"request", names[3]},
            {"status", names[4], kit::ColumnType::State},
            {"ms", names[5], kit::ColumnType::Number},
            {"upstream", names[6]},
            {"error", names[7]},
            {"id", names[8], kit::ColumnType::Text, false},
            {"client", names[9], kit::ColumnType::Text, false},
            {"path", names[10], kit::ColumnType::Text, false}};
}

QStringList RequestRows::titles()
{
    return {tr("Time"),     tr("Service"), tr("Method"), tr("Request"), tr("Status"), tr("ms"),
            tr("Upstream"), tr("Error"),   tr("Id"),     tr("Client"),  tr("Path")};
}

kit::Row RequestRows::row(const protocol::RequestRow &request)
{
    const kit::Health health = request.status >= 500 ? kit::Health::Down
        : request.status >= 400                      ? kit::Health::Degraded
                                                     : kit::Health::Well;
    kit::Cell status = kit::Cell::state(health, QString::number(request.status));
    const auto at = double(core::epochMs(request.at));
    kit::Cell path = kit::Cell::name(shortPath(request.path));
    path.tip = request.path;
    kit::Cell error = kit::Cell::of(request.error);
    error.alarming = request.status >= 500;
    return {request.id.toUtf8(),
            {kit::Cell::of(at, kit::formatClock(qint64(at))), kit::Cell::of(request.service),
             kit::Cell::of(request.method), path, status, kit::Cell::of(request.ms, kit::formatLatency(request.ms)),
             kit::Cell::of(request.upstream), error, kit::Cell::of(request.id), kit::Cell::of(request.client),
             kit::Cell::of(request.path)}};
}

} // namespace signalbox::pages
