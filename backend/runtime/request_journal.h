#pragma once

#include "backend/platform/http/exchange.h"
#include "backend/platform/metrics/request_ring.h"
#include "backend/platform/upstream/client.h"

#include <QHash>

#include <array>

namespace signalbox::runtime {

/// Joins a worker's exchanges with the upstream calls made for them and hands the records to the request ring. One
/// per worker, on its thread.
class RequestJournal
{
public:
    explicit RequestJournal(std::shared_ptr<metrics::RequestWriter> writer) : m_writer(std::move(writer)) { }

    /// Remembers a call until the request whose span it belongs to is answered. A call that was given up ends just
    /// after its request; it is sent after it.
    void onCall(const upstream::CallRecord &call);
    void onExchange(const http::Exchange &exchange);

private:
    /// A request that was answered just now.
    struct Answered
    {
        QByteArray span;
        QByteArray id;
        core::WallTime at;
    };

    const QByteArray &textOf(const core::IpAddress &client);
    bool addLate(const QByteArray &span, const metrics::RequestRecord::Call &call);

    std::shared_ptr<metrics::RequestWriter> m_writer;
    core::IpAddress m_client; ///< the last one, and how it is written
    QByteArray m_clientText;
    /// By the server span's id; `start` is the time of day until the request's own is known.
    QHash<QByteArray, std::vector<metrics::RequestRecord::Call>> m_calls;
    std::array<Answered, 16> m_answered; ///< the last ones
    size_t m_nextAnswered = 0;
};

} // namespace signalbox::runtime
