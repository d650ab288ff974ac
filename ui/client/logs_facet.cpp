#include "ui/client/logs_facet.h"

#include "backend/operator/protocol/stream_event.h"

using namespace Qt::StringLiterals;

namespace signalbox::client {

LogsFacet::LogsFacet(Link &link) : m_link(link)
{
    connect(&link, &Link::reset, this, &LogsFacet::outdated);
    connect(&link, &Link::topicArrived, this, [this](const QByteArray &topic, const QJsonObject &data) {
        if (topic != protocol::kTopicLog)
            return;
        if (const auto row = protocol::fromJson<protocol::LogRow>(data))
            Q_EMIT arrived(*row);
    });
}

Subscription LogsFacet::follow()
{
    return m_link.subscribe(protocol::kTopicLog);
}

Call LogsFacet::logs(QObject *context, const ListQuery &query,
                     std::function<void(Result<protocol::Page<protocol::LogRow>>)> done)
{
    return m_link.get(context, u"logs"_s, query.toQuery(), decoded<protocol::Page<protocol::LogRow>>(std::move(done)));
}

} // namespace signalbox::client
