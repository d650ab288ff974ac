#pragma once

#include "backend/platform/core/hand_over.h"

#include <QMetaObject>
#include <QObject>

#include <memory>
#include <mutex>
#include <utility>

namespace signalbox::core {

/// The QObject that stands for the calling thread: work posted to it runs in that thread's event loop. Made on
/// first use, lives as long as the thread.
QObject *threadAnchor();

/// Runs `work` later in the event loop of the thread that `anchor` belongs to. Any thread may call it (about 45 µs
/// until it runs), as long as `anchor` lives. Work that the loop does not come to any more is dropped.
template <class Work>
void post(QObject *anchor, Work &&work)
{
    QMetaObject::invokeMethod(anchor, handOver(std::forward<Work>(work)), Qt::QueuedConnection);
}

/// Where an answer is to go: the thread that asked. Any thread may hold it, also longer than that thread lives.
class ReturnAddress
{
public:
    /// Of the calling thread.
    static ReturnAddress here();

    /// Like core::post(); dropped when the thread has ended.
    template <class Work>
    void post(Work &&work) const
    {
        const std::scoped_lock lock(m_door->mutex);
        if (m_door->anchor)
            core::post(m_door->anchor, std::forward<Work>(work));
    }

private:
    friend struct ThreadEntry;

    /// Closed by the thread at its end.
    struct Door
    {
        std::mutex mutex;
        QObject *anchor = nullptr;
    };

    explicit ReturnAddress(std::shared_ptr<Door> door) : m_door(std::move(door)) { }

    std::shared_ptr<Door> m_door;
};

} // namespace signalbox::core
