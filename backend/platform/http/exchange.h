#pragma once

#include "backend/platform/http/message.h"

#include <functional>
#include <optional>

namespace signalbox::http {

/// A request and its answer, told after the answer was written. The status of an answer that nobody waited for any
/// more is kClientLeft.
struct Exchange
{
    RequestPtr request; ///< never null; the head is empty when no request line could be read
    const Route *route = nullptr; ///< null: refused before a route was known
    const Owner *owner = nullptr; ///< null: no owner could be told
    int status = 0;
    std::chrono::duration<double> duration {0}; ///< from the head's last byte to the answer's hand-over to the socket
    qint64 bytesIn = 0; ///< of the body
    qint64 bytesOut = 0; ///< of head and body as written
    std::optional<Refusal> refusal = {};

    /// The route's template, `unmatched` without one: what metrics and traces call the path.
    QByteArray pathLabel() const;
    /// The owner's name, `platform` without one.
    QByteArray serviceLabel() const;
};

inline constexpr int kClientLeft = 499;

using ExchangeObserver = std::function<void(const Exchange &)>;

/// The fields with the values of credentials replaced by `[redacted]`, for the console's request ring.
Headers redacted(const Headers &headers);

} // namespace signalbox::http
