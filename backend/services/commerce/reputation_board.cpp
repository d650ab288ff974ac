#include "backend/services/commerce/reputation_board.h"

namespace signalbox::commerce {

void ReputationBoard::update(ProviderId provider, const Reputation &reputation, qint64 orders)
{
    std::shared_ptr<const Table> seen = m_table.load();
    std::shared_ptr<Table> next;
    do {
        if (seen->orders[indexOf(provider)] > orders)
            return;
        next = std::make_shared<Table>(*seen);
        next->reputations[indexOf(provider)] = reputation;
        next->orders[indexOf(provider)] = orders;
    } while (!m_table.compare_exchange_weak(seen, std::shared_ptr<const Table>(next)));
}

} // namespace signalbox::commerce
