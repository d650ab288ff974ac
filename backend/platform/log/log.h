#pragma once

#include "backend/platform/core/headers.h"

#include <QByteArray>
#include <QJsonValue>
#include <QString>

#include <initializer_list>
#include <utility>
#include <vector>

namespace signalbox::log {

enum class Level { Debug, Info, Warn, Error };

/// One member of a log line besides the common ones.
struct Field
{
    QByteArray name;
    QJsonValue value;
};

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

/// Queues one JSON line (contract platform 10): `timestamp`, `level`, `message`, `service`, `request_id`,
/// `trace_id`, then the fields, redacted by the one writer, at most 16 KiB. Any thread; never blocks: over the
/// queue's bound the line is dropped and counted.
void write(Entry entry);

/// Shorthands for lines without a request.
void info(QByteArray service, QString message, std::vector<Field> fields = {});
void warn(QByteArray service, QString message, std::vector<Field> fields = {});
void error(QByteArray service, QString message, std::vector<Field> fields = {});

/// Lines below it are not built. Any thread.
void setLevel(Level level);
bool isEnabled(Level level);

} // namespace signalbox::log
