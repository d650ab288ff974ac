#include "backend/platform/core/json_writer.h"
#include "backend/services/approvals/activity_store.h"
#include "backend/services/approvals/approvals_errors.h"
#include "backend/services/approvals/candidate_view.h"
#include "backend/services/approvals/flows.h"
#include "backend/services/approvals/query_fields.h"
#include "backend/services/approvals/transaction.h"

namespace signalbox::approvals {

using namespace Qt::StringLiterals;
using http::Response;

namespace {

void writeOptional(JsonWriter &out, const char *member, const QString &text, bool present)
{
    out.key(member);
    if (present)
        out.value(text);
    else
        out.null();
}

void writeEntry(JsonWriter &out, const Activity &entry)
{
    out.beginObject().member("id", entry.id).member("brand_id", entry.brandId).member("platform", entry.platform);
    out.member("proposed_text", entry.proposedText).member("state", entry.state);
    out.member("created_at", core::isoUtc(entry.createdAt));
    writeOptional(out, "decided_at", entry.decidedAt ? QString::fromLatin1(core::isoUtc(*entry.decidedAt)) : QString(),
                  entry.decidedAt.has_value());
    writeOptional(out, "decision", entry.decision, !entry.decision.isEmpty());
    writeOptional(out, "final_text", entry.finalText, entry.hasFinalText);
    writeOptional(out, "decider", entry.decider, !entry.decider.isEmpty());
    out.key("latency_ms");
    if (entry.latencyMs)
        out.value(*entry.latencyMs);
    else
        out.null();
    out.endObject();
}

QByteArray activityJson(const QString &brandId, const ActivityPage &page)
{
    JsonWriter out;
    out.beginObject().member("brand_id", brandId).member("count", int(page.entries.size()));
    out.key("activities").beginArray();
    for (const Activity &entry : page.entries)
        writeEntry(out, entry);
    out.endArray();
    writeOptional(out, "next_cursor", page.nextCursor, !page.nextCursor.isEmpty());
    out.endObject();
    return out.take();
}

} // namespace

Task<Response> candidateFlow(WorkerContext &worker, http::RequestPtr request, ConfigPtr)
{
    const QString id = QString::fromUtf8(request->pathValues.front().second);
    const auto view = co_await inRead<std::optional<CandidateView>>(
        worker.ports.database, [id](storage::Connection &connection) { return readCandidateView(connection, id); });
    if (!view)
        co_return failureResponse(view.error());
    if (!*view)
        co_return candidateNotFound();
    co_return Response::json(200, candidateJson(**view));
}

Task<Response> activityFlow(WorkerContext &worker, http::RequestPtr request, ConfigPtr)
{
    constexpr int kDefault = 50;
    constexpr int kMost = 100;
    QueryFields query(request->head.query);
    const QString brandId = query.requiredText("brand_id");
    const int limit = query.whole("limit", kDefault, 1, kMost);
    const QString cursor = query.text("cursor");
    if (!query.faults().empty())
        co_return Response::json(422, faultsJson(query.faults()));
    const auto page = co_await inRead<ActivityPage>(
        worker.ports.database, [brandId, limit, cursor](storage::Connection &connection) {
            return readActivity(connection, brandId, limit, cursor);
        });
    if (!page && page.error().code == ErrorCode::InvalidInput) {
        query.refuse("cursor", "value_error", u"Input should be a cursor of an earlier page"_s);
        co_return Response::json(422, faultsJson(query.faults()));
    }
    if (!page)
        co_return failureResponse(page.error());
    co_return Response::json(200, activityJson(brandId, *page));
}

} // namespace signalbox::approvals
