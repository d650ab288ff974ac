#include "backend/services/approvals/outbox_view.h"

#include "backend/platform/storage/outbox_store.h"
#include "backend/services/approvals/candidate_steps.h"

namespace signalbox::approvals {

using namespace Qt::StringLiterals;

Result<storage::OutboxRow> replayDecision(storage::Connection &connection, const QString &webhookId,
                                          const QString &actor, core::WallTime now)
{
    const auto row = storage::OutboxStore(kOutboxTable).replay(connection, webhookId, now);
    if (!row)
        return row;
    const auto chained = appendAudit(connection,
                                     {{.type = "replayed",
                                       .candidateId = row->subject,
                                       .actor = actor,
                                       .details = {{u"webhook_id"_s, row->webhookId}}}},
                                     now);
    return chained ? row : std::unexpected(chained.error());
}

Result<storage::OutboxPage> undelivered(storage::Connection &connection, std::optional<storage::OutboxState> state,
                                        int limit, const QString &cursor)
{
    const storage::OutboxStore store(kOutboxTable);
    if (state)
        return store.list(connection, state, limit, cursor);
    // Without a word for it, pending ones first: they are what still happens.
    auto page = store.list(connection, storage::OutboxState::Pending, limit, cursor);
    if (!page || !page->nextCursor.isEmpty() || !cursor.isEmpty() || int(page->rows.size()) == limit)
        return page;
    auto dead = store.list(connection, storage::OutboxState::Dead, limit - int(page->rows.size()));
    if (!dead)
        return dead;
    page->rows.insert(page->rows.end(), dead->rows.begin(), dead->rows.end());
    return page;
}

} // namespace signalbox::approvals
