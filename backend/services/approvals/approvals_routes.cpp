#include "backend/services/approvals/approvals_routes.h"

#include "backend/services/approvals/auth_limit.h"
#include "backend/services/approvals/flows.h"
#include "backend/services/approvals/service.h"

#include <array>

namespace signalbox::approvals {

namespace {

constexpr qint64 kBodyLimit = 64 * 1024;

/// What opens a route.
enum class Access { Submit, Admin, Read, Activity, Imessage, Signed };

/// What its body may be.
enum class Body { None, Json, Form };

QByteArray mediaType(const http::RequestHead &head)
{
    return head.headers.value("Content-Type").split(';').first().trimmed().toLower();
}

bool isAccepted(Body body, const http::RequestHead &head)
{
    const QByteArray type = mediaType(head);
    if (body == Body::Json)
        return type.isEmpty() || type == "application/json" || (type.startsWith("application/") && type.endsWith("+json"));
    // With bodySHA256 in the query Twilio's body is no form (contract 8.1).
    return body == Body::None || type == "application/x-www-form-urlencoded" || head.query.contains("bodySHA256=");
}

/// Nothing for a route that is open or proves itself by its body.
const security::BearerKeys *keysOf(Access access, const Config &config)
{
    switch (access) {
    case Access::Submit:
        return &config.submitKeys;
    case Access::Admin:
        return &config.adminKeys;
    case Access::Read:
        return &config.readKeys;
    case Access::Activity:
        return config.activityNeedsAuth ? &config.adminKeys : nullptr;
    case Access::Imessage:
        return &config.imessageKeys;
    case Access::Signed:
        return nullptr;
    }
    Q_UNREACHABLE();
}

http::Admission admit(Service &service, Access access, Body body, const http::RequestHead &head, const Config &config)
{
    http::Admission admission;
    if (const security::BearerKeys *keys = keysOf(access, config)) {
        const auto subject = keys->match(head.headers.value("Authorization"));
        if (!subject) {
            WorkerContext &worker = service.context();
            if (access == Access::Imessage)
                worker.metrics.signatureFailure(Channel::Imessage);
            const bool mayTry = countFailure(worker, head, config, admission.headers);
            admission.refusal = mayTry ? http::Refusal::Unauthorized : http::Refusal::RateLimited;
            return admission;
        }
        admission.identity.subject = *subject;
    }
    if (!isAccepted(body, head))
        admission.refusal = http::Refusal::UnsupportedMediaType;
    return admission;
}

struct Row
{
    QByteArray method;
    QByteArray path;
    Access access;
    Body body;
    Flow flow;
};

Task<http::Response> run(Service &service, Flow flow, http::RequestPtr request)
{
    const ConfigPtr config = service.configOf(*request->settings);
    return flow(service.context(), std::move(request), config);
}

} // namespace

http::Routes approvalsRoutes(Service &service)
{
    static const std::array kRows {
        Row {"POST", "/candidate", Access::Submit, Body::Json, &submitFlow},
        Row {"GET", "/candidate/:id", Access::Read, Body::None, &candidateFlow},
        Row {"POST", "/candidate/:id/cancel", Access::Submit, Body::None, &cancelFlow},
        Row {"POST", "/webhooks/whatsapp", Access::Signed, Body::Form, &whatsappFlow},
        Row {"POST", "/webhooks/whatsapp/status", Access::Signed, Body::Form, &statusFlow},
        Row {"POST", "/webhooks/imessage", Access::Imessage, Body::Json, &imessageFlow},
        Row {"GET", "/activity", Access::Activity, Body::None, &activityFlow},
        Row {"GET", "/audit", Access::Admin, Body::None, &auditFlow},
        Row {"GET", "/audit/verify", Access::Admin, Body::None, &verifyFlow},
        Row {"GET", "/outbox", Access::Admin, Body::None, &outboxFlow},
        Row {"POST", "/outbox/:id/replay", Access::Admin, Body::None, &replayFlow},
    };
    http::Routes routes;
    for (const Row &row : kRows) {
        http::Route route;
        route.method = row.method;
        route.path = row.path;
        route.owner = &service.owner();
        route.bodyLimitBytes = kBodyLimit;
        route.handler = [&service, flow = row.flow](http::RequestPtr request) {
            return run(service, flow, std::move(request));
        };
        route.headCheck = [&service, access = row.access, body = row.body](const http::RequestHead &head,
                                                                          const settings::Snapshot &snapshot) {
            return admit(service, access, body, head, *service.configOf(snapshot));
        };
        routes.push_back(std::move(route));
    }
    return routes;
}

} // namespace signalbox::approvals
