#pragma once

#include "backend/platform/storage/database.h"
#include "backend/services/commerce/event.h"

namespace signalbox::commerce {

/// The rows of contract commerce-router 8.
class EventStore
{
public:
    /// `keepRows`: how many of the newest rows each table keeps at most, for a database in memory; 0 = no such bound.
    explicit EventStore(storage::Database &database, qint64 keepRows = 0)
        : m_database(database), m_keepRows(keepRows)
    {
    }

    /// Writes a batch in one transaction, and deletes what is then over the bound.
    Task<Result<QVariant>> insert(std::vector<Event> events);
    /// Deletes rows before `oldest`.
    Task<Result<QVariant>> prune(core::WallTime oldest);

private:
    storage::Database &m_database;
    qint64 m_keepRows;
};

} // namespace signalbox::commerce
