#pragma once

#include "backend/platform/core/clock.h"
#include "backend/platform/log/hidden.h"
#include "backend/platform/log/log.h"

namespace signalbox::log {

/// Longest line, its line end included (contract platform 10).
inline constexpr qsizetype kMaxLineBytes = 16 * 1024;

/// The level's name as it stands in a line: `debug`, `info`, `warn`, `error`.
QLatin1StringView name(Level level);

/// Appends one line of JSON without a line end, redacted, at most kMaxLineBytes - 1: long texts are cut, then fields
/// are left out, and the line says `"truncated":true`. Lines of approvals also carry `time` and `msg`. A field named
/// as one of the common members is left out.
void appendLine(QByteArray &out, const LineHead &head, core::WallTime at, std::span<const Field> fields,
                std::span<const Field> more, const HiddenValues &hidden);

/// An entry as such a line.
QByteArray line(const Entry &entry, core::WallTime at, const HiddenValues &hidden = {});

} // namespace signalbox::log
