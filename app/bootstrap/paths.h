#pragma once

#include "backend/platform/core/result.h"
#include "backend/platform/settings/snapshot.h"

#include <QHash>

namespace signalbox::bootstrap {

/// The data folder (contract platform 2), not made yet: SIGNALBOX_DATA_DIR, else the state folder that systemd gives
/// the service (`STATE_DIRECTORY`, /var/lib/signalbox), else `$XDG_DATA_HOME/signalbox` with ~/.local/share for an
/// unset or relative XDG_DATA_HOME. Absolute and clean.
QString dataDirectory(const QString &configured, const QHash<QByteArray, QString> &environment);

/// Makes the folder with mode 0700 and proves that files can be written there. Io with one clear sentence that names
/// the folder otherwise.
Result<QString> prepareDataDirectory(const QString &path);

/// Both steps, by the settings and the environment of this process.
Result<QString> prepareDataDirectory(const settings::Snapshot &snapshot);

} // namespace signalbox::bootstrap
