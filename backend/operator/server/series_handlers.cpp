#include "backend/operator/protocol/filter.h"
#include "backend/operator/server/handlers.h"
#include "backend/operator/server/list_query.h"
#include "backend/operator/server/operator_owner.h"

#include <QDateTime>

namespace signalbox::server {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qint64 kMostPoints = 600;

/// The parameter as a time; `otherwise` when it is left out.
std::optional<core::WallTime> timeOf(const http::RequestHead &head, const QString &name, core::WallTime otherwise)
{
    const QString text = queryValue(head, name);
    return text.isEmpty() ? otherwise : protocol::parseIsoUtc(text);
}

QByteArray seriesName(const http::RequestHead &head)
{
    const QString metric = queryValue(head, u"metric"_s);
    const QString service = queryValue(head, u"service"_s);
    const QString provider = queryValue(head, u"provider"_s);
    const QString owner = !service.isEmpty() ? service
        : !provider.isEmpty()                ? u"provider."_s + provider
                                             : u"process"_s;
    return QString(owner + u'.' + metric).toUtf8();
}

protocol::Series seriesFrom(const QByteArray &name, const QString &unit, core::milliseconds step,
                            const std::vector<metrics::SeriesPoint> &points)
{
    protocol::Series series {.name = QString::fromUtf8(name), .unit = unit, .stepMs = step.count()};
    if (points.size() > 1)
        series.stepMs = (points[1].at - points[0].at).count();
    for (const metrics::SeriesPoint &point : points)
        series.points.push_back({point.at, std::isfinite(point.value) ? std::optional(point.value) : std::nullopt});
    return series;
}

} // namespace

Task<http::Response> getSeries(OperatorContext *context, http::RequestPtr request)
{
    const http::RequestHead &head = request->head;
    const QString metric = queryValue(head, u"metric"_s);
    const QString unit = unitOfMetric(metric);
    if (unit.isNull())
        co_return badParameter(u"metric"_s, u"there is no figure '%1'"_s.arg(metric));
    if (!queryValue(head, u"operation"_s).isEmpty())
        co_return badParameter(u"operation"_s, u"history is kept by service, not by operation"_s);
    const auto to = timeOf(head, u"to"_s, context->ports.clock.wall());
    if (!to)
        co_return badParameter(u"to"_s, u"to must be a time in UTC"_s);
    const auto from = timeOf(head, u"from"_s, *to - 10min);
    if (!from || *from > *to)
        co_return badParameter(u"from"_s, u"from must be a time in UTC before `to`"_s);
    core::milliseconds step = std::max<core::milliseconds>(1s, (*to - *from) / kMostPoints);
    if (const QString asked = queryValue(head, u"step"_s); !asked.isEmpty()) {
        bool ok = false;
        step = std::chrono::seconds(asked.toUInt(&ok));
        if (!ok || step < 1s)
            co_return badParameter(u"step"_s, u"step must be a whole number of seconds"_s);
    }
    if (!context->ports.series)
        co_return errorAnswer(503, {.code = u"unavailable"_s, .message = u"no history is kept"_s});
    const QByteArray name = seriesName(head);
    auto points = context->ports.series->read(name, *from, *to, step);
    if (!points && points.error().code != ErrorCode::NotFound)
        co_return errorAnswer(points.error());
    // A figure that nobody has written yet is an empty chart, not an error.
    co_return answer(seriesFrom(name, unit, step, points.value_or(std::vector<metrics::SeriesPoint>())));
}

} // namespace signalbox::server
