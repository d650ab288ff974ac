#pragma once

#include "backend/platform/core/task_group.h"
#include "backend/services/approvals/approvals_metrics.h"
#include "backend/services/approvals/config.h"
#include "backend/platform/storage/database.h"

#include <QObject>
#include <QTimer>

#include <atomic>

namespace signalbox::approvals {

/// Retention, the hourly head and check of the audit chain, and the gauges (contract approval-gateway 16, 18). One a process.
class Housekeeping : public QObject
{
    Q_OBJECT

public:
    /// `outboxOldest`: seconds, for /readyz; outlives it.
    Housekeeping(storage::Database &database, metrics::Registry &registry, const core::Clock &clock,
                 std::atomic<qint64> &outboxOldest, QObject *parent = nullptr);

    void apply(ConfigPtr config);
    void start();
    Task<void> end(core::milliseconds patience);

private:
    static Task<void> measure(Housekeeping *self);
    static Task<void> retain(Housekeeping *self);
    static Task<void> pruneOld(Housekeeping *self);
    static Task<void> tellHead(Housekeeping *self);
    /// Every entry, not only the head (contract approval-gateway 18, "Audit chain broken").
    static Task<void> verifyChain(Housekeeping *self);
    static Task<void> tellStart(Housekeeping *self, QByteArray type);

    storage::Database &m_database;
    const core::Clock &m_clock;
    std::atomic<qint64> &m_outboxOldest;
    ApprovalsGauges m_gauges;
    ConfigPtr m_config;
    core::TaskGroup m_tasks;
    QTimer m_measuring;
    QTimer m_retaining;
    QTimer m_heads;
    bool m_measuringNow = false;
    bool m_retainingNow = false;
    core::WallTime m_lastRetention {};
};

} // namespace signalbox::approvals
