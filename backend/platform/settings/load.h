#pragma once

#include "backend/platform/core/clock.h"
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

/// What the environment and the files said at one reading, so that a revision is applied without touching a file.
struct Reading
{
    RawValues raw;
    Findings findings;
};

/// Reads the environment and the files; the overrides do not count. Blocks on files.
Reading readSources(const Inputs &inputs);

/// Parses and validates all values, those of the reading with `overrides` on top, as revision `revision` at the time
/// `now` (for schedules). With `running`, settings that need a restart keep its value and are marked Value::restartDue
/// when another one is configured. Touches no file.
Loaded assemble(const Inputs &inputs, const Reading &reading, const Overrides &overrides, quint64 revision,
                const Snapshot *running, core::WallTime now);

/// Reads, parses and validates everything and reports all problems at once. Secrets that are set are given to
/// log::hideValue(). Reads files: at start only.
Loaded load(const Inputs &inputs);

/// What is wrong with one override by its key's own rule, as a sentence that begins with the key. A warning of the
/// start (an `AURORA_*` number that is none) is a problem here.
std::optional<QString> overrideProblem(const Catalogue &catalogue, const QByteArray &key, const QString &text);

/// The entry of a key; null when the catalogue has none.
const Definition *definitionOf(const Catalogue &catalogue, const QByteArray &key);

/// The keys of a snapshot that wait for a restart, sorted.
QByteArrayList restartDue(const Catalogue &catalogue, const Snapshot &snapshot);

/// `Invalid configuration: <sentence>` for each problem (contract platform 7).
QStringList problemLines(const Findings &findings);

} // namespace signalbox::settings
