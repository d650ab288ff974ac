#include "ui/pages/outbox/outbox_page.h"

#include "ui/kit/card.h"
#include "ui/kit/error_text.h"
#include "ui/kit/filter_field.h"
#include "ui/kit/formats.h"
#include "ui/kit/layout_store.h"
#include "ui/kit/scroll_pane.h"
#include "ui/kit/table_view.h"
#include "ui/kit/theme.h"
#include "ui/pages/outbox/message_card.h"
#include "ui/pages/outbox/outbox_band.h"
#include "ui/pages/outbox/outbox_rows.h"

#include <QAction>
#include <QCheckBox>
#include <QDateTime>
#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QVBoxLayout>

namespace signalbox::pages {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMostMessages = 500;
constexpr int kMostTargets = 4;
constexpr std::chrono::seconds kTurn {1}; ///< countdowns go by the second
constexpr qint64 kReadEveryMs = 2000;
constexpr int kWide = 1000;
constexpr int kWidePane = 400;
constexpr int kNarrowPane = 320;
constexpr auto kStored = "outbox/delivered"_L1;

} // namespace

OutboxPage::OutboxPage(const kit::PageTools &tools, client::Facets &facets, QWidget *parent)
    : Page(tools, parent), m_facets(facets), m_targetRows(OutboxRows::targetColumns()), m_rows(OutboxRows::columns()),
      m_band(new OutboxBand), m_targetsCard(new kit::Card), m_targets(new kit::TableView(m_targetRows)),
      m_filter(new kit::FilterField), m_delivered(new QCheckBox), m_card(new kit::Card),
      m_table(new kit::TableView(m_rows)), m_detail(new MessageCard(facets, tools.undo))
{
    build();
    addKeys();
    connect(m_filter, &kit::FilterField::applied, this, &OutboxPage::read);
    connect(m_delivered, &QCheckBox::toggled, this, [this](bool on) {
        this->tools().layout.setValue(kStored, on);
        read();
    });
    connect(m_targets, &kit::TableView::opened, m_filter,
            [this](const QByteArray &filter) { m_filter->setText(QString::fromUtf8(filter)); });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &OutboxPage::showChosen);
    connect(m_table, &kit::TableView::opened, m_detail, &MessageCard::openSubject);
    connect(m_detail, &MessageCard::subjectWanted, this, [this](const QString &id) { Q_EMIT pageWanted("approvals", u"id:"_s + id); });
    connect(m_detail, &MessageCard::replayed, this, &OutboxPage::read);
    connect(&facets.outbox, &client::OutboxFacet::changed, this, &OutboxPage::read);
    connect(&facets.session, &client::SessionFacet::changed, m_detail, &MessageCard::showRefusals);
    connect(&facets.link, &client::Link::stateChanged, m_detail, &MessageCard::showRefusals);
    connect(&m_turn, &QTimer::timeout, this, &OutboxPage::tick);
    retranslate();
}

void OutboxPage::build()
{
    setFilterField(m_filter);
    setFocusProxy(m_table);
    OutboxRows::prepareFilter(*m_filter);
    m_delivered->setChecked(tools().layout.value(kStored).toBool());
    m_targetsCard->setFlush(true);
    m_targetsCard->addWidget(m_targets);
    m_targets->fitToRows(kMostTargets);
    auto *top = new QHBoxLayout;
    top->setSpacing(kit::kCardGap);
    top->addWidget(m_filter, 1);
    top->addWidget(m_delivered);
    m_card->setFlush(true);
    m_card->addWidget(m_table, 1);
    m_table->keepColumns(tools().layout, u"outbox"_s);
    auto *detail = new QVBoxLayout;
    detail->addWidget(m_detail);
    detail->addStretch(1);
    m_pane = kit::makeScrollPane(detail, kWidePane);
    auto *left = new QVBoxLayout;
    left->setSpacing(kit::kCardGap);
    left->addWidget(m_targetsCard);
    left->addLayout(top);
    left->addWidget(m_card, 1);
    auto *halves = new QHBoxLayout;
    halves->setSpacing(kit::kCardGap);
    halves->addLayout(left, 1);
    halves->addWidget(m_pane);
    body()->addWidget(m_band);
    body()->addLayout(halves, 1);
}

void OutboxPage::addKeys()
{
    const auto add = [this](Qt::Key key, const char *text, std::function<void()> act) {
        m_keys.emplace_back(addKey(key, std::move(act)), text);
        m_table->addAct(m_keys.back().first);
    };
    add(Qt::Key_D, QT_TR_NOOP("Dry run: what would be sent"), [this] { m_detail->dryRun(); });
    add(Qt::Key_R, QT_TR_NOOP("Replay the chosen messages…"), [this] { m_detail->focusReplay(); });
    add(Qt::Key_E, QT_TR_NOOP("Open the candidate"), [this] { m_detail->openSubject(); });
}

void OutboxPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    m_pane->setFixedWidth(width() < kWide ? kNarrowPane : kWidePane);
}

void OutboxPage::openWith(const QString &filter)
{
    if (filter.startsWith("id:"_L1) || filter.startsWith("subject:"_L1))
        m_delivered->setChecked(true);
    m_filter->setText(filter);
}

QString OutboxPage::help() const
{
    return tr("What could not be told to the outside yet, and why? Look at it with a dry run, send it again. "
              "Filter by state:, target:, subject:, attempts:, status:, error:.");
}

void OutboxPage::onShown()
{
    m_turn.start(kTurn);
    m_detail->showRefusals();
    read();
}

void OutboxPage::onHidden()
{
    m_turn.stop();
    m_detail->forgetOutcome();
}

void OutboxPage::tick()
{
    m_band->setRead(m_readAt, m_failed);
    if (!m_reading && QDateTime::currentMSecsSinceEpoch() - m_readAt >= kReadEveryMs)
        read();
    else
        showRows();
}

void OutboxPage::read()
{
    if (!isVisible())
        return;
    m_call.cancel();
    m_reading = true;
    const auto taken = [this, asked = ++m_asked](const Result<protocol::Page<protocol::OutboxItem>> &page) {
        if (asked == m_asked)
            take(page);
    };
    m_call = m_facets.outbox.items(this, {.filter = m_filter->text().trimmed(), .sort = {}, .limit = kMostMessages, .cursor = {}},
                                   m_delivered->isChecked(), taken);
    m_facets.outbox.targets(this, [this](const Result<protocol::OutboxTargets> &targets) { takeTargets(targets); });
}

void OutboxPage::take(const Result<protocol::Page<protocol::OutboxItem>> &page)
{
    m_reading = false;
    m_notConfigured = !page && client::OutboxFacet::isNotConfigured(page.error());
    m_failed = !page && !m_notConfigured;
    if (m_failed) {
        m_band->setRead(m_readAt, m_failed);
        return m_table->setState([error = page.error()] { return kit::errorState(error); });
    }
    m_items = page ? page->items : std::vector<protocol::OutboxItem>();
    m_total = page ? page->total : 0;
    if (m_notConfigured) {
        m_told = {};
        m_band->showNotConfigured();
        m_table->setState(&OutboxRows::notConfigured);
    }
    m_readAt = QDateTime::currentMSecsSinceEpoch();
    m_band->setRead(m_readAt, m_failed);
    showRows();
}

void OutboxPage::takeTargets(const Result<protocol::OutboxTargets> &targets)
{
    if (targets) {
        m_told = *targets;
        m_band->show(m_told);
        showRows();
    }
}

void OutboxPage::showRows()
{
    const core::WallTime now = m_facets.outbox.now();
    std::vector<kit::Row> targets;
    for (const protocol::OutboxTarget &target : m_told.items)
        targets.push_back(OutboxRows::targetRow(target, now));
    m_targetRows.setRows(std::move(targets));
    m_targetsCard->setVisible(!m_told.items.empty());
    std::vector<kit::Row> rows;
    for (const protocol::OutboxItem &item : m_items)
        rows.push_back(OutboxRows::row(item, now));
    m_rows.setRows(std::move(rows));
    OutboxRows::widen(*m_targets, 0);
    OutboxRows::widen(*m_table, 1);
    const QString total = kit::formatNumber(double(m_total));
    if (m_readAt != 0)
        m_card->setRemark(m_total == qint64(m_items.size()) ? total : tr("%1 of %2: narrow the filter").arg(m_items.size()).arg(total));
    if (m_readAt != 0 && !m_notConfigured && !m_failed)
        m_table->setState([filtered = !m_filter->text().trimmed().isEmpty(), at = m_readAt] {
            return OutboxRows::emptyState(filtered, at);
        });
    showChosen();
}

void OutboxPage::showChosen()
{
    const QList<QByteArray> keys = m_table->selectedKeys();
    const QByteArray current = m_table->currentKey();
    std::vector<protocol::OutboxItem> chosen;
    for (const protocol::OutboxItem &item : m_items) {
        const QByteArray key = item.id.toUtf8();
        if (keys.contains(key))
            chosen.insert(key == current ? chosen.begin() : chosen.end(), item);
    }
    m_detail->show(chosen, m_facets.outbox.now());
}

void OutboxPage::retranslate()
{
    m_targetsCard->setTitle(tr("Receivers"));
    m_card->setTitle(tr("Messages"));
    m_delivered->setText(tr("Also what was delivered"));
    m_filter->setPlaceholder(tr("Filter: state:dead target:core_webhook status>499 error~timeout"));
    m_targetRows.setTitles(OutboxRows::targetTitles());
    m_rows.setTitles(OutboxRows::titles());
    for (const auto &[action, text] : m_keys)
        action->setText(tr(text));
    m_band->retranslate();
    m_detail->retranslate();
    showRows();
}

} // namespace signalbox::pages
