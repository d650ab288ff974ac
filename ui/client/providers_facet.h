#pragma once

#include "backend/operator/protocol/what_if.h"
#include "ui/client/decoded.h"

namespace signalbox::client {

/// Providers: their state, the decisions with every candidate's score, what other weights would have done.
class ProvidersFacet : public QObject
{
    Q_OBJECT

public:
    explicit ProvidersFacet(Link &link);

    /// changed() arrives while the subscription lives; the first one at once after a read.
    Subscription follow();
    /// The last state; none before the first.
    const std::optional<protocol::Providers> &providers() const { return m_providers; }
    /// Decisions, filtered and sorted by the gateway; fields: protocol::decisionFields().
    Call decisions(QObject *context, const ListQuery &query, std::function<void(Result<protocol::Page<protocol::Decision>>)> done);
    /// Replays the last decisions with other weights; changes nothing, so it works read-only.
    Call whatIf(QObject *context, const protocol::WhatIfRequest &request, std::function<void(Result<protocol::WhatIfAnswer>)> done);

    /// Asks the provider itself how it is, now; also one that is disabled or mocked.
    Call probe(QObject *context, const QString &provider, const QString &reason, std::function<void(Result<protocol::ProviderProbe>)> done);

Q_SIGNALS:
    void changed();
    void failed(const signalbox::Error &error);

private:
    void read();
    void take(Result<protocol::Providers> providers);

    Link &m_link;
    std::optional<protocol::Providers> m_providers;
    std::weak_ptr<void> m_followed;
};

} // namespace signalbox::client
