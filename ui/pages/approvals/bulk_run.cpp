#include "ui/pages/approvals/bulk_run.h"

namespace signalbox::pages {

BulkRun::BulkRun(ApprovalActs &acts, std::vector<protocol::ApprovalRow> rows, protocol::ApprovalAction action,
                 QObject *parent)
    : QObject(parent)
    , m_acts(acts)
    , m_rows(std::move(rows))
    , m_action(action)
{
}

void BulkRun::start(const QString &reason)
{
    m_reason = reason;
    m_isRunning = true;
    next();
}

void BulkRun::next()
{
    if (m_isCancelled || m_at == m_rows.size()) {
        m_isRunning = false;
        Q_EMIT finished();
        return;
    }
    const QPointer<BulkRun> self(this);
    m_acts.decide(m_rows[m_at], m_action, std::nullopt, m_reason, [self, at = m_at](const ApprovalOutcome &outcome) {
        if (!self)
            return;
        if (outcome.kind == ApprovalOutcome::Kind::Decided || outcome.kind == ApprovalOutcome::Kind::Counted)
            ++self->m_done;
        Q_EMIT self->stepped(at, outcome);
        ++self->m_at;
        self->next();
    });
}

} // namespace signalbox::pages
