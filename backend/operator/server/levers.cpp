#include "backend/operator/server/levers.h"

namespace signalbox::server {

using namespace std::chrono_literals;

namespace {

constexpr auto kAhead = 1500ms;

metrics::Gauge revisionGauge(metrics::Registry &metrics)
{
    const QByteArray family = "signalbox_settings_revision";
    metrics.declare({family, "Number of the revision of the settings that is in force", metrics::Kind::Gauge});
    return metrics.gauge(family);
}

std::vector<QByteArray> runningServices(const GatewayPort &gateway)
{
    std::vector<QByteArray> names;
    for (const ServiceFact &fact : gateway.services()) {
        if (fact.configured)
            names.push_back(fact.name);
    }
    return names;
}

} // namespace

Levers::Levers(const OperatorPorts &ports, ActJournal &journal, EventHub &hub, QObject *parent)
    : QObject(parent),
      services(runningServices(ports.gateway)),
      providers(ports.providers ? ports.providers->ids() : std::vector<QByteArray>()),
      meter(ports.metrics, ports.series, services, providers),
      revisions({*ports.store, journal, *ports.live, hub, ports.clock, ports.note, ports.dataDir}),
      replicas(*ports.store, revisions, ports.clock),
      guards({*ports.store, journal, revisions, replicas, meter, ports.clock}),
      recipes(ports.catalogue, ports.dataDir),
      m_live(*ports.live),
      m_revision(revisionGauge(ports.metrics)),
      m_clock(ports.clock)
{
    m_everySecond.setTimerType(Qt::PreciseTimer);
    connect(&m_everySecond, &QTimer::timeout, this, &Levers::tick);
    m_atSchedule.setTimerType(Qt::PreciseTimer);
    m_atSchedule.setSingleShot(true);
    connect(&m_atSchedule, &QTimer::timeout, this, &Levers::followSchedules);
    connect(&revisions, &Revisions::changed, this, &Levers::followSchedules);
    connect(&revisions, &Revisions::changed, this, &Levers::showRevision);
}

Result<void> Levers::open()
{
    if (auto opened = revisions.open(); !opened)
        return opened;
    return guards.open();
}

void Levers::start()
{
    replicas.start();
    showRevision();
    m_everySecond.start(1s);
    followSchedules();
}

void Levers::showRevision()
{
    m_revision.set(double(revisions.present().head));
}

void Levers::tick()
{
    guards.tick();
    followSchedules();
}

void Levers::followSchedules()
{
    m_live.followSchedules(m_clock.wall());
    const auto next = m_live.nextChange();
    const auto left = next ? *next - m_clock.wall() : core::milliseconds::max();
    if (left < kAhead)
        m_atSchedule.start(std::max<core::milliseconds>(left, 1ms));
}

} // namespace signalbox::server
