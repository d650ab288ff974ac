#pragma once

#include "backend/operator/protocol/traffic.h"
#include "ui/client/traffic_facet.h"

#include <QTimer>

namespace signalbox::kit {
class TimeRange;
}

namespace signalbox::pages {

/// The documents that the tabs and their headings share, read again and again while the page is shown: operations
/// every 2 s, what covers the time range every 5 s and at once when another range is chosen. What was read stays when
/// a reading fails.
class TrafficReading : public QObject
{
    Q_OBJECT

public:
    TrafficReading(client::TrafficFacet &traffic, kit::TimeRange &range, QObject *parent = nullptr);

    void start();
    void stop();

    const std::optional<protocol::TrafficOperations> &operations() const { return m_operations; }
    const std::optional<protocol::TrafficUpstreams> &upstreams() const { return m_upstreams; }
    const std::optional<protocol::TrafficPayments> &payments() const { return m_payments; }
    /// Why the last reading failed; none when it did not.
    const std::optional<Error> &problem() const { return m_problem; }

Q_SIGNALS:
    /// Something was read, or could not be.
    void changed();

private:
    void readOperations();
    void readRange();
    template <class T> void take(std::optional<T> &kept, const Result<T> &read);

    client::TrafficFacet &m_traffic;
    kit::TimeRange &m_range;
    std::optional<protocol::TrafficOperations> m_operations;
    std::optional<protocol::TrafficUpstreams> m_upstreams;
    std::optional<protocol::TrafficPayments> m_payments;
    std::optional<Error> m_problem;
    quint64 m_round = 0; ///< answers for an earlier range are dropped
    QTimer m_often;
    QTimer m_seldom;
};

} // namespace signalbox::pages
