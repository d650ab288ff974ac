#pragma once

#include "backend/platform/core/clock.h"

#include <QByteArray>
#include <QJsonValue>

#include <utility>
#include <vector>

namespace signalbox::trace {

/// Where a span belongs (W3C Trace Context). Both ids are lower-case hex; empty = not traced.
struct Context
{
    QByteArray traceId; ///< 32 hex digits
    QByteArray spanId; ///< 16 hex digits
    bool sampled = false;

    bool isValid() const { return traceId.size() == 32 && spanId.size() == 16; }
};

/// Reads a `traceparent` header; an invalid Context when it breaks the grammar.
Context parseTraceparent(QByteArrayView header);
/// The header that tells the next party about this span.
QByteArray traceparent(const Context &context);
/// A fresh span in the parent's trace, or in a new trace when the parent is not valid.
Context childOf(const Context &parent);

/// Finer than the wall clock: many requests take less than its millisecond.
using SpanTime = std::chrono::time_point<std::chrono::system_clock, std::chrono::microseconds>;

enum class SpanKind { Server, Client };

/// A finished piece of work, handed to the Exporter.
struct Span
{
    Context context;
    QByteArray parentSpanId;
    QByteArray name;
    SpanKind kind = SpanKind::Server;
    SpanTime start;
    SpanTime end;
    bool failed = false;
    std::vector<std::pair<QByteArray, QJsonValue>> attributes;
    QByteArray service; ///< the family that did it (`commerce`, …): attribute `signalbox.service`
};

} // namespace signalbox::trace
