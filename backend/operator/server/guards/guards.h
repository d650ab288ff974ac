#pragma once

#include "backend/operator/server/guards/guard_meter.h"
#include "backend/operator/server/revisions/replicas.h"
#include "backend/operator/server/revisions/revisions.h"

#include <QSet>

namespace signalbox::server {

/// What guards stand on; each outlives them.
struct GuardPorts
{
    storage::Database &store;
    ActJournal &journal;
    Revisions &revisions;
    Replicas &replicas;
    GuardMeter &meter;
    const core::Clock &clock;
};

/// Watches flips (contract operator-console 2.5): a guard takes its flip back when its metric gets worse, a timer when
/// its time is up. Exactly the keys that still hold what the watched revision set are taken back, in a revision of
/// their own by `guard` or `timer`. Kept in the store, so a restart in mid-watch changes nothing. Belongs to the
/// operator thread.
class Guards : public QObject
{
    Q_OBJECT

public:
    explicit Guards(GuardPorts ports, QObject *parent = nullptr);

    /// Reads the guards of the store. Waits.
    Result<void> open();
    /// What a revision carries for the wished guard and timer. 400 names the member.
    Planned<Revisions::Extras> extrasFor(const Plan &plan, const std::optional<protocol::GuardSpec> &guard,
                                         const std::optional<qint64> &backAfterSec, const QString &actor);
    /// Begins to watch the guards of a committed revision.
    void begin(const Revisions::Extras &extras);

    /// The flip stays. 404, 409 when it is over already.
    Task<Planned<QJsonObject>> stop(Act act, QString id);

    /// Newest first, at most 200.
    std::vector<protocol::GuardView> views() const { return m_guards; }

    /// Call it once a second.
    void tick();

private:
    struct Watch
    {
        core::SteadyTime deadline; ///< so that a clock that is set back does not make a watch longer
        core::SteadyTime nextTry; ///< of a take-back that the store refused
        bool isBusy = false;
    };

    protocol::GuardView *find(const QString &id);
    bool isOwn(const protocol::GuardView &guard) const;
    void follow(protocol::GuardView &guard);
    void watch(const protocol::GuardView &guard);
    void replace(const protocol::GuardView &guard);
    static Task<void> end(QPointer<Guards> self, protocol::GuardView guard);
    static Task<void> takeBack(QPointer<Guards> self, protocol::GuardView guard);
    static Task<bool> tryTakeBack(QPointer<Guards> self, protocol::GuardView guard);
    static Task<void> reload(QPointer<Guards> self);
    Task<Planned<Plan>> planBack(protocol::GuardView guard);

    GuardPorts m_ports;
    std::vector<protocol::GuardView> m_guards;
    std::map<QString, Watch> m_watches; ///< of those that this gateway watches
    quint64 m_ticks = 0;
};

} // namespace signalbox::server
