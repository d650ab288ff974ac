#include "backend/operator/server/event_hub.h"

#include <QJsonArray>

#include <algorithm>

namespace signalbox::server {

using namespace Qt::StringLiterals;

namespace {

constexpr size_t kKeptEvents = 1000;

size_t keptOf(const QByteArray &topic)
{
    return topic == protocol::kTopicHealth || topic == protocol::kTopicProviders ? 1 : kKeptEvents;
}

} // namespace

const std::vector<QByteArray> &streamTopics()
{
    static const std::vector<QByteArray> topics {"metrics", "requests",  "providers", "approvals", "prewarm", "soak",
                                                 "health",  "revisions", "alerts",    "audit",     "log"};
    return topics;
}

void EventHub::publish(const QByteArray &topic, const QJsonObject &data)
{
    const protocol::StreamEvent event {topic, {m_epoch, ++m_sequence}, data};
    const QByteArray wire = event.toWire();
    Topic &kept = m_topics[topic];
    kept.ring.push_back({m_sequence, wire});
    while (kept.ring.size() > keptOf(topic)) {
        // An event that a newer one replaces is not missed by anybody.
        if (keptOf(topic) > 1)
            kept.lastDropped = kept.ring.front().sequence;
        kept.ring.pop_front();
    }
    broadcast(wire, &topic);
}

/// To the topic's readers, or to all. A reader that cannot be written to may leave within the call: it takes its entry
/// with it, and others may follow.
void EventHub::broadcast(const QByteArray &wire, const QByteArray *topic)
{
    std::vector<quint64> readers;
    for (const auto &[number, reader] : m_readers) {
        if (!topic || reader.follows(*topic))
            readers.push_back(number);
    }
    for (const quint64 number : readers) {
        const auto reader = m_readers.find(number);
        if (reader == m_readers.end())
            continue;
        const Send send = reader->second.send;
        if (!send(wire))
            m_readers.erase(number);
    }
}

quint64 EventHub::subscribe(const std::vector<QByteArray> &topics, const std::optional<protocol::EventId> &lastSeen,
                            Send send)
{
    if (!send(greeting(topics, lastSeen)))
        return 0;
    const quint64 reader = m_nextReader++;
    m_readers.emplace(reader, Reader {topics, std::move(send)});
    return reader;
}

QByteArray EventHub::greeting(const std::vector<QByteArray> &topics,
                              const std::optional<protocol::EventId> &lastSeen) const
{
    // An id without data: a reader that is cut before its first event still knows where it was.
    const QByteArray here = "id: " + protocol::EventId {m_epoch, m_sequence}.toText() + "\n\n";
    if (!lastSeen)
        return ": connected\n" + here;
    if (lastSeen->epoch != m_epoch)
        return reset(topics, "restart");
    if (lastSeen->sequence > m_sequence)
        return reset(topics, "gap");
    std::vector<Kept> missed;
    std::vector<QByteArray> lost;
    for (const QByteArray &name : topics) {
        const auto topic = m_topics.find(name);
        if (topic == m_topics.end())
            continue;
        if (topic->second.lastDropped > lastSeen->sequence) {
            lost.push_back(name);
            continue;
        }
        std::ranges::copy_if(topic->second.ring, std::back_inserter(missed),
                             [&](const Kept &event) { return event.sequence > lastSeen->sequence; });
    }
    std::ranges::sort(missed, {}, &Kept::sequence);
    QByteArray wire = ": resumed\n";
    for (const Kept &event : missed)
        wire += event.wire;
    return wire + (lost.empty() ? here : reset(lost, "gap"));
}

QByteArray EventHub::reset(const std::vector<QByteArray> &topics, const char *reason) const
{
    QJsonArray names;
    for (const QByteArray &topic : topics)
        names.append(QString::fromLatin1(topic));
    return protocol::StreamEvent {protocol::kEventReset,
                                  {m_epoch, m_sequence},
                                  {{"topics"_L1, names}, {"reason"_L1, QLatin1StringView(reason)}}}
        .toWire();
}

void EventHub::keepAlive()
{
    broadcast(": alive\n\n", nullptr);
}

bool EventHub::hasReaders(const QByteArray &topic) const
{
    return std::ranges::any_of(m_readers, [&](const auto &entry) { return entry.second.follows(topic); });
}

} // namespace signalbox::server
