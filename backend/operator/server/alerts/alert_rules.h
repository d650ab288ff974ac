#pragma once

#include "backend/operator/server/alerts/measure.h"
#include "backend/platform/settings/definition.h"
#include "backend/platform/settings/snapshot.h"

namespace signalbox::server {

/// A rule with what it measures: one row of the table that the gateway, the settings catalogue, the console and the
/// shipped Prometheus rules are all made from.
struct RuleRow
{
    AlertRule rule; ///< `limit` is the setting's default
    Measure measure;
};

/// Every rule (contract operator-console 3, with the numbers of the guides' alert sections). The families of a service
/// that does not run give no readings, so its rules never fire.
const std::vector<RuleRow> &alertRuleTable();

/// `SIGNALBOX_ALERT_PROVIDER_ERROR_RATE` of `providerErrorRate`.
QByteArray limitSettingOf(const AlertRule &rule);

/// The limits as settings, for the catalogue.
settings::Catalogue alertSettings();

/// The rules with the limits in force.
std::vector<AlertRule> rulesFor(const settings::Snapshot &settings);

/// The rules of one service as a Prometheus rule file (YAML), at their default limits.
QByteArray prometheusRules(const QString &service);

} // namespace signalbox::server
