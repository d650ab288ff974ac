#include "backend/operator/server/acts/audit_list.h"

#include "backend/operator/protocol/list_fields.h"
#include "backend/platform/core/sleep.h"

namespace signalbox::server {

using namespace Qt::StringLiterals;

namespace {

using protocol::AuditEntry;
using AuditPage = protocol::Page<AuditEntry>;

bool matches(const protocol::Filter &filter, const AuditEntry &entry)
{
    return filter.matches([&](qsizetype field) { return protocol::auditValue(entry, field); });
}

/// What a walk from the newest entry on has found.
struct Walk
{
    std::vector<AuditEntry> rows;
    qint64 total = 0; ///< entries that the filter lets through
    bool hasMore = false; ///< beyond `rows`
};

/// Takes an entry that the filter lets through.
void keep(Walk &walk, AuditEntry entry, qint64 before, size_t most)
{
    ++walk.total;
    if (entry.id.toLongLong() >= before)
        return;
    if (walk.rows.size() < most)
        walk.rows.push_back(std::move(entry));
    else
        walk.hasMore = true;
}

/// Looks at the entries from `head` back; keeps the first `most` below `before`.
Task<Result<Walk>> walk(storage::Database *store, AuditHead head, protocol::Filter filter, qint64 before, size_t most)
{
    Walk found;
    const bool isWhole = filter.isEmpty();
    // Without a filter all are counted already, and nothing needs to be read but the page.
    qint64 position = isWhole ? std::min(before, head.id + 1) : head.id + 1;
    const qint64 last = std::max(head.anchorId, head.id - kMostFiltered);
    while (position > last + 1 && !(isWhole && found.hasMore)) {
        const auto chunk = co_await AuditStore(*store).before(position, kAuditChunk);
        if (!chunk)
            co_return std::unexpected(chunk.error());
        if (chunk->empty())
            break;
        position = chunk->back().id.toLongLong();
        for (const AuditEntry &entry : *chunk) {
            if (isWhole || matches(filter, entry))
                keep(found, entry, before, most);
        }
        co_await core::sleepFor(core::milliseconds(0));
    }
    if (isWhole)
        found.total = head.id - head.anchorId;
    co_return found;
}

} // namespace

Task<Result<AuditPage>> auditPage(storage::Database *store, ListQuery query, core::WallTime at)
{
    const auto head = co_await AuditStore(*store).head();
    if (!head)
        co_return std::unexpected(head.error());
    if (query.sortField >= 0) {
        auto all = co_await walk(store, *head, query.filter, head->id + 1, kMostSorted);
        if (!all)
            co_return std::unexpected(all.error());
        auto page = pageOf(std::move(all->rows), query, protocol::auditValue, &AuditEntry::id, at);
        if (page)
            page->total = all->total;
        co_return page;
    }
    bool isNumber = true;
    const qint64 before = query.cursor.isEmpty() ? head->id + 1 : query.cursor.toLongLong(&isNumber);
    if (!isNumber)
        co_return fail(ErrorCode::Gone, PublicText(u"the list has moved on: start again"_s));
    auto found = co_await walk(store, *head, query.filter, before, size_t(query.limit));
    if (!found)
        co_return std::unexpected(found.error());
    AuditPage page {.items = std::move(found->rows), .total = found->total, .at = at};
    if (found->hasMore)
        page.nextCursor = page.items.back().id;
    co_return page;
}

} // namespace signalbox::server
