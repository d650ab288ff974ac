#include "ui/kit/value_box.h"

#include "ui/kit/tokens.h"

#include <QPainter>

namespace signalbox::kit {

namespace {
constexpr double kLine = 15;
}

void paintValueBox(QPainter *painter, const QRectF &plot, double x, const std::vector<ValueLine> &lines)
{
    const Tokens &theme = tokens();
    double width = 0;
    for (const ValueLine &line : lines)
        width = std::max(width, double(painter->fontMetrics().horizontalAdvance(line.text)));
    const double left = x + 10 + width + 24 < plot.right() ? x + 8 : std::max(plot.left(), x - width - 32);
    const QRectF box(left, plot.top() + 2, width + 24, double(lines.size()) * kLine + 8);
    painter->setPen(theme.line);
    painter->setBrush(theme.panel);
    painter->drawRoundedRect(box, 4, 4);
    double y = box.top() + kLine;
    for (const ValueLine &line : lines) {
        const bool swatch = line.color.isValid();
        if (swatch)
            painter->fillRect(QRectF(box.left() + 6, y - 7, 7, 7), line.color);
        painter->setPen(swatch ? theme.text : theme.muted);
        painter->drawText(QPointF(box.left() + (swatch ? 18 : 6), y), line.text);
        y += kLine;
    }
}

} // namespace signalbox::kit
