#pragma once

#include "backend/operator/server/revisions/revisions.h"

namespace signalbox::server {

/// Keeps the gateways on one PostgreSQL store together: twice a second it looks for revisions of the others, and it
/// says which revision is in force here (table `signalbox_replicas`). With SQLite there is only this gateway, and
/// nothing is asked. Belongs to the operator thread.
class Replicas : public QObject
{
    Q_OBJECT

public:
    /// How long a gateway is thought to be there after its last word.
    static constexpr std::chrono::seconds kPresence {10};

    Replicas(storage::Database &store, Revisions &revisions, const core::Clock &clock, QObject *parent = nullptr);

    void start();

    /// The name of this gateway among the replicas: host, process and start.
    const QString &instance() const { return m_instance; }
    /// Those that spoke within kPresence, as of the last look; this one alone with SQLite.
    const std::vector<Replica> &present() const { return m_present; }
    /// Is a gateway of this name there?
    bool isPresent(const QString &instance) const;
    /// How long the gateway that is furthest behind has had an older revision in force than this one; 0 when none is.
    /// For the alert "revision not applied on a replica".
    core::milliseconds lag() const;

private:
    static Task<void> look(QPointer<Replicas> self);
    void take(std::vector<Replica> replicas);

    storage::Database &m_store;
    Revisions &m_revisions;
    const core::Clock &m_clock;
    QString m_instance;
    std::vector<Replica> m_present;
    std::map<QString, core::SteadyTime> m_behindSince;
    bool m_isLooking = false;
    int m_looks = 0;
    QTimer m_everyLook;
};

} // namespace signalbox::server
