#pragma once

#include "backend/operator/protocol/approval_detail.h"

#include <QCoreApplication>

namespace signalbox::pages {

/// What the gateway tells about approvals by code, in the language of the console. Codes that this console does not
/// know are shown as they are. Pure.
class ApprovalWords
{
    Q_DECLARE_TR_FUNCTIONS(ApprovalWords)

public:
    static QString state(protocol::ApprovalState state);
    /// `b_orchid on x`
    static QString place(const protocol::ApprovalRow &row);
    /// "anna in the console", "+***1234 by WhatsApp", "the deadline".
    static QString decider(const QString &decider);
    /// Why this operator may not decide, and who can; empty when he may. `people`: who may, as far as it is known.
    static QString barred(const protocol::ApprovalRow &row, const std::vector<protocol::ApprovalPerson> &people);
    /// "1 delivered, 1 failed"; in short `✓1 ✗1` for a narrow column.
    static QString prompts(const protocol::PromptCounts &counts);
    static QString promptsShort(const protocol::PromptCounts &counts);
    static QString prompt(const protocol::ApprovalPrompt &prompt);
    static QString vote(const protocol::ApprovalVote &vote);
    static QString person(const protocol::ApprovalPerson &person);
    /// How the decision is told to whoever asked.
    static QString callback(const std::optional<protocol::OutboxItem> &callback);
    static QString event(const protocol::ApprovalEvent &event);
    /// Late, conflicting, doubled and refused answers, failed prompts and callbacks.
    static bool isTrouble(const protocol::ApprovalEvent &event);

private:
    static QString channel(const QString &channel);
};

} // namespace signalbox::pages
