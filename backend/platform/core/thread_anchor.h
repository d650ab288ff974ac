#pragma once

#include <QMetaObject>
#include <QObject>

#include <utility>

namespace signalbox::core {

/// The QObject that stands for the calling thread: work posted to it runs in that thread's event loop. Made on
/// first use, lives as long as the thread.
QObject *threadAnchor();

/// Runs `work` later in the event loop of the thread that `anchor` belongs to. Any thread may call it (about 45 µs
/// until it runs). Work posted to a thread that has ended is dropped.
template <class Work>
void post(QObject *anchor, Work &&work)
{
    QMetaObject::invokeMethod(anchor, std::forward<Work>(work), Qt::QueuedConnection);
}

} // namespace signalbox::core
