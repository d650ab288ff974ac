#include "ui/pages/traffic/requests_tab.h"

#include "backend/operator/protocol/list_fields.h"
#include "ui/client/wire_text.h"
#include "ui/kit/card.h"
#include "ui/kit/error_text.h"
#include "ui/kit/filter_field.h"
#include "ui/kit/formats.h"
#include "ui/kit/table_view.h"
#include "ui/kit/theme.h"
#include "ui/pages/traffic/request_card.h"
#include "ui/pages/traffic/request_rows.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPushButton>
#include <QRegularExpression>
#include <QSplitter>
#include <QVBoxLayout>

#include <utility>

namespace signalbox::pages {

using namespace Qt::StringLiterals;

namespace {

constexpr int kPageSize = 500;
constexpr qsizetype kKept = 10'000;
constexpr size_t kMostPending = 500;
constexpr int kNarrow = 900;
constexpr std::chrono::milliseconds kTurn{250};

std::optional<kit::FilterProblem> problemOf(const QString &text)
{
    const auto parsed = protocol::Filter::parse(text, protocol::requestFields());
    if (parsed)
        return std::nullopt;
    return kit::FilterProblem{int(parsed.error().position), int(std::max(qsizetype(1), parsed.error().length)),
                              client::filterProblemText(parsed.error())};
}

/// The request that a filter of `id:` alone names; empty for any other filter.
QByteArray requestOf(const QString &filter)
{
    static const QRegularExpression only(u"^id:\"?([^\\s\"()]+)\"?$"_s);
    return only.match(filter.trimmed()).captured(1).toUtf8();
}

} // namespace

RequestsTab::RequestsTab(const kit::PageTools &tools, client::Facets &facets)
    : m_facets(facets)
    , m_rows(RequestRows::columns())
    , m_card(new kit::Card)
    , m_table(new kit::TableView(m_rows))
    , m_filter(new kit::FilterField)
    , m_halves(new QSplitter(Qt::Horizontal))
    , m_pause(new QPushButton)
    , m_export(new QPushButton)
    , m_detail(new RequestCard)
{
    m_rows.setBound(kKept);
    m_filter->setCheck(problemOf);
    build(tools.layout);
    connect(m_filter, &kit::FilterField::applied, this, &RequestsTab::read);
    connect(m_pause, &QPushButton::clicked, this, &RequestsTab::togglePause);
    connect(m_export, &QPushButton::clicked, this, &RequestsTab::exportRows);
    connect(m_table, &kit::TableView::currentKeyChanged, this, &RequestsTab::open);
    connect(&facets.traffic, &client::TrafficFacet::sampled, this, &RequestsTab::sampled);
    connect(&facets.traffic, &client::TrafficFacet::outdated, this, &RequestsTab::read);
    connect(&m_turn, &QTimer::timeout, this, &RequestsTab::flush);
    m_turn.setInterval(kTurn);
}

void RequestsTab::build(kit::LayoutStore &layout)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kit::kCardGap);
    auto *top = new QHBoxLayout;
    top->setSpacing(kit::kCardGap);
    top->addWidget(m_filter, 1);
    top->addWidget(m_pause);
    top->addWidget(m_export);
    column->addLayout(top);
    m_card->setFlush(true);
    m_card->addWidget(m_table, 1);
    m_table->keepColumns(layout, u"traffic"_s);
    m_table->sortByColumn(0, Qt::DescendingOrder);
    m_halves->setHandleWidth(kit::kCardGap);
    m_halves->setChildrenCollapsible(false);
    m_halves->addWidget(m_card);
    m_halves->addWidget(m_detail);
    m_halves->setStretchFactor(0, 5);
    m_halves->setStretchFactor(1, 3);
    column->addWidget(m_halves, 1);
}

/// Side by side the table's columns would be too narrow to tell one request from another.
void RequestsTab::resizeEvent(QResizeEvent *event)
{
    TrafficTab::resizeEvent(event);
    const Qt::Orientation fitting = width() < kNarrow ? Qt::Vertical : Qt::Horizontal;
    if (fitting == m_halves->orientation())
        return;
    m_halves->setOrientation(fitting);
    m_halves->setSizes(fitting == Qt::Vertical ? QList<int> {1, 1} : QList<int> {5, 3});
}

void RequestsTab::filter(const QString &text)
{
    m_wanted = requestOf(text);
    m_filter->setText(text);
}

void RequestsTab::retranslate()
{
    m_card->setTitle(tr("Requests"));
    m_card->setRemark(tr("newest of %1").arg(kit::formatNumber(double(m_total))));
    m_export->setText(tr("Copy rows"));
    m_filter->setPlaceholder(tr("Filter: status>499 service:commerce -upstream:walmart ms>250"));
    m_rows.setTitles(RequestRows::titles());
    m_detail->retranslate();
    showPause();
}

void RequestsTab::start()
{
    m_active = true;
    m_topic = m_facets.traffic.follow();
    m_turn.start();
    read();
}

void RequestsTab::stop()
{
    m_active = false;
    m_topic.reset();
    m_turn.stop();
    m_pending.clear();
}

void RequestsTab::read()
{
    if (!m_active)
        return;
    m_parsed = protocol::Filter::parse(m_filter->text(), protocol::requestFields()).value_or(protocol::Filter());
    m_facets.traffic.requests(this, {.filter = m_filter->text(), .sort = u"-at"_s, .limit = kPageSize, .cursor = {}},
                              [this, asked = m_filter->text()](const Result<protocol::Page<protocol::RequestRow>> &page) {
                                  if (asked == m_filter->text())
                                      take(page);
                              });
}

void RequestsTab::take(const Result<protocol::Page<protocol::RequestRow>> &page)
{
    if (!page) {
        m_table->setState(kit::errorState(page.error()));
        return;
    }
    m_table->setState([] {
        return kit::ViewState::empty(tr("No request fits the filter."), tr("Press Esc in the filter to see all."));
    });
    std::vector<kit::Row> rows;
    for (const protocol::RequestRow &request : page->items)
        rows.push_back(RequestRows::row(request));
    m_rows.setRows(std::move(rows));
    m_total = page->total;
    m_card->setRemark(tr("newest of %1").arg(kit::formatNumber(double(m_total))));
    openWanted();
}

void RequestsTab::openWanted()
{
    if (m_wanted.isEmpty())
        return;
    const QByteArray id = std::exchange(m_wanted, {});
    m_table->selectKey(id);
    // One that the list does not hold any more is asked for all the same: the card then says what became of it.
    if (m_opened != id)
        open(id);
}

void RequestsTab::sampled(const protocol::RequestRow &request)
{
    const bool fits = m_parsed.matches([&request](qsizetype field) { return protocol::requestValue(request, field); });
    if (m_active && !m_paused && fits && m_pending.size() < kMostPending)
        m_pending.push_back(RequestRows::row(request));
}

void RequestsTab::flush()
{
    if (!m_pending.empty())
        m_rows.upsert(std::exchange(m_pending, {}));
}

void RequestsTab::togglePause()
{
    m_paused = !m_paused;
    showPause();
    if (!m_paused)
        read();
}

void RequestsTab::showPause()
{
    m_pause->setText(m_paused ? tr("Go on") : tr("Pause"));
}

void RequestsTab::exportRows()
{
    QStringList lines{RequestRows::titles().join(u'\t')};
    const QList<QByteArray> chosen = m_table->selectedKeys();
    for (int place = 0; place < m_rows.rowCount(); ++place) {
        const kit::Row &row = *m_rows.rowAt(place);
        if (chosen.size() > 1 && !chosen.contains(row.key))
            continue;
        QStringList cells;
        for (const kit::Cell &cell : row.cells)
            cells += cell.text;
        lines += cells.join(u'\t');
    }
    QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

void RequestsTab::open(const QByteArray &id)
{
    m_opened = id;
    if (id.isEmpty())
        return m_detail->showNothing();
    m_facets.traffic.request(this, QString::fromUtf8(id),
                             [this](const Result<protocol::RequestDetail> &detail) { m_detail->show(detail); });
}

} // namespace signalbox::pages
