#pragma once

#include "backend/operator/protocol/checklist.h"
#include "backend/operator/server/checklist/check_facts.h"
#include "backend/operator/server/levers.h"
#include "backend/operator/server/telemetry.h"

namespace signalbox::server {

/// Runs the guides' checklists when somebody asks: gathers the facts without holding the operator thread up (files and
/// settings on the pool, the store and Redis without waiting), judges them, keeps the result for ten seconds. Belongs
/// to the operator thread.
class ChecklistWatch : public QObject
{
    Q_OBJECT

public:
    ChecklistWatch(const OperatorPorts &ports, const Telemetry &telemetry, Levers &levers, QObject *parent = nullptr);

    /// Starts to note when /metrics is read.
    void start();
    void noteScrapes();
    /// Somebody previewed a recipe.
    void noteRehearsal(const QString &recipe);

    /// All items, at most ten seconds old.
    Task<protocol::Checklist> checklist();

private:
    struct OffThread;

    CheckFacts presentFacts() const;
    OffThread offThreadWork(const CheckFacts &facts) const;
    static Task<void> gather(QPointer<ChecklistWatch> self);
    static Task<CheckFacts> gathered(QPointer<ChecklistWatch> self, CheckFacts facts);
    void finish(const CheckFacts &facts);

    const OperatorPorts &m_ports;
    const Telemetry &m_telemetry;
    Levers &m_levers;
    protocol::Checklist m_last;
    std::optional<core::SteadyTime> m_lastAt;
    bool m_isGathering = false;
    std::vector<core::OneShot<bool>> m_waiting;
    std::optional<protocol::AuditVerdict> m_audit;
    std::optional<core::WallTime> m_scrapedAt;
    std::optional<core::WallTime> m_rehearsedAt;
    double m_scrapes = 0;
    QTimer m_everyTen;
};

/// The items of one service, or of all when it is empty, with their counts. Pure.
protocol::Checklist checklistOf(std::vector<protocol::CheckItem> items, const QString &service, core::WallTime at);

} // namespace signalbox::server
