#pragma once

#include "backend/operator/server/operator_ports.h"

#include <deque>

namespace signalbox::server {

/// Facts about the process that alert rules, Prometheus and the checklist share, as gauges: `signalbox_failed_checks`,
/// `signalbox_disk_free_bytes`, `signalbox_clock_skew_seconds`, `signalbox_certificate_expiry_timestamp_seconds`,
/// `signalbox_revision_lag_seconds`. Belongs to the operator thread.
class PlatformGauges
{
public:
    explicit PlatformGauges(const OperatorPorts &ports);

    /// Call it once a second. `revisionLag`: how long a replica has been behind; 0 when none is.
    void take(const GatewayLoad &load, core::milliseconds revisionLag);

private:
    struct Jump
    {
        core::SteadyTime at;
        double seconds = 0;
    };

    void takeDisk();
    void takeCertificates();
    void takeClock();

    const OperatorPorts &m_ports;
    metrics::Gauge m_failedChecks;
    metrics::Gauge m_diskFree;
    metrics::Gauge m_clockSkew;
    metrics::Gauge m_revisionLag;
    core::SteadyTime m_lastSteady;
    core::WallTime m_lastWall;
    std::deque<Jump> m_jumps; ///< of the last five minutes
    quint64 m_ticks = 0;
};

} // namespace signalbox::server
