#pragma once

#include "backend/services/approvals/candidate.h"

namespace signalbox::approvals {

/// A callback's bytes are at most this many (section 15).
inline constexpr qsizetype kMaxDecisionBytes = 20'000;

/// The JSON of the decision callback. Made once, in the decision transaction, and then stored as bytes.
/// `candidate` is terminal with decidedAt, decision and decider set; `votes` are in the order of their times; the audit
/// position is that of the `decided` or `expired` entry. What does not fit is left out in this order, each with a
/// `…_omitted` member: edit diff, approvals of older revisions, all approvals and the reason, brand and source.
QByteArray decisionBody(const Candidate &candidate, const std::vector<Vote> &votes, qint64 auditSeq,
                        const QByteArray &auditHash);

/// `latency_ms`: first acceptance of a prompt (else creation) to decision; 0 while open or when the clock ran back.
qint64 latencyMs(const Candidate &candidate);

} // namespace signalbox::approvals
