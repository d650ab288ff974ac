#pragma once

#include "backend/platform/security/sealed_box.h"
#include "backend/platform/settings/snapshot.h"

#include <optional>

namespace signalbox::server {

/// The box that the secrets of the revisions are sealed in: its key is SIGNALBOX_STORE_KEY, else `<data>/store.key` (64
/// hex digits, mode 0600). Blocks on the file.
///
/// None without a setting and a file. Corrupt for a file that holds no key.
Result<std::optional<security::SealedBox>> findStoreBox(const settings::Snapshot &settings, const QString &dataDir);

/// The same; makes the file when there is no key yet. Io, Configuration (no data folder).
Result<security::SealedBox> makeStoreBox(const settings::Snapshot &settings, const QString &dataDir);

} // namespace signalbox::server
