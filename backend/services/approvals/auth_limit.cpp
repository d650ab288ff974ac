#include "backend/services/approvals/auth_limit.h"

#include <algorithm>

namespace signalbox::approvals {

bool countFailure(WorkerContext &worker, const http::RequestHead &head, const Config &config, Headers &headers)
{
    if (config.authFailPerMinute <= 0)
        return true;
    const cluster::RateVerdict verdict = worker.ports.rate.take(QByteArray("approvals:" + head.client.limitKey()),
                                                                config.authFailPerMinute, worker.ports.clock.wall());
    if (!verdict.allowed)
        headers.set("Retry-After", QByteArray::number(std::max(1, verdict.retryAfterSeconds)));
    return verdict.allowed;
}

} // namespace signalbox::approvals
