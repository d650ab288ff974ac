#pragma once

#include "backend/services/commerce/scoring.h"

#include <array>
#include <atomic>
#include <memory>

namespace signalbox::commerce {

using Reputations = std::array<Reputation, kProviderCount>;

/// What outcomes say of the providers, for the whole process: replaced as a whole, read by every worker without
/// waiting. Any thread.
class ReputationBoard
{
public:
    ReputationBoard() : m_table(std::make_shared<const Reputations>()) { }

    Reputations read() const { return *m_table.load(); }
    void replace(const Reputations &table) { m_table.store(std::make_shared<const Reputations>(table)); }

private:
    std::atomic<std::shared_ptr<const Reputations>> m_table;
};

} // namespace signalbox::commerce
