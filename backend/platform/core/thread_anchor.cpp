#include "backend/platform/core/thread_anchor.h"

namespace signalbox::core {

/// What a thread keeps for those that post to it.
struct ThreadEntry
{
    ThreadEntry() { door->anchor = &anchor; }
    ~ThreadEntry()
    {
        const std::scoped_lock lock(door->mutex);
        door->anchor = nullptr;
    }
    Q_DISABLE_COPY_MOVE(ThreadEntry)

    static ThreadEntry &ofThisThread()
    {
        thread_local ThreadEntry entry;
        return entry;
    }

    QObject anchor;
    std::shared_ptr<ReturnAddress::Door> door = std::make_shared<ReturnAddress::Door>();
};

QObject *threadAnchor()
{
    return &ThreadEntry::ofThisThread().anchor;
}

ReturnAddress ReturnAddress::here()
{
    return ReturnAddress(ThreadEntry::ofThisThread().door);
}

} // namespace signalbox::core
