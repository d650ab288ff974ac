#include "ui/pages/overview/overview_facts.h"

#include "ui/client/alert_text.h"
#include "ui/kit/formats.h"

#include <QDateTime>

namespace signalbox::pages {

using namespace Qt::StringLiterals;

namespace {

QString ageOf(core::WallTime at)
{
    return kit::formatAge(std::chrono::milliseconds(QDateTime::currentMSecsSinceEpoch() - core::epochMs(at)));
}

client::Place placeOf(const protocol::Change &change)
{
    if (change.kind == "breaker"_L1)
        return client::placeOf({u"breaker"_s, change.what});
    if (change.kind == "revision"_L1)
        return {"settings", u"key:"_s + change.what};
    return {"settings", u"-source:default"_s};
}

/// The queue that is fullest; none while every one is empty.
const protocol::QueueFigure *fullestQueue(const protocol::Saturation &load)
{
    const protocol::QueueFigure *fullest = nullptr;
    double most = 0;
    for (const protocol::QueueFigure &queue : load.queues) {
        const double share = queue.depth.value / std::max(queue.depth.limit.value_or(0), 1.0);
        if (share > most) {
            most = share;
            fullest = &queue;
        }
    }
    return fullest;
}

} // namespace

std::vector<Fact> OverviewFacts::waiting(const protocol::Overview &overview)
{
    std::vector<Fact> facts;
    for (const protocol::WaitingItem &item : overview.waiting.items) {
        // Alerts have a card of their own.
        if (item.kind != "alert"_L1)
            facts.push_back({item.title, ageOf(item.since), {"approvals", u"id:"_s + item.id}});
    }
    return facts;
}

std::vector<Fact> OverviewFacts::changes(const protocol::Overview &overview)
{
    std::vector<Fact> facts;
    for (const protocol::Change &change : overview.changes.items) {
        QStringList rest {change.detail, change.actor, ageOf(change.at)};
        rest.removeAll(QString());
        facts.push_back({change.what, rest.join(u" · "_s), placeOf(change)});
    }
    return facts;
}

std::vector<Fact> OverviewFacts::saturation(const protocol::Overview &overview)
{
    const protocol::Saturation &load = overview.saturation;
    const QString bodies = tr("of %1").arg(kit::formatBytes(load.bodyMemoryBytes.limit.value_or(0)));
    const protocol::QueueFigure *queue = fullestQueue(load);
    const QStringList breakers(load.openBreakers.begin(), load.openBreakers.end());
    return {{tr("Workers %1").arg(kit::formatPercent(load.workersBusy.value)), tr("busy"), client::placeOf({u"workers"_s, {}})},
            {tr("Bodies %1").arg(kit::formatBytes(load.bodyMemoryBytes.value)), bodies, client::placeOf({u"bodyMemory"_s, {}})},
            {breakers.isEmpty() ? tr("Breakers closed") : tr("Breakers open: %1").arg(breakers.join(u", "_s)), {},
             client::placeOf({u"breaker"_s, breakers.value(0)})},
            {queue == nullptr ? tr("Queues empty") : tr("Queue %1: %2").arg(queue->name, kit::formatNumber(queue->depth.value)),
             queue == nullptr ? QString() : tr("of %1").arg(kit::formatNumber(queue->depth.limit.value_or(0))),
             client::placeOf({u"queue"_s, {}})},
            {tr("Store lag %1").arg(kit::formatDuration(load.storeLagMs.value)), {}, client::placeOf({u"store"_s, {}})},
            {tr("Memory %1").arg(kit::formatBytes(load.rssBytes.value)), {}, client::placeOf({u"bodyMemory"_s, {}})}};
}

std::vector<Fact> OverviewFacts::alerts(const std::vector<protocol::Alert> &alerts)
{
    std::vector<Fact> facts;
    for (const protocol::Alert &alert : alerts) {
        const QString mark = alert.severity == protocol::Severity::Page ? u"■ "_s : u"▲ "_s;
        facts.push_back({mark + client::alertSentence(alert), ageOf(alert.firedAt.value_or(alert.since)), {"alerts", u"id:"_s + alert.id}});
    }
    return facts;
}

} // namespace signalbox::pages
