#pragma once

#include "ui/kit/page.h"
#include "ui/shell/page_registry.h"

#include <QHash>
#include <QStackedWidget>

#include <memory>

class QLabel;

namespace signalbox::shell {

class PageWindow;

/// The pages of a gateway: each is built when it is first opened and lives either here, one in view at a time, or in a
/// window of its own. Pages that are not in view are unsubscribed (Page::onHidden()). Which pages are torn off, and
/// where their windows stand, is kept in the gateway's layout.
class PageDeck : public QStackedWidget
{
    Q_OBJECT

public:
    using MakeWindow = std::function<PageWindow *(const PageEntry &entry, kit::Page *page)>;

    PageDeck(const PageRegistry &pages, const kit::PageTools &tools, MakeWindow makeWindow);
    ~PageDeck() override;

    /// Brings the page into view: here, or its window to the front.
    kit::Page *open(int index);
    /// The page in view here; null while none is.
    kit::Page *page() const;
    /// Its index; -1 while none is.
    int pageIndex() const;
    bool isTornOff(int index) const { return m_windows.contains(index); }
    /// Puts the page into a window of its own. Another page takes its place here.
    void tearOff(int index);
    /// Puts it back. Its window is gone.
    void putBack(int index);

    /// The user works in this window now: what is done there is offered for undo there.
    void holdUndo(QWidget *window);

    /// Tears off what was torn off before.
    void restore();
    void keep();
    /// Puts every page back without forgetting that it was torn off: the program or the link ends.
    void closeWindows();

Q_SIGNALS:
    /// A page was torn off or put back.
    void moved(int index);
    /// A page wants another one.
    void placeWanted(const QByteArray &page, const QString &filter);

protected:
    void changeEvent(QEvent *event) override;

private:
    kit::Page *build(int index);
    PageWindow *takeOut(int index);
    void showAnother(int index);
    QByteArray idOf(int index) const { return m_pages.entries()[std::size_t(index)].id; }
    void retranslate();

    const PageRegistry &m_pages;
    kit::PageTools m_tools;
    MakeWindow m_makeWindow;
    QHash<int, kit::Page *> m_built;
    QHash<int, PageWindow *> m_windows;
    std::vector<int> m_seen; ///< the pages in view here before, the last one last
    QLabel *m_nothing; ///< in view while every page has a window of its own
};

} // namespace signalbox::shell
