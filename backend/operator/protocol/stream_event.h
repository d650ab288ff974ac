#pragma once

#include <QByteArray>
#include <QJsonObject>

#include <optional>

namespace signalbox::protocol {

/// Topics of `GET /ops/v1/stream`, data in brackets. `reset` is not one: it tells that events were missed.
inline constexpr const char *kTopicMetrics = "metrics"; ///< MetricsSample, 1 Hz
inline constexpr const char *kTopicRequests = "requests"; ///< RequestRow, at most 20 a second
inline constexpr const char *kTopicProviders = "providers"; ///< Providers
inline constexpr const char *kTopicHealth = "health"; ///< Overview
inline constexpr const char *kTopicRevisions = "revisions"; ///< RevisionEvent
inline constexpr const char *kTopicAudit = "audit"; ///< AuditEntry, each once
inline constexpr const char *kTopicAlerts = "alerts"; ///< AlertNews
inline constexpr const char *kTopicApprovals = "approvals"; ///< ApprovalNews, at most one a second
inline constexpr const char *kTopicLog = "log"; ///< LogRow, at most 50 a second, warnings and errors first
inline constexpr const char *kEventReset = "reset"; ///< `{"topics":[…],"reason":"gap"|"restart"}`

/// `<epoch>.<sequence>`: the epoch names the gateway's run, the sequence counts the events of all topics, so that one
/// Last-Event-ID resumes every topic that a client follows.
struct EventId
{
    qint64 epoch = 0;
    quint64 sequence = 0;

    QByteArray toText() const;
    static std::optional<EventId> parse(QByteArrayView text);
    bool operator==(const EventId &) const = default;
};

/// One event as it travels.
struct StreamEvent
{
    QByteArray topic;
    EventId id;
    QJsonObject data;

    /// The lines of the event with the empty line behind them.
    QByteArray toWire() const;
};

} // namespace signalbox::protocol
