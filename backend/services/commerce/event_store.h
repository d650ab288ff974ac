#pragma once

#include "backend/platform/storage/database.h"
#include "backend/services/commerce/event.h"

namespace signalbox::commerce {

/// The rows of contract commerce-router 8.
class EventStore
{
public:
    explicit EventStore(storage::Database &database) : m_database(database) { }

    /// Writes a batch in one transaction.
    Task<Result<QVariant>> insert(std::vector<Event> events);
    /// Deletes rows before `oldest`.
    Task<Result<QVariant>> prune(core::WallTime oldest);

private:
    storage::Database &m_database;
};

} // namespace signalbox::commerce
