#pragma once

#include "backend/services/commerce/routing_record.h"

#include <QHash>

#include <deque>
#include <functional>
#include <mutex>

namespace signalbox::commerce {

/// The routing records of a process without a database: the newest ones, encoded, at most 10,000 and 12 MiB. One per
/// process. Thread safe; a call does nothing but look up and copy.
class RoutingBoard
{
public:
    struct Row
    {
        QByteArray record; ///< encodeRecord()
        qint64 createdMs = 0;
        RoutingState state = RoutingState::Pending;
        qint64 confirmingUntilMs = 0;
        int attempt = 0;
        QByteArray answer; ///< as StoredRouting's
    };
    static constexpr qsizetype kMaxRows = 10'000;
    static constexpr qsizetype kMaxBytes = 12 * 1024 * 1024;

    /// Adds a record; the oldest ones make room.
    void add(const QByteArray &jti, QByteArray record, qint64 createdMs);
    std::optional<Row> find(const QByteArray &jti) const;
    /// Lets `step` look at the row and change it; false when there is none or `step` says that it changed nothing.
    bool change(const QByteArray &jti, const std::function<bool(Row &)> &step);
    /// Forgets records made before `oldestMs`.
    bool prune(qint64 oldestMs);
    qsizetype size() const;

private:
    void dropOldest();

    mutable std::mutex m_mutex;
    QHash<QByteArray, Row> m_rows;
    std::deque<QByteArray> m_order; ///< oldest first
    qsizetype m_bytes = 0; ///< of the records
};

} // namespace signalbox::commerce
