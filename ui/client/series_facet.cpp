#include "ui/client/series_facet.h"

#include "backend/operator/protocol/stream_event.h"
#include "ui/client/decoded.h"

#include <cmath>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace signalbox::client {

namespace {

/// The member of a record by its JSON name.
template <class T>
double memberValue(const T &record, QStringView name)
{
    double found = std::nan("");
    const auto look = [&](const auto &member) {
        using Kind = std::remove_cvref_t<decltype(record.*(member.pointer))>;
        if (name != QLatin1StringView(member.name))
            return;
        if constexpr (std::same_as<Kind, double>)
            found = record.*(member.pointer);
        else if constexpr (std::same_as<Kind, std::optional<double>>)
            found = (record.*(member.pointer)).value_or(std::nan(""));
    };
    std::apply([&](const auto &...member) { (look(member), ...); }, T::members());
    return found;
}

QUrlQuery queryFor(const QString &name, qint64 from, qint64 to, std::chrono::seconds step)
{
    const QStringList parts = name.split(u'.');
    QUrlQuery query;
    query.addQueryItem(u"metric"_s, parts.last());
    if (parts.size() == 3)
        query.addQueryItem(u"provider"_s, parts[1]);
    else if (parts.first() != "process"_L1)
        query.addQueryItem(u"service"_s, parts.first());
    query.addQueryItem(u"from"_s, protocol::toIsoUtc(core::wallTime(from)));
    query.addQueryItem(u"to"_s, protocol::toIsoUtc(core::wallTime(to)));
    query.addQueryItem(u"step"_s, QString::number(step.count()));
    return query;
}

std::vector<QPointF> pointsOf(const protocol::Series &series)
{
    std::vector<QPointF> points;
    points.reserve(series.points.size());
    for (const protocol::SeriesPointView &point : series.points)
        points.emplace_back(double(core::epochMs(point.at)), point.value.value_or(std::nan("")));
    return points;
}

} // namespace

double sampleValue(const protocol::MetricsSample &sample, const QString &name)
{
    const QStringList parts = name.split(u'.');
    if (parts.size() == 2 && parts[0] == "process"_L1)
        return memberValue(sample.process, parts[1]);
    if (parts.size() == 3 && parts[0] == "provider"_L1) {
        for (const protocol::ProviderSample &provider : sample.providers) {
            if (provider.id == parts[1])
                return memberValue(provider, parts[2]);
        }
    }
    if (parts.size() == 2) {
        for (const protocol::ServiceSample &service : sample.services) {
            if (service.service == parts[0])
                return memberValue(service, parts[1]);
        }
    }
    return std::nan("");
}

std::chrono::milliseconds stepFor(std::chrono::milliseconds window)
{
    return window <= 10min ? 1s : window <= 3h ? 10s : window <= 48h ? 60s : 600s;
}

SeriesFacet::SeriesFacet(Link &link) : m_link(link)
{
    connect(&link, &Link::reset, this, &SeriesFacet::readAll);
    connect(&link, &Link::topicArrived, this, [this](const QByteArray &topic, const QJsonObject &data) {
        if (topic != protocol::kTopicMetrics)
            return;
        if (const auto sample = protocol::fromJson<protocol::MetricsSample>(data))
            take(*sample);
    });
}

Subscription SeriesFacet::follow(const QStringList &names)
{
    for (const QString &name : names) {
        if (++m_names[name] == 1 && m_to > 0)
            read(name);
    }
    const QPointer<SeriesFacet> self(this);
    return Subscription(static_cast<void *>(this), [self, names](void *) {
        for (const QString &name : names) {
            if (!self || --self->m_names[name] > 0)
                continue;
            self->m_names.remove(name);
            self->m_points.remove(name);
        }
    });
}

void SeriesFacet::setWindow(qint64 from, qint64 to, bool live)
{
    m_from = from;
    m_to = to;
    m_live = live;
    m_step = stepFor(std::chrono::milliseconds(to - from));
    readAll();
}

const std::vector<QPointF> &SeriesFacet::points(const QString &name) const
{
    static const std::vector<QPointF> none;
    const auto found = m_points.constFind(name);
    return found == m_points.constEnd() ? none : *found;
}

void SeriesFacet::readAll()
{
    ++m_window;
    m_readAt = m_to;
    for (auto name = m_names.keyBegin(); m_to > 0 && name != m_names.keyEnd(); ++name)
        read(*name);
}

qint64 SeriesFacet::historyFrom() const
{
    // The gateway keeps 600 points of one second. A window of ten minutes begins a moment before the oldest of them,
    // and the whole answer would come in steps of ten seconds.
    constexpr qint64 kFinestReachMs = 590'000;
    return m_step == 1s ? std::max(m_from, m_to - kFinestReachMs) : m_from;
}

void SeriesFacet::read(const QString &name)
{
    m_link.get(this, u"metrics/series"_s, queryFor(name, historyFrom(), m_to, std::chrono::duration_cast<std::chrono::seconds>(m_step)),
               decoded<protocol::Series>([this, name, window = m_window](const Result<protocol::Series> &series) {
                   if (window != m_window || !m_names.contains(name))
                       return;
                   if (!series) {
                       Q_EMIT failed(series.error());
                       return;
                   }
                   m_points[name] = pointsOf(*series);
                   Q_EMIT changed();
               }));
}

Call SeriesFacet::history(QObject *context, const QString &name, qint64 from, qint64 to, std::chrono::seconds step,
                          std::function<void(Result<std::vector<QPointF>>)> done)
{
    return m_link.get(context, u"metrics/series"_s, queryFor(name, from, to, step),
                      decoded<protocol::Series>([done = std::move(done)](const Result<protocol::Series> &series) {
                          if (series)
                              done(pointsOf(*series));
                          else
                              done(std::unexpected(series.error()));
                      }));
}

void SeriesFacet::take(const protocol::MetricsSample &sample)
{
    m_latest = sample;
    const qint64 at = core::epochMs(sample.at);
    if (m_live && m_to > 0) {
        // The window moves on; coarse history is read again when a step has passed.
        m_from += std::max<qint64>(at - m_to, 0);
        m_to = std::max(m_to, at);
        if (m_step > 1s && m_to - m_readAt >= m_step.count())
            return readAll();
        for (auto name = m_names.keyBegin(); m_step == 1s && name != m_names.keyEnd(); ++name) {
            std::vector<QPointF> &points = m_points[*name];
            if (!points.empty() && points.back().x() >= double(at))
                continue;
            points.emplace_back(double(at), sampleValue(sample, *name));
            const auto old = [this](const QPointF &point) { return point.x() >= double(m_from); };
            points.erase(points.begin(), std::find_if(points.begin(), points.end(), old));
            if (points.size() > kMostPoints)
                points.erase(points.begin());
        }
    }
    Q_EMIT changed();
}

} // namespace signalbox::client
