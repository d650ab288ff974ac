#include "backend/operator/server/acts/audit_routes.h"

#include "backend/operator/protocol/list_fields.h"
#include "backend/operator/server/acts/audit_list.h"
#include "backend/operator/server/handlers.h"
#include "backend/operator/server/operator_owner.h"
#include "backend/platform/core/sleep.h"

namespace signalbox::server {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMostExported = 10'000;
constexpr qsizetype kExportBytes = 8 * 1024 * 1024;

Task<http::Response> getAudit(OperatorContext *context, http::RequestPtr request)
{
    const auto query = parseListQuery(request->head, protocol::auditFields());
    if (!query)
        co_return query.error();
    co_return answer(co_await auditPage(&context->store, *query, context->ports.clock.wall()));
}

Task<http::Response> getVerify(OperatorContext *context, http::RequestPtr request)
{
    Q_UNUSED(request)
    co_return answer(co_await AuditStore(context->store).verify(context->ports.clock.wall()));
}

/// The hash that the entry behind `after` is built on; empty at the beginning.
Task<Result<QString>> hashAt(storage::Database *store, qint64 after)
{
    const auto head = co_await AuditStore(*store).head();
    if (!head)
        co_return std::unexpected(head.error());
    if (after <= head->anchorId)
        co_return head->anchorHash;
    const auto entry = co_await AuditStore(*store).after(after - 1, 1);
    if (!entry)
        co_return std::unexpected(entry.error());
    co_return entry->empty() ? QString() : entry->front().hash;
}

Task<http::Response> getExport(OperatorContext *context, http::RequestPtr request)
{
    const QString asked = queryValue(request->head, u"after"_s);
    bool isNumber = true;
    qint64 last = asked.isEmpty() ? 0 : asked.toLongLong(&isNumber);
    if (!isNumber || last < 0)
        co_return badParameter(u"after"_s, u"after must be the id of an entry"_s);
    auto previous = co_await hashAt(&context->store, last);
    if (!previous)
        co_return errorAnswer(previous.error());
    QByteArray lines;
    for (int taken = 0; taken < kMostExported && lines.size() < kExportBytes; taken += kAuditChunk) {
        const auto chunk = co_await AuditStore(context->store).after(last, kAuditChunk);
        if (!chunk)
            co_return errorAnswer(chunk.error());
        for (const protocol::AuditEntry &entry : *chunk) {
            lines += auditLine(entry, *previous) + '\n';
            previous = entry.hash;
            last = entry.id.toLongLong();
        }
        if (chunk->size() < size_t(kAuditChunk))
            break;
        co_await core::sleepFor(core::milliseconds(0));
    }
    http::Response response;
    response.headers.set("Content-Type", "application/x-ndjson");
    response.headers.set("Content-Disposition", "attachment; filename=\"signalbox_audit.jsonl\"");
    response.body = std::move(lines);
    co_return response;
}

} // namespace

std::vector<OperatorRoute> auditRoutes()
{
    const protocol::Role viewer = protocol::Role::Viewer;
    return {
        {"GET", "/ops/v1/audit", viewer, u"Every act and every refused act, newest first."_s, listParameters(), nullptr,
         schema<protocol::Page<protocol::AuditEntry>>, getAudit},
        {"GET", "/ops/v1/audit/verify", viewer, u"Checks the chain of hashes from its first entry to its last."_s, {},
         nullptr, schema<protocol::AuditVerdict>, getVerify},
        {"GET", "/ops/v1/audit/export", viewer,
         u"JSON lines, oldest first, at most 10,000; ask again with the last line's id until nothing comes."_s,
         {{"after", u"The id of the last entry that is there already."_s}}, nullptr, nullptr, getExport},
    };
}

} // namespace signalbox::server
