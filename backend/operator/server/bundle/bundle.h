#pragma once

#include "backend/operator/server/operator_route.h"

namespace signalbox::server {

/// Longest bundle.
inline constexpr qint64 kMostBundleBytes = 50LL * 1024 * 1024;

/// The incident bundle: one zip with what somebody needs who was not there (contract operator-console 1.3). Gathers on
/// the operator thread in steps that give way, writes and compresses on the pool. Secrets are not in it: settings are
/// redacted, requests and log lines were when they were kept.
Task<Result<QByteArray>> makeBundle(OperatorContext *context, QString by, QString reason);

} // namespace signalbox::server
