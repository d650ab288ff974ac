#pragma once

#include "backend/operator/server/acts/act_journal.h"
#include "backend/operator/server/event_hub.h"
#include "backend/operator/server/revisions/revision_plan.h"
#include "backend/operator/server/revisions/revision_store.h"
#include "backend/operator/protocol/overview_document.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

namespace signalbox::server {

/// What the revisions stand on; each outlives them.
struct RevisionPorts
{
    storage::Database &store;
    ActJournal &journal;
    settings::LiveSettings &live;
    EventHub &hub;
    const core::Clock &clock;
    std::function<void(protocol::Change)> note; ///< for "changed last"; may be empty
    QString dataDir; ///< of store.key; empty = none
};

/// The chain of revisions of one gateway: plans become revisions, revisions become settings
/// (contract operator-console 2.2). What commit() has answered is on disk, in the audit, and handed to every worker.
/// Belongs to the operator thread.
class Revisions : public QObject
{
    Q_OBJECT

public:
    /// A further step inside the transaction of a revision.
    using Step = std::function<Result<void>(storage::Connection &, const protocol::Revision &)>;

    /// What a revision carries besides its plan.
    struct Extras
    {
        std::optional<QString> guardId = {};
        std::optional<QString> timerId = {};
        std::vector<protocol::SkippedKey> skipped = {};
        Step step = {};
        std::vector<protocol::GuardView> guards = {}; ///< those that `step` adds
    };

    struct Committed
    {
        QJsonObject answer; ///< RevisionAnswer
        bool replayed = false; ///< the same request was answered before
    };

    explicit Revisions(RevisionPorts ports, QObject *parent = nullptr);

    /// Reads the present set and puts it in force; then loads the history bit by bit. Waits for the store.
    Result<void> open();

    Present present() const { return {m_set, m_head}; }
    settings::LiveSettings &live() const { return m_ports.live; }

    /// Makes the plan a revision. 409 with details.revision when it was made on another head; 400 `no_change`.
    Task<Planned<Committed>> commit(Act act, Plan plan, Extras extras);
    /// The set once `number` was in force; NotFound.
    Task<Result<OverrideSet>> asOf(qint64 number);
    /// Reads what other gateways have added to the store. False when the store could not be read.
    Task<bool> catchUp();

    /// All revisions that are kept in memory, newest first (at most 20,000).
    Task<std::vector<protocol::Revision>> history();
    /// NotFound.
    Task<Result<protocol::Revision>> find(qint64 number);
    /// Checks the hash chain from the first revision on.
    Task<Result<protocol::ChainVerdict>> verify();

    /// Tells the stream about a guard or timer.
    void tell(const protocol::GuardView &guard);

Q_SIGNALS:
    /// After a revision of this or another gateway is in force here.
    void changed();

private:
    struct Fresh;

    Result<ActEffect> write(storage::Connection &connection, const Plan &plan, StoredRevision stored,
                            const Extras &extras, const security::SealedBox *box) const;
    void install(const StoredRevision &stored, const std::vector<StoredChange> &changes);
    void adopt();
    void announce(const protocol::Revision &revision);
    static Task<void> loadHistory(QPointer<Revisions> self);
    static Task<bool> follow(QPointer<Revisions> self);

    RevisionPorts m_ports;
    std::optional<security::SealedBox> m_box; ///< none: no secret was ever set here
    OverrideSet m_set;
    qint64 m_head = 0;
    std::deque<protocol::Revision> m_history; ///< newest first
    bool m_isLoaded = false; ///< the history is complete
    std::vector<core::OneShot<bool>> m_waiting; ///< for the history
};

} // namespace signalbox::server
