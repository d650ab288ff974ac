#pragma once

#include "backend/platform/log/ring.h"

#include <QByteArray>

#include <chrono>
#include <functional>

/// The writer behind log::write(): a thread that writes what was queued, many lines at once. Started once by a main.
namespace signalbox::log {

struct Options
{
    int descriptor = 1; ///< 1 = stdout (`serve`), 2 = stderr (tools)
    size_t maxQueued = 16'384; ///< lines that wait at most; more are dropped and counted
};

/// Starts the writer's thread; entries queued before are written first. Again while it runs: only changes the options.
void start(Options options = {});

/// Waits until everything queued before the call is written. False when that took longer than `limit` (somebody does
/// not read our stdout). For the end of a process and tests: it blocks the caller.
bool flush(std::chrono::milliseconds limit = std::chrono::milliseconds(2000));

/// Flushes and ends the thread; later entries wait for the next start(). A writer stuck in a write is left behind.
void stop(std::chrono::milliseconds limit = std::chrono::milliseconds(2000));

/// Receives each line, without its end, on the writer's thread, in place of the descriptor. Empty = descriptor again.
using Sink = std::function<void(const QByteArray &line)>;
void setSink(Sink sink);

/// A line of plain text (the ready line, the plain access line), masked and in order with the others.
void writePlain(QByteArray text);

/// Masks this exact value in every later line. Values under 6 characters are ignored: they would mask ordinary text.
/// Settings call it for each secret that is set. Any thread.
void hideValue(const QByteArray &secret);

/// Lines dropped since the start because the queue was full.
quint64 droppedLines();
/// Lines that wait now.
size_t queuedLines();

/// What was written last, for the operator listener. Lives as long as the process.
const Ring &recentLines();

} // namespace signalbox::log
