#pragma once

#include "backend/operator/server/approvals/approvals_port.h"
#include "backend/services/approvals/candidate_view.h"
#include "backend/services/approvals/console_store.h"

/// Candidates as the operator protocol shows them; every address masked. Pure.
namespace signalbox::runtime {

/// Who looks, and when.
struct Onlooker
{
    server::OperatorIdentity who;
    core::WallTime now {};

    QStringList addresses() const { return {who.addresses.begin(), who.addresses.end()}; }
};

protocol::ApprovalRow approvalRow(const approvals::Candidate &candidate,
                                  const std::vector<approvals::Approver> &approvers,
                                  const std::vector<approvals::Vote> &votes, const approvals::PromptTally &prompts,
                                  const Onlooker &onlooker);

/// An entry of the audit with what came of the message that it is about.
struct HistoryEntry
{
    approvals::AuditRow row;
    std::optional<approvals::Outcome> outcome = {};
};

protocol::ApprovalDetail approvalDetail(const approvals::CandidateView &view, const approvals::PromptTally &prompts,
                                        const std::vector<HistoryEntry> &history, const Onlooker &onlooker);

protocol::OutboxItem outboxItem(const storage::OutboxRow &row);

/// `whatsapp:+*******0001` for an address; a name stays as it is.
QString maskedActor(const QString &actor);

} // namespace signalbox::runtime
