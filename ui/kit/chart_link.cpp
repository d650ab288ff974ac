#include "ui/kit/chart_link.h"

namespace signalbox::kit {

SeriesStyle SeriesColors::style(const QString &name)
{
    const auto found = m_index.constFind(name);
    const int index = found != m_index.constEnd() ? *found : int(m_index.size());
    if (found == m_index.constEnd())
        m_index.insert(name, index);
    return seriesStyle(index);
}

ChartLink::ChartLink(TimeRange &range, SeriesColors &colors, QObject *parent)
    : QObject(parent), m_range(range), m_colors(colors)
{
}

void ChartLink::setCursor(std::optional<qint64> at)
{
    if (at == m_cursor)
        return;
    m_cursor = at;
    Q_EMIT cursorMoved();
}

} // namespace signalbox::kit
