#pragma once

#include "backend/operator/protocol/requests.h"
#include "backend/operator/protocol/traffic.h"
#include "ui/client/decoded.h"

namespace signalbox::client {

/// A part of the past, in ms since the epoch.
struct TimeSpan
{
    qint64 from = 0;
    qint64 to = 0;
};

/// Requests (the live sample, the ring, one in full) and what the gateway counts of them.
class TrafficFacet : public QObject
{
    Q_OBJECT

public:
    explicit TrafficFacet(Link &link);

    /// Live rows arrive (sampled) while the subscription lives.
    Subscription follow();
    /// Rows of the ring, filtered and sorted by the gateway; fields: protocol::requestFields().
    Call requests(QObject *context, const ListQuery &query,
                  std::function<void(Result<protocol::Page<protocol::RequestRow>>)> done);
    /// One request with stages, upstream calls and log lines.
    Call request(QObject *context, const QString &id, std::function<void(Result<protocol::RequestDetail>)> done);

    /// Rate, errors and duration of every operation in the last minute.
    Call operations(QObject *context, std::function<void(Result<protocol::TrafficOperations>)> done);
    Call upstreams(QObject *context, TimeSpan span, std::function<void(Result<protocol::TrafficUpstreams>)> done);
    /// `service` empty: all of them.
    Call latency(QObject *context, TimeSpan span, const QString &service,
                 std::function<void(Result<protocol::TrafficLatency>)> done);
    Call payments(QObject *context, TimeSpan span, std::function<void(Result<protocol::TrafficPayments>)> done);

Q_SIGNALS:
    /// At most 20 a second, only while followed.
    void sampled(const signalbox::protocol::RequestRow &row);
    /// Events were missed: read the list again.
    void outdated();

private:
    Link &m_link;
};

} // namespace signalbox::client
