#include "backend/platform/core/json_writer.h"
#include "backend/services/approvals/approvals_errors.h"
#include "backend/services/approvals/audit_verify.h"
#include "backend/services/approvals/flows.h"
#include "backend/services/approvals/query_fields.h"
#include "backend/services/approvals/transaction.h"

namespace signalbox::approvals {

using namespace Qt::StringLiterals;
using http::Response;

namespace {

void writeRow(JsonWriter &out, const AuditRow &row)
{
    const AuditEntry &entry = row.entry;
    out.beginObject().member("seq", entry.seq).member("ts", entry.ts).member("type", entry.type);
    out.key("candidate_id");
    if (entry.candidateId.isEmpty())
        out.null();
    else
        out.value(entry.candidateId);
    out.member("actor", entry.actor).member("data_hash", entry.dataHash).member("prev_hash", entry.prevHash);
    out.member("hash", entry.hash).key("salt");
    if (row.data)
        out.value(row.data->salt).key("data").raw(row.data->details);
    else
        out.null().key("data").null();
    out.endObject();
}

} // namespace

Task<Response> auditFlow(WorkerContext &worker, http::RequestPtr request, ConfigPtr)
{
    constexpr int kDefault = 100;
    constexpr int kMost = 500;
    QueryFields query(request->head.query);
    const QString candidateId = query.text("candidate_id");
    const int after = query.whole("after_seq", 0, 0, std::numeric_limits<int>::max());
    const int limit = query.whole("limit", kDefault, 1, kMost);
    if (!query.faults().empty())
        co_return Response::json(422, faultsJson(query.faults()));
    const auto rows = co_await inRead<std::vector<AuditRow>>(
        worker.ports.database, [candidateId, after, limit](storage::Connection &connection) {
            return readAudit(connection, candidateId, after, limit);
        });
    if (!rows)
        co_return failureResponse(rows.error());
    JsonWriter out;
    out.beginObject().member("count", int(rows->size())).key("entries").beginArray();
    for (const AuditRow &row : *rows)
        writeRow(out, row);
    out.endArray().key("next_after_seq");
    if (int(rows->size()) == limit)
        out.value(rows->back().entry.seq);
    else
        out.null();
    out.endObject();
    co_return Response::json(200, out.take());
}

Task<Response> verifyFlow(WorkerContext &worker, http::RequestPtr, ConfigPtr)
{
    const auto verdict = co_await verifyAudit(worker.ports.database);
    if (!verdict)
        co_return failureResponse(verdict.error());
    JsonWriter out;
    out.beginObject().member("ok", verdict->ok);
    if (verdict->ok)
        out.member("head_seq", verdict->head.seq).member("head_hash", verdict->head.hash);
    else
        out.member("first_bad_seq", verdict->firstBad).member("reason", verdict->reason);
    out.endObject();
    co_return Response::json(200, out.take());
}

} // namespace signalbox::approvals
