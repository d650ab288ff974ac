#include "backend/operator/server/checklist/common_checks.h"

namespace signalbox::server {

std::vector<CheckRow> shopRows()
{
    using namespace checks;
    return {
        {"variables", "shop", "production", "Every variable that production needs is set", notBuilt},
        {"https", "shop", "production", "Clients reach the gateway over HTTPS only", https},
        {"health", "shop", "production", "Health checks pass", notBuilt},
        {"errors", "shop", "production", "Errors are watched and reach somebody", alertsReachSomebody},
        {"rateLimit", "shop", "production", "The rate limit is on", notBuilt},
        {"secrets", "shop", "production", "Secrets are managed", secretsKept},
        {"standby", "shop", "production", "A backup deployment is ready", nullptr,
         "Is a second deployment ready to take over, and when was that last tried?"},
        {"runbook", "shop", "production", "The runbook is at hand", shippedRunbook},
        {"onCall", "shop", "production", "Somebody is on call", nullptr,
         "Is the on-call schedule filled for the coming weeks?"},
        {"merchant", "shop", "production", "The test merchant is set up", notBuilt},
    };
}

} // namespace signalbox::server
