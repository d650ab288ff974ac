#pragma once

#include "app/server/ops_client.h"
#include "backend/operator/protocol/revisions.h"

namespace signalbox::daemon {

/// `--reason`, `--preview`, `--confirm`, `--yes`, `--expected`: what acts on the settings take.
QList<QCommandLineOption> flagActOptions();

/// Previews an act on the settings (`/revisions`, `/revisions/rollback`), prints what it would change, and does it
/// unless `--preview` was given. `--yes` types the confirmation that the gateway asks for. The exit code.
int runFlagAct(const bootstrap::Arguments &arguments, const QString &path, QJsonObject body);

/// The changes of a diff on stdout, one a line: `KEY  before → after`, and what is skipped or waits for a restart.
void printDiff(const protocol::RevisionDiff &diff);

} // namespace signalbox::daemon
