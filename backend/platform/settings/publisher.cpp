#include "backend/platform/settings/publisher.h"

namespace signalbox::settings {

Publisher::Publisher(SnapshotPtr first, QObject *parent)
    : QObject(parent)
    , m_current(std::move(first))
{
}

SnapshotPtr Publisher::current() const
{
    const std::scoped_lock lock(m_mutex);
    return m_current;
}

void Publisher::publish(SnapshotPtr next)
{
    if (!next)
        return;
    {
        const std::scoped_lock lock(m_mutex);
        m_current = next;
    }
    Q_EMIT published(std::move(next));
}

void Publisher::subscribe(QObject *context, std::function<void(SnapshotPtr)> take) const
{
    connect(this, &Publisher::published, context, std::move(take), Qt::QueuedConnection);
}

} // namespace signalbox::settings
