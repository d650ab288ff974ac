#include "backend/platform/log/log.h"

#include "backend/platform/log/line.h"
#include "backend/platform/log/queue.h"

#include <atomic>

namespace signalbox::log {

namespace {

std::atomic<Level> lowestLevel {Level::Info};

/// Room for most lines; more is given back after the line that needed it.
constexpr qsizetype kRoom = 4096;

} // namespace

void write(const LineHead &head, std::span<const Field> fields, std::span<const Field> more)
{
    if (!isEnabled(head.level))
        return;
    thread_local QByteArray buffer;
    buffer.resize(0);
    buffer.reserve(kRoom);
    appendLine(buffer, head, core::systemClock().wall(), fields, more, *hiddenValues());
    enqueue(buffer, LineKind::Json);
    if (buffer.capacity() > 2 * kRoom)
        buffer = {};
}

void write(const LineHead &head, std::initializer_list<Field> fields)
{
    write(head, std::span(fields.begin(), fields.size()));
}

void write(const Entry &entry)
{
    if (isEnabled(entry.level))
        write({entry.level, entry.service, entry.message.toUtf8(), entry.requestId, entry.traceId}, entry.fields);
}

void info(QByteArray service, QString message, std::vector<Field> fields)
{
    write({Level::Info, std::move(service), std::move(message), {}, {}, std::move(fields)});
}

void warn(QByteArray service, QString message, std::vector<Field> fields)
{
    write({Level::Warn, std::move(service), std::move(message), {}, {}, std::move(fields)});
}

void error(QByteArray service, QString message, std::vector<Field> fields)
{
    write({Level::Error, std::move(service), std::move(message), {}, {}, std::move(fields)});
}

void setLevel(Level level)
{
    lowestLevel.store(level, std::memory_order_relaxed);
}

bool isEnabled(Level level)
{
    return level >= lowestLevel.load(std::memory_order_relaxed);
}

} // namespace signalbox::log
