#include "ui/client/traffic_facet.h"

#include "backend/operator/protocol/stream_event.h"

using namespace Qt::StringLiterals;

namespace signalbox::client {

namespace {

QUrlQuery queryOf(TimeSpan span)
{
    QUrlQuery query;
    query.addQueryItem(u"from"_s, protocol::toIsoUtc(core::wallTime(span.from)));
    query.addQueryItem(u"to"_s, protocol::toIsoUtc(core::wallTime(span.to)));
    return query;
}

} // namespace

TrafficFacet::TrafficFacet(Link &link)
    : m_link(link)
{
    connect(&link, &Link::reset, this, &TrafficFacet::outdated);
    connect(&link, &Link::topicArrived, this, [this](const QByteArray &topic, const QJsonObject &data) {
        if (topic != protocol::kTopicRequests)
            return;
        if (const auto row = protocol::fromJson<protocol::RequestRow>(data))
            Q_EMIT sampled(*row);
    });
}

Subscription TrafficFacet::follow()
{
    return m_link.subscribe(protocol::kTopicRequests);
}

Call TrafficFacet::requests(QObject *context, const ListQuery &query,
                            std::function<void(Result<protocol::Page<protocol::RequestRow>>)> done)
{
    return m_link.get(context, u"requests"_s, query.toQuery(),
                      decoded<protocol::Page<protocol::RequestRow>>(std::move(done)));
}

Call TrafficFacet::request(QObject *context, const QString &id,
                           std::function<void(Result<protocol::RequestDetail>)> done)
{
    return m_link.get(context, u"requests/"_s + id, {}, decoded<protocol::RequestDetail>(std::move(done)));
}

Call TrafficFacet::operations(QObject *context, std::function<void(Result<protocol::TrafficOperations>)> done)
{
    return m_link.get(context, u"traffic/operations"_s, {}, decoded<protocol::TrafficOperations>(std::move(done)));
}

Call TrafficFacet::upstreams(QObject *context, TimeSpan span,
                             std::function<void(Result<protocol::TrafficUpstreams>)> done)
{
    return m_link.get(context, u"traffic/upstreams"_s, queryOf(span),
                      decoded<protocol::TrafficUpstreams>(std::move(done)));
}

Call TrafficFacet::latency(QObject *context, TimeSpan span, const QString &service,
                           std::function<void(Result<protocol::TrafficLatency>)> done)
{
    QUrlQuery query = queryOf(span);
    if (!service.isEmpty())
        query.addQueryItem(u"service"_s, service);
    return m_link.get(context, u"traffic/latency"_s, query, decoded<protocol::TrafficLatency>(std::move(done)));
}

Call TrafficFacet::payments(QObject *context, TimeSpan span,
                            std::function<void(Result<protocol::TrafficPayments>)> done)
{
    return m_link.get(context, u"traffic/payments"_s, queryOf(span),
                      decoded<protocol::TrafficPayments>(std::move(done)));
}

} // namespace signalbox::client
