#pragma once

#include "backend/platform/settings/definition.h"

namespace signalbox::commerce {

/// Every variable of contract commerce-router 10. `WALMART_PRIVATE_KEY_FILE` is the platform's `<NAME>_FILE` form of
/// the secret and has no entry of its own.
settings::Catalogue commerceCatalogue();

} // namespace signalbox::commerce
