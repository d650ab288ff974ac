#include "ui/client/operators_facet.h"

#include "backend/operator/protocol/stream_event.h"

using namespace Qt::StringLiterals;

namespace signalbox::client {

OperatorsFacet::OperatorsFacet(Link &link) : m_link(link)
{
    connect(&link, &Link::reset, this, &OperatorsFacet::outdated);
    connect(&link, &Link::topicArrived, this, [this](const QByteArray &topic, const QJsonObject &data) {
        // `POST /ops/v1/operators…` from here, `operator.add` from a shell.
        if (topic == protocol::kTopicAudit && data["act"_L1].toString().contains("operator"_L1))
            Q_EMIT outdated();
    });
}

Subscription OperatorsFacet::follow()
{
    return m_link.subscribe(protocol::kTopicAudit);
}

Call OperatorsFacet::operators(QObject *context, const ListQuery &query,
                               std::function<void(Result<protocol::Page<protocol::OperatorView>>)> done)
{
    return m_link.get(context, u"operators"_s, query.toQuery(), decoded<protocol::Page<protocol::OperatorView>>(std::move(done)));
}

Call OperatorsFacet::add(QObject *context, const protocol::OperatorRequest &request,
                         std::function<void(Result<protocol::OperatorAdded>)> done)
{
    return m_link.act(context, u"operators"_s, protocol::toJson(request), decoded<protocol::OperatorAdded>(std::move(done)));
}

Call OperatorsFacet::revoke(QObject *context, const QString &name, const QString &reason,
                            std::function<void(Result<protocol::ActDone>)> done)
{
    return m_link.act(context, u"operators/%1/revoke"_s.arg(name),
                      protocol::toJson(protocol::ReasonRequest {reason}), decoded<protocol::ActDone>(std::move(done)));
}

} // namespace signalbox::client
