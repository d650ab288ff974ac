#pragma once

#include "backend/platform/core/clock.h"
#include "backend/platform/log/log.h"

namespace signalbox::log {

/// What waits for the writer: an entry, or a line of plain text.
struct Queued
{
    Entry entry;
    core::WallTime at;
    QByteArray plain; ///< when not empty, written in place of the entry
};

/// Appends to the writer's queue, or drops and counts. Any thread.
void enqueue(Queued item);

} // namespace signalbox::log
