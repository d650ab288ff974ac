#include "backend/platform/metrics/request_ring.h"

#include <algorithm>

namespace signalbox::metrics {

using namespace Qt::StringLiterals;

namespace {

constexpr auto kDroppedFamily = "signalbox_request_records_dropped_total";
constexpr size_t kMaxRecordBytes = 16 << 10;
constexpr qsizetype kMaxPath = 2048;

/// A record over the bound keeps what it needs to be found and loses its lists.
void bound(RequestRecord &record)
{
    if (memoryOf(record) <= kMaxRecordBytes)
        return;
    record.headers = {};
    record.stages.clear();
    record.path.truncate(kMaxPath);
    if (memoryOf(record) > kMaxRecordBytes)
        record.calls.clear();
}

} // namespace

size_t memoryOf(const RequestRecord &record)
{
    constexpr size_t kTextOverhead = 24; // QByteArray's own heap header and rounding
    size_t bytes = sizeof(RequestRecord);
    for (const QByteArray *text : {&record.id, &record.service, &record.operation, &record.route, &record.method,
                                   &record.path, &record.client, &record.traceId, &record.error})
        bytes += size_t(text->size()) + kTextOverhead;
    for (const auto &call : record.calls) {
        bytes += sizeof(call) + size_t(call.upstream.size()) + kTextOverhead;
        bytes += call.pauses.size() * sizeof(call.pauses[0]);
    }
    for (const auto &stage : record.stages)
        bytes += sizeof(stage) + size_t(stage.name.size()) + kTextOverhead;
    for (const auto &field : record.headers.fields())
        bytes += sizeof(field) + size_t(field.first.size() + field.second.size()) + 2 * kTextOverhead;
    return bytes;
}

RequestWriter::RequestWriter(const Counter &dropped) : m_dropped(dropped) { }

RequestWriter::~RequestWriter()
{
    while (take()) { }
}

bool RequestWriter::hasRoom(int status) const
{
    const size_t used = m_written.load(std::memory_order_relaxed) - m_taken.load(std::memory_order_acquire);
    return used < (status >= 500 ? kRoom : kRoom - kRoom / 4);
}

void RequestWriter::push(RequestRecord record)
{
    if (!hasRoom(record.status)) {
        m_dropped.add();
        return;
    }
    bound(record);
    const size_t written = m_written.load(std::memory_order_relaxed);
    m_slots[written % kRoom] = new RequestRecord(std::move(record));
    m_written.store(written + 1, std::memory_order_release);
}

std::unique_ptr<RequestRecord> RequestWriter::take()
{
    const size_t taken = m_taken.load(std::memory_order_relaxed);
    if (taken == m_written.load(std::memory_order_acquire))
        return nullptr;
    std::unique_ptr<RequestRecord> record(m_slots[taken % kRoom]);
    m_taken.store(taken + 1, std::memory_order_release);
    return record;
}

RequestRing::RequestRing(Registry &registry, size_t maxRecords, size_t maxBytes)
    : m_registry(registry), m_maxRecords(maxRecords), m_maxBytes(maxBytes)
{
    m_registry.declare({kDroppedFamily, "Request records dropped because the ring's reader lagged"_ba, Kind::Counter});
}

std::shared_ptr<RequestWriter> RequestRing::addWriter()
{
    auto writer = std::make_shared<RequestWriter>(m_registry.counter(kDroppedFamily));
    const std::scoped_lock lock(m_mutex);
    m_writers.push_back(writer);
    return writer;
}

std::vector<RequestRing::RecordPtr> RequestRing::drain()
{
    std::vector<RecordPtr> fresh;
    {
        const std::scoped_lock lock(m_mutex);
        // Asked before the last take, so that a writer is only let go when nothing can follow.
        std::erase_if(m_writers, [&fresh](const std::shared_ptr<RequestWriter> &writer) {
            const bool isAbandoned = writer.use_count() == 1;
            while (auto record = writer->take())
                fresh.push_back(std::move(record));
            return isAbandoned;
        });
    }
    std::vector<RecordPtr> late;
    std::erase_if(fresh, [&late](const RecordPtr &record) {
        if (record->late)
            late.push_back(record);
        return record->late;
    });
    std::ranges::sort(fresh, {}, [](const RecordPtr &record) { return record->at; });
    for (const RecordPtr &record : fresh) {
        m_bytes += memoryOf(*record);
        m_records.push_back(record);
    }
    for (const RecordPtr &part : late)
        join(*part, fresh);
    while (m_records.size() > m_maxRecords || m_bytes > m_maxBytes) {
        m_bytes -= memoryOf(*m_records.front());
        m_records.pop_front();
    }
    return fresh;
}

void RequestRing::join(const RequestRecord &late, std::vector<RecordPtr> &fresh)
{
    const auto isIt = [&late](const RecordPtr &record) { return record->id == late.id; };
    const auto found = std::find_if(m_records.rbegin(), m_records.rend(), isIt);
    if (found == m_records.rend())
        return;
    auto whole = std::make_shared<RequestRecord>(**found);
    whole->calls.insert(whole->calls.end(), late.calls.begin(), late.calls.end());
    m_bytes += memoryOf(*whole) - memoryOf(**found);
    std::ranges::replace_if(fresh, isIt, RecordPtr(whole));
    *found = std::move(whole);
}

std::vector<RequestRing::RecordPtr>
RequestRing::newest(size_t limit, const std::function<bool(const RequestRecord &)> &wanted) const
{
    std::vector<RecordPtr> found;
    for (auto record = m_records.rbegin(); record != m_records.rend() && found.size() < limit; ++record) {
        if (!wanted || wanted(**record))
            found.push_back(*record);
    }
    return found;
}

RequestRing::RecordPtr RequestRing::find(QByteArrayView id) const
{
    const auto found = std::ranges::find_if(m_records, [id](const RecordPtr &record) { return record->id == id; });
    return found != m_records.end() ? *found : nullptr;
}

} // namespace signalbox::metrics
