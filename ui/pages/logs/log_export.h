#pragma once

#include "backend/operator/protocol/logs.h"
#include "backend/platform/core/result.h"

namespace signalbox::pages {

/// One line each, as the gateway logged it: JSON lines.
QByteArray jsonLines(const std::vector<const protocol::LogRow *> &lines);

/// One line each for people: UTC time, level, service, message, fields.
QByteArray plainLines(const std::vector<const protocol::LogRow *> &lines);

/// Writes the lines as the file's name asks for: `.txt` and `.log` for people, anything else as JSON lines. Whole or
/// not at all; the error's text is the system's.
Result<void> saveLines(const QString &path, const std::vector<const protocol::LogRow *> &lines);

} // namespace signalbox::pages
