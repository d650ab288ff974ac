#pragma once

#include "backend/operator/server/acts/act_journal.h"
#include "backend/operator/server/alerts/alert_engine.h"
#include "backend/operator/server/alerts/alert_post.h"
#include "backend/operator/server/alerts/measure.h"
#include "backend/operator/server/alerts/platform_gauges.h"
#include "backend/operator/server/event_hub.h"

#include <QTimer>

namespace signalbox::server {

/// Judges the alert rules once a second, tells the stream and the webhook of changes, and keeps what fires, who
/// acknowledged and what is shelved in the store, so that a restart changes none of it. Belongs to the operator thread.
class AlertWatch : public QObject
{
    Q_OBJECT

public:
    /// How long a replica has worked with older settings, as of now.
    using RevisionLag = std::function<core::milliseconds()>;

    AlertWatch(const OperatorPorts &ports, ActJournal &journal, EventHub &hub, RevisionLag revisionLag,
               QObject *parent = nullptr);

    /// Reads the alerts of the store. Waits.
    Result<void> open();
    void start();
    /// What the timer does; tests call it with a clock of their own.
    void tick();

    /// Both are acts: kept with their audit entry before they are in force. NotFound, Conflict.
    Task<Result<ActJournal::Outcome>> acknowledge(Act act, QString id);
    /// `minutes` 0 ends the shelving.
    Task<Result<ActJournal::Outcome>> shelve(Act act, QString id, std::chrono::minutes time);

    const AlertEngine &engine() const { return m_engine; }

private:
    void tell(const std::vector<protocol::Alert> &changed);
    void keep(const std::vector<protocol::Alert> &changed);
    static Task<void> write(QPointer<AlertWatch> self, std::vector<protocol::Alert> alerts);
    Task<Result<ActJournal::Outcome>> commit(Act act, QString id, std::function<Result<protocol::Alert>(AlertEngine &)> change);

    const OperatorPorts &m_ports;
    ActJournal &m_journal;
    EventHub &m_hub;
    RevisionLag m_revisionLag;
    AlertEngine m_engine;
    PlatformGauges m_gauges;
    MeasureReader m_measures;
    AlertPost m_post;
    quint64 m_rulesRevision = ~0ULL;
    std::map<QString, protocol::Alert> m_unsaved; ///< what the store refused; tried again with the next change
    bool m_isSaving = false;
    QTimer m_everySecond;
};

} // namespace signalbox::server
