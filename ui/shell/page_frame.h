#pragma once

#include "ui/kit/time_range.h"
#include "ui/shell/window_keys.h"
#include "ui/shell/window_parts.h"

namespace signalbox::shell {

class PaletteSearch;
class WindowTop;

/// What every window of the console has around its page: top band and link banner above it, the veil over it while it
/// is old, and the window's keys with palette and key sheet.
class PageFrame : public QWidget
{
    Q_OBJECT

public:
    /// `content` is the page, or the deck of pages; `page` tells which page is in view. The acts that concern one
    /// window alone (filter, palette, keys, undo zoom, gateways) are added here to those of `acts`.
    PageFrame(QWidget &window, const WindowParts &parts, kit::TimeRange &range, QWidget *content,
              std::function<kit::Page *()> page, WindowActs acts);

    /// Where Escape leads: back to the page, nothing is lost.
    void toPage();

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void completeActs(kit::TimeRange &range);
    void openSheet();
    void showMenu(const QPoint &at);

    std::function<kit::Page *()> m_page;
    WindowActs m_acts;
    WindowTop *m_top;
    PaletteSearch *m_search;
    kit::KeySheet *m_sheet;
    WindowKeys *m_keys = nullptr;
};

} // namespace signalbox::shell
