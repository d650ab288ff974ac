#pragma once

#include "backend/operator/protocol/breakers.h"
#include "ui/client/decoded.h"

namespace signalbox::client {

/// The circuit breakers of the upstreams.
class BreakersFacet : public QObject
{
    Q_OBJECT

public:
    explicit BreakersFacet(Link &link) : m_link(link) { }

    Call breakers(QObject *context, std::function<void(Result<protocol::Breakers>)> done);
    /// Holds a breaker open or closed, or leaves it to the counts again; not kept over a restart of the gateway.
    Call force(QObject *context, const QString &upstream, protocol::BreakerForce force, const QString &reason,
               std::function<void(Result<protocol::BreakerAnswer>)> done);

private:
    Link &m_link;
};

} // namespace signalbox::client
