#pragma once

#include "backend/platform/core/task_group.h"
#include "backend/services/approvals/approvals_metrics.h"
#include "backend/services/approvals/candidate_steps.h"
#include "backend/services/approvals/config.h"

#include <QObject>
#include <QTimer>

#include <functional>

namespace signalbox::approvals {

/// Ends candidates at their deadline and lets escalation steps join at theirs (contract approval-gateway 13, 20.1). Asks
/// the store four times a second by the time of day, so that neither a restart nor a jump of the clock loses one. One a
/// process; any number of processes on one store, each effect once.
class DeadlineWatch : public QObject
{
    Q_OBJECT

public:
    struct Ports
    {
        storage::Database &database;
        ApprovalsMetrics &metrics;
        const core::Clock &clock;
        std::function<void(const Wakes &)> wake;
    };

    explicit DeadlineWatch(Ports ports, QObject *parent = nullptr);

    void apply(ConfigPtr config) { m_config = std::move(config); }
    void start();
    /// Something may be due already.
    void wake();
    Task<void> end(core::milliseconds patience);

private:
    struct Due
    {
        QStringList expired;
        QStringList escalating;
    };

    static Task<void> look(DeadlineWatch *self);
    /// False when the store failed: it is tried again with the next tick.
    static Task<bool> expire(DeadlineWatch *self, QString id);
    static Task<bool> escalate(DeadlineWatch *self, QString id);

    Ports m_ports;
    ConfigPtr m_config;
    core::TaskGroup m_tasks;
    QTimer m_tick;
    bool m_looking = false;
    bool m_again = false;
};

} // namespace signalbox::approvals
