#include "ui/shell/page_frame.h"

#include "ui/kit/filter_field.h"
#include "ui/shell/palette_search.h"
#include "ui/shell/veil.h"
#include "ui/shell/window_top.h"

#include <QKeyEvent>
#include <QMenu>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace signalbox::shell {

PageFrame::PageFrame(QWidget &window, const WindowParts &parts, kit::TimeRange &range, QWidget *content,
                     std::function<kit::Page *()> page, WindowActs acts)
    : m_page(std::move(page))
    , m_acts(std::move(acts))
    , m_top(new WindowTop(parts.facets, range, parts.gateways, this))
    , m_search(new PaletteSearch(window, parts.facets, parts.pages, parts.gateways))
    , m_sheet(new kit::KeySheet(&window))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_top);
    layout->addWidget(content, 1);
    auto *veil = new Veil(*content, this);
    completeActs(range);
    m_keys = new WindowKeys(window, parts.pages, m_acts);
    connect(m_top, &WindowTop::oldChanged, veil, &Veil::setOld);
    connect(m_top, &WindowTop::attachWanted, this, [this] { m_acts.attach(); });
    connect(m_top, &WindowTop::placeWanted, this, [this](const client::Place &place) { m_acts.open(place.page, place.filter); });
    connect(&m_top->band(), &TopBand::searchWanted, this, [this] { m_acts.palette(); });
    connect(&m_top->band(), &TopBand::menuWanted, this, &PageFrame::showMenu);
    connect(m_search, &PaletteSearch::placeWanted, this,
            [this](const QByteArray &id, const QString &filter) { m_acts.open(id, filter); });
}

void PageFrame::completeActs(kit::TimeRange &range)
{
    m_acts.filter = [this] {
        if (m_page() != nullptr && m_page()->filterField() != nullptr)
            m_page()->filterField()->focusLine();
    };
    m_acts.palette = [this] { m_search->open(m_keys->paletteEntries(m_page())); };
    m_acts.keys = [this] { openSheet(); };
    m_acts.undoZoom = [&range] { range.undoZoom(); };
    m_acts.gateways = [this] { m_top->band().openGateways(); };
}

void PageFrame::toPage()
{
    if (m_page() != nullptr)
        m_page()->setFocus(Qt::OtherFocusReason);
}

void PageFrame::openSheet()
{
    m_sheet->open(m_keys->sections(m_page()), m_page() != nullptr ? m_page()->help() : QString());
}

void PageFrame::showMenu(const QPoint &at)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [this, menu](const QString &text, const std::function<void()> &act) {
        if (act)
            connect(menu->addAction(text), &QAction::triggered, this, act);
    };
    add(tr("Light or dark"), m_acts.switchTheme);
    add(u"English / 简体中文"_s, m_acts.switchLanguage);
    menu->addSeparator();
    add(tr("Page into a window of its own"), m_acts.tearOff);
    add(tr("Put the page back"), m_acts.putBack);
    add(tr("Attach to another gateway…"), m_acts.attach);
    add(tr("Keys") + u"\t?"_s, m_acts.keys);
    menu->popup(at);
}

void PageFrame::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange && m_keys != nullptr)
        m_keys->retranslate();
    QWidget::changeEvent(event);
}

void PageFrame::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        return toPage();
    QWidget::keyPressEvent(event);
}

} // namespace signalbox::shell
