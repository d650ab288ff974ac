#pragma once

#include "backend/operator/protocol/requests.h"
#include "ui/client/decoded.h"

namespace signalbox::client {

/// Requests: the live sample, the ring, one in full.
class TrafficFacet : public QObject
{
    Q_OBJECT

public:
    explicit TrafficFacet(Link &link);

    /// Live rows arrive (sampled) while the subscription lives.
    Subscription follow();
    /// Rows of the ring, filtered and sorted by the gateway; fields: protocol::requestFields().
    Call requests(QObject *context, const ListQuery &query, std::function<void(Result<protocol::Page<protocol::RequestRow>>)> done);
    /// One request with stages, upstream calls and log lines.
    Call request(QObject *context, const QString &id, std::function<void(Result<protocol::RequestDetail>)> done);

Q_SIGNALS:
    /// At most 20 a second, only while followed.
    void sampled(const signalbox::protocol::RequestRow &row);
    /// Events were missed: read the list again.
    void outdated();

private:
    Link &m_link;
};

} // namespace signalbox::client
