#pragma once

#include "backend/platform/settings/load.h"
#include "backend/platform/settings/publisher.h"

#include <mutex>

namespace signalbox::settings {

/// The settings of the running process: what was read at the start, the operator's overrides on top, and the
/// publisher that hands the result to every worker. All changes go through here one after the other, so that a SIGHUP
/// and a revision never undo each other. Thread safe; an apply takes about as long as parsing the catalogue (< 2 ms).
class LiveSettings
{
public:
    /// `inputs` and `publisher` outlive it. Reads the files again, so that their words are at hand for revisions.
    LiveSettings(const Inputs &inputs, Publisher &publisher);

    const Catalogue &catalogue() const { return m_inputs.catalogue; }
    SnapshotPtr current() const { return m_publisher.current(); }
    /// What holds for a key when no revision sets it, parsed; the default when what is configured is broken.
    Value configured(const Definition &definition) const;

    /// What these overrides would make of the settings; nothing changes.
    Loaded judge(const Overrides &overrides, core::WallTime now) const;

    /// Puts the overrides of a revision in force and publishes. What is not valid (any more) is left out, one sentence
    /// each in the answer: a revision that is kept must never stop the gateway. Older revisions than the present one
    /// are ignored.
    QStringList adopt(const Overrides &overrides, quint64 revision, core::WallTime now);
    /// The same before anything runs: settings that need a restart take effect, too.
    QStringList adoptAtStart(const Overrides &overrides, quint64 revision, core::WallTime now);

    /// SIGHUP: reads environment and files again. Keeps the old settings when there are problems.
    Loaded reread(core::WallTime now);

    /// When an entry of a schedule becomes due next.
    std::optional<core::WallTime> nextChange() const;

    /// Publishes again when an entry of a schedule has become due, or when the clock went back behind the last
    /// reading. Cheap when there is no schedule.
    void followSchedules(core::WallTime now);

private:
    QStringList put(const Overrides &overrides, quint64 revision, const Snapshot *running, core::WallTime now);
    void publish(SnapshotPtr snapshot, core::WallTime now);

    const Inputs &m_inputs;
    Publisher &m_publisher;
    mutable std::mutex m_mutex;
    Reading m_reading;
    Overrides m_overrides;
    quint64 m_revision = 0;
    core::WallTime m_publishedAt;
    std::optional<core::WallTime> m_nextChange; ///< of all schedules
};

} // namespace signalbox::settings
