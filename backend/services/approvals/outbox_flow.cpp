#include "backend/platform/core/json_writer.h"
#include "backend/services/approvals/approvals_errors.h"
#include "backend/services/approvals/flows.h"
#include "backend/services/approvals/outbox_view.h"
#include "backend/services/approvals/query_fields.h"
#include "backend/services/approvals/transaction.h"

namespace signalbox::approvals {

using namespace Qt::StringLiterals;
using http::Response;

namespace {

void writeRow(JsonWriter &out, const storage::OutboxRow &row)
{
    out.beginObject().member("webhook_id", row.webhookId).member("candidate_id", row.subject);
    out.member("state", storage::name(row.state)).member("attempts", row.attempts).key("next_attempt_at");
    if (row.state == storage::OutboxState::Pending)
        out.value(core::isoUtc(row.nextAttemptAt));
    else
        out.null();
    out.key("last_status");
    if (row.lastStatus > 0)
        out.value(row.lastStatus);
    else
        out.null();
    out.key("last_error");
    if (row.lastError.isEmpty())
        out.null();
    else
        out.value(row.lastError);
    out.member("created_at", core::isoUtc(row.createdAt)).endObject();
}

} // namespace

Task<Response> outboxFlow(WorkerContext &worker, http::RequestPtr request, ConfigPtr)
{
    constexpr int kDefault = 50;
    constexpr int kMost = 500;
    QueryFields query(request->head.query);
    const QString word = query.word("state", {"pending"_L1, "dead"_L1});
    const int limit = query.whole("limit", kDefault, 1, kMost);
    const QString cursor = query.text("cursor");
    if (!query.faults().empty())
        co_return Response::json(422, faultsJson(query.faults()));
    const auto page = co_await inRead<storage::OutboxPage>(
        worker.ports.database,
        [state = storage::outboxStateFrom(word), limit, cursor](storage::Connection &connection) {
            return undelivered(connection, state, limit, cursor);
        });
    if (!page && page.error().code == ErrorCode::InvalidInput) {
        query.refuse("cursor", "value_error", u"Input should be a cursor of an earlier page"_s);
        co_return Response::json(422, faultsJson(query.faults()));
    }
    if (!page)
        co_return failureResponse(page.error());
    JsonWriter out;
    out.beginObject().member("count", int(page->rows.size())).key("entries").beginArray();
    for (const storage::OutboxRow &row : page->rows)
        writeRow(out, row);
    out.endArray().key("next_cursor");
    if (page->nextCursor.isEmpty())
        out.null();
    else
        out.value(page->nextCursor);
    out.endObject();
    co_return Response::json(200, out.take());
}

Task<Response> replayFlow(WorkerContext &worker, http::RequestPtr request, ConfigPtr)
{
    const QString id = QString::fromUtf8(request->pathValues.front().second);
    const core::WallTime now = worker.ports.clock.wall();
    const auto row = co_await inTransaction<storage::OutboxRow>(
        worker.ports.database,
        [id, now](storage::Connection &connection) { return replayDecision(connection, id, u"admin"_s, now); });
    if (!row && row.error().code == ErrorCode::NotFound)
        co_return errorResponse(404, u"Delivery not found"_s, "not_found");
    if (!row && row.error().code == ErrorCode::Conflict)
        co_return errorResponse(409, u"Decision was delivered already"_s, "already_delivered");
    if (!row)
        co_return failureResponse(row.error());
    worker.finish(Wakes {.outbox = true});
    JsonWriter out;
    out.beginObject().member("status", "replayed"_ba).member("webhook_id", row->webhookId).endObject();
    co_return Response::json(202, out.take());
}

} // namespace signalbox::approvals
