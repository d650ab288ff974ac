#pragma once

#include "backend/operator/server/guards/guards.h"
#include "backend/operator/server/operator_ports.h"
#include "backend/operator/server/recipes/recipe_book.h"

namespace signalbox::server {

/// Everything that changes settings: revisions, the look at other gateways, guards, recipes, and the clock that they
/// share. Belongs to the operator thread.
class Levers : public QObject
{
    Q_OBJECT

public:
    Levers(const OperatorPorts &ports, ActJournal &journal, EventHub &hub, QObject *parent = nullptr);

    /// Reads the store and puts its revisions in force. Waits.
    Result<void> open();
    /// Starts the clock.
    void start();

    const std::vector<QByteArray> services; ///< that run here
    const std::vector<QByteArray> providers; ///< ids
    GuardMeter meter;
    Revisions revisions;
    Replicas replicas;
    Guards guards;
    RecipeBook recipes;

private:
    void tick();
    void followSchedules();
    void showRevision();

    settings::LiveSettings &m_live;
    metrics::Gauge m_revision; ///< so that a replica that stays behind shows in Prometheus, too
    const core::Clock &m_clock;
    QTimer m_everySecond;
    QTimer m_atSchedule; ///< set while an entry of a schedule becomes due before the next tick
};

} // namespace signalbox::server
