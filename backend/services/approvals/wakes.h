#pragma once

#include "backend/services/approvals/prompt_store.h"

#include <vector>

namespace signalbox::approvals {

/// What a committed step leaves to the background parts. Told after the commit; losing it costs only time, for they look
/// into the store by themselves.
struct Wakes
{
    std::vector<BucketName> buckets = {}; ///< have new held prompts
    std::vector<BucketName> refunds = {}; ///< their token was taken for nothing
    bool prompts = false; ///< a prompt is due
    bool outbox = false; ///< a decision waits to be delivered
    bool timers = false; ///< an escalation is due
    std::vector<std::pair<Decision, core::milliseconds>> decided = {}; ///< and how long it took, for the metrics

    void add(const Wakes &more)
    {
        buckets.insert(buckets.end(), more.buckets.begin(), more.buckets.end());
        refunds.insert(refunds.end(), more.refunds.begin(), more.refunds.end());
        prompts |= more.prompts;
        outbox |= more.outbox;
        timers |= more.timers;
        decided.insert(decided.end(), more.decided.begin(), more.decided.end());
    }
};

} // namespace signalbox::approvals
