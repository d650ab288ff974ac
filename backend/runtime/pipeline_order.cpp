#include "backend/runtime/pipeline_order.h"

#include "backend/platform/http/stages.h"
#include "backend/runtime/refusal_counter.h"

namespace signalbox::runtime {

namespace stages = http::stages;

std::vector<http::Stage> pipelineOrder(const PipelinePorts &ports)
{
    return {
        // First, because every later refusal, log line and span names the id.
        stages::requestId(),
        // Before anything that can refuse: a refused request belongs to the caller's trace too.
        stages::traceSpan(ports.spans),
        // Before limits and credentials: an unknown path, a wrong method and a preflight cost and reveal nothing.
        stages::routing(),
        // Before the credential check, so that guessing keys is limited as well.
        stages::rateLimit(),
        stages::authentication(),
        // After the credential: only who may call learns how large a body may be.
        stages::bodyLimit(),
        // Last of the refusals: a place is taken only by a request that will run.
        stages::inFlightLimit(),
        // The owner's headers go on every answer, refusals included.
        stages::decorate(),
        // Told after the answer was written, so that neither costs the caller time.
        stages::requestMetrics(ports.metrics),
        stages::observe("rate limited", countRateLimited(ports.metrics)),
        stages::accessLog(),
        stages::observe("requests", ports.requests),
    };
}

} // namespace signalbox::runtime
