#pragma once

#include "backend/operator/protocol/stream_event.h"

#include <algorithm>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <vector>

namespace signalbox::server {

/// The topics that a stream may name (contract operator-console 1.2), those of later parts included.
const std::vector<QByteArray> &streamTopics();

/// Hands events to the attached readers and keeps the last ones for readers that come back. One thread; knows no
/// socket. An event is serialised once, whatever the number of readers.
class EventHub
{
public:
    /// Takes bytes for one reader; false when the reader is gone or too far behind, and is then forgotten.
    using Send = std::function<bool(const QByteArray &)>;

    /// `epoch` names this run of the gateway: its start in ms since 1970.
    explicit EventHub(qint64 epoch) : m_epoch(epoch) { }

    /// Sends to the topic's readers and keeps the event: the last 1,000 of a topic, of `health` and `providers` the
    /// last one, because each of those replaces the one before.
    void publish(const QByteArray &topic, const QJsonObject &data);

    /// Adds a reader of known topics. With `lastSeen` it first gets what it missed; what is no longer kept is told by
    /// an event `reset` that names the topics. Returns the number to unsubscribe() with; 0 when the reader was lost
    /// at once.
    quint64 subscribe(const std::vector<QByteArray> &topics, const std::optional<protocol::EventId> &lastSeen,
                      Send send);
    void unsubscribe(quint64 reader) { m_readers.erase(reader); }

    /// A comment line to every reader; call it every 10 s.
    void keepAlive();

    bool hasReaders(const QByteArray &topic) const;
    size_t readers() const { return m_readers.size(); }

private:
    struct Kept
    {
        quint64 sequence = 0;
        QByteArray wire;
    };
    struct Topic
    {
        std::deque<Kept> ring; ///< oldest first
        quint64 lastDropped = 0; ///< sequence of the newest event that is not kept any more
    };
    struct Reader
    {
        std::vector<QByteArray> topics;
        Send send;

        bool follows(const QByteArray &topic) const { return std::ranges::find(topics, topic) != topics.end(); }
    };

    void broadcast(const QByteArray &wire, const QByteArray *topic);
    QByteArray greeting(const std::vector<QByteArray> &topics, const std::optional<protocol::EventId> &lastSeen) const;
    QByteArray reset(const std::vector<QByteArray> &topics, const char *reason) const;

    qint64 m_epoch;
    quint64 m_sequence = 0;
    quint64 m_nextReader = 1;
    std::map<QByteArray, Topic> m_topics;
    std::map<quint64, Reader> m_readers;
};

} // namespace signalbox::server
