#include "backend/operator/server/logs/logs_routes.h"

#include "backend/operator/protocol/list_fields.h"
#include "backend/operator/server/handlers.h"
#include "backend/operator/server/logs/log_rows.h"
#include "backend/operator/server/operator_owner.h"
#include "backend/platform/log/writer.h"

namespace signalbox::server {

using namespace Qt::StringLiterals;

namespace {

Task<http::Response> getLogs(OperatorContext *context, http::RequestPtr request)
{
    const auto query = parseListQuery(request->head, protocol::logFields());
    if (!query)
        co_return query.error();
    co_return answer(co_await logPage(&log::recentLines(), context->ports.gateway.gateway().startedAt, *query,
                                      context->ports.clock.wall()));
}

} // namespace

std::vector<OperatorRoute> logsRoutes()
{
    return {
        {"GET", "/ops/v1/logs", protocol::Role::Viewer, u"The last 10,000 log lines, newest first."_s,
         listParameters(), nullptr, schema<protocol::Page<protocol::LogRow>>, getLogs},
    };
}

} // namespace signalbox::server
