#include "ui/kit/row_model.h"

#include "ui/kit/row_order.h"

namespace signalbox::kit {

Cell Cell::state(Health health, QString word)
{
    return {.text = word.isEmpty() ? healthWord(health) : std::move(word), .health = health};
}

RowModel::RowModel(std::vector<Column> columns, QObject *parent)
    : QAbstractTableModel(parent), m_columns(std::move(columns)), m_rows(std::make_unique<RowOrder>())
{
}

RowModel::~RowModel() = default;

void RowModel::setTitles(const QStringList &titles)
{
    for (qsizetype i = 0; i < titles.size() && i < qsizetype(m_columns.size()); ++i)
        m_columns[std::size_t(i)].title = titles[i];
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, int(m_columns.size()) - 1);
}

void RowModel::store(std::vector<Row> rows, std::vector<int> *touched)
{
    for (Row &row : rows)
        touched->push_back(m_rows->put(std::move(row)));
    m_places.resize(std::size_t(m_rows->slotEnd()), -1);
}

void RowModel::setRows(std::vector<Row> rows)
{
    std::vector<int> touched;
    store(std::move(rows), &touched);
    std::vector<bool> keep(std::size_t(m_rows->slotEnd()), false);
    for (const int slot : touched)
        keep[std::size_t(slot)] = true;
    std::vector<int> leaving;
    for (int slot = 0; slot < m_rows->slotEnd(); ++slot) {
        if (m_rows->isUsed(slot) && !keep[std::size_t(slot)])
            leaving.push_back(slot);
    }
    for (const int slot : touched)
        m_rows->renew(slot);
    rearrange(leaving);
    tellChanged();
}

void RowModel::upsert(std::vector<Row> rows)
{
    std::vector<int> touched;
    store(std::move(rows), &touched);
    const qsizetype over = m_rows->count() - m_bound;
    rearrange(over > 0 ? m_rows->oldest(over) : std::vector<int>());
    tellChanged();
}

void RowModel::tellChanged()
{
    if (!m_shown.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

void RowModel::setBound(qsizetype rows)
{
    m_bound = std::max<qsizetype>(rows, 1);
    upsert({});
}

/// Another filter leaves the order as it is, so that each key pressed in the filter costs one pass and no sort.
void RowModel::setFilter(Filter filter)
{
    m_filter = std::move(filter);
    std::vector<int> target;
    for (const int slot : allSorted()) {
        if (!m_filter || m_filter(m_rows->row(slot)))
            target.push_back(slot);
    }
    arrange(target);
}

const std::vector<int> &RowModel::allSorted()
{
    if (!m_sorted)
        m_sorted = sorted(m_rows->filtered({}));
    return *m_sorted;
}

std::vector<int> RowModel::sorted(std::vector<int> order) const
{
    if (m_sortColumn >= 0 && m_sortColumn < columnCount())
        m_rows->sort(&order, m_sortColumn, m_columns[std::size_t(m_sortColumn)].type, m_sortOrder);
    return order;
}

void RowModel::sort(int column, Qt::SortOrder order)
{
    m_sortColumn = column;
    m_sortOrder = order;
    rearrange();
}

std::vector<int> RowModel::wanted(const std::vector<int> &leaving) const
{
    std::vector<int> order = m_rows->filtered(m_filter);
    if (!leaving.empty()) {
        std::vector<bool> leaves(std::size_t(m_rows->slotEnd()), false);
        for (const int slot : leaving)
            leaves[std::size_t(slot)] = true;
        std::erase_if(order, [&](int slot) { return leaves[std::size_t(slot)]; });
    }
    return sorted(std::move(order));
}

void RowModel::rearrange(const std::vector<int> &leaving)
{
    m_sorted.reset();
    arrange(wanted(leaving));
    for (const int slot : leaving)
        m_rows->remove(slot);
}

/// Brings the shown rows to the wanted ones with the signals that keep views' indexes right: rows that leave move to
/// the end and are removed, rows that come are added at the end, then all move to their places. Those that leave for
/// good are forgotten only afterwards, so that a view may still ask for them meanwhile.
void RowModel::arrange(const std::vector<int> &target)
{
    std::vector<bool> stays(std::size_t(m_rows->slotEnd()), false);
    for (const int slot : target)
        stays[std::size_t(slot)] = true;
    std::vector<int> kept;
    std::vector<int> gone;
    for (const int slot : m_shown)
        (stays[std::size_t(slot)] ? kept : gone).push_back(slot);
    if (!gone.empty()) {
        std::vector<int> order = kept;
        order.insert(order.end(), gone.begin(), gone.end());
        permute(std::move(order));
        beginRemoveRows({}, int(kept.size()), int(m_shown.size()) - 1);
        for (const int slot : gone)
            m_places[std::size_t(slot)] = -1;
        m_shown = std::move(kept);
        endRemoveRows();
    }
    if (target.size() > m_shown.size()) {
        beginInsertRows({}, int(m_shown.size()), int(target.size()) - 1);
        for (const int slot : target) {
            if (m_places[std::size_t(slot)] < 0) {
                m_places[std::size_t(slot)] = int(m_shown.size());
                m_shown.push_back(slot);
            }
        }
        endInsertRows();
    }
    permute(target);
}

void RowModel::permute(std::vector<int> order)
{
    if (order == m_shown)
        return;
    Q_EMIT layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    const std::vector<int> before = std::exchange(m_shown, std::move(order));
    for (std::size_t place = 0; place < m_shown.size(); ++place)
        m_places[std::size_t(m_shown[place])] = int(place);
    const QModelIndexList from = persistentIndexList();
    QModelIndexList to;
    for (const QModelIndex &one : from)
        to.append(index(m_places[std::size_t(before[std::size_t(one.row())])], one.column()));
    changePersistentIndexList(from, to);
    Q_EMIT layoutChanged({}, QAbstractItemModel::VerticalSortHint);
}

const Row *RowModel::rowAt(int place) const
{
    return place >= 0 && place < rowCount() ? &m_rows->row(m_shown[std::size_t(place)]) : nullptr;
}

int RowModel::placeOf(const QByteArray &key) const
{
    const int slot = m_rows->slotOf(key);
    return slot < 0 ? -1 : m_places[std::size_t(slot)];
}

qsizetype RowModel::total() const
{
    return m_rows->count();
}

int RowModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_shown.size());
}

int RowModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_columns.size());
}

QVariant RowModel::data(const QModelIndex &index, int role) const
{
    const Row *row = rowAt(index.row());
    if (row == nullptr || std::size_t(index.column()) >= row->cells.size())
        return {};
    const Cell &cell = row->cells[std::size_t(index.column())];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return cell.text;
    case Qt::AccessibleDescriptionRole:
        return cell.tip;
    case Qt::TextAlignmentRole:
        return int(m_columns[std::size_t(index.column())].type == ColumnType::Number ? Qt::AlignRight | Qt::AlignVCenter
                                                                                    : Qt::AlignLeft | Qt::AlignVCenter);
    default:
        return {};
    }
}

QVariant RowModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const Column &column = m_columns[std::size_t(section)];
    if (role == Qt::DisplayRole)
        return column.title;
    if (role == Qt::TextAlignmentRole)
        return int(column.type == ColumnType::Number ? Qt::AlignRight | Qt::AlignVCenter : Qt::AlignLeft | Qt::AlignVCenter);
    return {};
}

} // namespace signalbox::kit
