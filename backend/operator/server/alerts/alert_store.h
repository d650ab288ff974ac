#pragma once

#include "backend/operator/protocol/alerts.h"
#include "backend/platform/storage/database.h"

/// The table `signalbox_alerts`. Steps of a transaction.
namespace signalbox::server {

/// Writes an alert as it is now, over what the store had of it.
Result<void> writeAlert(storage::Connection &connection, const protocol::Alert &alert);

/// Those that have not ended and the newest `most` of the others, newest first.
Result<std::vector<protocol::Alert>> readAlerts(storage::Connection &connection, int most);

/// Deletes ended ones beyond the newest `most`.
Result<void> pruneAlerts(storage::Connection &connection, int most);

} // namespace signalbox::server
