#pragma once

#include "backend/platform/core/headers.h"
#include "backend/platform/log/field.h"

#include <QByteArray>
#include <QString>

#include <initializer_list>
#include <span>
#include <utility>
#include <vector>

namespace signalbox::log {

enum class Level { Debug, Info, Warn, Error };

/// A line before it is written. `service` is the owner (`commerce`, `platform`, …).
struct Entry
{
    Level level = Level::Info;
    QByteArray service;
    QString message;
    QByteArray requestId;
    QByteArray traceId;
    std::vector<Field> fields;
};

/// The common members of a line whose parts the caller keeps: for lines that every request writes.
struct LineHead
{
    Level level = Level::Info;
    QByteArrayView service;
    QByteArrayView message; ///< UTF-8
    QByteArrayView requestId = {};
    QByteArrayView traceId = {};
};

/// Builds one JSON line (contract platform 10) on the caller: `timestamp`, `level`, `message`, `service`,
/// `request_id`, `trace_id`, then the fields, redacted, at most 16 KiB; and queues its bytes for the writer. Any
/// thread; never waits for the writer: over the queue's bound the line is dropped and counted. Nothing is built for a
/// level that is not enabled.
void write(const Entry &entry);
/// The same with the fields of both lists.
void write(const LineHead &head, std::span<const Field> fields, std::span<const Field> more = {});
void write(const LineHead &head, std::initializer_list<Field> fields);

/// Shorthands for lines without a request.
void info(QByteArray service, QString message, std::vector<Field> fields = {});
void warn(QByteArray service, QString message, std::vector<Field> fields = {});
void error(QByteArray service, QString message, std::vector<Field> fields = {});

/// Lines below it are not built. Any thread.
void setLevel(Level level);
bool isEnabled(Level level);

} // namespace signalbox::log
