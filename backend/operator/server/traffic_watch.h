#pragma once

#include "backend/operator/server/operator_ports.h"
#include "backend/operator/server/traffic_counts.h"
#include "backend/operator/server/traffic_history.h"

#include <QObject>
#include <QTimer>

#include <deque>

namespace signalbox::server {

/// Reads the traffic's counters every ten seconds of the wall clock: the last minute's readings serve the table of
/// operations, the differences go into the history. Belongs to the operator thread.
class TrafficWatch : public QObject
{
    Q_OBJECT

public:
    explicit TrafficWatch(const OperatorPorts &ports, QObject *parent = nullptr);

    void start();
    /// What start()'s timer does once a second; does nothing within the same ten seconds.
    void tick();

    /// Rate, errors and duration of every operation in the last minute, up to this moment.
    protocol::TrafficOperations operations() const;
    /// Null: no history is kept.
    const TrafficHistory *history() const { return m_history ? &*m_history : nullptr; }

private:
    struct Reading
    {
        core::SteadyTime at;
        TrafficCounts counts;
    };

    const OperatorPorts &m_ports;
    std::deque<Reading> m_readings; ///< oldest first; at most kReadings
    std::optional<TrafficHistory> m_history;
    qint64 m_bucket = 0; ///< the present ten seconds since 1970
    QTimer m_everySecond;
};

} // namespace signalbox::server
