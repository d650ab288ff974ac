#include "backend/runtime/service_paths.h"

namespace signalbox::runtime {

const std::vector<ServicePaths> &servicePaths()
{
    static const std::vector<ServicePaths> all {
        {"commerce", {"/functions/v1/*", "/loopgpt_*"}},
        {"approvals",
         {"/candidate", "/candidate/*", "/activity", "/audit", "/audit/verify", "/outbox", "/outbox/*",
          "/webhooks/whatsapp", "/webhooks/whatsapp/status", "/webhooks/imessage"}},
        {"shop",
         {"/agent/shop/v1/*", "/ui/*", "/uploads/*", "/look-jobs", "/look-jobs/*", "/api/*", "/shares/*",
          "/checkout-sessions", "/checkout_sessions", "/buyers/merge", "/buyers_merge", "/orders", "/orders/*"}},
        {"aurora",
         {"/v1/chat", "/v1/session/*", "/v1/profile/*", "/v1/tracker/*", "/v1/analysis/*", "/v1/photos/*",
          "/v1/product/*", "/v1/dupe/*", "/v1/reco/*", "/v1/routine/*", "/v1/offers/*", "/v1/affiliate/*",
          "/v1/events", "/v1/ops/*"}},
        {"engineering",
         {"/webhooks/github", "/webhooks/jira", "/webhooks/shortcut", "/webhooks/linear", "/webhooks/pagerduty",
          "/webhooks/slack", "/webhooks/datadog", "/webhooks/sentry", "/webhooks/circleci", "/webhooks/jenkins",
          "/webhooks/gitlab", "/webhooks/kubernetes", "/webhooks/argocd", "/webhooks/ecs", "/webhooks/heroku",
          "/webhooks/codecov", "/webhooks/sonarqube",
          "/v1/auth/*", "/v1/projects*", "/v1/identities*", "/v1/policy/*", "/v1/signals/*",
          "/v1/workflows/*", "/v1/approvals*", "/v1/incidents*", "/v1/onboarding/*", "/v1/okr/*", "/v1/reports/*",
          "/v1/slack/*", "/v1/rag/*", "/v1/evals/*", "/v1/agent/*", "/v1/metrics/*"}},
    };
    return all;
}

} // namespace signalbox::runtime
