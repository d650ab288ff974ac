#include "ui/shell/page_deck.h"

#include "ui/kit/layout_store.h"
#include "ui/kit/theme.h"
#include "ui/kit/undo_bar.h"
#include "ui/shell/page_window.h"

#include <QEvent>
#include <QLabel>

using namespace Qt::StringLiterals;

namespace signalbox::shell {

namespace {

constexpr int kUndoMargin = 24;
constexpr auto kTornOff = "windows"_L1;

QString geometryName(const QByteArray &page)
{
    return u"window/"_s + QString::fromUtf8(page);
}

} // namespace

PageDeck::PageDeck(const PageRegistry &pages, const kit::PageTools &tools, MakeWindow makeWindow)
    : m_pages(pages), m_tools(tools), m_makeWindow(std::move(makeWindow)), m_nothing(new QLabel(this))
{
    m_nothing->setAlignment(Qt::AlignCenter);
    kit::setTone(m_nothing, kit::Tone::Muted);
    addWidget(m_nothing);
    retranslate();
}

PageDeck::~PageDeck()
{
    closeWindows();
}

kit::Page *PageDeck::build(int index)
{
    if (kit::Page *known = m_built.value(index))
        return known;
    kit::Page *page = m_pages.entries()[std::size_t(index)].make(m_tools);
    connect(page, &kit::Page::pageWanted, this, &PageDeck::placeWanted);
    addWidget(page);
    m_built.insert(index, page);
    return page;
}

kit::Page *PageDeck::open(int index)
{
    kit::Page *page = build(index);
    if (PageWindow *window = m_windows.value(index)) {
        window->isMinimized() ? window->showNormal() : window->show();
        window->raise();
        window->activateWindow();
        return page;
    }
    std::erase(m_seen, index);
    m_seen.push_back(index);
    setCurrentWidget(page);
    return page;
}

kit::Page *PageDeck::page() const
{
    return qobject_cast<kit::Page *>(currentWidget());
}

int PageDeck::pageIndex() const
{
    return m_built.key(page(), -1);
}

void PageDeck::tearOff(int index)
{
    if (isTornOff(index))
        return;
    kit::Page *page = build(index);
    if (pageIndex() == index)
        showAnother(index);
    removeWidget(page);
    PageWindow *window = m_makeWindow(m_pages.entries()[std::size_t(index)], page);
    m_windows.insert(index, window);
    connect(window, &PageWindow::putBackWanted, this, [this, index] { putBack(index); });
    connect(window, &PageWindow::activated, this, [this, window] { holdUndo(window); });
    window->resize(1092, 800);
    window->restoreGeometry(m_tools.layout.value(geometryName(idOf(index))).toByteArray());
    window->show();
    keep();
    Q_EMIT moved(index);
}

void PageDeck::showAnother(int index)
{
    std::erase(m_seen, index);
    for (int other = 0; m_seen.empty() && other < int(m_pages.entries().size()); ++other) {
        if (other != index && !isTornOff(other))
            m_seen.push_back(other);
    }
    if (m_seen.empty())
        setCurrentWidget(m_nothing);
    else
        open(m_seen.back());
}

PageWindow *PageDeck::takeOut(int index)
{
    PageWindow *window = m_windows.take(index);
    m_tools.layout.setValue(geometryName(idOf(index)), window->saveGeometry());
    window->disconnect(this);
    // In this order the page is told once that it is hidden.
    addWidget(window->page());
    window->hide();
    return window;
}

void PageDeck::putBack(int index)
{
    if (!isTornOff(index))
        return;
    holdUndo(window());
    // Not at once: this may be the window's own close event.
    takeOut(index)->deleteLater();
    if (page() == nullptr)
        open(index);
    keep();
    Q_EMIT moved(index);
}

void PageDeck::holdUndo(QWidget *window)
{
    kit::UndoBar &undo = m_tools.undo;
    if (undo.parentWidget() == window)
        return;
    const bool shown = undo.isVisible();
    undo.parentWidget()->removeEventFilter(&undo);
    window->installEventFilter(&undo);
    undo.setParent(window);
    undo.move((window->width() - undo.width()) / 2, window->height() - undo.height() - kUndoMargin);
    undo.setVisible(shown);
    undo.raise();
}

void PageDeck::restore()
{
    for (const QString &id : m_tools.layout.value(kTornOff).toStringList()) {
        if (const int index = m_pages.indexOf(id.toUtf8()); index >= 0)
            tearOff(index);
    }
}

void PageDeck::keep()
{
    QStringList ids;
    for (auto it = m_windows.cbegin(); it != m_windows.cend(); ++it) {
        ids += QString::fromUtf8(idOf(it.key()));
        m_tools.layout.setValue(geometryName(idOf(it.key())), it.value()->saveGeometry());
    }
    ids.sort();
    m_tools.layout.setValue(kTornOff, ids);
}

void PageDeck::closeWindows()
{
    if (m_windows.isEmpty())
        return;
    keep();
    holdUndo(window());
    for (const int index : m_windows.keys())
        delete takeOut(index);
}

void PageDeck::retranslate()
{
    m_nothing->setText(tr("Every page is in a window of its own. Close one, and it comes back here."));
}

void PageDeck::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QStackedWidget::changeEvent(event);
}

} // namespace signalbox::shell
