#pragma once

#include "backend/operator/server/operator_route.h"

/// The handlers of /ops/v1, one family a file. They run on the operator thread.
namespace signalbox::server {

Task<http::Response> getMe(OperatorContext *context, http::RequestPtr request);
Task<http::Response> getOpenApi(OperatorContext *context, http::RequestPtr request);
Task<http::Response> getOverview(OperatorContext *context, http::RequestPtr request);
Task<http::Response> getStream(OperatorContext *context, http::RequestPtr request);
Task<http::Response> getSeries(OperatorContext *context, http::RequestPtr request);

Task<http::Response> getRequests(OperatorContext *context, http::RequestPtr request);
Task<http::Response> getRequest(OperatorContext *context, http::RequestPtr request);

Task<http::Response> getOperations(OperatorContext *context, http::RequestPtr request);
Task<http::Response> getUpstreams(OperatorContext *context, http::RequestPtr request);
Task<http::Response> getLatency(OperatorContext *context, http::RequestPtr request);
Task<http::Response> getPayments(OperatorContext *context, http::RequestPtr request);

Task<http::Response> getProviders(OperatorContext *context, http::RequestPtr request);
Task<http::Response> getDecisions(OperatorContext *context, http::RequestPtr request);
Task<http::Response> postWhatIf(OperatorContext *context, http::RequestPtr request);

Task<http::Response> getSettings(OperatorContext *context, http::RequestPtr request);
Task<http::Response> getSetting(OperatorContext *context, http::RequestPtr request);

/// What every list takes: limit, cursor, sort, filter.
std::vector<ParameterDoc> listParameters();

/// The value of the path's `:name`.
QByteArray pathValue(const http::RequestContext &request, QByteArrayView name);

} // namespace signalbox::server
