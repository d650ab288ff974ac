#include "ui/client/traffic_facet.h"

#include "backend/operator/protocol/stream_event.h"

using namespace Qt::StringLiterals;

namespace signalbox::client {

TrafficFacet::TrafficFacet(Link &link) : m_link(link)
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

Call TrafficFacet::request(QObject *context, const QString &id, std::function<void(Result<protocol::RequestDetail>)> done)
{
    return m_link.get(context, u"requests/"_s + id, {}, decoded<protocol::RequestDetail>(std::move(done)));
}

} // namespace signalbox::client
