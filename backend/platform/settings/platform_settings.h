#pragma once

#include "backend/platform/settings/definition.h"

namespace signalbox::settings {

/// The platform's own settings (contract platform 2, 4 to 8, 10, 14), owner `platform`.
Catalogue platformCatalogue();

/// Part of platformCatalogue(): environment, logs, metrics, traces, version, CORS (contract platform 5.3, 6.2, 10).
Catalogue environmentCatalogue();

/// Part of platformCatalogue(): who may call and act (contracts em-gateway 3, operator-console 1.1 and 2.6). The
/// engineering service's routes and the operator listener read the same entries.
Catalogue accessCatalogue();

} // namespace signalbox::settings
