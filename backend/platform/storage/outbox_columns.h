#pragma once

#include "backend/platform/storage/outbox.h"

namespace signalbox::storage {

/// The columns of an outbox table in the order of outboxRowFrom(), with or without the body (then an empty one).
QString outboxColumns(bool withBody = true);
/// A queried row.
OutboxRow outboxRowFrom(const Row &row);

/// A time as it stands in the table, and a time that may be missing.
QVariant outboxTime(core::WallTime time);
QVariant outboxTime(const std::optional<core::WallTime> &time);

} // namespace signalbox::storage
