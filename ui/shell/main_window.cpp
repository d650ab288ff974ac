#include "ui/shell/main_window.h"

#include "ui/client/facets.h"
#include "ui/client/wire_text.h"
#include "ui/kit/filter_field.h"
#include "ui/kit/key_sheet.h"
#include "ui/kit/layout_store.h"
#include "ui/kit/palette.h"
#include "ui/kit/undo_bar.h"
#include "ui/shell/link_banner.h"
#include "ui/shell/navigation.h"
#include "ui/shell/page_registry.h"
#include "ui/shell/top_band.h"
#include "ui/shell/tray.h"
#include "ui/shell/window_keys.h"

#include <QCloseEvent>
#include <QMenu>
#include <QStackedWidget>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace signalbox::shell {

namespace {

kit::Health healthOf(const std::optional<protocol::Overview> &overview)
{
    if (!overview || overview->verdict.state == protocol::State::NotConfigured)
        return kit::Health::Unknown;
    return overview->verdict.state == protocol::State::Well ? kit::Health::Well
        : overview->verdict.state == protocol::State::Down  ? kit::Health::Down
                                                            : kit::Health::Degraded;
}

} // namespace

MainWindow::MainWindow(const WindowParts &parts)
    : m_parts(parts)
    , m_chartLink(m_range, parts.colors)
    , m_navigation(new Navigation(parts.pages))
    , m_band(new TopBand(m_range))
    , m_banner(new LinkBanner)
    , m_stack(new QStackedWidget)
    , m_tray(new Tray(this))
{
    setMinimumSize(1024, 700);
    build();
    m_undo = new kit::UndoBar(this);
    m_palette = new kit::CommandPalette(this);
    m_sheet = new kit::KeySheet(this);
    makeKeys();
    connect(m_navigation, &Navigation::chosen, this, [this](int index) {
        if (index >= 0 && (current() == nullptr || current() != m_built.value(index)))
            openPage(m_parts.pages.entries()[std::size_t(index)].id);
    });
    connect(m_band, &TopBand::searchWanted, this, [this] { m_palette->open(m_keys->paletteEntries(current())); });
    connect(m_band, &TopBand::menuWanted, this, &MainWindow::showMenu);
    connect(m_banner, &LinkBanner::attachWanted, this, &MainWindow::attachWanted);
    connect(m_tray, &Tray::windowWanted, this, [this] {
        showNormal();
        activateWindow();
    });
    connect(&m_parts.facets.link, &client::Link::stateChanged, this, &MainWindow::showLink);
    connect(&m_parts.facets.session, &client::SessionFacet::changed, this, &MainWindow::showLink);
    connect(&m_parts.facets.overview, &client::OverviewFacet::changed, this, &MainWindow::showBadges);
    connect(&m_second, &QTimer::timeout, this, [this] {
        m_range.setNow(QDateTime::currentMSecsSinceEpoch());
        showLink();
    });
    m_second.start(1s);
    restore();
    showLink();
}

MainWindow::~MainWindow()
{
    // Pages use what this window lends them: they go first.
    delete takeCentralWidget();
}

void MainWindow::build()
{
    auto *central = new QWidget(this);
    auto *layout = new QHBoxLayout(central);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_navigation);
    auto *right = new QVBoxLayout;
    right->setSpacing(0);
    right->addWidget(m_band);
    right->addWidget(m_banner);
    right->addWidget(m_stack, 1);
    layout->addLayout(right, 1);
    setCentralWidget(central);
}

void MainWindow::makeKeys()
{
    const auto step = [this](std::optional<History::Place> place) {
        if (place)
            showPlace(*place);
    };
    m_keys = new WindowKeys(*this, m_parts.pages,
        {.open = [this](const QByteArray &page) { openPage(page); },
         .back = [this, step] { step(m_history.back()); },
         .ahead = [this, step] { step(m_history.ahead()); },
         .filter = [this] {
             if (current() != nullptr && current()->filterField() != nullptr)
                 current()->filterField()->focusLine();
         },
         .palette = [this] { m_palette->open(m_keys->paletteEntries(current())); },
         .keys = [this] { m_sheet->open(m_keys->sections(current()), current() ? current()->help() : QString()); },
         .undoZoom = [this] { m_range.undoZoom(); },
         .switchTheme = [this] { Q_EMIT themeSwitchWanted(); },
         .switchLanguage = [this] { Q_EMIT languageSwitchWanted(); },
         .attach = [this] { Q_EMIT attachWanted(); }});
}

void MainWindow::restore()
{
    resize(1280, 800);
    restoreGeometry(m_parts.layout.value(u"geometry"_s).toByteArray());
    const int span = m_parts.layout.value(u"span"_s).toInt();
    if (span > 0)
        m_range.setSpan(std::chrono::seconds(span));
    const QByteArray page = m_parts.layout.value(u"page"_s).toByteArray();
    if (m_parts.pages.indexOf(page) >= 0)
        openPage(page);
    else if (!m_parts.pages.entries().empty())
        openPage(m_parts.pages.entries().front().id);
}

kit::Page *MainWindow::pageAt(int index)
{
    if (kit::Page *known = m_built.value(index))
        return known;
    const kit::PageTools tools {m_chartLink, m_parts.layout, *m_undo};
    kit::Page *page = m_parts.pages.entries()[std::size_t(index)].make(tools);
    connect(page, &kit::Page::pageWanted, this, &MainWindow::openPage);
    m_stack->addWidget(page);
    m_built.insert(index, page);
    return page;
}

void MainWindow::openPage(const QByteArray &id, const QString &filter)
{
    if (m_parts.pages.indexOf(id) < 0)
        return;
    m_history.visit({id, filter});
    showPlace({id, filter});
}

void MainWindow::showPlace(const History::Place &place)
{
    const int index = m_parts.pages.indexOf(place.page);
    kit::Page *page = pageAt(index);
    m_stack->setCurrentWidget(page);
    m_navigation->setCurrent(index);
    if (!place.filter.isEmpty())
        page->openWith(place.filter);
    setWindowTitle(PageRegistry::title(m_parts.pages.entries()[std::size_t(index)]) + u" – Signalbox"_s);
    page->setFocus(Qt::OtherFocusReason);
}

kit::Page *MainWindow::current() const
{
    return qobject_cast<kit::Page *>(m_stack->currentWidget());
}

QByteArray MainWindow::currentPage() const
{
    const int index = m_built.key(current(), -1);
    return index < 0 ? QByteArray() : m_parts.pages.entries()[std::size_t(index)].id;
}

void MainWindow::showLink()
{
    const client::Link &link = m_parts.facets.link;
    const client::SessionFacet &session = m_parts.facets.session;
    const protocol::Me &me = session.me();
    const std::optional<protocol::Overview> &overview = m_parts.facets.overview.overview();
    const QString role = me.name.isEmpty() ? QString() : client::roleText(me.role);
    const QString environment = me.gateway.production ? u"production"_s : me.gateway.environment;
    m_band->setState({session.gatewayName(), environment, link.state(), link.age(), healthOf(overview), role,
                      link.target().readOnly});
    m_banner->setLink(link.state(), link.age(), link.isRefused());
    m_navigation->setPerson(role.isEmpty() ? QString() : QString(me.name + u" · "_s + role));
    const bool up = link.state() == client::LinkState::Linked;
    m_tray->setState(up ? healthOf(overview) : linkHealth(link.state()), session.gatewayName(),
                     overview ? QStringList {client::verdictText(overview->verdict)} : QStringList());
}

void MainWindow::showBadges()
{
    const protocol::Overview &overview = *m_parts.facets.overview.overview();
    const int open = int(overview.saturation.openBreakers.size());
    m_navigation->setBadge(m_parts.pages.indexOf("providers"), open, true);
    m_navigation->setBadge(m_parts.pages.indexOf("approvals"), overview.waiting.count, false);
    showLink();
}

void MainWindow::showMenu(const QPoint &at)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu->addAction(tr("Light or dark")), &QAction::triggered, this, &MainWindow::themeSwitchWanted);
    connect(menu->addAction(u"English / 简体中文"_s), &QAction::triggered, this, &MainWindow::languageSwitchWanted);
    menu->addSeparator();
    connect(menu->addAction(tr("Attach to another gateway…")), &QAction::triggered, this, &MainWindow::attachWanted);
    connect(menu->addAction(tr("Keys") + u"\t?"_s), &QAction::triggered, this,
            [this] { m_sheet->open(m_keys->sections(current()), current() ? current()->help() : QString()); });
    menu->popup(at);
}

void MainWindow::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange && m_keys != nullptr) {
        m_keys->retranslate();
        if (const int index = m_parts.pages.indexOf(currentPage()); index >= 0)
            setWindowTitle(PageRegistry::title(m_parts.pages.entries()[std::size_t(index)]) + u" – Signalbox"_s);
        showLink();
    }
    QMainWindow::changeEvent(event);
}

void MainWindow::keyPressEvent(QKeyEvent *event)
{
    // Escape is always safe: it only takes the focus back to the page.
    if (event->key() == Qt::Key_Escape && current() != nullptr)
        return current()->setFocus(Qt::OtherFocusReason);
    QMainWindow::keyPressEvent(event);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    m_parts.layout.setValue(u"geometry"_s, saveGeometry());
    m_parts.layout.setValue(u"page"_s, currentPage());
    m_parts.layout.setValue(u"span"_s, int(m_range.span().count()));
    QMainWindow::closeEvent(event);
}

} // namespace signalbox::shell
