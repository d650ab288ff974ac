#pragma once

#include "backend/platform/settings/definition.h"

namespace signalbox::approvals {

/// Every variable of contract approval-gateway 19 that is this service's own. `PORT`, `REDIS_URL`, `DATABASE_URL`,
/// `PUBLIC_BASE_URL`, `TRUSTED_PROXIES`, `ADMIN_API_TOKEN`, `METRICS_AUTH` and `LOG_LEVEL` are the platform's.
settings::Catalogue approvalCatalogue();

/// The variables of which any makes the service run in `auto` (contract platform 1).
bool startsApprovals(const QByteArray &key);

} // namespace signalbox::approvals
