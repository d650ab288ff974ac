#include "backend/operator/server/alerts/platform_gauges.h"

#include <QSslCertificate>
#include <QStorageInfo>

namespace signalbox::server {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr quint64 kDiskTicks = 10;
constexpr quint64 kCertificateTicks = 600;
constexpr auto kJumpMemory = 5min;
/// Below it the difference of the two clocks is only the scheduler's.
constexpr double kSmallestJump = 0.5;
const QByteArray kCertificate = "signalbox_certificate_expiry_timestamp_seconds"_ba;

double secondsOf(auto duration)
{
    return std::chrono::duration<double>(duration).count();
}

metrics::Gauge declared(metrics::Registry &registry, const QByteArray &name, const QByteArray &help)
{
    registry.declare({name, help, metrics::Kind::Gauge});
    return registry.gauge(name);
}

} // namespace

PlatformGauges::PlatformGauges(const OperatorPorts &ports)
    : m_ports(ports),
      m_failedChecks(declared(ports.metrics, "signalbox_failed_checks", "Checks of readiness that fail")),
      m_diskFree(declared(ports.metrics, "signalbox_disk_free_bytes", "Free space for the data folder")),
      m_clockSkew(declared(ports.metrics, "signalbox_clock_skew_seconds",
                           "Largest jump of the wall clock within five minutes")),
      m_revisionLag(declared(ports.metrics, "signalbox_revision_lag_seconds",
                             "How long a replica has worked with older settings")),
      m_lastSteady(ports.clock.steady()),
      m_lastWall(ports.clock.wall())
{
    ports.metrics.declare({kCertificate, "When the certificate of a listener expires", metrics::Kind::Gauge});
}

void PlatformGauges::take(const GatewayLoad &load, core::milliseconds revisionLag)
{
    m_failedChecks.set(double(load.failedChecks.size()));
    m_revisionLag.set(secondsOf(revisionLag));
    takeClock();
    if (m_ticks % kDiskTicks == 0)
        takeDisk();
    if (m_ticks++ % kCertificateTicks == 0)
        takeCertificates();
}

void PlatformGauges::takeDisk()
{
    if (m_ports.dataDir.isEmpty())
        return;
    const QStorageInfo disk(m_ports.dataDir);
    if (disk.isValid())
        m_diskFree.set(double(disk.bytesAvailable()));
}

void PlatformGauges::takeCertificates()
{
    const settings::SnapshotPtr settings = m_ports.settings.current();
    for (const auto &[listener, key] : {std::pair("services"_ba, "SIGNALBOX_TLS_CERT"_ba),
                                        std::pair("operators"_ba, "SIGNALBOX_OPS_TLS_CERT"_ba)}) {
        if (!settings->knows(key) || !settings->isSet(key))
            continue;
        const QList<QSslCertificate> chain = QSslCertificate::fromPath(settings->text(key));
        if (!chain.isEmpty())
            m_ports.metrics.gauge(kCertificate, {{"listener", listener}})
                .set(double(chain.front().expiryDate().toSecsSinceEpoch()));
    }
}

void PlatformGauges::takeClock()
{
    const core::SteadyTime steady = m_ports.clock.steady();
    const core::WallTime wall = m_ports.clock.wall();
    const double jump = std::abs(secondsOf(wall - m_lastWall) - secondsOf(steady - m_lastSteady));
    m_lastSteady = steady;
    m_lastWall = wall;
    if (jump > kSmallestJump)
        m_jumps.push_back({steady, jump});
    while (!m_jumps.empty() && m_jumps.front().at + kJumpMemory < steady)
        m_jumps.pop_front();
    double largest = 0;
    for (const Jump &each : m_jumps)
        largest = std::max(largest, each.seconds);
    m_clockSkew.set(largest);
}

} // namespace signalbox::server
