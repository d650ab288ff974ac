#pragma once

#include "backend/platform/http/exchange.h"
#include "backend/platform/metrics/request_ring.h"
#include "backend/platform/upstream/client.h"

#include <QHash>

namespace signalbox::runtime {

/// Joins a worker's exchanges with the upstream calls made for them and hands the records to the request ring. One
/// per worker, on its thread.
class RequestJournal
{
public:
    explicit RequestJournal(std::shared_ptr<metrics::RequestWriter> writer) : m_writer(std::move(writer)) { }

    /// Remembers a call until the request whose span it belongs to is answered.
    void onCall(const upstream::CallRecord &call);
    void onExchange(const http::Exchange &exchange);

private:
    const QByteArray &textOf(const core::IpAddress &client);

    std::shared_ptr<metrics::RequestWriter> m_writer;
    core::IpAddress m_client; ///< the last one, and how it is written
    QByteArray m_clientText;
    /// By the server span's id; `start` is the time of day until the request's own is known.
    QHash<QByteArray, std::vector<metrics::RequestRecord::Call>> m_calls;
};

} // namespace signalbox::runtime
