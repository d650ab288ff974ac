#include "ui/pages/providers/switches_view.h"

#include "ui/client/act_words.h"
#include "ui/kit/card.h"
#include "ui/kit/formats.h"
#include "ui/kit/line_chart.h"
#include "ui/kit/scroll_pane.h"
#include "ui/kit/table_view.h"
#include "ui/kit/theme.h"
#include "ui/kit/time_range.h"
#include "ui/pages/providers/provider_lines.h"
#include "ui/pages/providers/provider_rows.h"
#include "ui/pages/providers/provider_words.h"

#include <QAction>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace signalbox::pages {

using namespace Qt::StringLiterals;

namespace {

constexpr int kPaneWidth = 344;
constexpr int kProviders = 4;
constexpr std::chrono::seconds kRefresh {2};
constexpr double kErrorLimit = 0.10;

QString percent(double value)
{
    return kit::formatPercent(value);
}

/// What comes of asking it; a rule that asks it for some only stands before the kind of its quotes.
kit::Cell quotesCell(const SwitchedProvider &provider)
{
    const QString mode = modeText(provider.state.mode);
    if (!isAsked(provider))
        return kit::Cell::of(SwitchesView::tr("not asked"));
    if (!provider.enabled || client::switchedOn(provider.enabled->value))
        return kit::Cell::of(mode);
    kit::Cell cell = kit::Cell::of(SwitchesView::tr("%1, partly").arg(mode));
    cell.tip = client::SettingWords::value(provider.enabled->value);
    return cell;
}

/// Forced ones are told apart in words; the shape is that of the state.
kit::Cell breakerCell(const SwitchedProvider &provider)
{
    const auto &breaker = provider.breaker;
    if (!breaker)
        return kit::Cell::state(kit::Health::Unknown, {});
    using protocol::BreakerForce;
    if (breaker->force == BreakerForce::Open)
        return kit::Cell::state(kit::Health::Down, SwitchesView::tr("held open"));
    if (breaker->force == BreakerForce::Closed)
        return kit::Cell::state(kit::Health::Degraded, SwitchesView::tr("held closed"));
    return ProviderRows::breakerCell(provider.state.breaker);
}

} // namespace

SwitchesView::SwitchesView(const kit::PageTools &tools, client::Facets &facets)
    : m_tools(tools), m_facets(facets),
      m_rows({{"provider", {}}, {"state", {}, kit::ColumnType::State}, {"quotes", {}}, {"held", {}, kit::ColumnType::State}}),
      m_table(new kit::TableView(m_rows)), m_share(new kit::LineChart(tools.link, percent)),
      m_errors(new kit::LineChart(tools.link, percent)), m_switches(new ProviderSwitches(facets, tools.undo))
{
    layOut();
    addActs();
    m_errors->setLimit(kErrorLimit);
    m_refresh.setInterval(kRefresh);
    connect(&m_refresh, &QTimer::timeout, this, &SwitchesView::readBreakers);
    connect(m_table, &kit::TableView::currentKeyChanged, this, &SwitchesView::choose);
    connect(m_switches, &ProviderSwitches::acted, this, &SwitchesView::readSettings);
    connect(m_switches, &ProviderSwitches::acted, this, &SwitchesView::readBreakers);
    connect(&facets.providers, &client::ProvidersFacet::changed, this, &SwitchesView::showRows);
    connect(&facets.series, &client::SeriesFacet::changed, this, &SwitchesView::showLines);
    connect(&facets.levers, &client::LeversFacet::outdated, this, &SwitchesView::readSettings);
    connect(&facets.levers, &client::LeversFacet::happened, this, &SwitchesView::readSettings);
    connect(&facets.session, &client::SessionFacet::changed, m_switches, &ProviderSwitches::showRefusals);
    connect(&facets.link, &client::Link::stateChanged, m_switches, &ProviderSwitches::showRefusals);
    connect(&tools.link.range(), &kit::TimeRange::chosen, this, &SwitchesView::followWindow);
}

void SwitchesView::layOut()
{
    auto *left = new QVBoxLayout;
    left->setSpacing(kit::kCardGap);
    for (QWidget *widget : std::initializer_list<QWidget *> {m_table, m_share, m_errors}) {
        auto *card = m_cards.emplace_back(new kit::Card);
        card->addWidget(widget, 1);
        left->addWidget(card, widget == m_table ? 0 : 1);
    }
    m_cards.front()->setFlush(true);
    m_cards[1]->addToHeader(m_share->legend());
    m_table->fitToRows(kProviders);
    m_table->keepColumns(m_tools.layout, u"switches"_s);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, kit::kCardGap - 4, 0, 0);
    row->setSpacing(kit::kCardGap);
    row->addLayout(left, 1);
    auto *pane = new QVBoxLayout;
    pane->addWidget(m_switches);
    pane->addStretch(1);
    row->addWidget(kit::makeScrollPane(pane, kPaneWidth));
}

/// The context menu of the table, and its keys.
void SwitchesView::addActs()
{
    const std::pair<Qt::Key, ProviderAct> keys[] {{Qt::Key_Space, ProviderAct::TakeOut}, {Qt::Key_M, ProviderAct::Mock},
                                                  {Qt::Key_B, ProviderAct::OpenBreaker}, {Qt::Key_C, ProviderAct::FreeBreaker},
                                                  {Qt::Key_P, ProviderAct::Probe}};
    for (const auto &[key, act] : keys) {
        auto *action = new QAction(this);
        action->setShortcut(key);
        connect(action, &QAction::triggered, this, [this, act] { m_switches->start(act); });
        m_table->addAct(action);
        m_actions.emplace_back(action, act);
    }
}

void SwitchesView::retranslate()
{
    const QStringList titles {tr("Providers"), tr("Selected over time"), tr("Errors over time")};
    const QStringList remarks {QString(), tr("share of orders"), tr("share of quotes, limit 10 %")};
    for (qsizetype i = 0; i < titles.size(); ++i) {
        m_cards[std::size_t(i)]->setTitle(titles[i]);
        m_cards[std::size_t(i)]->setRemark(remarks[i]);
    }
    const QStringList acts {tr("Take out, or put back"), tr("Mock quotes, or real ones"), tr("Open the breaker"), tr("Leave the breaker to the counts"),
                            tr("Probe now")};
    for (std::size_t i = 0; i < m_actions.size(); ++i)
        m_actions[i].first->setText(acts[qsizetype(i)]);
    m_rows.setTitles({tr("Provider"), tr("State"), tr("Quotes"), tr("Breaker")});
    m_switches->retranslate();
    showRows();
}

void SwitchesView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_topic = m_facets.providers.follow();
    m_levers = m_facets.levers.follow();
    m_refresh.start();
    followWindow();
    readSettings();
    readBreakers();
    showRows();
    m_switches->showRefusals();
}

void SwitchesView::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_refresh.stop();
    m_topic.reset();
    m_levers.reset();
    m_series.reset();
}

void SwitchesView::begin(const QString &providerId, ProviderAct act)
{
    m_wanted = {providerId, act};
    showRows();
}

const std::vector<protocol::ProviderState> &SwitchesView::providers() const
{
    static const std::vector<protocol::ProviderState> none;
    return m_facets.providers.providers() ? m_facets.providers.providers()->items : none;
}

void SwitchesView::readSettings()
{
    if (!isVisible())
        return;
    const client::ListQuery query {.filter = u"key~_MOCK$ OR key~^LOOPGPT_ENABLE_"_s, .sort = {}, .limit = 100, .cursor = {}};
    m_facets.settings.settings(this, query, [this, seen = m_facets.levers.head()](const Result<protocol::Page<protocol::SettingView>> &page) {
        if (!page)
            return;
        m_seen = seen;
        for (const protocol::SettingView &setting : page->items)
            m_settings[setting.key] = setting;
        showRows();
    });
}

void SwitchesView::readBreakers()
{
    if (!isVisible())
        return;
    m_facets.breakers.breakers(this, [this](const Result<protocol::Breakers> &breakers) {
        if (!breakers)
            return;
        for (const protocol::UpstreamBreaker &breaker : breakers->items)
            m_breakers[breaker.upstream] = breaker;
        showRows();
    });
}

void SwitchesView::followWindow()
{
    if (!isVisible())
        return;
    m_series = followProviders(m_facets.series, m_tools.link.range(), {u"selectionShare"_s, u"errorShare"_s});
    showLines();
}

std::optional<SwitchedProvider> SwitchesView::provider(const QByteArray &id) const
{
    const auto found = std::ranges::find(providers(), QString::fromUtf8(id), &protocol::ProviderState::id);
    if (found == providers().end())
        return std::nullopt;
    const QString name = settingName(found->id);
    const auto in = [](const auto &known, const QString &key) { return known.contains(key) ? std::optional(known.value(key)) : std::nullopt; };
    return SwitchedProvider {.state = *found,
                             .enabled = in(m_settings, u"LOOPGPT_ENABLE_"_s + name),
                             .mock = in(m_settings, u"LOOPGPT_%1_MOCK"_s.arg(name)),
                             .breaker = in(m_breakers, name.toLower()),
                             .seen = m_seen};
}

void SwitchesView::showRows()
{
    if (!isVisible() || providers().empty())
        return;
    std::vector<kit::Row> rows;
    for (const protocol::ProviderState &state : providers()) {
        const SwitchedProvider one = *provider(state.id.toUtf8());
        rows.push_back({state.id.toUtf8(),
                        {kit::Cell::name(shortName(state.name)), ProviderRows::stateCell(state), quotesCell(one), breakerCell(one)}});
    }
    const bool wasEmpty = m_rows.rowCount() == 0;
    m_rows.setRows(std::move(rows));
    if (wasEmpty)
        m_table->fitToRows(kProviders);
    if (m_table->currentKey().isEmpty())
        m_table->selectKey(providers().front().id.toUtf8());
    m_cards.front()->setRemark(tr("read at %1").arg(kit::formatClock(core::epochMs(m_facets.providers.providers()->at))));
    choose(m_table->currentKey());
    if (!m_wanted || m_settings.isEmpty() || m_breakers.isEmpty())
        return;
    const auto [id, act] = *std::exchange(m_wanted, std::nullopt);
    if (m_table->selectKey(id.toUtf8())) {
        choose(id.toUtf8());
        m_switches->start(act);
    }
}

void SwitchesView::showLines()
{
    if (!isVisible())
        return;
    pages::showLines(*m_share, m_facets.series, providers(), u"selectionShare"_s);
    pages::showLines(*m_errors, m_facets.series, providers(), u"errorShare"_s);
}

void SwitchesView::choose(const QByteArray &id)
{
    m_switches->show(provider(id));
}

} // namespace signalbox::pages
