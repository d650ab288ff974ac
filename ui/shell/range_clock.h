#pragma once

#include "ui/kit/time_range.h"

#include <QTimer>

namespace signalbox::shell {

/// Moves the live time range on. Every chart is drawn anew when it moves, so it moves by whole pixels of a chart: every
/// second or, in longer ranges, as seldom as it can be seen.
class RangeClock : public QObject
{
    Q_OBJECT

public:
    /// The charts of a window are about so wide.
    static constexpr int kChartPixels = 300;

    explicit RangeClock(kit::TimeRange &range, QObject *parent = nullptr);

private:
    void turn();

    kit::TimeRange &m_range;
    QTimer m_second;
    qint64 m_movedAt = 0; ///< ms since the epoch
};

} // namespace signalbox::shell
