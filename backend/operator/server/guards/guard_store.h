#pragma once

#include "backend/operator/protocol/guards.h"
#include "backend/platform/storage/database.h"

/// The table `signalbox_guards`. Steps of a transaction.
namespace signalbox::server {

Result<void> addGuard(storage::Connection &connection, const protocol::GuardView &guard);

/// Writes a guard that is still watching in the store. Conflict when another gateway or a person has ended it.
Result<void> updateGuard(storage::Connection &connection, const protocol::GuardView &guard);

/// Those that watch, and the newest `most` of the others; newest first.
Result<std::vector<protocol::GuardView>> readGuards(storage::Connection &connection, int most);

} // namespace signalbox::server
