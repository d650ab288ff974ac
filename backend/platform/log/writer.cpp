#include "backend/platform/log/writer.h"

#include "backend/platform/log/line.h"
#include "backend/platform/log/queue.h"
#include "backend/platform/log/redact.h"

#include <poll.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

namespace signalbox::log {

using namespace Qt::StringLiterals;

namespace {

/// Bytes that wait at most; further lines are dropped and counted like those over Options::maxQueued.
constexpr qsizetype kMaxQueuedBytes = 16 * 1024 * 1024;
/// Room that an empty batch keeps for the next lines.
constexpr qsizetype kKeptBytes = 1024 * 1024;

/// After a batch the writer gathers lines this long before it looks again, so that a busy worker does not wake it for
/// every line; a long queue ends the wait.
constexpr std::chrono::milliseconds kGather {5};
constexpr size_t kGatherMost = 4'096;

/// Finished lines, each with its end, one behind the other.
struct Batch
{
    struct Line
    {
        quint32 end = 0; ///< behind its line end
        LineKind kind = LineKind::Json;
    };
    QByteArray bytes;
    std::vector<Line> lines;

    void add(QByteArrayView line, LineKind kind)
    {
        bytes += line;
        bytes += '\n';
        lines.push_back({quint32(bytes.size()), kind});
    }
    void clear()
    {
        if (bytes.capacity() > kKeptBytes)
            bytes = {};
        bytes.resize(0);
        lines.clear();
    }
};

/// Shared by all threads. Never destroyed, because a thread may still log while the process ends.
struct State
{
    std::mutex mutex;
    std::condition_variable wake;
    std::condition_variable progress;
    Batch queue;
    std::shared_ptr<const Sink> sink;
    Options options;
    bool running = false;
    bool stopping = false;
    bool gathering = false; ///< the writer looks at the queue by itself
    bool hurry = false; ///< somebody waits for what is queued
    quint64 accepted = 0;
    quint64 written = 0;
    quint64 dropped = 0;
    quint64 droppedReported = 0;
    Ring ring;
};

State &state()
{
    static State *const forever = new State;
    return *forever;
}

void writeAll(int descriptor, const QByteArray &bytes)
{
    qsizetype done = 0;
    while (done < bytes.size()) {
        const ssize_t count = ::write(descriptor, bytes.constData() + done, size_t(bytes.size() - done));
        if (count >= 0) {
            done += count;
        } else if (errno == EAGAIN) {
            pollfd writable{descriptor, POLLOUT, 0};
            ::poll(&writable, 1, -1);
        } else if (errno != EINTR) {
            return;
        }
    }
}

/// Hands a batch to the sink or the descriptor, and its JSON to the ring.
void writeBatch(State &shared, const Batch &batch, const Sink *sink, int descriptor)
{
    std::vector<QByteArrayView> recent;
    recent.reserve(batch.lines.size());
    qsizetype begin = 0;
    for (const Batch::Line &line : batch.lines) {
        const QByteArrayView text = QByteArrayView(batch.bytes).sliced(begin, qsizetype(line.end) - 1 - begin);
        begin = qsizetype(line.end);
        if (line.kind == LineKind::Json)
            recent.push_back(text);
        if (sink)
            (*sink)(text.toByteArray());
    }
    shared.ring.append(recent);
    if (!sink)
        writeAll(descriptor, batch.bytes);
}

QByteArray droppedLine(quint64 count)
{
    const std::array fields {Field("count", count)};
    QByteArray text;
    appendLine(text, {Level::Warn, "platform", "log.dropped"}, core::systemClock().wall(), fields, {}, {});
    return text;
}

void gather(State &shared, std::unique_lock<std::mutex> &lock)
{
    shared.gathering = true;
    shared.wake.wait_for(lock, kGather, [&shared] {
        return shared.stopping || shared.hurry || shared.queue.lines.size() >= kGatherMost;
    });
    shared.gathering = false;
    shared.hurry = false;
}

void run(State &shared)
{
    // Two batches take turns, so that their room is used again.
    Batch batch;
    std::unique_lock lock(shared.mutex);
    for (;;) {
        shared.wake.wait(lock, [&shared] { return shared.stopping || !shared.queue.lines.empty(); });
        if (shared.queue.lines.empty())
            break;
        batch.clear();
        std::swap(batch, shared.queue);
        const size_t taken = batch.lines.size();
        if (shared.dropped > shared.droppedReported)
            batch.add(droppedLine(shared.dropped - shared.droppedReported), LineKind::Json);
        shared.droppedReported = shared.dropped;
        const auto sink = shared.sink;
        const int descriptor = shared.options.descriptor;
        lock.unlock();
        writeBatch(shared, batch, sink.get(), descriptor);
        lock.lock();
        shared.written += taken;
        shared.progress.notify_all();
        gather(shared, lock);
    }
    shared.running = false;
    shared.stopping = false;
    shared.progress.notify_all();
}

bool writtenUpTo(State &shared, std::unique_lock<std::mutex> &lock, std::chrono::milliseconds limit)
{
    const quint64 target = shared.accepted;
    shared.hurry = true;
    shared.wake.notify_one();
    return shared.progress.wait_for(lock, limit, [&shared, target] { return shared.written >= target; });
}

} // namespace

void enqueue(QByteArrayView line, LineKind kind)
{
    State &shared = state();
    bool wakes = false;
    {
        const std::scoped_lock lock(shared.mutex);
        Batch &queue = shared.queue;
        if (queue.lines.size() >= shared.options.maxQueued || queue.bytes.size() + line.size() > kMaxQueuedBytes) {
            ++shared.dropped;
            return;
        }
        wakes = shared.gathering ? queue.lines.size() + 1 == kGatherMost : queue.lines.empty();
        queue.add(line, kind);
        ++shared.accepted;
    }
    if (wakes)
        shared.wake.notify_one();
}

void start(Options options)
{
    State &shared = state();
    const std::scoped_lock lock(shared.mutex);
    shared.options = options;
    shared.stopping = false;
    if (std::exchange(shared.running, true))
        return;
    std::thread([&shared] { run(shared); }).detach();
}

bool flush(std::chrono::milliseconds limit)
{
    State &shared = state();
    std::unique_lock lock(shared.mutex);
    return !shared.running || writtenUpTo(shared, lock, limit);
}

void stop(std::chrono::milliseconds limit)
{
    State &shared = state();
    std::unique_lock lock(shared.mutex);
    if (!shared.running)
        return;
    shared.stopping = true;
    shared.wake.notify_one();
    shared.progress.wait_for(lock, limit, [&shared] { return !shared.running; });
}

void setSink(Sink sink)
{
    State &shared = state();
    auto next = sink ? std::make_shared<const Sink>(std::move(sink)) : nullptr;
    const std::scoped_lock lock(shared.mutex);
    shared.sink = std::move(next);
}

void writePlain(QByteArray text)
{
    const HiddenValues &hidden = *hiddenValues();
    enqueue(mayNeedMask(text, hidden) ? maskText(QString::fromUtf8(text), hidden).toUtf8() : text, LineKind::Plain);
}

quint64 droppedLines()
{
    State &shared = state();
    const std::scoped_lock lock(shared.mutex);
    return shared.dropped;
}

size_t queuedLines()
{
    State &shared = state();
    const std::scoped_lock lock(shared.mutex);
    return shared.queue.lines.size();
}

const Ring &recentLines()
{
    return state().ring;
}

} // namespace signalbox::log
