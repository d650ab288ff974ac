#include "backend/runtime/refusal_counter.h"

#include <QHash>

namespace signalbox::runtime {

using namespace Qt::StringLiterals;

http::ExchangeObserver countRateLimited(metrics::Registry &registry)
{
    const QByteArray family = "signalbox_rate_limited_total"_ba;
    constexpr int kTooManyRequests = 429;
    registry.declare({family, "Requests that a rate limit refused", metrics::Kind::Counter});
    return [&registry, family, cells = QHash<QByteArray, metrics::Counter>()](const http::Exchange &exchange) mutable {
        if (exchange.status != kTooManyRequests)
            return;
        const QByteArray service = exchange.serviceLabel();
        auto cell = cells.find(service);
        if (cell == cells.end())
            cell = cells.insert(service, registry.counter(family, {{"service"_ba, service}}));
        cell->add();
    };
}

} // namespace signalbox::runtime
