#include "ui/client/overview_facet.h"

#include "backend/operator/protocol/stream_event.h"
#include "ui/client/decoded.h"

using namespace Qt::StringLiterals;

namespace signalbox::client {

OverviewFacet::OverviewFacet(Link &link) : m_link(link), m_topic(link.subscribe(protocol::kTopicHealth))
{
    connect(&link, &Link::reset, this, &OverviewFacet::read);
    connect(&link, &Link::topicArrived, this, [this](const QByteArray &topic, const QJsonObject &data) {
        if (topic == protocol::kTopicHealth)
            take(protocol::fromJson<protocol::Overview>(data));
    });
}

void OverviewFacet::read()
{
    m_link.get(this, u"overview"_s, {}, decoded<protocol::Overview>([this](Result<protocol::Overview> overview) {
        take(std::move(overview));
    }));
}

void OverviewFacet::take(Result<protocol::Overview> overview)
{
    if (!overview) {
        Q_EMIT failed(overview.error());
        return;
    }
    m_overview = std::move(*overview);
    Q_EMIT changed();
}

} // namespace signalbox::client
