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
#include <QMetaMethod>
#include <QPainter>
#include <QScopeGuard>
#include <QScrollBar>

using namespace Qt::StringLiterals;

namespace signalbox::kit {

namespace {
constexpr int kNarrowestText = 72;
constexpr int kMeasuredRows = 100;
}

TableView::TableView(RowModel &rows, QWidget *parent)
    : QTableView(parent), m_rows(rows), m_open(new QAction(this)), m_copy(new QAction(this)), m_all(new QAction(this))
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
    connect(header, &QHeaderView::customContextMenuRequested, this, [this](const QPoint &at) {
        auto *menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        addColumnChoices(menu);
        menu->popup(horizontalHeader()->mapToGlobal(at));
    });
    connect(header, &QHeaderView::sectionMoved, this, &TableView::storeColumns);
    for (std::size_t i = 0; i < rows.columns().size(); ++i)
        setColumnHidden(int(i), !rows.columns()[i].shown);
    makeActs();
    watchModel();
}

void TableView::makeActs()
{
    m_open->setShortcuts({QKeySequence(Qt::Key_Return), QKeySequence(Qt::Key_Enter)});
    m_copy->setShortcut(QKeySequence::Copy);
    m_all->setShortcut(QKeySequence::SelectAll);
    connect(m_open, &QAction::triggered, this, &TableView::openCurrent);
    connect(m_copy, &QAction::triggered, this, &TableView::copySelection);
    connect(m_all, &QAction::triggered, this, &TableView::selectAll);
    for (QAction *act : {m_open, m_copy, m_all}) {
        act->setShortcutContext(Qt::WidgetShortcut);
        addAction(act);
    }
    m_open->setVisible(false);
    m_open->setEnabled(false);
    connect(this, &QTableView::doubleClicked, this, &TableView::openCurrent);
    connect(horizontalHeader(), &QHeaderView::sectionClicked, this, &TableView::sortBy);
    horizontalHeader()->setSectionsClickable(true);
    retranslate();
}

void TableView::retranslate()
{
    m_open->setText(tr("Open"));
    m_copy->setText(tr("Copy rows"));
    m_all->setText(tr("Select all rows"));
}

/// Opening is offered where somebody listens.
void TableView::connectNotify(const QMetaMethod &signal)
{
    if (signal == QMetaMethod::fromSignal(&TableView::opened)) {
        m_open->setVisible(true);
        m_open->setEnabled(true);
    }
    QTableView::connectNotify(signal);
}

void TableView::sortBy(int column)
{
    QHeaderView *header = horizontalHeader();
    const bool again = header->isSortIndicatorShown() && header->sortIndicatorSection() == column
        && header->sortIndicatorOrder() == Qt::DescendingOrder;
    const Qt::SortOrder order = again ? Qt::AscendingOrder : Qt::DescendingOrder;
    header->setSortIndicatorShown(true);
    header->setSortIndicator(column, order);
    m_rows.sort(column, order);
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
    connect(&m_rows, &RowModel::dataChanged, this, &TableView::widenShort);
    connect(&m_rows, &RowModel::layoutAboutToBeChanged, this, &TableView::holdTop);
    connect(&m_rows, &RowModel::layoutChanged, this, &TableView::restoreTop);
}

void TableView::setState(const ViewState &state)
{
    setState([state] { return state; });
}

void TableView::setState(ViewStateMaker make)
{
    m_makeState = std::move(make);
    m_state = m_makeState();
    setAccessibleDescription(m_state.text);
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
    const bool wide = m_fitted && horizontalHeader()->length() > viewport()->width();
    return {320, horizontalHeader()->height() + rows * kRowHeight + 2 + (wide ? horizontalScrollBar()->sizeHint().height() : 0)};
}

void TableView::keepColumns(LayoutStore &store, const QString &name)
{
    m_storeName = u"columns/"_s + name;
    const QVariant kept = store.value(m_storeName);
    if (kept.isValid())
        restoreColumns(kept.toStringList());
    m_store = &store;
}

void TableView::restoreColumns(const QStringList &shown)
{
    QHeaderView *header = horizontalHeader();
    for (std::size_t i = 0; i < m_rows.columns().size(); ++i)
        setColumnHidden(int(i), !shown.contains(QString::fromUtf8(m_rows.columns()[i].id)));
    int place = 0;
    for (const QString &id : shown) {
        const auto found = std::ranges::find(m_rows.columns(), id.toUtf8(), &Column::id);
        if (found != m_rows.columns().end())
            header->moveSection(header->visualIndex(int(found - m_rows.columns().begin())), place++);
    }
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

/// Short tables stay fitted while their figures grow; in long ones measuring would cost too much.
void TableView::widenShort()
{
    if (m_fitRows == 0 || !m_fitted)
        return;
    for (int column = 0; column < m_rows.columnCount(); ++column) {
        const bool text = m_rows.columns()[std::size_t(column)].type == ColumnType::Text;
        if (!text && !isColumnHidden(column) && sizeHintForColumn(column) > columnWidth(column))
            return fitColumns();
    }
}

/// Takes width from the widest text columns until the table needs no horizontal scroll bar.
void TableView::shrinkToViewport()
{
    if (!m_fitted)
        return;
    // A scroll bar must not cover the last row of a table that is as high as its rows.
    const auto tell = qScopeGuard([this] {
        if (m_fitRows > 0)
            updateGeometry();
    });
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

void TableView::addColumnChoices(QMenu *menu)
{
    for (std::size_t i = 0; i < m_rows.columns().size(); ++i) {
        QAction *choice = menu->addAction(m_rows.columns()[i].title);
        choice->setCheckable(true);
        choice->setChecked(!isColumnHidden(int(i)));
        const bool only = !isColumnHidden(int(i)) && horizontalHeader()->hiddenSectionCount() + 1 == m_rows.columnCount();
        choice->setEnabled(!only);
        connect(choice, &QAction::toggled, this, [this, i](bool shown) { showColumn(int(i), shown); });
    }
}

void TableView::addSortChoices(QMenu *menu)
{
    for (std::size_t i = 0; i < m_rows.columns().size(); ++i) {
        if (!isColumnHidden(int(i)))
            connect(menu->addAction(m_rows.columns()[i].title), &QAction::triggered, this, [this, i] { sortBy(int(i)); });
    }
}

void TableView::showColumn(int column, bool shown)
{
    setColumnHidden(column, !shown);
    fitColumns();
    storeColumns();
}

void TableView::storeColumns()
{
    if (m_store == nullptr)
        return;
    QStringList ids;
    for (int visual = 0; visual < horizontalHeader()->count(); ++visual) {
        const int column = horizontalHeader()->logicalIndex(visual);
        if (!isColumnHidden(column))
            ids += QString::fromUtf8(m_rows.columns()[std::size_t(column)].id);
    }
    m_store->setValue(m_storeName, ids);
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

/// What the keys do, and what otherwise only the header offers: the menu can be opened with a key as well.
void TableView::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions(actions());
    menu->addSeparator();
    addSortChoices(menu->addMenu(tr("Sort by")));
    addColumnChoices(menu->addMenu(tr("Columns")));
    menu->popup(event->globalPos());
}

void TableView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        m_state = m_makeState();
        setAccessibleDescription(m_state.text);
        viewport()->update();
        // The page gives titles and rows in the new language first.
        if (m_fitted)
            QMetaObject::invokeMethod(this, &TableView::fitColumns, Qt::QueuedConnection);
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
