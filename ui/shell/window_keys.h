#pragma once

#include "ui/kit/key_sheet.h"
#include "ui/kit/palette.h"

#include <functional>

class QAction;
class QWidget;

namespace signalbox::shell {

class PageRegistry;

/// What a window's keys do. An act that is not given has no key in that window.
struct WindowActs
{
    std::function<void(const QByteArray &page, const QString &filter)> open;
    std::function<void()> back;
    std::function<void()> ahead;
    std::function<void()> filter;
    std::function<void()> palette;
    std::function<void()> keys;
    std::function<void()> undoZoom;
    std::function<void()> tearOff; ///< the page in view into a window of its own
    std::function<void()> putBack; ///< out of that window again
    std::function<void()> gateways;
    std::function<void()> switchTheme;
    std::function<void()> switchLanguage;
    std::function<void()> attach;
};

/// A window's keys as actions on the window: the key sheet and the palette are built from them.
class WindowKeys : public QObject
{
    Q_OBJECT

public:
    WindowKeys(QWidget &window, const PageRegistry &pages, const WindowActs &acts);

    /// Texts in the present language.
    void retranslate();
    /// Every action of the window and of the page, for the palette.
    std::vector<kit::PaletteEntry> paletteEntries(const QWidget *page) const;
    /// The sections of the key sheet: this page's keys, those of the pages, those that work everywhere.
    std::vector<kit::KeySheet::Section> sections(QWidget *page) const;

private:
    void add(const QList<QKeySequence> &keys, const char *text, const std::function<void()> &act);

    QWidget &m_window;
    const PageRegistry &m_pages;
    std::vector<std::pair<QAction *, const char *>> m_actions;
    std::vector<QAction *> m_pageActions; ///< one a page
};

} // namespace signalbox::shell
