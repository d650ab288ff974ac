#pragma once

#include "backend/platform/upstream/client.h"
#include "backend/services/commerce/alerts.h"

namespace signalbox::commerce {

/// POSTs an alert to LOOPGPT_ALERT_WEBHOOK: up to three tries until one is answered with 2xx, `firstPause` and
/// twice that apart. The header `X-Alert-Event` says `alert_raised` or `alert_cleared`. A failure is logged without the
/// address, which may hold a secret. `client` and `clock` outlive the task.
Task<bool> postAlert(upstream::Client &client, const core::Clock &clock, QUrl url, Alert alert, QByteArray event,
                     CancelToken cancel, core::milliseconds firstPause = std::chrono::seconds(1));

} // namespace signalbox::commerce
