#include "ui/kit/tabular_text.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace signalbox::kit {

namespace {

double digitWidth(const QFontMetricsF &metrics)
{
    double width = 0;
    for (char16_t digit = u'0'; digit <= u'9'; ++digit)
        width = std::max(width, metrics.horizontalAdvance(QChar(digit)));
    return width;
}

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

/// Calls `piece(text, advance, isDigit)` for each digit and each run between digits.
template <class Piece>
void split(const QFontMetricsF &metrics, const QString &text, Piece piece)
{
    const double cell = digitWidth(metrics);
    for (qsizetype at = 0; at < text.size();) {
        qsizetype end = at + 1;
        const bool digit = isDigit(text[at]);
        while (!digit && end < text.size() && !isDigit(text[end]))
            ++end;
        const QString part = text.mid(at, end - at);
        piece(part, digit ? cell : metrics.horizontalAdvance(part), digit);
        at = end;
    }
}

} // namespace

double tabularWidth(const QFont &font, const QString &text)
{
    double width = 0;
    split(QFontMetricsF(font), text, [&](const QString &, double advance, bool) { width += advance; });
    return width;
}

void drawTabular(QPainter *painter, const QRectF &box, Qt::Alignment alignment, const QString &text)
{
    const QFontMetricsF metrics(painter->font());
    const double width = tabularWidth(painter->font(), text);
    double x = box.left();
    if (alignment.testFlag(Qt::AlignRight))
        x = box.right() - width;
    else if (alignment.testFlag(Qt::AlignHCenter))
        x = box.center().x() - width / 2;
    const double y = box.center().y() + (metrics.ascent() - metrics.descent()) / 2;
    split(metrics, text, [&](const QString &part, double advance, bool digit) {
        const double shift = digit ? (advance - metrics.horizontalAdvance(part)) / 2 : 0;
        painter->drawText(QPointF(x + shift, y), part);
        x += advance;
    });
}

} // namespace signalbox::kit
