#include "ui/kit/heat_map.h"

#include "ui/kit/chart_menu.h"
#include "ui/kit/formats.h"
#include "ui/kit/theme.h"

#include <QPainter>

#include <cmath>
#include <numeric>

using namespace Qt::StringLiterals;

namespace signalbox::kit {

HeatMap::HeatMap(ChartLink &link, ValueFormat bound, QWidget *parent)
    : TimePlot(link, parent)
    , m_bound(std::move(bound))
{
}

void HeatMap::setCells(std::vector<double> upper, std::vector<Column> columns, qint64 stepMs)
{
    m_upper = std::move(upper);
    m_columns = std::move(columns);
    m_step = std::max<qint64>(stepMs, 1);
    m_highest = 0;
    double all = 0;
    for (const Column &column : m_columns) {
        for (const double count : column.counts) {
            m_highest = std::max(m_highest, count);
            all += count;
        }
    }
    setAccessibleDescription(tr("%1 requests").arg(formatNumber(all)));
    if (m_highest > 0)
        setState([] { return ViewState::ready(); });
    else
        setState([] {
            return ViewState::empty(tr("No requests in this time range"),
                                    tr("Choose a longer range, or wait for requests."));
        });
}

int HeatMap::leftRoom() const
{
    int widest = 0;
    const QFontMetrics metrics(uiFont(11));
    for (const double upper : m_upper)
        widest = std::max(widest, metrics.horizontalAdvance(m_bound(upper)));
    return widest + 8;
}

QString HeatMap::bandName(std::size_t band) const
{
    if (band >= m_upper.size())
        return m_upper.empty() ? QString() : tr("over %1").arg(m_bound(m_upper.back()));
    if (band == 0)
        return tr("up to %1").arg(m_bound(m_upper.front()));
    return tr("%1 to %2").arg(m_bound(m_upper[band - 1]), m_bound(m_upper[band]));
}

double HeatMap::bandHeight(const QRectF &plot) const
{
    return plot.height() / double(m_upper.size() + 1);
}

QColor HeatMap::colorOf(double count) const
{
    // The root keeps single slow requests visible beside thousands of fast ones.
    QColor color = tokens().accent;
    color.setAlphaF(float(0.16 + 0.84 * std::sqrt(count / m_highest)));
    return color;
}

void HeatMap::paintScale(QPainter *painter, const QRectF &plot) const
{
    painter->setPen(tokens().muted);
    const double height = bandHeight(plot);
    const std::size_t every = height < 13 ? 2 : 1;
    for (std::size_t band = 0; band < m_upper.size(); band += every) {
        const double bound = plot.bottom() - double(band + 1) * height;
        painter->drawText(QRectF(0, bound - 8, plot.left() - 6, 16), Qt::AlignRight | Qt::AlignVCenter,
                          m_bound(m_upper[band]));
    }
}

void HeatMap::paintColumns(QPainter *painter, const QRectF &plot) const
{
    QColor ground = tokens().line;
    ground.setAlphaF(0.35F);
    const double height = bandHeight(plot);
    for (const Column &column : m_columns) {
        const double left = std::floor(xOf(column.at));
        const double width = std::max(std::floor(xOf(column.at + m_step)) - left, 1.0);
        painter->fillRect(QRectF(left, plot.top(), width, plot.height()), ground);
        for (std::size_t band = 0; band < column.counts.size(); ++band) {
            if (column.counts[band] <= 0)
                continue;
            const double top = std::round(plot.bottom() - double(band + 1) * height);
            const double bottom = std::round(plot.bottom() - double(band) * height);
            painter->fillRect(QRectF(left, top, width > 3 ? width - 1 : width, bottom - top - 1),
                              colorOf(column.counts[band]));
        }
    }
}

const HeatMap::Column *HeatMap::columnAt(qint64 at) const
{
    const auto found = std::ranges::find_if(
        m_columns, [&](const Column &column) { return at >= column.at && at < column.at + m_step; });
    return found == m_columns.end() ? nullptr : &*found;
}

std::vector<ValueLine> HeatMap::valuesAt(qint64 at, std::optional<double> y) const
{
    std::vector<ValueLine> lines{{formatClock(at), {}}};
    const Column *column = columnAt(at);
    if (column == nullptr) {
        lines.push_back({tr("no data"), {}});
        return lines;
    }
    if (y) {
        const QRectF area = plot();
        const auto band = std::size_t(std::clamp((area.bottom() - *y) / bandHeight(area), 0.0, double(m_upper.size())));
        const double count = band < column->counts.size() ? column->counts[band] : 0;
        lines.push_back({tr("%1: %2 requests").arg(bandName(band), formatNumber(count)),
                         count > 0 ? colorOf(count) : tokens().line});
    }
    const double all = std::accumulate(column->counts.begin(), column->counts.end(), 0.0);
    lines.push_back({tr("All: %1 requests").arg(formatNumber(all)), {}});
    return lines;
}

QString HeatMap::toCsv() const
{
    QString csv = u"time_ms,band,requests\n"_s;
    for (const Column &column : m_columns) {
        for (std::size_t band = 0; band < column.counts.size(); ++band)
            csv += u"%1,%2,%3\n"_s.arg(column.at).arg(csvName(bandName(band))).arg(column.counts[band], 0, 'f', 0);
    }
    return csv;
}

} // namespace signalbox::kit
