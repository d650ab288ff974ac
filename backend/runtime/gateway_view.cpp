#include "backend/runtime/gateway_view.h"

#include "backend/platform/log/writer.h"
#include "backend/platform/settings/production.h"
#include "backend/platform/storage/database.h"
#include "backend/runtime/service_list.h"
#include "backend/services/approvals/config.h"

#include <QSysInfo>

namespace signalbox::runtime {

using namespace Qt::StringLiterals;

namespace {

constexpr size_t kMaxChanges = 100;

double processCpuSeconds()
{
    timespec now {};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return double(now.tv_sec) + double(now.tv_nsec) / 1e9;
}

} // namespace

GatewayView::GatewayView(Sources sources)
    : m_sources(std::move(sources)), m_lastCpuSeconds(processCpuSeconds()),
      m_lastReading(core::systemClock().steady())
{
    note({.at = m_sources.platform.build.startedAt,
          .kind = u"start"_s,
          .actor = u"gateway"_s,
          .what = u"signalbox "_s + QString::fromLatin1(SIGNALBOX_VERSION),
          .detail = {}});
}

void GatewayView::note(protocol::Change change)
{
    const std::scoped_lock lock(m_mutex);
    m_changes.push_front(std::move(change));
    if (m_changes.size() > kMaxChanges)
        m_changes.pop_back();
}

protocol::Gateway GatewayView::gateway() const
{
    const settings::SnapshotPtr settings = m_sources.settings.current();
    protocol::Gateway out;
    out.name = settings->isSet("SERVICE_NAME") ? settings->text("SERVICE_NAME") : QSysInfo::machineHostName();
    out.production = settings::saysProduction(*settings);
    out.sandbox = m_sources.sandbox;
    out.environment = m_sources.sandbox ? u"sandbox"_s
        : out.production                ? u"production"_s
                                        : settings->text("LOOPGPT_ENV");
    out.insecureOps = settings->boolean("SIGNALBOX_OPS_INSECURE");
    out.version = QString::fromLatin1(SIGNALBOX_VERSION);
    out.commit = QString::fromLatin1(m_sources.platform.build.fullSha.left(7));
    out.startedAt = m_sources.platform.build.startedAt;
    return out;
}

std::vector<server::ServiceFact> GatewayView::services() const
{
    const settings::SnapshotPtr settings = m_sources.settings.current();
    const QByteArrayList running = runningServices(*settings).running;
    // On an outside address any variable of its own makes commerce run; this is the one to begin with.
    server::ServiceFact commerce {"commerce", running.contains("commerce"), {u"LOOPGPT_ENV"_s}};
    server::ServiceFact approval {"approvals", running.contains("approvals"), {}};
    for (const QByteArray &key : approvals::missingSettings(*settings))
        approval.missing.push_back(QString::fromLatin1(key));
    for (server::ServiceFact *fact : {&commerce, &approval}) {
        if (fact->configured)
            fact->missing.clear();
    }
    return {commerce, approval};
}

double GatewayView::busyShare() const
{
    const double cpu = processCpuSeconds();
    const core::SteadyTime now = core::systemClock().steady();
    const double wall = std::chrono::duration<double>(now - m_lastReading).count() * m_sources.workers;
    const double share = wall > 0 ? (cpu - m_lastCpuSeconds) / wall : 0;
    m_lastCpuSeconds = cpu;
    m_lastReading = now;
    return std::clamp(share, 0.0, 1.0);
}

server::GatewayLoad GatewayView::load() const
{
    server::GatewayLoad load;
    load.workersBusy = busyShare();
    load.connections = m_sources.limits->connections();
    load.bodyMemoryBytes = double(m_sources.limits->bodyBytes());
    load.bodyMemoryLimit = double(m_sources.settings.current()->integer("SIGNALBOX_MAX_BODY_MEMORY"));
    load.queues = {{u"store"_s, double(m_sources.platform.store->queueDepth()), 10'000.0},
                   {u"log"_s, double(log::queuedLines()), 16'384.0}};
    for (const upstream::BreakerView &breaker : m_sources.breakers->list()) {
        if (breaker.state == upstream::BreakerState::Open)
            load.openBreakers.push_back(QString::fromLatin1(breaker.upstream));
    }
    load.storeLagMs = double(m_sources.platform.store->lagMs());
    if (m_sources.platform.draining.load())
        load.failedChecks.push_back(u"draining"_s);
    return load;
}

std::vector<protocol::Change> GatewayView::changes() const
{
    const std::scoped_lock lock(m_mutex);
    return {m_changes.begin(), m_changes.end()};
}

protocol::Waiting GatewayView::waiting() const
{
    return m_waiting ? m_waiting() : protocol::Waiting {.at = core::systemClock().wall()};
}

} // namespace signalbox::runtime
