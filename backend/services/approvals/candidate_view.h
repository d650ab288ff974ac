#pragma once

#include "backend/platform/core/json_writer.h"
#include "backend/platform/storage/outbox.h"
#include "backend/services/approvals/candidate_store.h"
#include "backend/services/approvals/prompt_store.h"

namespace signalbox::approvals {

/// Everything about one candidate, as GET /candidate/{id} and the console show it.
struct CandidateView
{
    StoredCandidate stored;
    std::vector<Approver> approvers;
    std::vector<Vote> votes;
    std::vector<Prompt> prompts;
    std::optional<storage::OutboxRow> callback;
};

/// Nothing when there is no such candidate. Inside the caller's transaction.
Result<std::optional<CandidateView>> readCandidateView(storage::Connection &connection, const QString &id);

/// The JSON of GET /candidate/{id} (contract approval-gateway 5.3); addresses masked.
QByteArray candidateJson(const CandidateView &view);

} // namespace signalbox::approvals
