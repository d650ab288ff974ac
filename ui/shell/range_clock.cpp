#include "ui/shell/range_clock.h"

#include <QDateTime>

using namespace std::chrono_literals;

namespace signalbox::shell {

RangeClock::RangeClock(kit::TimeRange &range, QObject *parent) : QObject(parent), m_range(range)
{
    connect(&m_second, &QTimer::timeout, this, &RangeClock::turn);
    // Another length is another distance of pixels.
    connect(&range, &kit::TimeRange::chosen, this, [this] { m_movedAt = 0; });
    m_second.start(1s);
    turn();
}

void RangeClock::turn()
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    const qint64 pixel = std::chrono::milliseconds(m_range.span()).count() / kChartPixels;
    // A clock that was set back moves it too.
    if (now >= m_movedAt && now - m_movedAt < pixel)
        return;
    m_movedAt = now;
    m_range.setNow(now);
}

} // namespace signalbox::shell
