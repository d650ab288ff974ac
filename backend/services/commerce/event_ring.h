#pragma once

#include "backend/services/commerce/alert_engine.h"
#include "backend/services/commerce/event.h"
#include "backend/services/commerce/metrics_query.h"

#include <deque>
#include <mutex>
#include <optional>
#include <span>

namespace signalbox::commerce {

/// The event tables of a process without a database: of the newest events what dashboards and alerts count (contract
/// commerce-router 9.2 and 9.3), a few bytes each. One per process. Thread safe; workers add in batches between
/// requests.
class EventRing
{
public:
    /// What is kept of an event.
    struct Row
    {
        enum class Kind : quint8 { Success, Error, Decision, Latency, Failure };

        qint64 atMs = 0;
        size_t request = 0; ///< hash of its id
        qint32 latencyMs = -1; ///< negative = none
        qint32 totalCents = 0;
        Kind kind = Kind::Success;
        quint8 provider = 0; ///< index; Success, Error and Decision only
        bool denied = false; ///< Error only: the provider refused our credentials
    };
    static constexpr size_t kCapacity = 65'536;

    /// The row of an event that is counted anywhere, else nothing.
    static std::optional<Row> rowOf(const Event &event);

    /// The oldest rows make room.
    void append(std::span<const Row> rows);
    /// Forgets rows before `oldest`.
    void prune(core::WallTime oldest);
    size_t size() const;

    /// The same numbers as MetricsQueryStore's.
    MetricsReport report(const MetricsRange &range) const;
    AlertWindow alertWindow(core::WallTime now) const;

private:
    mutable std::mutex m_mutex;
    std::deque<Row> m_rows;
};

} // namespace signalbox::commerce
