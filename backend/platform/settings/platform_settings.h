#pragma once

#include "backend/platform/settings/definition.h"

namespace signalbox::settings {

/// The platform's own settings (contract platform 2, 4 to 8, 10, 14), owner `platform`.
Catalogue platformCatalogue();

/// Part of platformCatalogue(): environment, logs, metrics, traces, version, CORS (contract platform 5.3, 6.2, 10).
Catalogue environmentCatalogue();

} // namespace signalbox::settings
