#include "ui/kit/table_view.h"

#include "ui/kit/layout_store.h"
#include "ui/kit/row_model.h"
#include "ui/kit/table_delegate.h"
#include "ui/kit/theme.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>

using namespace Qt::StringLiterals;

namespace signalbox::kit {

namespace {
constexpr int kNarrowestText = 72;
constexpr int kMeasuredRows = 100;
}

TableView::TableView(RowModel &rows, QWidget *parent) : QTableView(parent), m_rows(rows), m_copy(new QAction(this))
{
    setModel(&rows);
    setItemDelegate(new TableDelegate(rows, this));
    setShowGrid(false);
    setFrameShape(QFrame::NoFrame);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setHorizontalScrollMode(ScrollPerPixel);
    setVerticalScrollMode(ScrollPerPixel);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setCornerButtonEnabled(false);
    setMouseTracking(true);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(kRowHeight);
    verticalHeader()->setMinimumSectionSize(kRowHeight);
    QHeaderView *header = horizontalHeader();
    header->setStretchLastSection(true);
    header->setHighlightSections(false);
    header->setSectionsMovable(true);
    header->setResizeContentsPrecision(kMeasuredRows);
    header->setFixedHeight(28);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    header->setSortIndicatorShown(false);
    connect(header, &QHeaderView::customContextMenuRequested, this, &TableView::chooseColumns);
    for (std::size_t i = 0; i < rows.columns().size(); ++i)
        setColumnHidden(int(i), !rows.columns()[i].shown);
    makeActs();
    watchModel();
}

void TableView::makeActs()
{
    m_copy->setShortcut(QKeySequence::Copy);
    m_copy->setShortcutContext(Qt::WidgetShortcut);
    m_copy->setText(tr("Copy rows"));
    connect(m_copy, &QAction::triggered, this, &TableView::copySelection);
    addAction(m_copy);
    connect(this, &QTableView::doubleClicked, this, &TableView::openCurrent);
    connect(horizontalHeader(), &QHeaderView::sectionClicked, this, [this](int column) {
        const bool again = horizontalHeader()->isSortIndicatorShown()
            && horizontalHeader()->sortIndicatorSection() == column
            && horizontalHeader()->sortIndicatorOrder() == Qt::DescendingOrder;
        const Qt::SortOrder order = again ? Qt::AscendingOrder : Qt::DescendingOrder;
        horizontalHeader()->setSortIndicatorShown(true);
        horizontalHeader()->setSortIndicator(column, order);
        m_rows.sort(column, order);
    });
    horizontalHeader()->setSectionsClickable(true);
}

void TableView::watchModel()
{
    connect(&m_rows, &RowModel::rowsInserted, this, [this] {
        if (!std::exchange(m_fitted, true))
            fitColumns();
    }, Qt::QueuedConnection);
    for (const auto signal : {&RowModel::rowsInserted, &RowModel::rowsRemoved})
        connect(&m_rows, signal, this, [this] {
            if (m_fitRows > 0)
                updateGeometry();
        });
    connect(&m_rows, &RowModel::layoutAboutToBeChanged, this, &TableView::holdTop);
    connect(&m_rows, &RowModel::layoutChanged, this, &TableView::restoreTop);
}

void TableView::setState(const ViewState &state)
{
    m_state = state;
    viewport()->update();
}

void TableView::fitToRows(int most)
{
    m_fitRows = most;
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    updateGeometry();
}

QSize TableView::sizeHint() const
{
    if (m_fitRows == 0)
        return QTableView::sizeHint();
    const int rows = std::clamp(m_rows.rowCount(), 1, m_fitRows);
    return {320, horizontalHeader()->height() + rows * kRowHeight + 2};
}

void TableView::keepColumns(LayoutStore &store, const QString &name)
{
    m_store = &store;
    m_storeName = u"columns/"_s + name;
    const QVariant kept = store.value(m_storeName);
    if (!kept.isValid())
        return;
    const QStringList shown = kept.toStringList();
    for (std::size_t i = 0; i < m_rows.columns().size(); ++i)
        setColumnHidden(int(i), !shown.contains(QString::fromUtf8(m_rows.columns()[i].id)));
}

QByteArray TableView::currentKey() const
{
    const Row *row = m_rows.rowAt(currentIndex().isValid() ? currentIndex().row() : -1);
    return row != nullptr ? row->key : QByteArray();
}

QList<QByteArray> TableView::selectedKeys() const
{
    QModelIndexList chosen = selectionModel()->selectedRows();
    std::sort(chosen.begin(), chosen.end());
    QList<QByteArray> keys;
    for (const QModelIndex &one : chosen)
        keys += m_rows.rowAt(one.row())->key;
    return keys;
}

bool TableView::selectKey(const QByteArray &key)
{
    const int place = m_rows.placeOf(key);
    if (place < 0)
        return false;
    selectRow(place);
    scrollTo(m_rows.index(place, 0));
    return true;
}

QString TableView::selectionAsText() const
{
    QStringList lines;
    QStringList cells;
    const int columns = m_rows.columnCount();
    for (int column = 0; column < columns; ++column) {
        if (!isColumnHidden(column))
            cells += m_rows.columns()[std::size_t(column)].title;
    }
    lines += cells.join(u'\t');
    for (const QByteArray &key : selectedKeys()) {
        cells.clear();
        for (int column = 0; column < columns; ++column) {
            if (!isColumnHidden(column))
                cells += m_rows.index(m_rows.placeOf(key), column).data().toString();
        }
        lines += cells.join(u'\t');
    }
    return lines.join(u'\n');
}

void TableView::addAct(QAction *act)
{
    act->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addAction(act);
}

void TableView::copySelection() const
{
    QGuiApplication::clipboard()->setText(selectionAsText());
}

void TableView::openCurrent()
{
    if (const QByteArray key = currentKey(); !key.isEmpty())
        Q_EMIT opened(key);
}

void TableView::fitColumns()
{
    resizeColumnsToContents();
    shrinkToViewport();
}

/// Takes width from the widest text columns until the table needs no horizontal scroll bar.
void TableView::shrinkToViewport()
{
    if (!m_fitted)
        return;
    const QHeaderView *header = horizontalHeader();
    int last = header->count() - 1;
    while (last > 0 && header->isSectionHidden(header->logicalIndex(last)))
        --last;
    int used = kNarrowestText;
    for (int visual = 0; visual < last; ++visual)
        used += columnWidth(header->logicalIndex(visual));
    while (used > viewport()->width()) {
        int widest = -1;
        for (int visual = 0; visual < last; ++visual) {
            const int column = header->logicalIndex(visual);
            const bool text = m_rows.columns()[std::size_t(column)].type == ColumnType::Text;
            if (text && !isColumnHidden(column) && columnWidth(column) > kNarrowestText
                && (widest < 0 || columnWidth(column) > columnWidth(widest)))
                widest = column;
        }
        if (widest < 0)
            return;
        const int cut = std::min({used - viewport()->width(), columnWidth(widest) - kNarrowestText, 24});
        setColumnWidth(widest, columnWidth(widest) - cut);
        used -= cut;
    }
    // Qt gives a stretched section its content's width when all sections are fitted, so the rest is handed out here.
    const int lastColumn = header->logicalIndex(last);
    setColumnWidth(lastColumn, std::max(kNarrowestText, viewport()->width() - (used - kNarrowestText)));
}

void TableView::chooseColumns(const QPoint &at)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (std::size_t i = 0; i < m_rows.columns().size(); ++i) {
        QAction *choice = menu->addAction(m_rows.columns()[i].title);
        choice->setCheckable(true);
        choice->setChecked(!isColumnHidden(int(i)));
        const bool only = !isColumnHidden(int(i)) && horizontalHeader()->hiddenSectionCount() + 1 == m_rows.columnCount();
        choice->setEnabled(!only);
        connect(choice, &QAction::toggled, this, [this, i](bool shown) {
            setColumnHidden(int(i), !shown);
            fitColumns();
            QStringList ids;
            for (std::size_t column = 0; column < m_rows.columns().size(); ++column) {
                if (!isColumnHidden(int(column)))
                    ids += QString::fromUtf8(m_rows.columns()[column].id);
            }
            if (m_store != nullptr)
                m_store->setValue(m_storeName, ids);
        });
    }
    menu->popup(horizontalHeader()->mapToGlobal(at));
}

/// Remembers the row at the top, unless the table shows its beginning: there new rows are meant to be seen.
void TableView::holdTop()
{
    m_top = verticalScrollBar()->value() > 0 ? QPersistentModelIndex(indexAt(QPoint(1, 1))) : QPersistentModelIndex();
}

void TableView::restoreTop()
{
    if (m_top.isValid())
        verticalScrollBar()->setValue(rowViewportPosition(m_top.row()) + verticalOffset());
    m_top = QPersistentModelIndex();
}

void TableView::paintEvent(QPaintEvent *event)
{
    QTableView::paintEvent(event);
    if (m_rows.rowCount() > 0)
        return;
    QPainter painter(viewport());
    const bool filtered = m_state.kind == ViewState::Kind::Ready || m_rows.total() > 0;
    paintViewState(&painter, viewport()->rect(),
                   filtered ? ViewState::empty(tr("No rows match"), tr("Change or clear the filter.")) : m_state);
}

void TableView::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    if (m_rows.rowCount() > 0 && !std::exchange(m_fitted, true))
        return fitColumns();
    shrinkToViewport();
}

void TableView::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        return openCurrent();
    // j and k move as the arrows do.
    if (event->modifiers() == Qt::NoModifier && (event->key() == Qt::Key_J || event->key() == Qt::Key_K)) {
        const int step = event->key() == Qt::Key_J ? 1 : -1;
        const int row = currentIndex().isValid() ? currentIndex().row() + step : 0;
        if (m_rows.rowCount() > 0)
            selectRow(std::clamp(row, 0, m_rows.rowCount() - 1));
        return;
    }
    QTableView::keyPressEvent(event);
}

void TableView::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions(actions());
    menu->popup(event->globalPos());
}

void TableView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        m_copy->setText(tr("Copy rows"));
        if (m_state.kind == ViewState::Kind::Loading)
            m_state = ViewState::loading();
    }
    QTableView::changeEvent(event);
}

void TableView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    if (current.row() != previous.row())
        Q_EMIT currentKeyChanged(currentKey());
}

} // namespace signalbox::kit
