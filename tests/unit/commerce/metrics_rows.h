#pragma once

#include "backend/services/commerce/event_store.h"

namespace signalbox::commerce {

inline Event edgeEvent(const QByteArray &event, core::WallTime at, std::vector<log::Field> fields)
{
    return {EventTable::Edge, log::Level::Info, kRouteFunction.toByteArray(), event, "req", at, std::move(fields)};
}

/// Four quotes of Walmart with 100, 200, 300, 400 ms, one error, three decisions for it and one for Kroger, two
/// requests of which one failed; everything at `at`. And one row of another function, which must not count.
inline std::vector<Event> knownRows(core::WallTime at)
{
    const QString walmart = QStringLiteral("WALMART_API");
    const QString kroger = QStringLiteral("KROGER_API");
    std::vector<Event> rows;
    for (const int latency : {100, 200, 300, 400})
        rows.push_back(edgeEvent("provider_quote_success", at,
                                 {{"providerId", walmart}, {"latencyMs", latency}, {"totalCents", 2933}}));
    rows.push_back(edgeEvent("provider_quote_start", at, {{"providerId", walmart}, {"itemCount", 1}}));
    rows.push_back(edgeEvent("provider_quote_error", at,
                             {{"providerId", walmart}, {"latencyMs", 9000}, {"errorCode", QStringLiteral("TIMEOUT")}}));
    for (const int cents : {1000, 2000, 3000})
        rows.push_back(edgeEvent("router_decision", at, {{"selectedProviderId", walmart}, {"totalCents", cents}}));
    rows.push_back(edgeEvent("router_decision", at, {{"selectedProviderId", kroger}, {"totalCents", 500}}));
    rows.push_back(edgeEvent("provider_quote_error", at, {{"providerId", kroger}}));
    rows.back().functionName = kConfirmFunction.toByteArray();
    for (const int latency : {100, 300})
        rows.push_back({EventTable::Request, log::Level::Info, kRouteFunction.toByteArray(), "router_latency", "req", at,
                        {{"totalLatencyMs", latency}, {"httpStatus", 200}}});
    rows.push_back({EventTable::Request, log::Level::Error, kRouteFunction.toByteArray(), "router_failure", "req", at,
                    {{"httpStatus", 503}}});
    return rows;
}

/// What the metrics say of Walmart for knownRows().
inline const QByteArray kKnownWalmart =
    R"("WALMART_API":{"successCount":4,"errorCount":1,"errorRate":0.2,"avgLatencyMs":250,"p95LatencyMs":385,)"
    R"("selectionCount":3,"selectionShare":0.75,"avgTotalCents":2000})";

} // namespace signalbox::commerce
