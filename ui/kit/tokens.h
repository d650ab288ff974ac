#pragma once

#include <QColor>

#include <array>
#include <vector>

namespace signalbox::kit {

/// The colours of one theme. Widgets read them with tokens() while painting and never hold a copy, so that a switch
/// at run time needs nothing but a repaint.
struct Tokens
{
    bool dark = false;
    QColor background; ///< the page
    QColor panel; ///< cards, top band, controls
    QColor line; ///< 1 px borders and rules
    QColor navigation;
    QColor navigationSelected;
    QColor rowSelected;
    QColor text; ///< numbers and names
    QColor muted; ///< labels, units, ages
    QColor accent; ///< the one primary act, selection, marks, focus
    QColor onAccent; ///< text on accent, well, warning and bad
    QColor well;
    QColor warning;
    QColor bad;
    std::array<QColor, 4> series; ///< further series by dash, not by more hues
};

const Tokens &lightTokens();
const Tokens &darkTokens();

/// The tokens of the theme that the application shows now (told by the application palette). Main thread.
const Tokens &tokens();

/// How a name is drawn in every chart: one of the four hues, and a dash when the hues are used up.
struct SeriesStyle
{
    QColor color;
    Qt::PenStyle dash = Qt::SolidLine;
};

/// The style of the n-th series in the present theme.
SeriesStyle seriesStyle(int index);

/// Contrast of two opaque colours after WCAG 2.2 (1 to 21).
double contrast(const QColor &first, const QColor &second);

} // namespace signalbox::kit
