#pragma once

#include "tests/system/approvals_load.h"
#include "tests/system/approvals_parties.h"

#include "backend/platform/storage/database.h"

namespace signalbox::wire {

/// What the check counted, and what is wrong.
struct ApprovalsVerdict
{
    qint64 candidates = 0;
    qint64 acknowledged = 0; ///< submissions with a 202
    qint64 acknowledgedReplies = 0;
    QHash<QString, qint64> states;
    qint64 decisions = 0;
    qint64 callbacks = 0;
    qint64 repeatedCallbacks = 0; ///< the same bytes under the same id once more
    qint64 whatsappPrompts = 0;
    qint64 imessagePrompts = 0;
    qint64 unknownPrompts = 0; ///< sidecar calls without an answer, held
    qint64 losses = 0; ///< of candidates, replies, prompts and decisions
    qint64 doubles = 0; ///< of prompts and decisions
    QStringList faults; ///< empty: all is well; the first hundred
};

/// The figures, and all that is wrong, under a title.
QByteArray reportOf(const ApprovalsVerdict &verdict, const ApprovalLoad &load, const ApprovalParties &parties,
                    const QString &title);

/// Compares the store with what core, the approvers and the providers have seen (contract 13 to 15 and 20.4 to 20.5).
class ApprovalsCheck
{
public:
    ApprovalsCheck(const ApprovalLoad &load, const ApprovalParties &parties)
        : m_load(load)
        , m_parties(parties)
    {
    }

    /// How many prompts and decisions are still under way; -1 when the store cannot be read.
    static qint64 underWay(storage::Database &store);
    ApprovalsVerdict check(storage::Database &store);

private:
    struct Stored
    {
        QString state;
        QString decision;
        QString finalText;
        QString decider;
        qint64 deadline = 0;
        qint64 decided = 0;
    };

    bool readCandidates(storage::Database &store);
    void checkSubmissions();
    void checkReplies(storage::Database &store);
    void checkOutbox(storage::Database &store);
    void checkDecision(const QString &id, const QByteArray &webhookId, const QByteArray &body, const QString &state);
    void checkPrompts(storage::Database &store);
    void checkTimes();
    void lost(const QString &what);
    void twice(const QString &what);
    void fault(const QString &what);
    storage::Rows rows(storage::Database &store, const QString &sql);

    const ApprovalLoad &m_load;
    const ApprovalParties &m_parties;
    QHash<QString, Stored> m_stored;
    ApprovalsVerdict m_verdict;
};

} // namespace signalbox::wire
