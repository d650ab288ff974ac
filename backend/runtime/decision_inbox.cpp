#include "backend/runtime/decision_inbox.h"

namespace signalbox::runtime {

DecisionInbox::~DecisionInbox()
{
    take();
}

void DecisionInbox::push(commerce::DecisionPtr decision)
{
    if (m_waiting.fetch_add(1, std::memory_order_relaxed) >= kMostWaiting) {
        m_waiting.fetch_sub(1, std::memory_order_relaxed);
        m_leftOut.fetch_add(1, std::memory_order_relaxed);
        return;
    }
    auto *node = new Node {std::move(decision), m_newest.load(std::memory_order_relaxed)};
    while (!m_newest.compare_exchange_weak(node->next, node, std::memory_order_release, std::memory_order_relaxed)) { }
}

std::vector<commerce::DecisionPtr> DecisionInbox::take()
{
    std::vector<commerce::DecisionPtr> all;
    Node *node = m_newest.exchange(nullptr, std::memory_order_acquire);
    while (node) {
        const std::unique_ptr<Node> owned(node);
        all.push_back(std::move(owned->decision));
        node = owned->next;
    }
    m_waiting.fetch_sub(int(all.size()), std::memory_order_relaxed);
    std::ranges::reverse(all);
    return all;
}

} // namespace signalbox::runtime
