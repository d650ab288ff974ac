#include "backend/operator/server/levers_routes.h"

#include "backend/operator/protocol/recipes.h"
#include "backend/operator/server/guards/guard_handlers.h"
#include "backend/operator/server/handlers.h"
#include "backend/operator/server/ofrep/ofrep_handlers.h"
#include "backend/operator/server/recipes/recipe_handlers.h"
#include "backend/operator/server/revisions/revision_handlers.h"

namespace signalbox::server {

using namespace Qt::StringLiterals;
using protocol::Role;

std::vector<OperatorRoute> leversRoutes()
{
    const Role viewer = Role::Viewer;
    const Role acting = Role::Operator;
    return {
        {"GET", "/ops/v1/revisions", viewer, u"The revisions of the settings, newest first."_s, listParameters(),
         nullptr, schema<protocol::Page<protocol::Revision>>, getRevisions},
        {"POST", "/ops/v1/revisions", acting,
         u"Changes settings; with `preview` it only answers a RevisionDiff. Secrets need the role admin."_s, {},
         schema<protocol::RevisionRequest>, schema<protocol::RevisionAnswer>, postRevision},
        {"POST", "/ops/v1/revisions/rollback", acting,
         u"Restores the whole set as of a revision; with `preview` it only answers a RevisionDiff."_s, {},
         schema<protocol::RollbackRequest>, schema<protocol::RevisionAnswer>, postRollback},
        {"GET", "/ops/v1/revisions/verify", viewer, u"Checks the hash chain of the revisions."_s, {}, nullptr,
         schema<protocol::ChainVerdict>, getVerify},
        {"GET", "/ops/v1/revisions/:id", viewer, u"One revision."_s, {}, nullptr, schema<protocol::Revision>,
         getRevision},
        {"GET", "/ops/v1/revisions/:id/diff", viewer, u"From the set of one revision to that of this one."_s,
         {{"against", u"The revision to compare with; the newest when left out."_s}}, nullptr,
         schema<protocol::RevisionDiff>, getDiff},
        {"GET", "/ops/v1/recipes", viewer, u"The emergency moves, with those that this build cannot make."_s, {},
         nullptr, schema<protocol::Recipes>, getRecipes},
        {"POST", "/ops/v1/recipes/:id/preview", viewer, u"What a recipe would change; changes nothing."_s, {},
         schema<protocol::RecipeRequest>, schema<protocol::RecipePreview>, postRecipePreview},
        {"POST", "/ops/v1/recipes/:id/apply", acting, u"Runs a recipe."_s, {}, schema<protocol::RecipeRequest>,
         schema<protocol::RevisionAnswer>, postRecipeApply},
        {"GET", "/ops/v1/guards", viewer, u"Running and finished guards and timers, newest first."_s, {}, nullptr,
         schema<protocol::Guards>, getGuards},
        {"POST", "/ops/v1/guards/:id/stop", acting, u"Stops watching; the flip stays."_s, {},
         schema<protocol::StopRequest>, schema<protocol::ActDone>, postGuardStop},
        {"POST", "/ofrep/v1/evaluate/flags", viewer, u"OFREP: all flags for a context; ETag."_s, {}, nullptr, nullptr,
         postFlags},
        {"POST", "/ofrep/v1/evaluate/flags/:key", viewer, u"OFREP: one flag for a context."_s, {}, nullptr, nullptr,
         postFlag},
    };
}

} // namespace signalbox::server
