#pragma once

#include "backend/platform/settings/findings.h"
#include "backend/platform/settings/raw_values.h"
#include "backend/platform/settings/snapshot.h"

#include <functional>

namespace signalbox::settings {

/// A rule over several settings: a pure function of the whole set.
using Check = std::function<Findings(const Snapshot &)>;

/// Everything a configuration is made of. Kept for the life of the process, so that SIGHUP can read it again.
struct Inputs
{
    Catalogue catalogue; ///< the platform's entries and those of every service
    std::vector<Check> checks;
    Sources sources;
    quint64 revision = 0; ///< number of the revision whose changes are `sources.overrides`
};

/// The outcome: a snapshot when there is no problem, every finding in any case.
struct Loaded
{
    SnapshotPtr snapshot; ///< null when there are problems
    Findings findings;

    bool isValid() const { return snapshot != nullptr; }
};

/// Reads, parses and validates everything and reports all problems at once. Secrets that are set are given to
/// log::hideValue(). Reads files: at start only.
Loaded load(const Inputs &inputs);

/// As load(), for SIGHUP and for a new revision: settings that need a restart keep the value of `running` and are
/// marked Value::restartDue when another one is configured.
Loaded reload(const Inputs &inputs, const Snapshot &running);

/// The keys of a snapshot that wait for a restart, sorted.
QByteArrayList restartDue(const Catalogue &catalogue, const Snapshot &snapshot);

/// `Invalid configuration: <sentence>` for each problem (contract platform 7).
QStringList problemLines(const Findings &findings);

} // namespace signalbox::settings
