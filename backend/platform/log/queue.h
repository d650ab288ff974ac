#pragma once

#include <QByteArray>

namespace signalbox::log {

/// A plain line is written like any other, but is not among the recent lines.
enum class LineKind { Json, Plain };

/// Queues a finished line, given without its end, for the writer; or drops and counts it. Any thread.
void enqueue(QByteArrayView line, LineKind kind);

} // namespace signalbox::log
