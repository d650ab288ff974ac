#pragma once

#include "backend/platform/http/pipeline.h"
#include "backend/platform/metrics/registry.h"
#include "backend/platform/trace/span.h"

#include <functional>

/// The stages that every listener is composed of. runtime/pipeline_order.cpp puts them in order and says why. Each
/// call makes a stage for one worker.
namespace signalbox::http::stages {

/// Gives the request its owner's id; runs for refused requests too.
Stage requestId();

/// Adopts `traceparent` and gives each request a span id. With an `exporter` each request is a server span; without
/// one a trace that begins here is not sampled.
Stage traceSpan(std::function<void(trace::Span)> exporter);

/// 404, 405 with `Allow`, 503 for a service that is not configured, the owner's answer to OPTIONS.
Stage routing();

/// Route::rateCheck.
Stage rateLimit();

/// Route::headCheck; keeps the identity.
Stage authentication();

/// 413 when the declared length is over the route's limit. Chunked bodies are counted as they come.
Stage bodyLimit();

/// 503 with `Retry-After: 1` when the route has its share of requests under way on this worker.
Stage inFlightLimit();

/// What the owner adds to each answer: CORS, request id, nosniff.
Stage decorate();

/// `http_requests_total` and `http_request_duration_seconds` (contract platform 9).
Stage requestMetrics(metrics::Registry &registry);

/// `request.started`, `request.completed`, `request.failed` for a 5xx (contract platform 10); the plain access line
/// when UVICORN_ACCESS_LOG is on. GET and HEAD of /healthz, /ready, /readyz and /metrics are asked for all day by
/// monitors, so their start and a 2xx answer are lines of level debug; any other answer of theirs is told as usual.
Stage accessLog();

/// Hands each exchange to `observer` (request ring, guarded flips).
Stage observe(QByteArray name, ExchangeObserver observer);

} // namespace signalbox::http::stages
