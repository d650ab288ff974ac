#pragma once

#include "backend/platform/settings/snapshot.h"

/// How well the secrets of a configuration are kept, for whoever checks it (contract platform 16).
namespace signalbox::settings {

/// The names of the set secrets that stand in a `.env` file which every user of the machine may read. Looks at files.
QStringList secretsInOpenFiles(const Catalogue &catalogue, const Snapshot &snapshot);

/// The names of the set secrets whose value is the placeholder of an example, by the rule of the start
/// (isPlaceholder()). Pure.
QStringList placeholderSecrets(const Catalogue &catalogue, const Snapshot &snapshot);

} // namespace signalbox::settings
