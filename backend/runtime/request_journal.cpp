#include "backend/runtime/request_journal.h"

#include <algorithm>
#include <utility>

namespace signalbox::runtime {

namespace {

/// Calls that outlive their request would stay for ever; when so many wait, all are forgotten.
constexpr qsizetype kMaxWaiting = 4096;

/// Makes the calls' starts, kept as times of day, times since the request's.
void startWithin(std::vector<metrics::RequestRecord::Call> &calls, core::WallTime request)
{
    for (metrics::RequestRecord::Call &call : calls)
        call.start = std::max(core::milliseconds(0), call.start - request.time_since_epoch());
}

} // namespace

void RequestJournal::onCall(const upstream::CallRecord &call)
{
    if (call.parentSpanId.isEmpty())
        return;
    if (m_calls.size() >= kMaxWaiting)
        m_calls.clear();
    metrics::RequestRecord::Call kept {call.upstream, call.status, call.elapsed, call.tries,
                                       call.start.time_since_epoch(), call.pauses};
    if (!addLate(call.parentSpanId, kept))
        m_calls[call.parentSpanId].push_back(std::move(kept));
}

bool RequestJournal::addLate(const QByteArray &span, const metrics::RequestRecord::Call &call)
{
    const auto answered = std::ranges::find(m_answered, span, &Answered::span);
    if (answered == m_answered.end())
        return false;
    metrics::RequestRecord part;
    part.late = true;
    part.id = answered->id;
    part.at = answered->at;
    part.calls.push_back(call);
    startWithin(part.calls, answered->at);
    m_writer->push(std::move(part));
    return true;
}

const QByteArray &RequestJournal::textOf(const core::IpAddress &client)
{
    if (m_clientText.isEmpty() || client.bytes() != m_client.bytes()) {
        m_client = client;
        m_clientText = client.toText();
    }
    return m_clientText;
}

void RequestJournal::onExchange(const http::Exchange &exchange)
{
    const http::RequestContext &request = *exchange.request;
    std::vector<metrics::RequestRecord::Call> calls;
    if (!m_calls.isEmpty())
        calls = m_calls.take(request.span.spanId);
    if (!m_writer->hasRoom(exchange.status))
        return;
    metrics::RequestRecord record;
    record.id = request.requestId;
    record.at = request.startedAt;
    record.service = exchange.serviceLabel();
    record.operation = exchange.pathLabel();
    record.route = exchange.pathLabel();
    record.method = request.head.method;
    record.path = request.head.path;
    record.status = exchange.status;
    record.took = std::chrono::duration_cast<std::chrono::microseconds>(exchange.duration);
    record.client = textOf(request.head.client);
    record.traceId = request.span.traceId;
    if (exchange.refusal)
        record.error = http::labelOf(*exchange.refusal);
    record.calls = std::move(calls);
    startWithin(record.calls, request.startedAt);
    m_answered[m_nextAnswered++ % m_answered.size()] = {request.span.spanId, record.id, record.at};
    double before = 0;
    for (const auto &[name, ms] : request.stages)
        record.stages.push_back({name, std::chrono::microseconds(qint64((ms - std::exchange(before, ms)) * 1000))});
    record.headers = http::redacted(request.head.headers);
    m_writer->push(std::move(record));
}

} // namespace signalbox::runtime
