#include "backend/platform/log/writer.h"

#include "backend/platform/log/line.h"
#include "backend/platform/log/queue.h"
#include "backend/platform/log/redact.h"

#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

namespace signalbox::log {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kShortestHidden = 6;
constexpr size_t kMaxHidden = 1'000;
constexpr qsizetype kBatchBytes = 256 * 1024;

/// After a batch the writer gathers lines this long before it looks again, so that a busy worker does not wake it for
/// every line; a long queue ends the wait.
constexpr std::chrono::milliseconds kGather {5};
constexpr size_t kGatherMost = 4'096;

/// Shared by all threads. Never destroyed, because a thread may still log while the process ends.
struct State
{
    std::mutex mutex;
    std::condition_variable wake;
    std::condition_variable progress;
    std::vector<Queued> queue;
    std::shared_ptr<const std::vector<QString>> hidden = std::make_shared<std::vector<QString>>();
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

/// Turns a batch into lines and hands them to the sink or the descriptor.
void writeBatch(State &shared, const std::vector<Queued> &batch, const std::vector<QString> &hidden, const Sink *sink,
                int descriptor)
{
    QByteArray out;
    for (const Queued &item : batch) {
        QByteArray text;
        if (item.plain.isEmpty()) {
            text = line(item.entry, item.at, hidden);
            shared.ring.append(text);
        } else {
            text = maskText(QString::fromUtf8(item.plain), hidden).toUtf8();
        }
        if (sink) {
            (*sink)(text);
            continue;
        }
        out += text;
        out += '\n';
        if (out.size() >= kBatchBytes)
            writeAll(descriptor, std::exchange(out, {}));
    }
    writeAll(descriptor, out);
}

Queued droppedEntry(quint64 count)
{
    return {Entry{Level::Warn, "platform", u"log.dropped"_s, {}, {}, {{"count", qint64(count)}}},
            core::systemClock().wall(),
            {}};
}

void gather(State &shared, std::unique_lock<std::mutex> &lock)
{
    shared.gathering = true;
    shared.wake.wait_for(lock, kGather, [&shared] {
        return shared.stopping || shared.hurry || shared.queue.size() >= kGatherMost;
    });
    shared.gathering = false;
    shared.hurry = false;
}

void run(State &shared)
{
    std::unique_lock lock(shared.mutex);
    for (;;) {
        shared.wake.wait(lock, [&shared] { return shared.stopping || !shared.queue.empty(); });
        if (shared.queue.empty())
            break;
        std::vector<Queued> batch = std::exchange(shared.queue, {});
        const size_t taken = batch.size();
        if (shared.dropped > shared.droppedReported)
            batch.push_back(droppedEntry(shared.dropped - shared.droppedReported));
        shared.droppedReported = shared.dropped;
        const auto hidden = shared.hidden;
        const auto sink = shared.sink;
        const int descriptor = shared.options.descriptor;
        lock.unlock();
        writeBatch(shared, batch, *hidden, sink.get(), descriptor);
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

void enqueue(Queued item)
{
    State &shared = state();
    bool wakes = false;
    {
        const std::scoped_lock lock(shared.mutex);
        if (shared.queue.size() >= shared.options.maxQueued) {
            ++shared.dropped;
            return;
        }
        wakes = shared.gathering ? shared.queue.size() + 1 == kGatherMost : shared.queue.empty();
        shared.queue.push_back(std::move(item));
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
    enqueue({{}, {}, std::move(text)});
}

void hideValue(const QByteArray &secret)
{
    if (secret.size() < kShortestHidden)
        return;
    State &shared = state();
    const QString text = QString::fromUtf8(secret);
    const std::scoped_lock lock(shared.mutex);
    if (shared.hidden->size() >= kMaxHidden || std::ranges::find(*shared.hidden, text) != shared.hidden->end())
        return;
    auto next = std::make_shared<std::vector<QString>>(*shared.hidden);
    next->push_back(text);
    // The longest first: a secret that contains another one would otherwise be left half visible.
    std::ranges::sort(*next, std::ranges::greater(), &QString::size);
    shared.hidden = std::move(next);
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
    return shared.queue.size();
}

const Ring &recentLines()
{
    return state().ring;
}

} // namespace signalbox::log
