#include "ui/shell/main_window.h"

#include "ui/client/alert_text.h"
#include "ui/client/wire_text.h"
#include "ui/kit/error_text.h"
#include "ui/kit/layout_store.h"
#include "ui/kit/undo_bar.h"
#include "ui/shell/navigation.h"
#include "ui/shell/page_deck.h"
#include "ui/shell/page_frame.h"
#include "ui/shell/page_window.h"
#include "ui/shell/tray.h"

#include <QApplication>
#include <QCloseEvent>
#include <QHBoxLayout>

using namespace Qt::StringLiterals;

namespace signalbox::shell {

MainWindow::MainWindow(const WindowParts &parts)
    : m_parts(parts)
    , m_clock(m_range)
    , m_chartLink(m_range, parts.colors)
    , m_undo(new kit::UndoBar(this))
    , m_navigation(new Navigation(parts.pages))
    , m_deck(new PageDeck(parts.pages, {m_chartLink, parts.layout, *m_undo},
                          [this](const PageEntry &entry, kit::Page *page) { return makeWindow(entry, page); }))
    , m_tray(new Tray(parts.facets, parts.clock, this))
{
    setMinimumSize(1024, 700);
    build();
    connect(m_navigation, &Navigation::chosen, this, [this](int index) {
        if (index >= 0 && index != m_deck->pageIndex())
            openPage(m_parts.pages.entries()[std::size_t(index)].id);
    });
    connect(m_navigation, &Navigation::moveWanted, this,
            [this](int index) { movePage(m_parts.pages.entries()[std::size_t(index)].id); });
    connect(m_deck, &PageDeck::placeWanted, this, &MainWindow::goTo);
    connect(m_deck, &PageDeck::moved, this, &MainWindow::pageMoved);
    connect(&parts.facets.session, &client::SessionFacet::changed, this, &MainWindow::showSession);
    connect(&parts.facets.overview, &client::OverviewFacet::changed, this, &MainWindow::showBadges);
    connect(&parts.facets.alerts, &client::AlertsFacet::changed, this, &MainWindow::showBadges);
    connect(&parts.facets.approvals, &client::ApprovalsFacet::changed, this, &MainWindow::showBadges);
    connect(&parts.facets.outbox, &client::OutboxFacet::changed, this, &MainWindow::showBadges);
    connect(&parts.facets.alerts, &client::AlertsFacet::acknowledged, this, [this](const protocol::Alert &alert) {
        m_undo->tell(tr("Acknowledged: %1").arg(client::alertSentence(alert)));
    });
    connect(&parts.facets.alerts, &client::AlertsFacet::failed, this,
            [this](const Error &error) { m_undo->tell(kit::errorText(error)); });
    connectTray();
    restore();
}

MainWindow::~MainWindow()
{
    // Pages use what this window lends them: they go first.
    m_deck->closeWindows();
    delete takeCentralWidget();
}

void MainWindow::build()
{
    m_frame = new PageFrame(*this, m_parts, m_range, m_deck, [this] { return m_deck->page(); }, acts());
    auto *central = new QWidget(this);
    auto *layout = new QHBoxLayout(central);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_navigation);
    layout->addWidget(m_frame, 1);
    setCentralWidget(central);
}

void MainWindow::connectTray()
{
    connect(m_tray, &Tray::windowWanted, this, &MainWindow::comeUp);
    // The desktop marks the window as one that wants to be looked at.
    connect(m_tray, &Tray::told, this, [this] { QApplication::alert(this); });
    connect(m_tray, &Tray::asked, this, [this] { QApplication::alert(this); });
    connect(m_tray, &Tray::placeWanted, this, [this](const client::Place &place) {
        comeUp();
        goTo(place.page, place.filter);
    });
}

WindowActs MainWindow::acts()
{
    const auto step = [this](std::optional<History::Place> place) {
        if (place)
            showPlace(*place);
    };
    return {.open = [this](const QByteArray &page, const QString &filter) { openPage(page, filter); },
            .back = [this, step] { step(m_history.back()); },
            .ahead = [this, step] { step(m_history.ahead()); },
            .filter = {},
            .palette = {},
            .keys = {},
            .undoZoom = {},
            .tearOff = [this] { movePage(currentPage()); },
            .putBack = {},
            .gateways = {},
            .switchTheme = [this] { Q_EMIT themeSwitchWanted(); },
            .switchLanguage = [this] { Q_EMIT languageSwitchWanted(); },
            .attach = [this] { Q_EMIT attachWanted(); }};
}

PageWindow *MainWindow::makeWindow(const PageEntry &entry, kit::Page *page)
{
    WindowActs own = acts();
    own.open = [this](const QByteArray &id, const QString &filter) { goTo(id, filter); };
    return new PageWindow(m_parts, m_range, entry, page, std::move(own));
}

void MainWindow::restore()
{
    resize(1280, 800);
    restoreGeometry(m_parts.layout.value(u"geometry"_s).toByteArray());
    const int span = m_parts.layout.value(u"span"_s).toInt();
    if (span > 0)
        m_range.setSpan(std::chrono::seconds(span));
    const int kept = m_parts.pages.indexOf(m_parts.layout.value(u"page"_s).toByteArray());
    m_deck->restore();
    const int count = int(m_parts.pages.entries().size());
    int index = std::max(kept, 0);
    for (int tried = 0; tried < count && m_deck->isTornOff(index); ++tried)
        index = (index + 1) % count;
    if (index < count && !m_deck->isTornOff(index))
        openPage(m_parts.pages.entries()[std::size_t(index)].id);
}

bool MainWindow::openPage(const QByteArray &id, const QString &filter)
{
    const int index = m_parts.pages.indexOf(id);
    if (index < 0)
        return false;
    if (!m_deck->isTornOff(index))
        m_history.visit({id, filter});
    showPlace({id, filter});
    return true;
}

void MainWindow::goTo(const QByteArray &id, const QString &filter)
{
    if (!openPage(id, filter))
        m_undo->tell(tr("This console has no page for that."));
    else if (!m_deck->isTornOff(m_parts.pages.indexOf(id)))
        comeUp();
}

void MainWindow::movePage(const QByteArray &id)
{
    const int index = m_parts.pages.indexOf(id);
    if (index >= 0 && m_deck->isTornOff(index))
        m_deck->putBack(index);
    else if (index >= 0)
        m_deck->tearOff(index);
}

void MainWindow::showPlace(const History::Place &place)
{
    kit::Page *page = m_deck->open(m_parts.pages.indexOf(place.page));
    m_navigation->setCurrent(m_deck->pageIndex());
    if (!place.filter.isEmpty())
        page->openWith(place.filter);
    page->setFocus(Qt::OtherFocusReason);
    showSession();
}

void MainWindow::pageMoved(int index)
{
    m_navigation->setTornOff(index, m_deck->isTornOff(index));
    m_navigation->setCurrent(m_deck->pageIndex());
    if (m_deck->page() != nullptr)
        m_history.visit({currentPage(), {}});
    showSession();
}

QByteArray MainWindow::currentPage() const
{
    const int index = m_deck->pageIndex();
    return index < 0 ? QByteArray() : m_parts.pages.entries()[std::size_t(index)].id;
}

void MainWindow::comeUp()
{
    isMinimized() ? showNormal() : show();
    raise();
    activateWindow();
}

void MainWindow::showSession()
{
    const client::SessionFacet &session = m_parts.facets.session;
    if (!session.me().gateway.name.isEmpty())
        m_parts.gateways.told(session.me().gateway.name);
    const protocol::Me &me = session.me();
    m_navigation->setPerson(me.name.isEmpty() ? QString() : QString(me.name + u" · "_s + client::roleText(me.role)));
    if (const int index = m_deck->pageIndex(); index >= 0)
        setWindowTitle(PageRegistry::title(m_parts.pages.entries()[std::size_t(index)]) + u" – Signalbox"_s);
    else
        setWindowTitle(u"Signalbox"_s);
}

void MainWindow::showBadges()
{
    const std::optional<int> approvals = m_parts.facets.approvals.waiting();
    m_navigation->setBadge(m_parts.pages.indexOf("approvals"), approvals.value_or(0), false);
    m_navigation->setBadge(m_parts.pages.indexOf("alerts"), int(m_parts.facets.alerts.calling().size()), true);
    m_navigation->setBadge(m_parts.pages.indexOf("outbox"), m_parts.facets.outbox.dead(), true);
    const std::optional<protocol::Overview> &overview = m_parts.facets.overview.overview();
    if (!overview)
        return;
    m_navigation->setBadge(m_parts.pages.indexOf("providers"), int(overview->saturation.openBreakers.size()), true);
}

void MainWindow::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange && m_frame != nullptr)
        showSession();
    if (event->type() == QEvent::ActivationChange && isActiveWindow())
        m_deck->holdUndo(this);
    QMainWindow::changeEvent(event);
}

void MainWindow::keyPressEvent(QKeyEvent *event)
{
    // Escape is always safe: it only takes the focus back to the page.
    if (event->key() == Qt::Key_Escape)
        return m_frame->toPage();
    QMainWindow::keyPressEvent(event);
}

void MainWindow::keepLayout()
{
    m_parts.layout.setValue(u"geometry"_s, saveGeometry());
    m_parts.layout.setValue(u"page"_s, currentPage());
    m_parts.layout.setValue(u"span"_s, int(m_range.span().count()));
    m_deck->keep();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    keepLayout();
    m_deck->closeWindows();
    QMainWindow::closeEvent(event);
}

} // namespace signalbox::shell
