#include "ui/pages/logs/log_list.h"

#include "ui/kit/table_view.h"
#include "ui/kit/theme.h"
#include "ui/pages/logs/log_rows.h"

#include <QFontMetrics>
#include <QPushButton>
#include <QScrollBar>

namespace signalbox::pages {

using namespace Qt::StringLiterals;

namespace {
constexpr int kLevel = 1;
constexpr int kShapeRoom = 36; ///< shape and margins beside a level's word
}

LogList::LogList(kit::LayoutStore &layout, QWidget *parent)
    : Card({}, parent), m_rows(LogRows::columns()), m_table(new kit::TableView(m_rows)), m_newest(new QPushButton)
{
    m_rows.setBound(qsizetype(LogLines::kMost));
    setFlush(true);
    kit::setPrimary(m_newest);
    // Its room is kept, or the table would jump when it comes.
    QSizePolicy room = m_newest->sizePolicy();
    room.setRetainSizeWhenHidden(true);
    m_newest->setSizePolicy(room);
    m_newest->hide();
    addToHeader(m_newest);
    addWidget(m_table, 1);
    m_table->keepColumns(layout, u"logs"_s);
    m_table->sortByColumn(0, Qt::DescendingOrder);
    // After the table has fitted its columns to the lines that came first: a worse level may come later.
    connect(&m_rows, &kit::RowModel::rowsInserted, this, &LogList::widenLevel, Qt::QueuedConnection);
    connect(m_newest, &QPushButton::clicked, this, &LogList::toNewest);
    connect(m_table->verticalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) {
        if (value == 0) {
            m_new = 0;
            showNew();
        }
    });
    connect(m_table, &kit::TableView::currentKeyChanged, this, [this](const QByteArray &key) { Q_EMIT chosen(QString::fromUtf8(key)); });
    connect(m_table, &kit::TableView::opened, this, [this](const QByteArray &key) { Q_EMIT opened(QString::fromUtf8(key)); });
}

void LogList::showAll(const LogLines &lines)
{
    std::vector<kit::Row> rows;
    rows.reserve(lines.all().size());
    for (const auto &[place, line] : lines.all())
        rows.push_back(LogRows::row(line, place));
    m_rows.setRows(std::move(rows));
    // A line that was chosen before and is not here any more.
    Q_EMIT chosen(QString::fromUtf8(m_table->currentKey()));
}

void LogList::add(const LogLines &lines, const std::vector<protocol::LogRow> &rows)
{
    std::vector<kit::Row> more;
    for (const protocol::LogRow &line : rows)
        more.push_back(LogRows::row(line, lines.placeOf(line.id)));
    m_rows.upsert(std::move(more));
    if (m_table->verticalScrollBar()->value() > 0)
        m_new += int(rows.size());
    showNew();
}

void LogList::widenLevel()
{
    const QFontMetrics metrics(kit::uiFont(13, QFont::DemiBold));
    int widest = m_table->columnWidth(kLevel);
    for (const char *level : {"error", "warn"})
        widest = std::max(widest, kShapeRoom + metrics.horizontalAdvance(LogRows::level(QLatin1StringView(level))));
    if (widest > m_table->columnWidth(kLevel))
        m_table->setColumnWidth(kLevel, widest);
}

void LogList::toNewest()
{
    m_table->scrollToTop();
}

void LogList::showNew()
{
    m_newest->setVisible(m_new > 0);
    m_newest->setText(tr("%n new line(s) above", nullptr, m_new));
}

void LogList::retranslate(const LogLines &lines)
{
    setTitle(tr("Log lines"));
    m_rows.setTitles(LogRows::titles());
    showNew();
    showAll(lines);
}

} // namespace signalbox::pages
