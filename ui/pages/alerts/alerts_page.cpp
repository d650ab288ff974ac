#include "ui/pages/alerts/alerts_page.h"

#include "ui/client/alert_text.h"
#include "ui/kit/card.h"
#include "ui/kit/error_text.h"
#include "ui/kit/filter_field.h"
#include "ui/kit/formats.h"
#include "ui/kit/layout_store.h"
#include "ui/kit/table_view.h"
#include "ui/kit/theme.h"
#include "ui/pages/alerts/alert_acts.h"
#include "ui/pages/alerts/alert_card.h"
#include "ui/pages/alerts/alert_form.h"
#include "ui/pages/alerts/alerts_band.h"

#include <QAction>
#include <QCheckBox>
#include <QDateTime>
#include <QItemSelectionModel>
#include <QScrollArea>
#include <QVBoxLayout>

namespace signalbox::pages {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr int kMostAlerts = 500;
constexpr std::chrono::milliseconds kTurn = 2s;
constexpr std::chrono::milliseconds kSoon = 150ms;
constexpr int kWide = 1000;
constexpr int kWidePane = 400;
constexpr int kNarrowPane = 320;
constexpr auto kStored = "alerts/resolved"_L1;
constexpr auto kIdFilter = "id:"_L1;

} // namespace

AlertsPage::AlertsPage(const kit::PageTools &tools, client::Facets &facets, QWidget *parent)
    : Page(tools, parent)
    , m_facets(facets)
    , m_acts(new AlertActs(facets, tools.undo, this))
    , m_rows(AlertRows::columns())
    , m_band(new AlertsBand(facets))
    , m_filter(new kit::FilterField)
    , m_resolved(new QCheckBox)
    , m_card(new kit::Card)
    , m_table(new kit::TableView(m_rows))
    , m_detail(new AlertCard(*m_acts))
    , m_pane(makePane(*m_detail))
{
    build();
    addKeys();
    connect(m_filter, &kit::FilterField::applied, this, &AlertsPage::read);
    connect(m_resolved, &QCheckBox::toggled, this, [this](bool on) {
        this->tools().layout.setValue(kStored, on);
        read();
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &AlertsPage::showChosen);
    connect(m_table, &kit::TableView::opened, this, &AlertsPage::openPlace);
    connect(m_detail, &AlertCard::placeWanted, this,
            [this](const client::Place &place) { Q_EMIT pageWanted(place.page, place.filter); });
    connect(m_detail, &AlertCard::filterWanted, m_filter, &kit::FilterField::setText);
    // Back from the line that says why, so that the next key is a key again.
    connect(&m_detail->form(), &AlertForm::done, m_table, [this] { m_table->setFocus(); });
    connect(m_band, &AlertsBand::filterWanted, m_filter, &kit::FilterField::setText);
    connect(&facets.alerts, &client::AlertsFacet::changed, this, [this] {
        if (isVisible())
            m_soon.start(kSoon);
    });
    const auto refuse = [this] { m_detail->form().showRefusals(); };
    connect(&facets.session, &client::SessionFacet::changed, this, refuse);
    connect(&facets.link, &client::Link::stateChanged, this, refuse);
    m_soon.setSingleShot(true);
    connect(&m_soon, &QTimer::timeout, this, &AlertsPage::read);
    connect(&m_turn, &QTimer::timeout, this, [this] {
        m_band->refresh();
        if (!m_reading)
            read();
    });
    retranslate();
}

void AlertsPage::build()
{
    setFilterField(m_filter);
    setFocusProxy(m_table);
    prepareFilter(*m_filter);
    m_resolved->setChecked(tools().layout.value(kStored).isNull() || tools().layout.value(kStored).toBool());
    auto *top = new QHBoxLayout;
    top->setSpacing(kit::kCardGap);
    top->addWidget(m_filter, 1);
    top->addWidget(m_resolved);
    m_card->setFlush(true);
    m_card->addWidget(m_table, 1);
    m_table->keepColumns(tools().layout, u"alerts"_s);
    auto *halves = new QHBoxLayout;
    halves->setSpacing(kit::kCardGap);
    halves->addWidget(m_card, 1);
    halves->addWidget(m_pane);
    body()->addWidget(m_band);
    body()->addLayout(top);
    body()->addLayout(halves, 1);
}

void AlertsPage::addKeys()
{
    const auto add = [this](Qt::Key key, const char *text, std::function<void()> act) {
        m_keys.emplace_back(addKey(key, std::move(act)), text);
        m_table->addAct(m_keys.back().first);
    };
    add(Qt::Key_A, QT_TR_NOOP("Acknowledge the chosen alerts"), [this] { m_detail->form().acknowledge(); });
    add(Qt::Key_S, QT_TR_NOOP("Shelve the chosen alerts…"), [this] { m_detail->form().focusShelving(); });
    add(Qt::Key_U, QT_TR_NOOP("Take the chosen alerts off the shelf"), [this] { m_detail->form().endShelving(); });
    add(Qt::Key_E, QT_TR_NOOP("Show where it is seen"), [this] { openPlace(); });
}

void AlertsPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    m_pane->setFixedWidth(width() < kWide ? kNarrowPane : kWidePane);
}

void AlertsPage::openWith(const QString &filter)
{
    if (!filter.startsWith(kIdFilter))
        return m_filter->setText(filter);
    m_wanted = filter.sliced(kIdFilter.size());
    m_filter->setText({});
}

QString AlertsPage::help() const
{
    return tr("What calls for somebody, and what is to be done? Acknowledge what you work on, shelve what must wait. "
              "Filter by severity:, state:, service:, rule:, acked:, shelved:.");
}

void AlertsPage::onShown()
{
    m_turn.start(kTurn);
    m_detail->form().showRefusals();
    read();
}

void AlertsPage::onHidden()
{
    m_turn.stop();
    m_soon.stop();
}

void AlertsPage::read()
{
    if (!isVisible())
        return;
    QString filter = m_filter->text().trimmed();
    if (!filter.isEmpty())
        filter = u'(' + filter + u')';
    if (!m_resolved->isChecked())
        filter += u" -state:resolved"_s;
    m_call.cancel();
    m_reading = true;
    m_call = m_facets.alerts.alerts(this, {.filter = filter, .sort = {}, .limit = kMostAlerts, .cursor = {}},
                                    [this, asked = ++m_asked](const Result<protocol::Page<protocol::Alert>> &page) {
                                        if (asked != m_asked)
                                            return;
                                        m_reading = false;
                                        take(page);
                                    });
}

void AlertsPage::take(const Result<protocol::Page<protocol::Alert>> &page)
{
    if (!page) {
        m_band->setRead(m_readAt, true);
        m_table->setState([error = page.error()] { return kit::errorState(error); });
        return;
    }
    m_alerts = AlertRows::inOrder(page->items, page->at);
    m_at = page->at;
    m_total = page->total;
    m_readAt = QDateTime::currentMSecsSinceEpoch();
    m_band->setRead(m_readAt, false);
    m_band->refresh();
    showRows();
}

void AlertsPage::showRows()
{
    std::vector<kit::Row> rows;
    for (const ListedAlert &listed : m_alerts)
        rows.push_back(AlertRows::row(listed, m_at));
    m_rows.setRows(std::move(rows));
    AlertRows::widenState(*m_table);
    const QString total = kit::formatNumber(double(m_total));
    if (m_readAt != 0)
        m_card->setRemark(m_total == qint64(m_alerts.size())
                              ? total
                              : tr("%1 of %2: narrow the filter").arg(m_alerts.size()).arg(total));
    if (m_readAt != 0)
        m_table->setState([filtered = !m_filter->text().trimmed().isEmpty(), at = m_readAt] {
            return AlertRows::emptyState(filtered, at);
        });
    if (!m_wanted.isEmpty() && !m_table->selectKey(std::exchange(m_wanted, {}).toUtf8()))
        m_acts->tell(tr("This alert is over and not kept any more."));
    else if (m_table->currentKey().isEmpty() && !m_alerts.empty() && m_filter->text().isEmpty())
        m_table->selectRow(0);
    showChosen();
}

void AlertsPage::showChosen()
{
    const QList<QByteArray> keys = m_table->selectedKeys();
    const QByteArray current = m_table->currentKey();
    std::vector<protocol::Alert> chosen;
    for (const ListedAlert &listed : m_alerts) {
        if (keys.contains(listed.key))
            chosen.insert(listed.key == current ? chosen.begin() : chosen.end(), listed.alert);
    }
    const auto sameRule
        = [&chosen](const ListedAlert &listed) { return !chosen.empty() && listed.alert.rule == chosen.front().rule; };
    m_detail->show(chosen, int(std::ranges::count_if(m_alerts, sameRule)), m_at);
}

void AlertsPage::openPlace()
{
    const auto current = std::ranges::find(m_alerts, m_table->currentKey(), &ListedAlert::key);
    if (current == m_alerts.end())
        return;
    const client::Place place = client::alertPlace(current->alert);
    Q_EMIT pageWanted(place.page, place.filter);
}

void AlertsPage::retranslate()
{
    m_card->setTitle(tr("Alerts"));
    m_resolved->setText(tr("Also what is over"));
    m_filter->setPlaceholder(tr("Filter: severity:page service:commerce -shelved:yes rule~provider"));
    m_rows.setTitles(AlertRows::titles());
    for (const auto &[action, text] : m_keys)
        action->setText(tr(text));
    m_band->retranslate();
    m_detail->retranslate();
    showRows();
}

} // namespace signalbox::pages
