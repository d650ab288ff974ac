#include "backend/platform/log/log.h"

#include "backend/platform/log/queue.h"

#include <atomic>

namespace signalbox::log {

namespace {

std::atomic<Level> lowestLevel{Level::Info};

} // namespace

void write(Entry entry)
{
    if (isEnabled(entry.level))
        enqueue({std::move(entry), core::systemClock().wall(), {}});
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
