#include "ui/pages/audit/audit_list.h"

#include "backend/operator/protocol/list_fields.h"
#include "ui/kit/error_text.h"
#include "ui/kit/formats.h"
#include "ui/kit/table_view.h"
#include "ui/pages/audit/audit_rows.h"

#include <QDateTime>
#include <QHeaderView>
#include <QPushButton>
#include <QScrollBar>

namespace signalbox::pages {

using namespace Qt::StringLiterals;

namespace {
constexpr int kPage = 200;
constexpr std::size_t kKept = 20'000;
}

AuditList::AuditList(client::Facets &facets, kit::LayoutStore &layout, QWidget *parent)
    : Card({}, parent)
    , m_facets(facets)
    , m_rows(AuditRows::columns())
    , m_table(new kit::TableView(m_rows))
    , m_older(new QPushButton)
{
    setFlush(true);
    addToHeader(m_older);
    addWidget(m_table, 1);
    m_older->hide();
    m_table->keepColumns(layout, u"audit"_s);
    m_table->sortByColumn(0, Qt::DescendingOrder);
    connect(m_table, &kit::TableView::currentKeyChanged, this, &AuditList::chosenChanged);
    connect(m_older, &QPushButton::clicked, this, [this] { readFrom(m_next.value_or(QString())); });
    connect(m_table->verticalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) {
        // Whoever scrolls to the end wants to see on.
        if (m_next && !m_reading && m_rows.rowCount() > 0 && value > 0
            && value == m_table->verticalScrollBar()->maximum())
            readFrom(*m_next);
    });
    connect(&facets.audit, &client::AuditFacet::happened, this, &AuditList::add);
    connect(&facets.audit, &client::AuditFacet::outdated, this, [this] {
        if (isVisible())
            readFrom({});
    });
}

void AuditList::read(const QString &filter, const QString &choose)
{
    m_filter = filter;
    m_choose = choose;
    m_parsed = protocol::Filter::parse(filter, protocol::auditFields()).value_or(protocol::Filter());
    if (isVisible())
        readFrom({});
}

void AuditList::start()
{
    m_topic = m_facets.audit.follow();
    readFrom({});
}

void AuditList::stop()
{
    m_topic.reset();
}

void AuditList::readFrom(const QString &cursor)
{
    m_reading = true;
    m_came.clear();
    m_facets.audit.entries(
        this, {.filter = m_filter, .sort = {}, .limit = kPage, .cursor = cursor},
        [this, asked = ++m_asked, older = !cursor.isEmpty()](const Result<protocol::Page<protocol::AuditEntry>> &page) {
            if (asked == m_asked)
                take(page, older);
        });
}

void AuditList::take(const Result<protocol::Page<protocol::AuditEntry>> &page, bool older)
{
    m_reading = false;
    if (!page) {
        m_staleSince = m_readAt;
        m_table->setState([error = page.error()] { return kit::errorState(error); });
        return showRemark();
    }
    m_staleSince = 0;
    m_readAt = QDateTime::currentMSecsSinceEpoch();
    if (!older)
        m_entries.clear();
    m_entries.insert(m_entries.end(), page->items.begin(), page->items.end());
    m_total = page->total;
    // What was told while the page was on its way may be newer than the page.
    for (const protocol::AuditEntry &entry : std::exchange(m_came, {})) {
        if (find(entry.id.toLatin1()) == nullptr) {
            m_entries.push_back(entry);
            ++m_total;
        }
    }
    m_next = m_entries.size() < kKept ? page->nextCursor : std::nullopt;
    m_older->setVisible(m_next.has_value());
    m_table->setState([filtered = !m_filter.trimmed().isEmpty()] {
        if (filtered)
            return kit::ViewState::empty(tr("No entry fits the filter."),
                                         tr("Press Esc in the filter to see all. Filters look at the newest 100,000."));
        return kit::ViewState::empty(tr("Nobody has done anything here yet."),
                                     tr("Every act and every refused act will stand here."));
    });
    std::vector<kit::Row> rows;
    for (const protocol::AuditEntry &entry : m_entries)
        rows.push_back(AuditRows::row(entry));
    m_rows.setRows(std::move(rows));
    showRemark();
    if (!m_choose.isEmpty())
        m_table->selectKey(std::exchange(m_choose, {}).toLatin1());
    else if (m_table->currentKey().isEmpty() && m_rows.rowCount() > 0)
        m_table->selectRow(0);
    Q_EMIT chosenChanged();
}

void AuditList::add(const protocol::AuditEntry &entry)
{
    const bool fits = m_parsed.matches([&entry](qsizetype field) { return protocol::auditValue(entry, field); });
    if (!m_topic || !fits || find(entry.id.toLatin1()) != nullptr || m_entries.size() >= kKept)
        return;
    if (m_reading)
        m_came.push_back(entry);
    m_entries.push_back(entry);
    ++m_total;
    m_rows.upsert({AuditRows::row(entry)});
    showRemark();
}

const protocol::AuditEntry *AuditList::find(const QByteArray &id) const
{
    const auto found = std::ranges::find(m_entries, QString::fromLatin1(id), &protocol::AuditEntry::id);
    return found == m_entries.end() ? nullptr : &*found;
}

void AuditList::showRemark()
{
    if (m_readAt == 0)
        return setRemark({});
    const QString shown
        = tr("%1 of %2").arg(kit::formatNumber(double(m_entries.size())), kit::formatNumber(double(m_total)));
    setRemark(m_staleSince == 0
                  ? shown
                  : QString(shown + u" · ▲ "_s + tr("stale since %1").arg(kit::formatClock(m_staleSince))));
}

void AuditList::retranslate()
{
    setTitle(tr("Acts"));
    m_older->setText(tr("Older ones"));
    m_rows.setTitles(AuditRows::titles());
    std::vector<kit::Row> rows;
    for (const protocol::AuditEntry &entry : m_entries)
        rows.push_back(AuditRows::row(entry));
    m_rows.setRows(std::move(rows));
    showRemark();
}

} // namespace signalbox::pages
