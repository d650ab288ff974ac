#pragma once

class QLayout;
class QWidget;

namespace signalbox::kit {

/// A part of a page that scrolls up and down, without a frame, when the window is too low for its cards. `width` in
/// pixels; 0: as wide as there is room.
QWidget *makeScrollPane(QLayout *cards, int width = 0);

} // namespace signalbox::kit
