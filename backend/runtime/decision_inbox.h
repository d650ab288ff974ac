#pragma once

#include "backend/services/commerce/decision.h"

#include <atomic>
#include <vector>

namespace signalbox::runtime {

/// Decisions on their way from the workers to the operator thread. Any number of writers, one reader, no locks. At most
/// 10,000 wait; further ones are left out and counted.
class DecisionInbox
{
public:
    DecisionInbox() = default;
    ~DecisionInbox();
    Q_DISABLE_COPY_MOVE(DecisionInbox)

    void push(commerce::DecisionPtr decision);
    /// Everything that waits, oldest first. One thread only.
    std::vector<commerce::DecisionPtr> take();
    quint64 leftOut() const { return m_leftOut.load(std::memory_order_relaxed); }

private:
    struct Node
    {
        commerce::DecisionPtr decision;
        Node *next = nullptr;
    };
    static constexpr int kMostWaiting = 10'000;

    std::atomic<Node *> m_newest {nullptr};
    std::atomic<int> m_waiting {0};
    std::atomic<quint64> m_leftOut {0};
};

} // namespace signalbox::runtime
