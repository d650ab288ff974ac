#pragma once

#include "ui/kit/tokens.h"

#include <QHash>
#include <QObject>
#include <QString>

#include <optional>

namespace signalbox::kit {

class TimeRange;

/// One colour for one name in every chart of the console. Names are given their hues in the order in which they were
/// first asked for, so whoever owns it asks first for the names that matter.
class SeriesColors
{
public:
    /// Registers the name when it is new.
    SeriesStyle style(const QString &name);

private:
    QHash<QString, int> m_index;
};

enum class MarkKind { Flip, Start, AlertBegan, AlertEnded };

/// A vertical dashed line with a label on hover: a flip, a start of the gateway, an alert.
struct ChartMark
{
    qint64 at = 0; ///< ms since the epoch
    QString text;
    MarkKind kind = MarkKind::Flip;
};

/// What the charts of the console share: the time range, the crosshair, the colours. Outlives the charts.
class ChartLink : public QObject
{
    Q_OBJECT

public:
    ChartLink(TimeRange &range, SeriesColors &colors, QObject *parent = nullptr);

    TimeRange &range() const { return m_range; }
    SeriesColors &colors() const { return m_colors; }

    /// Where the pointer is over any of the charts; none when over none.
    std::optional<qint64> cursor() const { return m_cursor; }
    void setCursor(std::optional<qint64> at);

Q_SIGNALS:
    void cursorMoved();

private:
    TimeRange &m_range;
    SeriesColors &m_colors;
    std::optional<qint64> m_cursor;
};

} // namespace signalbox::kit
