#pragma once

#include "backend/operator/protocol/alerts.h"
#include "ui/client/overview_facet.h"

/// What the gateway says of an alert by rule and numbers, in the language of the console. Rules that this console does
/// not know (a newer gateway) are shown in the gateway's own English.
namespace signalbox::client {

QString alertSentence(const protocol::Alert &alert);
/// What to do, one line.
QString alertRunbook(const protocol::Alert &alert);
/// A value or limit with its unit: `12 %`, `5.2 s`, `13 days`.
QString alertNumber(double value, const QString &unit);
/// page, ticket, note.
QString severityText(protocol::Severity severity);
/// Where the trouble is seen.
Place alertPlace(const protocol::Alert &alert);
/// The setting that holds the rule's limit: `SIGNALBOX_ALERT_PROVIDER_DOWN`.
QString alertLimitSetting(const protocol::Alert &alert);

} // namespace signalbox::client
