#pragma once

#include "backend/platform/settings/definition.h"

namespace signalbox::settings {

/// Does this change ask for a person's confirmation by name: a setting with a danger text, an environment that becomes
/// production, a mock or a signature check that goes off (contract platform 12, last line)? The texts are effective
/// ones, as in `.env`.
bool asksForCare(const Definition &definition, const QString &before, const QString &after);

} // namespace signalbox::settings
