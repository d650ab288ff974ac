#pragma once

#include "ui/kit/time_range.h"
#include "ui/shell/window_keys.h"
#include "ui/shell/window_parts.h"

#include <QMainWindow>

namespace signalbox::shell {

/// A page that was torn off. Closing the window puts the page back; the page outlives the window.
class PageWindow : public QMainWindow
{
    Q_OBJECT

public:
    PageWindow(const WindowParts &parts, kit::TimeRange &range, const PageEntry &entry, kit::Page *page, WindowActs acts);

    kit::Page *page() const { return m_page; }

Q_SIGNALS:
    /// The user closed it, or asked for the page to be put back. Whoever holds the page takes it out now.
    void putBackWanted();
    void activated();

protected:
    void changeEvent(QEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

private:
    void retitle();

    const WindowParts m_parts;
    const PageEntry &m_entry;
    kit::Page *m_page;
};

} // namespace signalbox::shell
