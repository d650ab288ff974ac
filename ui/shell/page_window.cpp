#include "ui/shell/page_window.h"

#include "ui/shell/page_frame.h"

#include <QCloseEvent>

using namespace Qt::StringLiterals;

namespace signalbox::shell {

PageWindow::PageWindow(const WindowParts &parts, kit::TimeRange &range, const PageEntry &entry, kit::Page *page,
                       WindowActs acts)
    : m_parts(parts), m_entry(entry), m_page(page)
{
    // The program ends with its main window.
    setAttribute(Qt::WA_QuitOnClose, false);
    // As much room as a page has at least in the main window.
    setMinimumSize(836, 700);
    acts.tearOff = {};
    acts.back = {};
    acts.ahead = {};
    acts.putBack = [this] { close(); };
    setCentralWidget(new PageFrame(*this, parts, range, page, [page] { return page; }, std::move(acts)));
    page->show();
    connect(&parts.facets.session, &client::SessionFacet::changed, this, &PageWindow::retitle);
    retitle();
}

void PageWindow::retitle()
{
    setWindowTitle(PageRegistry::title(m_entry) + u" – "_s + m_parts.facets.session.gatewayName() + u" – Signalbox"_s);
}

void PageWindow::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retitle();
    if (event->type() == QEvent::ActivationChange && isActiveWindow())
        Q_EMIT activated();
    QMainWindow::changeEvent(event);
}

void PageWindow::closeEvent(QCloseEvent *event)
{
    QMainWindow::closeEvent(event);
    Q_EMIT putBackWanted();
}

} // namespace signalbox::shell
