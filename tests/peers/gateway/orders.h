#pragma once

#include "tests/support/wire/http_client.h"

namespace signalbox::wire {

/// Routes a small order; the answer.
inline Answer routeOrder(const QUrl &gateway, const QByteArray &key = {})
{
    const QByteArray body = "{\"items\":[{\"id\":\"1\",\"name\":\"Rice\",\"quantity\":1}],\"shippingAddress\":"
                            "{\"street\":\"123 Main St\",\"city\":\"San Francisco\",\"state\":\"CA\","
                            "\"postalCode\":\"94102\",\"country\":\"US\"}}";
    RequestHeaders headers;
    if (!key.isEmpty())
        headers.insert("Authorization", "Bearer " + key);
    return post(gateway, QStringLiteral("/functions/v1/loopgpt_route_order"), body, headers);
}

} // namespace signalbox::wire
