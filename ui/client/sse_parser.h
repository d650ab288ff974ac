#pragma once

#include <QByteArray>

#include <vector>

namespace signalbox::client {

/// One server-sent event.
struct StreamEvent
{
    QByteArray topic; ///< `event:`; "message" when the server named none
    QByteArray id;
    QByteArray data;
    bool operator==(const StreamEvent &) const = default;
};

/// Reads a text/event-stream (WHATWG HTML 9.2.6) from chunks that may be cut anywhere: CR, LF and CRLF end lines,
/// a byte order mark at the start is skipped, comments and unknown fields are ignored, an event without data is
/// dropped but its id counts.
class SseParser
{
public:
    /// Largest event that is kept; a longer one is dropped and counted by isOverflown().
    static constexpr qsizetype kLargestEvent = 1024 * 1024;

    /// The events that this chunk completes.
    std::vector<StreamEvent> feed(QByteArrayView chunk);
    /// The id to resume from.
    const QByteArray &lastId() const { return m_lastId; }
    /// An event was over the limit: the reader should start afresh.
    bool isOverflown() const { return m_overflown; }
    /// Forgets a half-read event (a new connection); keeps lastId().
    void restart();

private:
    void takeLine(std::vector<StreamEvent> *events);

    QByteArray m_line;
    QByteArray m_topic;
    QByteArray m_data;
    QByteArray m_lastId;
    bool m_hasData = false;
    bool m_afterCr = false;
    bool m_atStart = true;
    bool m_overflown = false;
};

} // namespace signalbox::client
