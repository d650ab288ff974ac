#pragma once

#include "backend/services/approvals/candidate_steps.h"

namespace signalbox::approvals {

/// What came of a submission in the store.
struct Submitted
{
    enum class Kind { New, Duplicate, Conflict };

    Kind kind = Kind::New;
    Candidate candidate; ///< the stored one
    std::vector<Channel> channels = {}; ///< New: on which somebody is asked
    Wakes wakes = {};
};

/// Inserts a candidate with its prompts, or says how the stored one compares.
Result<Submitted> submitCandidate(storage::Connection &connection, const Candidate &candidate, const Policy &policy,
                                  const StepContext &context);

/// The stored candidate of this id, compared with `contentHash`; nothing when there is none.
Result<std::optional<Submitted>> compareStored(storage::Connection &connection, const QString &id,
                                               const QByteArray &contentHash);

/// What POST cancel came to.
struct Cancelled
{
    std::optional<State> before = {}; ///< nothing: there is no such candidate; terminal: it stays as it is
};
Result<Cancelled> cancelCandidate(storage::Connection &connection, const QString &id, Wakes &wakes,
                                  const StepContext &context);

} // namespace signalbox::approvals
