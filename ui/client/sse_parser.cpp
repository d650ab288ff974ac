#include "ui/client/sse_parser.h"

#include <utility>

namespace signalbox::client {

std::vector<StreamEvent> SseParser::feed(QByteArrayView chunk)
{
    std::vector<StreamEvent> events;
    for (const char c : chunk) {
        const bool secondOfCrLf = std::exchange(m_afterCr, c == '\r') && c == '\n';
        if (secondOfCrLf)
            continue;
        if (c == '\r' || c == '\n')
            takeLine(&events);
        else if (m_line.size() + m_data.size() < kLargestEvent)
            m_line += c;
        else
            m_overflown = true;
    }
    return events;
}

void SseParser::restart()
{
    m_line.clear();
    m_topic.clear();
    m_data.clear();
    m_hasData = m_afterCr = m_overflown = false;
    m_atStart = true;
}

void SseParser::takeLine(std::vector<StreamEvent> *events)
{
    QByteArray line = std::exchange(m_line, {});
    if (std::exchange(m_atStart, false) && line.startsWith("\xEF\xBB\xBF"))
        line.remove(0, 3);
    if (line.isEmpty()) {
        const QByteArray topic = std::exchange(m_topic, {});
        const QByteArray data = std::exchange(m_data, {});
        if (std::exchange(m_hasData, false))
            events->push_back({topic.isEmpty() ? QByteArray("message") : topic, m_lastId, data});
        return;
    }
    const qsizetype colon = line.indexOf(':');
    if (colon == 0)
        return;
    const QByteArray field = colon < 0 ? line : line.first(colon);
    QByteArray value = colon < 0 ? QByteArray() : line.sliced(colon + 1);
    if (value.startsWith(' '))
        value.remove(0, 1);
    if (field == "data") {
        if (std::exchange(m_hasData, true))
            m_data += '\n';
        m_data += value;
    } else if (field == "event") {
        m_topic = value;
    } else if (field == "id" && !value.contains('\0')) {
        m_lastId = value;
    }
}

} // namespace signalbox::client
