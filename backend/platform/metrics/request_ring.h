#pragma once

#include "backend/platform/core/clock.h"
#include "backend/platform/core/headers.h"
#include "backend/platform/metrics/registry.h"

#include <deque>
#include <functional>
#include <memory>
#include <mutex>

namespace signalbox::metrics {

/// What happened in one request, for `/ops/v1/requests`. The writer has redacted headers and path already.
struct RequestRecord
{
    /// A call to another party within the request; `status` 0 when none was received.
    struct Call
    {
        QByteArray upstream;
        int status = 0;
        core::milliseconds took {0};
        int attempts = 1; ///< 0: nothing was sent
        core::milliseconds start {0}; ///< since the request's head was complete
        /// Between two attempts: when (since the call's start) and for how long.
        std::vector<std::pair<core::milliseconds, core::milliseconds>> pauses = {};
    };
    /// Time that a stage of the pipeline took.
    struct Stage
    {
        QByteArray name;
        std::chrono::microseconds took {0};
    };

    QByteArray id;
    core::WallTime at; ///< when the head was complete
    QByteArray service;
    QByteArray operation; ///< the route's name
    QByteArray route; ///< the route's template
    QByteArray method;
    QByteArray path;
    int status = 0;
    std::chrono::microseconds took {0};
    QByteArray client; ///< address
    QByteArray traceId;
    QByteArray error; ///< code, empty when fine
    std::vector<Call> calls = {};
    std::vector<Stage> stages = {};
    core::Headers headers = {};
    int logLines = 0;
    bool late = false; ///< only brings `calls` that ended after their request: the ring joins them to its record
};

/// A worker's way into the ring: one thread pushes, the ring's thread takes; neither waits.
class RequestWriter
{
public:
    explicit RequestWriter(const Counter &dropped);
    ~RequestWriter();
    Q_DISABLE_COPY_MOVE(RequestWriter)

    /// False: push() would drop a record of this status. Ask before building one. The last quarter of the room is
    /// kept for failures (status ≥ 500).
    bool hasRoom(int status) const;
    /// Hands over or, without room, drops and counts (`signalbox_request_records_dropped_total`).
    void push(RequestRecord record);

private:
    friend class RequestRing;
    static constexpr size_t kRoom = 1024;

    std::unique_ptr<RequestRecord> take();

    std::vector<RequestRecord *> m_slots = std::vector<RequestRecord *>(kRoom);
    alignas(64) std::atomic<size_t> m_written {0};
    alignas(64) std::atomic<size_t> m_taken {0};
    Counter m_dropped;
};

/// The last 10,000 requests of the process, at most 8 MiB by the size of their texts (the oldest go first), plus up
/// to 1,024 records a worker on the way. All but addWriter() belongs to one thread, the operator server's.
class RequestRing
{
public:
    using RecordPtr = std::shared_ptr<const RequestRecord>;

    explicit RequestRing(Registry &registry, size_t maxRecords = 10000, size_t maxBytes = 8 << 20);

    /// A writer for the calling thread; lives as long as either side needs it. Any thread, takes a lock.
    std::shared_ptr<RequestWriter> addWriter();

    /// Takes in what the workers wrote; call it several times a second and before reading. Returns the new records,
    /// oldest first, for the stream.
    std::vector<RecordPtr> drain();

    /// The newest first, at most `limit`, of those that `wanted` accepts (all without it).
    std::vector<RecordPtr> newest(size_t limit, const std::function<bool(const RequestRecord &)> &wanted = {}) const;
    /// Null when it is not in the ring (any more).
    RecordPtr find(QByteArrayView id) const;
    size_t size() const { return m_records.size(); }
    size_t bytes() const { return m_bytes; }

private:
    void join(const RequestRecord &late, std::vector<RecordPtr> &fresh);

    Registry &m_registry;
    size_t m_maxRecords;
    size_t m_maxBytes;
    size_t m_bytes = 0;
    std::deque<RecordPtr> m_records; ///< oldest first
    std::mutex m_mutex; ///< guards m_writers
    std::vector<std::shared_ptr<RequestWriter>> m_writers;
};

/// Bytes that a record is counted with.
size_t memoryOf(const RequestRecord &record);

} // namespace signalbox::metrics
