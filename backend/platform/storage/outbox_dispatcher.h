#pragma once

#include "backend/platform/core/cancel.h"
#include "backend/platform/core/task_group.h"
#include "backend/platform/storage/outbox_leases.h"
#include "backend/platform/storage/retry_schedule.h"

#include <QObject>
#include <QPointer>
#include <QStringList>
#include <QTimer>

#include <atomic>
#include <functional>
#include <map>

namespace signalbox::storage {

/// How a dispatcher works.
struct OutboxOptions
{
    QString table;
    RetrySchedule schedule = {};
    int maxInFlight = 8;
    int maxPerTarget = 6; ///< so that one slow receiver leaves slots to the others
    core::milliseconds lease{10000};
    core::milliseconds poll{1000}; ///< looks for messages that another replica left behind
    const core::Clock *clock = &core::systemClock();
    std::function<double()> dice = {}; ///< 0..1 for the jitter; random when empty
};

/// What a service gives to its dispatcher.
struct OutboxPorts
{
    /// One attempt, on the dispatcher's thread. Must end, and soon after the token was cancelled; answers NotSent when
    /// it was cancelled before anything left.
    std::function<Task<DeliveryResult>(OutboxRow row, CancelToken cancel)> deliver;
    /// Optional: in the transaction that records the result, on the store's thread, with the row as it is now (an audit
    /// entry). May run again; an error rolls the recording back and it is tried again.
    std::function<Result<void>(Connection &connection, const OutboxRow &row, const DeliveryResult &result)> onResult
        = {};
    /// Optional: after that commit, on the dispatcher's thread (metrics, log lines).
    std::function<void(const OutboxRow &row, const DeliveryResult &result)> onRecorded = {};
};

/// Drains one outbox table: claims due messages with a lease, renews it while they are in flight, and records what came
/// of them. One a process, on one thread with an event loop; wake() from any thread. Several processes may share a
/// table on PostgreSQL. After a crash a message may be sent again with the same id.
class OutboxDispatcher : public QObject
{
    Q_OBJECT

public:
    /// `database` must outlive it.
    OutboxDispatcher(Database &database, OutboxOptions options, OutboxPorts ports, QObject *parent = nullptr);
    ~OutboxDispatcher() override;

    /// Begins; on SQLite takes over the leases of the process before at once.
    void start();
    /// Something was enqueued and committed. Any thread; many calls in a row cost one.
    void wake();
    /// From now on (a setting changed).
    void setSchedule(RetrySchedule schedule);
    /// Claims no more, waits for what is in flight, cancels it after `patience`, and hands the leases back.
    Task<void> end(core::milliseconds patience);

    /// Attempts under way.
    int inFlight() const { return int(m_inFlight.size()); }

private:
    using Self = QPointer<OutboxDispatcher>;

    void lookIn(core::milliseconds wait);
    static Task<void> look(Self self);
    static Task<void> attempt(Self self, OutboxRow row);
    static Task<void> record(Self self, OutboxRow row, DeliveryResult result);
    static Task<void> renewLeases(Self self);
    Task<Result<QVariant>> claim();
    Task<Result<QVariant>> recordOnce(const OutboxRow &row, const DeliveryResult &result);
    void finish(const QString &webhookId);
    void tell(const OutboxRow &row, const DeliveryResult &result);
    void pause(const QString &target);
    QStringList pausedTargets();
    void noteStore(bool works, const QString &why);
    QStringList flyingIds() const;

    Database &m_database;
    OutboxOptions m_options;
    OutboxPorts m_ports;
    OutboxLeases m_leases;
    QString m_owner;
    std::map<QString, QString> m_inFlight; ///< webhook id → target
    std::map<QString, core::SteadyTime> m_paused; ///< targets that a message could not be sent to, until when
    core::TaskGroup m_tasks;
    CancelToken m_sending; ///< cancelled when the patience of end() is over
    QTimer m_timer;
    QTimer m_renewal;
    std::atomic<bool> m_woken{false};
    bool m_looking = false;
    bool m_lookAgain = false;
    bool m_more = false; ///< others are due but had no slot
    bool m_tookOver = false;
    bool m_ending = false;
    bool m_toldFailing = false;
};

} // namespace signalbox::storage
