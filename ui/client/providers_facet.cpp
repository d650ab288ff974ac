#include "ui/client/providers_facet.h"

#include "backend/operator/protocol/audit.h"
#include "backend/operator/protocol/stream_event.h"

using namespace Qt::StringLiterals;

namespace signalbox::client {

ProvidersFacet::ProvidersFacet(Link &link) : m_link(link)
{
    connect(&link, &Link::reset, this, [this] {
        if (!m_followed.expired())
            read();
    });
    connect(&link, &Link::topicArrived, this, [this](const QByteArray &topic, const QJsonObject &data) {
        if (topic == protocol::kTopicProviders)
            take(protocol::fromJson<protocol::Providers>(data));
    });
}

Subscription ProvidersFacet::follow()
{
    read();
    Subscription topic = m_link.subscribe(protocol::kTopicProviders);
    m_followed = topic;
    return topic;
}

void ProvidersFacet::read()
{
    m_link.get(this, u"providers"_s, {}, decoded<protocol::Providers>([this](Result<protocol::Providers> providers) {
        take(std::move(providers));
    }));
}

void ProvidersFacet::take(Result<protocol::Providers> providers)
{
    if (!providers) {
        Q_EMIT failed(providers.error());
        return;
    }
    m_providers = std::move(*providers);
    Q_EMIT changed();
}

Call ProvidersFacet::decisions(QObject *context, const ListQuery &query,
                               std::function<void(Result<protocol::Page<protocol::Decision>>)> done)
{
    return m_link.get(context, u"providers/decisions"_s, query.toQuery(),
                      decoded<protocol::Page<protocol::Decision>>(std::move(done)));
}

Call ProvidersFacet::whatIf(QObject *context, const protocol::WhatIfRequest &request,
                            std::function<void(Result<protocol::WhatIfAnswer>)> done)
{
    return m_link.compute(context, u"providers/what-if"_s, protocol::toJson(request),
                          decoded<protocol::WhatIfAnswer>(std::move(done)));
}

Call ProvidersFacet::probe(QObject *context, const QString &provider, const QString &reason,
                           std::function<void(Result<protocol::ProviderProbe>)> done)
{
    return m_link.act(context, u"providers/%1/probe"_s.arg(provider), protocol::toJson(protocol::ReasonRequest {reason}),
                      decoded<protocol::ProviderProbe>(std::move(done)));
}

} // namespace signalbox::client
