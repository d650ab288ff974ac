#pragma once

#include "backend/platform/http/pipeline.h"
#include "backend/platform/metrics/registry.h"
#include "backend/platform/trace/span.h"

namespace signalbox::runtime {

/// What the stages of one worker report to.
struct PipelinePorts
{
    metrics::Registry &metrics;
    std::function<void(trace::Span)> spans; ///< empty = no traces are exported
    http::ExchangeObserver requests; ///< the request ring
};

/// Every listener's way from a request's head to its log line, for one worker.
std::vector<http::Stage> pipelineOrder(const PipelinePorts &ports);

} // namespace signalbox::runtime
