#pragma once

#include "backend/operator/server/operator_route.h"
#include "backend/platform/settings/snapshot.h"

namespace signalbox::server {

/// The OpenFeature Remote Evaluation Protocol 0.2: every Boolean setting is a flag, `context.targetingKey` its subject.
Task<http::Response> postFlags(OperatorContext *context, http::RequestPtr request);
Task<http::Response> postFlag(OperatorContext *context, http::RequestPtr request);

/// One evaluation as the protocol has it: `key`, `value`, `variant`, `reason`, `metadata`, or `errorCode` and
/// `errorDetails`. An empty subject is no targeting key. Pure.
QJsonObject evaluate(const settings::Definition &definition, const settings::Snapshot &snapshot,
                     const QString &subject);

} // namespace signalbox::server
