#pragma once

#include "backend/platform/settings/snapshot.h"

#include <QObject>

#include <functional>
#include <mutex>

namespace signalbox::settings {

/// Hands each new snapshot to every thread. Thread safe. Workers keep the pointer they received and give it to the
/// requests they start, so that reading a setting takes neither a lock nor an atomic (DESIGN 4.3).
class Publisher : public QObject
{
    Q_OBJECT

public:
    explicit Publisher(SnapshotPtr first, QObject *parent = nullptr);

    /// The newest snapshot; takes a lock, so it is for starting a subscriber, not for requests.
    SnapshotPtr current() const;

    /// Replaces the snapshot and queues it to every subscriber. Null is ignored.
    void publish(SnapshotPtr next);

    /// Calls `take` in the event loop of the thread of `context` for each later snapshot, until `context` is gone.
    void subscribe(QObject *context, std::function<void(SnapshotPtr)> take) const;

Q_SIGNALS:
    void published(signalbox::settings::SnapshotPtr snapshot);

private:
    mutable std::mutex m_mutex;
    SnapshotPtr m_current;
};

} // namespace signalbox::settings
