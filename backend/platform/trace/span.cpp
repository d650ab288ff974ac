#include "backend/platform/trace/span.h"

#include "backend/platform/core/ids.h"

#include <algorithm>

namespace signalbox::trace {

namespace {

// version "-" trace-id "-" parent-id "-" trace-flags (W3C Trace Context 3.2)
constexpr qsizetype kVersionSize = 2;
constexpr qsizetype kTraceIdAt = 3;
constexpr qsizetype kTraceIdSize = 32;
constexpr qsizetype kSpanIdAt = 36;
constexpr qsizetype kSpanIdSize = 16;
constexpr qsizetype kFlagsAt = 53;
constexpr qsizetype kSize = 55;

bool isLowerHex(QByteArrayView text)
{
    return std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

bool isZero(QByteArrayView text)
{
    return std::ranges::all_of(text, [](char c) { return c == '0'; });
}

} // namespace

Context parseTraceparent(QByteArrayView header)
{
    if (header.size() < kSize || header[2] != '-' || header[35] != '-' || header[52] != '-')
        return {};
    const QByteArrayView version = header.first(kVersionSize);
    const QByteArrayView traceId = header.sliced(kTraceIdAt, kTraceIdSize);
    const QByteArrayView spanId = header.sliced(kSpanIdAt, kSpanIdSize);
    const QByteArrayView flags = header.sliced(kFlagsAt, 2);
    if (!isLowerHex(version) || !isLowerHex(traceId) || !isLowerHex(spanId) || !isLowerHex(flags))
        return {};
    if (version == "ff" || isZero(traceId) || isZero(spanId))
        return {};
    // A later version may append fields, version 00 may not.
    if (header.size() > kSize && (version == "00" || header[kSize] != '-'))
        return {};
    return Context {traceId.toByteArray(), spanId.toByteArray(), (flags.toByteArray().toUInt(nullptr, 16) & 1) != 0};
}

QByteArray traceparent(const Context &context)
{
    return "00-" + context.traceId + '-' + context.spanId + (context.sampled ? "-01" : "-00");
}

Context childOf(const Context &parent)
{
    const QByteArray spanId = core::randomHex(kSpanIdSize / 2);
    if (parent.isValid())
        return Context {parent.traceId, spanId, parent.sampled};
    return Context {core::randomHex(kTraceIdSize / 2), spanId, true};
}

} // namespace signalbox::trace
