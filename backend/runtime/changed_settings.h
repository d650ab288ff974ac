#pragma once

#include "backend/platform/settings/snapshot.h"

namespace signalbox::runtime {

/// The keys whose effective values differ, sorted. Names only: a value may be a secret.
QByteArrayList changedKeys(const settings::Catalogue &catalogue, const settings::Snapshot &before,
                           const settings::Snapshot &after);

/// `changed: A, B; after a restart: C`, or `nothing changed`: for the log and the console.
QString changeText(const QByteArrayList &changed, const QByteArrayList &restartDue);

} // namespace signalbox::runtime
