#include "backend/operator/server/alerts/alert_watch.h"

#include "backend/operator/server/alerts/alert_rules.h"
#include "backend/operator/server/alerts/alert_store.h"
#include "backend/platform/log/log.h"

namespace signalbox::server {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using protocol::Alert;

namespace {

std::vector<Measure> measures()
{
    std::vector<Measure> all;
    for (const RuleRow &row : alertRuleTable())
        all.push_back(row.measure);
    return all;
}

QString stateText(const Alert &alert)
{
    const QString called = alert.ackedBy ? u"acknowledged"_s : u"firing"_s;
    return alert.shelvedUntil ? QString(called + u", shelved until "_s + protocol::toIsoUtc(*alert.shelvedUntil)) : called;
}

void say(const Alert &alert)
{
    if (alert.state == protocol::AlertState::Firing)
        log::warn("platform", u"alert.firing"_s, {{"alert", alert.id}, {"details", alert.sentence}});
    else
        log::info("platform", u"alert.resolved"_s, {{"alert", alert.id}, {"details", alert.sentence}});
}

} // namespace

AlertWatch::AlertWatch(const OperatorPorts &ports, ActJournal &journal, EventHub &hub, RevisionLag revisionLag,
                       QObject *parent)
    : QObject(parent),
      m_ports(ports),
      m_journal(journal),
      m_hub(hub),
      m_revisionLag(std::move(revisionLag)),
      m_gauges(ports),
      m_measures(ports.metrics, measures(), ports.clock.steady(), ports.series),
      m_post(ports.metrics, ports.clock)
{
    m_everySecond.setTimerType(Qt::PreciseTimer);
    connect(&m_everySecond, &QTimer::timeout, this, &AlertWatch::tick);
}

Result<void> AlertWatch::open()
{
    const auto restore = [this](storage::Connection &connection) -> Result<QVariant> {
        const auto alerts = readAlerts(connection, int(AlertEngine::kMostResolved));
        if (!alerts)
            return std::unexpected(alerts.error());
        for (const Alert &alert : *alerts)
            m_engine.restore(alert);
        return QVariant();
    };
    const auto read = m_ports.store->readNow(restore);
    return read ? Result<void>() : std::unexpected(read.error());
}

void AlertWatch::start()
{
    m_everySecond.start(1s);
}

void AlertWatch::tick()
{
    const settings::SnapshotPtr settings = m_ports.settings.current();
    if (settings->revision() != m_rulesRevision) {
        m_engine.setRules(rulesFor(*settings));
        m_rulesRevision = settings->revision();
    }
    m_gauges.take(m_ports.gateway.load(), m_revisionLag());
    const core::WallTime now = m_ports.clock.wall();
    const auto changed = m_engine.step(m_measures.read(m_ports.clock.steady(), now), now);
    if (changed.empty())
        return;
    tell(changed);
    keep(changed);
}

void AlertWatch::tell(const std::vector<Alert> &changed)
{
    const core::WallTime now = m_ports.clock.wall();
    const bool flood = m_engine.isFlood(now);
    m_hub.publish(protocol::kTopicAlerts,
                  protocol::toJson(protocol::AlertNews {changed, int(m_engine.calling(now).size()), flood, now}));
    std::vector<Alert> outward;
    for (const Alert &alert : changed) {
        const bool shelved = alert.shelvedUntil && *alert.shelvedUntil > now;
        if (alert.firedAt && !shelved && !alert.ackedBy)
            outward.push_back(alert);
        if (alert.firedAt && !alert.ackedBy)
            say(alert);
    }
    m_post.send(m_ports.settings.current()->text("ALERT_WEBHOOK_URL"), outward, flood);
}

void AlertWatch::keep(const std::vector<Alert> &changed)
{
    for (const Alert &alert : changed) {
        if (alert.firedAt)
            m_unsaved.insert_or_assign(alert.id, alert);
    }
    if (m_isSaving || m_unsaved.empty())
        return;
    std::vector<Alert> alerts;
    for (auto &[id, alert] : std::exchange(m_unsaved, {}))
        alerts.push_back(alert);
    write(this, std::move(alerts));
}

Task<void> AlertWatch::write(QPointer<AlertWatch> self, std::vector<Alert> alerts)
{
    self->m_isSaving = true;
    const storage::Work work = [alerts](storage::Connection &connection) -> Result<QVariant> {
        for (const Alert &alert : alerts) {
            if (const auto done = writeAlert(connection, alert); !done)
                return std::unexpected(done.error());
        }
        const auto pruned = pruneAlerts(connection, int(AlertEngine::kMostResolved));
        return pruned ? Result<QVariant>(QVariant()) : std::unexpected(pruned.error());
    };
    const auto written = co_await self->m_ports.store->write(work);
    if (!self)
        co_return;
    self->m_isSaving = false;
    if (written)
        co_return;
    for (Alert &alert : alerts)
        self->m_unsaved.try_emplace(alert.id, std::move(alert));
}

Task<Result<ActJournal::Outcome>> AlertWatch::commit(Act act, QString id,
                                                     std::function<Result<Alert>(AlertEngine &)> change)
{
    // Tried on a copy: what the store does not take must not be in force.
    AlertEngine trial = m_engine;
    const std::optional<Alert> before = m_engine.find(id);
    const Result<Alert> after = change(trial);
    act.target = id;
    const QPointer<AlertWatch> self = this;
    const auto outcome
        = co_await m_journal.commit(std::move(act), [id, before, after](storage::Connection &connection) -> Result<ActEffect> {
              if (!after)
                  return std::unexpected(after.error());
              if (const auto done = writeAlert(connection, *after); !done)
                  return std::unexpected(done.error());
              return ActEffect {.target = id,
                                .before = before ? stateText(*before) : QString(),
                                .after = stateText(*after),
                                .answer = {{"alert"_L1, protocol::toJson(*after)}}};
          });
    if (self && outcome && !outcome->replayed) {
        if (const auto done = change(m_engine))
            tell({*done});
    }
    co_return outcome;
}

Task<Result<ActJournal::Outcome>> AlertWatch::acknowledge(Act act, QString id)
{
    const core::WallTime now = m_ports.clock.wall();
    const QString by = act.actor;
    const QString note = act.reason;
    return commit(std::move(act), id, [id, by, note, now](AlertEngine &engine) {
        return engine.acknowledge(id, by, note, now);
    });
}

Task<Result<ActJournal::Outcome>> AlertWatch::shelve(Act act, QString id, std::chrono::minutes time)
{
    const core::WallTime now = m_ports.clock.wall();
    const QString by = act.actor;
    const QString note = act.reason;
    return commit(std::move(act), id, [id, by, note, time, now](AlertEngine &engine) {
        return engine.shelve(id, by, note, now + time, now);
    });
}

} // namespace signalbox::server
