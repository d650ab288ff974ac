#include "backend/operator/server/checklist/checklist_routes.h"

#include "backend/operator/server/checklist/checklist_watch.h"
#include "backend/operator/server/list_query.h"
#include "backend/operator/server/operator_owner.h"
#include "backend/platform/settings/listeners.h"

namespace signalbox::server {

using namespace Qt::StringLiterals;

namespace {

Task<http::Response> getChecklist(OperatorContext *context, http::RequestPtr request)
{
    const QString service = queryValue(request->head, u"service"_s);
    if (!service.isEmpty() && !settings::allServices().contains(service.toUtf8()))
        co_return badParameter(u"service"_s, u"there is no service '%1'"_s.arg(service));
    const protocol::Checklist all = co_await context->checklist.checklist();
    co_return answer(checklistOf(all.items, service, all.at));
}

} // namespace

std::vector<OperatorRoute> checklistRoutes()
{
    return {
        {"GET", "/ops/v1/checklist", protocol::Role::Viewer, u"The guides' checklists, executed."_s,
         {{"service", u"Whose guide; all when left out."_s}}, nullptr, schema<protocol::Checklist>, getChecklist},
    };
}

} // namespace signalbox::server
