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
    ReputationBoard() : m_table(std::make_shared<const Table>()) { }

    Reputations read() const { return m_table.load()->reputations; }
    /// What a provider's first `orders` outcomes amount to. Workers may report out of turn: the larger number stays.
    void update(ProviderId provider, const Reputation &reputation, qint64 orders);

private:
    struct Table
    {
        Reputations reputations;
        std::array<qint64, kProviderCount> orders {};
    };

    std::atomic<std::shared_ptr<const Table>> m_table;
};

} // namespace signalbox::commerce
