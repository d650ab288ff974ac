#pragma once

#include "backend/operator/protocol/alerts.h"

#include <QJsonDocument>

namespace signalbox::server {

/// The body that Alertmanager 0.25 sends to a webhook (version 4) for one group of alerts: firing ones first, `status`
/// firing while any of them is. `group` is the rule's name, empty for a group of all.
QJsonObject webhookMessage(const std::vector<protocol::Alert> &alerts, const QString &group);

/// The same alerts as Alertmanager itself takes them at `/api/v2/alerts`.
QJsonArray alertmanagerAlerts(const std::vector<protocol::Alert> &alerts);

} // namespace signalbox::server
