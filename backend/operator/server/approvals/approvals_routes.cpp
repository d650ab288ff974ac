#include "backend/operator/server/approvals/approvals_routes.h"

#include "backend/operator/protocol/list_fields.h"
#include "backend/operator/server/approvals/approvals_port.h"
#include "backend/operator/server/approvals/decide_handler.h"
#include "backend/operator/server/handlers.h"
#include "backend/operator/server/list_query.h"
#include "backend/operator/server/operator_owner.h"

namespace signalbox::server {

using namespace Qt::StringLiterals;
using protocol::ApprovalRow;
using protocol::Page;

namespace {

/// The first page of the list as it is, which everybody looks at: only its rows are read.
Task<http::Response> firstPage(OperatorContext *context, OperatorIdentity by, int limit)
{
    auto found = co_await context->ports.approvals->rows(std::move(by), limit);
    if (!found)
        co_return errorAnswer(found.error());
    Page<ApprovalRow> page {.items = std::move(found->rows), .total = found->total, .at = context->ports.clock.wall()};
    if (!page.items.empty() && page.total > qint64(page.items.size()))
        page.nextCursor = page.items.back().id;
    co_return answer(page);
}

Task<http::Response> getApprovals(OperatorContext *context, http::RequestPtr request)
{
    if (!context->ports.approvals)
        co_return errorAnswer(503, {.code = u"not_configured"_s, .message = u"approvals is not configured"_s});
    const auto query = parseListQuery(request->head, protocol::approvalFields());
    if (!query)
        co_return query.error();
    const OperatorIdentity by = context->auth.identify(request->head).value_or(OperatorIdentity());
    if (query->filter.isEmpty() && query->sortField < 0 && query->cursor.isEmpty())
        co_return co_await firstPage(context, by, query->limit);
    auto found = co_await context->ports.approvals->rows(by, {});
    if (!found)
        co_return errorAnswer(found.error());
    co_return answer(pageOf(std::move(found->rows), *query, protocol::approvalValue, &ApprovalRow::id,
                            context->ports.clock.wall()));
}

Task<http::Response> getApproval(OperatorContext *context, http::RequestPtr request)
{
    if (auto wrong = wrongKind(*context, *request))
        co_return *wrong;
    const OperatorIdentity by = context->auth.identify(request->head).value_or(OperatorIdentity());
    const auto detail
        = co_await context->ports.approvals->detail(by, QString::fromUtf8(pathValue(*request, "id")));
    if (!detail)
        co_return errorAnswer(detail.error());
    if (!*detail)
        co_return errorAnswer(404, {.code = u"not_found"_s, .message = u"there is no such approval"_s});
    co_return answer(**detail);
}

} // namespace

std::vector<OperatorRoute> approvalsRoutes()
{
    return {
        {"GET", "/ops/v1/approvals", protocol::Role::Viewer,
         u"What waits for a decision by its deadline, then what was decided, newest first."_s, listParameters(),
         nullptr, schema<Page<ApprovalRow>>, getApprovals},
        {"GET", "/ops/v1/approvals/:kind/:id", protocol::Role::Viewer,
         u"One approval with its people, votes, prompts and history."_s, {}, nullptr,
         schema<protocol::ApprovalDetail>, getApproval},
        {"POST", "/ops/v1/approvals/:kind/:id/decide", protocol::Role::Approver,
         u"Approves, edits or skips the revision that was read."_s, {}, schema<protocol::DecideRequest>,
         schema<protocol::DecideAnswer>, postDecide},
    };
}

} // namespace signalbox::server
