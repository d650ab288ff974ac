#pragma once

#include "ui/pages/approvals/approval_acts.h"

namespace signalbox::pages {

/// One act on many approvals, one call after the other, until all are done or it is cancelled. What was sent when it
/// is cancelled still gets its answer.
class BulkRun : public QObject
{
    Q_OBJECT

public:
    BulkRun(ApprovalActs &acts, std::vector<protocol::ApprovalRow> rows, protocol::ApprovalAction action,
            QObject *parent = nullptr);

    const std::vector<protocol::ApprovalRow> &rows() const { return m_rows; }
    protocol::ApprovalAction action() const { return m_action; }
    void start(const QString &reason);
    void cancel() { m_isCancelled = true; }
    bool isRunning() const { return m_isRunning; }
    /// Those decided or counted by it.
    int done() const { return m_done; }

Q_SIGNALS:
    void stepped(std::size_t row, const signalbox::pages::ApprovalOutcome &outcome);
    void finished();

private:
    void next();

    ApprovalActs &m_acts;
    std::vector<protocol::ApprovalRow> m_rows;
    protocol::ApprovalAction m_action;
    QString m_reason;
    std::size_t m_at = 0;
    int m_done = 0;
    bool m_isRunning = false;
    bool m_isCancelled = false;
};

} // namespace signalbox::pages
