#include "backend/platform/http/body_stream.h"

#include <utility>

namespace signalbox::http {

bool BodyStream::send(const QByteArray &piece)
{
    if (m_over || m_finished)
        return false;
    // A connection that fails within the call closes this stream, which lets its sink go.
    const Sink sink = m_sink;
    if (!sink) {
        m_early += piece;
        if (m_early.size() > m_bound)
            close();
    } else if (!piece.isEmpty() && sink(piece, false) > m_bound) {
        close();
    }
    return !m_over;
}

void BodyStream::finish()
{
    if (m_over || std::exchange(m_finished, true))
        return;
    m_closed = {};
    if (!m_sink)
        return;
    m_over = true;
    std::exchange(m_sink, {})({}, true);
}

void BodyStream::onClosed(std::function<void()> callback)
{
    if (m_over && !m_finished)
        callback();
    else if (!m_finished)
        m_closed = std::move(callback);
}

void BodyStream::attach(Sink sink)
{
    const QByteArray early = std::exchange(m_early, {});
    if (m_over) {
        sink({}, true);
        return;
    }
    if (!early.isEmpty())
        sink(early, false);
    if (m_finished) {
        m_over = true;
        sink({}, true);
        return;
    }
    m_sink = std::move(sink);
}

void BodyStream::close()
{
    if (std::exchange(m_over, true))
        return;
    const Sink sink = std::exchange(m_sink, {});
    if (const auto closed = std::exchange(m_closed, {}))
        closed();
    if (sink)
        sink({}, true);
}

} // namespace signalbox::http
