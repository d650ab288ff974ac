#include "ui/kit/chart_marks.h"

#include "ui/kit/state_badge.h"

#include <QPainter>

namespace signalbox::kit {

namespace {

constexpr double kReach = 6; ///< pixels from the crosshair within which a mark is told
constexpr double kLine = 15;
constexpr double kShape = 9;
constexpr std::size_t kMostTold = 4;

QColor colorOf(MarkKind kind)
{
    const Tokens &theme = tokens();
    switch (kind) {
    case MarkKind::Flip:
        return theme.accent;
    case MarkKind::AlertBegan:
        return theme.bad;
    case MarkKind::AlertEnded:
        return theme.well;
    case MarkKind::Start:
        break;
    }
    return theme.muted;
}

/// A diamond for what people did, the shapes of states for alerts, a ring for a start.
void paintKind(QPainter *painter, const QRectF &box, MarkKind kind)
{
    if (kind == MarkKind::AlertBegan || kind == MarkKind::AlertEnded)
        return paintShape(painter, box, kind == MarkKind::AlertBegan ? Health::Down : Health::Well, colorOf(kind));
    if (kind == MarkKind::Start)
        return paintShape(painter, box, Health::Unknown, colorOf(kind));
    const QPointF middle = box.center();
    painter->setPen(Qt::NoPen);
    painter->setBrush(colorOf(kind));
    painter->drawPolygon(QPolygonF({QPointF(middle.x(), box.top()), QPointF(box.right(), middle.y()),
                                    QPointF(middle.x(), box.bottom()), QPointF(box.left(), middle.y())}));
}

void paintTold(QPainter *painter, const QRectF &plot, double x, const std::vector<const ChartMark *> &told)
{
    const QFontMetrics metrics = painter->fontMetrics();
    const double most = std::max(40.0, plot.width() - 24);
    double width = 0;
    for (const ChartMark *mark : told)
        width = std::max(width, std::min(most, double(metrics.horizontalAdvance(mark->text))));
    const double height = double(told.size()) * kLine + 6;
    const double left = std::clamp(x + 4, plot.left(), std::max(plot.left(), plot.right() - width - 24));
    const QRectF box(left, plot.bottom() - height - 3, width + 24, height);
    painter->setPen(tokens().line);
    painter->setBrush(tokens().panel);
    painter->drawRoundedRect(box, 4, 4);
    double y = box.top() + 3;
    for (const ChartMark *mark : told) {
        paintKind(painter, QRectF(box.left() + 5, y + 3, kShape, kShape), mark->kind);
        painter->setPen(tokens().text);
        painter->drawText(QRectF(box.left() + 18, y, width + 4, kLine), Qt::AlignLeft | Qt::AlignVCenter,
                          metrics.elidedText(mark->text, Qt::ElideRight, int(width) + 2));
        y += kLine;
    }
}

} // namespace

void paintMarks(QPainter *painter, const QRectF &plot, const std::vector<ChartMark> &marks,
                const std::function<double(qint64)> &xOf)
{
    for (const ChartMark &mark : marks) {
        const double x = std::round(xOf(mark.at)) + 0.5;
        if (x < plot.left() || x > plot.right())
            continue;
        painter->setPen(QPen(colorOf(mark.kind), 1, Qt::DashLine));
        painter->drawLine(QPointF(x, plot.top() + kShape), QPointF(x, plot.bottom()));
        paintKind(painter, QRectF(x - kShape / 2, plot.top() - 1, kShape, kShape), mark.kind);
    }
}

void tellMarks(QPainter *painter, const QRectF &plot, const std::vector<ChartMark> &marks,
               const std::function<double(qint64)> &xOf, std::optional<qint64> cursor)
{
    std::vector<const ChartMark *> told;
    for (auto mark = marks.rbegin(); cursor && mark != marks.rend() && told.size() < kMostTold; ++mark) {
        const double x = xOf(mark->at);
        if (x >= plot.left() && x <= plot.right() && std::abs(xOf(*cursor) - x) <= kReach)
            told.push_back(&*mark);
    }
    if (!told.empty())
        paintTold(painter, plot, xOf(*cursor), told);
}

} // namespace signalbox::kit
