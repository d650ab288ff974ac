#include "ui/pages/approvals/approval_queue.h"

#include "ui/kit/card.h"
#include "ui/kit/error_text.h"
#include "ui/kit/filter_field.h"
#include "ui/kit/formats.h"
#include "ui/kit/layout_store.h"
#include "ui/kit/metric_label.h"
#include "ui/kit/table_view.h"
#include "ui/kit/theme.h"
#include "ui/pages/approvals/countdown.h"

#include <QButtonGroup>
#include <QDateTime>
#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QLabel>
#include <QPushButton>
#include <QScopedValueRollback>

namespace signalbox::pages {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using protocol::ApprovalRow;

namespace {

constexpr int kMostApprovals = 200;
constexpr std::chrono::milliseconds kTurn = 2s;
constexpr std::chrono::milliseconds kSoon = 150ms;
constexpr auto kStored = "approvals/part"_L1;

} // namespace

ApprovalQueue::ApprovalQueue(client::Facets &facets, kit::LayoutStore &layout, QWidget *parent)
    : QWidget(parent)
    , m_facets(facets)
    , m_rows(ApprovalRows::columns())
    , m_filter(new kit::FilterField)
    , m_parts(new QButtonGroup(this))
    , m_age(new QLabel)
    , m_card(new kit::Card)
    , m_table(new kit::TableView(m_rows))
    , m_approveMany(new QPushButton)
    , m_skipMany(new QPushButton)
{
    build(layout);
    connect(m_filter, &kit::FilterField::applied, this, [this] {
        m_anew = true;
        read();
    });
    connect(m_parts, &QButtonGroup::idClicked, this, [this, &layout](int part) {
        layout.setValue(kStored, part);
        m_anew = true;
        read();
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ApprovalQueue::choose);
    connect(m_approveMany, &QPushButton::clicked, this, [this] { Q_EMIT manyWanted(protocol::ApprovalAction::Approve); });
    connect(m_skipMany, &QPushButton::clicked, this, [this] { Q_EMIT manyWanted(protocol::ApprovalAction::Skip); });
    connect(&facets.approvals, &client::ApprovalsFacet::happened, this, [this] {
        if (m_turn.isActive() && !m_soon.isActive())
            m_soon.start(kSoon);
    });
    m_soon.setSingleShot(true);
    connect(&m_soon, &QTimer::timeout, this, &ApprovalQueue::read);
    connect(&m_turn, &QTimer::timeout, this, [this] {
        if (!m_reading)
            read();
    });
    connect(&m_second, &QTimer::timeout, this, &ApprovalQueue::tick);
    retranslate();
}

void ApprovalQueue::build(kit::LayoutStore &layout)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kit::kCardGap);
    auto *top = new QHBoxLayout;
    top->setSpacing(4);
    for (const ApprovalPart part : {ApprovalPart::Open, ApprovalPart::Decided, ApprovalPart::All}) {
        auto *button = new QPushButton;
        button->setCheckable(true);
        m_parts->addButton(button, int(part));
        top->addWidget(button);
    }
    const int stored = layout.value(kStored).toInt();
    m_parts->button(std::clamp(stored, int(ApprovalPart::Open), int(ApprovalPart::All)))->setChecked(true);
    top->addSpacing(8);
    top->addWidget(m_filter, 1);
    column->addLayout(top);
    m_card->setFlush(true);
    for (QPushButton *button : {m_approveMany, m_skipMany}) {
        m_card->addToHeader(button);
        button->hide();
    }
    m_card->addToHeader(m_age);
    m_card->addWidget(m_table, 1);
    column->addWidget(m_card, 1);
    m_table->keepColumns(layout, u"approvals"_s);
    prepareApprovalFilter(*m_filter);
}

ApprovalPart ApprovalQueue::part() const
{
    return ApprovalPart(m_parts->checkedId());
}

void ApprovalQueue::start()
{
    m_turn.start(kTurn);
    m_second.start(1s);
    read();
}

void ApprovalQueue::stop()
{
    m_turn.stop();
    m_second.stop();
    m_soon.stop();
}

void ApprovalQueue::read()
{
    if (!m_turn.isActive())
        return;
    const QString filter = ApprovalRows::filter(part(), m_filter->text());
    m_call.cancel();
    m_reading = true;
    m_call = m_facets.approvals.approvals(this, {.filter = filter, .sort = {}, .limit = kMostApprovals, .cursor = {}},
                                          [this, asked = ++m_asked, cheap = filter.isEmpty()](const auto &page) {
                                              if (asked != m_asked)
                                                  return;
                                              m_reading = false;
                                              take(page, cheap);
                                          });
}

void ApprovalQueue::take(const Result<protocol::Page<ApprovalRow>> &page, bool cheap)
{
    m_failed = !page;
    if (!page) {
        const bool missing = client::refusalOf(page.error()).code == "not_configured"_L1;
        m_table->setState([missing, error = page.error()] {
            return missing ? ApprovalRows::missingState() : kit::errorState(error);
        });
        return tick();
    }
    m_approvals = page->items;
    m_total = page->total;
    if (cheap && part() == ApprovalPart::Open) {
        std::erase_if(m_approvals, [](const ApprovalRow &row) { return !Countdown::isOpen(row); });
        if (m_approvals.size() < page->items.size())
            m_total = qint64(m_approvals.size());
    }
    m_readAt = QDateTime::currentMSecsSinceEpoch();
    // Another list was asked for: what is not in it is not what the person means.
    if (std::exchange(m_anew, false) && m_wanted.isEmpty() && find(m_shown) == nullptr && !m_shown.isEmpty()) {
        m_shown.clear();
        Q_EMIT cleared();
    }
    showRows();
    Q_EMIT refreshed();
}

void ApprovalQueue::showRows()
{
    {
        const QScopedValueRollback filling(m_filling, true);
        std::vector<kit::Row> rows;
        for (const ApprovalRow &approval : m_approvals)
            rows.push_back(ApprovalRows::row(approval, m_facets.approvals.now(), isStale()));
        m_rows.setRows(std::move(rows));
        hold();
    }
    if (m_readAt != 0)
        m_table->setState([part = part(), filtered = !m_filter->text().trimmed().isEmpty()] {
            return ApprovalRows::emptyState(part, filtered);
        });
    if (!m_wanted.isEmpty() && m_readAt != 0) {
        const QString wanted = std::exchange(m_wanted, {});
        if (m_table->selectKey(wanted.toUtf8()))
            choose();
        else
            Q_EMIT missing(wanted);
    } else if (m_shown.isEmpty() && !m_approvals.empty()) {
        m_table->selectRow(0);
    }
    ApprovalRows::makeRoom(*m_table);
    showCount();
    tick();
}

/// Keeps the chosen one chosen wherever it stands now; chooses none when it is gone.
void ApprovalQueue::hold()
{
    const QByteArray shown = m_shown.toUtf8();
    if (m_table->currentKey() == shown)
        return;
    if (m_rows.placeOf(shown) >= 0) {
        m_table->selectKey(shown);
        return;
    }
    m_table->clearSelection();
    m_table->setCurrentIndex({});
}

void ApprovalQueue::choose()
{
    if (m_filling)
        return;
    showCount();
    const ApprovalRow *row = find(QString::fromUtf8(m_table->currentKey()));
    if (row != nullptr && row->id != m_shown)
        present(*row, false);
}

void ApprovalQueue::present(const ApprovalRow &row, bool byItself)
{
    m_shown = row.id;
    Q_EMIT chosen(ApprovalRow(row), byItself);
}

void ApprovalQueue::want(const QString &id)
{
    m_wanted = id;
    m_filter->setText({});
}

void ApprovalQueue::goOn(const ApprovalRow &done)
{
    // An answer that is under way was made before the decision.
    ++m_asked;
    const auto found = std::ranges::find(m_approvals, done.id, &ApprovalRow::id);
    const auto place = found - m_approvals.begin();
    if (found != m_approvals.end() && part() == ApprovalPart::Open && !Countdown::isOpen(done))
        m_approvals.erase(found);
    else if (found != m_approvals.end())
        *found = done;
    // What waits for this person; one that can only be skipped does not.
    const auto able = [](const ApprovalRow &row) { return row.mayDecide; };
    // The one below it, which has come up by now; the first one after the last.
    auto next = std::find_if(m_approvals.begin() + place, m_approvals.end(), able);
    if (next == m_approvals.end())
        next = std::ranges::find_if(m_approvals, able);
    if (next != m_approvals.end())
        present(*next, true);
    showRows();
    read();
}

void ApprovalQueue::step(int by)
{
    const QModelIndex current = m_table->currentIndex();
    const int row = current.isValid() ? current.row() + by : 0;
    if (m_rows.rowCount() > 0)
        m_table->selectRow(std::clamp(row, 0, m_rows.rowCount() - 1));
}

const ApprovalRow *ApprovalQueue::find(const QString &id) const
{
    const auto found = std::ranges::find(m_approvals, id, &ApprovalRow::id);
    return found == m_approvals.end() ? nullptr : &*found;
}

std::vector<ApprovalRow> ApprovalQueue::selected() const
{
    std::vector<ApprovalRow> rows;
    for (const QByteArray &key : m_table->selectedKeys()) {
        if (const ApprovalRow *row = find(QString::fromUtf8(key)))
            rows.push_back(*row);
    }
    return rows;
}

bool ApprovalQueue::isStale() const
{
    const qint64 age = QDateTime::currentMSecsSinceEpoch() - m_readAt;
    return m_readAt != 0
        && (m_failed || age > qint64(std::chrono::milliseconds(kit::MetricLabel::kStaleAfter).count()));
}

void ApprovalQueue::showCount()
{
    const int many = int(m_table->selectedKeys().size());
    m_approveMany->setVisible(many > 1);
    m_skipMany->setVisible(many > 1);
    m_approveMany->setText(tr("Approve %1…").arg(kit::formatNumber(double(many))));
    m_skipMany->setText(tr("Skip %1…").arg(kit::formatNumber(double(many))));
    if (m_readAt == 0)
        return;
    const QString total = kit::formatNumber(double(m_total));
    m_card->setRemark(m_total <= qint64(m_approvals.size())
                          ? total
                          : tr("%1 of %2: narrow the filter").arg(m_approvals.size()).arg(total));
}

void ApprovalQueue::tick()
{
    const bool stale = isStale();
    std::vector<kit::Row> rows;
    for (const ApprovalRow &approval : m_approvals)
        rows.push_back(ApprovalRows::row(approval, m_facets.approvals.now(), stale));
    m_rows.upsert(std::move(rows));
    kit::setTone(m_age, stale ? kit::Tone::Bad : kit::Tone::Muted);
    if (m_readAt != 0)
        m_age->setText(stale ? u"▲ "_s + tr("stale since %1").arg(kit::formatClock(m_readAt))
                             : tr("checked %1").arg(kit::formatClock(m_readAt)));
}

void ApprovalQueue::retranslate()
{
    m_card->setTitle(tr("Approvals"));
    m_table->setAccessibleName(tr("Approvals"));
    m_parts->button(int(ApprovalPart::Open))->setText(tr("Open"));
    m_parts->button(int(ApprovalPart::Decided))->setText(tr("Decided"));
    m_parts->button(int(ApprovalPart::All))->setText(tr("All"));
    m_filter->setPlaceholder(tr("Filter: brand:b_orchid risk~pricing required>1 mine:yes"));
    m_rows.setTitles(ApprovalRows::titles());
    showRows();
}

} // namespace signalbox::pages
