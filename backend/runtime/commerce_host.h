#pragma once

#include "backend/services/commerce/service.h"

namespace signalbox::runtime {

/// What the workers' commerce services share: caches, the limiter, reputations. Made before the first worker.
class CommerceShared
{
public:
    CommerceShared(storage::Database &database, bool inMemory, metrics::Registry &metrics,
                   commerce::DecisionSink decisions);

    /// The ports of one more worker; the first one asked for is `first`.
    commerce::ServicePorts portsFor(upstream::Client &client);

private:
    storage::Database &m_database;
    bool m_inMemory;
    metrics::Registry &m_metrics;
    commerce::DecisionSink m_decisions;
    std::unique_ptr<cluster::SharedCache> m_stores;
    std::unique_ptr<cluster::SharedCache> m_products;
    std::unique_ptr<cluster::SharedCache> m_tokens;
    std::unique_ptr<cluster::RateWindow> m_rate;
    commerce::ReputationBoard m_reputations;
    QByteArray m_processSecret;
    std::atomic<bool> m_hasFirst {false};
};

/// One worker's commerce service.
class CommerceHost
{
public:
    CommerceHost(CommerceShared &shared, upstream::Client &client, settings::SnapshotPtr settings);

    void apply(settings::SnapshotPtr settings) { m_service.apply(std::move(settings)); }
    http::Routes routes() { return m_service.routes(); }
    const http::Owner &owner() const { return m_service.owner(); }

private:
    commerce::Service m_service;
};

} // namespace signalbox::runtime
