#include "ui/kit/row_order.h"

#include <cmath>

namespace signalbox::kit {

int RowOrder::put(Row row)
{
    if (const int known = slotOf(row.key); known >= 0) {
        m_rows[std::size_t(known)] = std::move(row);
        return known;
    }
    int slot = int(m_rows.size());
    if (m_free.empty()) {
        m_rows.emplace_back();
        m_arrival.push_back(0);
    } else {
        slot = m_free.back();
        m_free.pop_back();
    }
    m_slots.insert(row.key, slot);
    m_rows[std::size_t(slot)] = std::move(row);
    m_arrival[std::size_t(slot)] = m_next++;
    return slot;
}

void RowOrder::remove(int slot)
{
    m_slots.remove(row(slot).key);
    m_rows[std::size_t(slot)].reset();
    m_free.push_back(slot);
}

std::vector<int> RowOrder::oldest(qsizetype wanted) const
{
    std::vector<int> order = filtered({});
    order.resize(std::size_t(std::clamp<qsizetype>(wanted, 0, qsizetype(order.size()))));
    return order;
}

std::vector<int> RowOrder::filtered(const RowModel::Filter &filter) const
{
    std::vector<int> order;
    order.reserve(std::size_t(count()));
    for (int slot = 0; slot < slotEnd(); ++slot) {
        if (isUsed(slot) && (!filter || filter(row(slot))))
            order.push_back(slot);
    }
    // Slots are in the order of arrival until one was used again.
    if (m_next != quint64(m_rows.size())) {
        std::sort(order.begin(), order.end(), [this](int a, int b) {
            return m_arrival[std::size_t(a)] < m_arrival[std::size_t(b)];
        });
    }
    return order;
}

void RowOrder::sort(std::vector<int> *order, int column, ColumnType type, Qt::SortOrder direction) const
{
    // Keys are taken out once: the comparison then touches neither rows nor locale.
    struct Key
    {
        double number;
        QString text;
        int slot;
        std::size_t place; ///< keeps equal rows in their order
    };
    const bool byText = type == ColumnType::Text;
    std::vector<Key> keys;
    keys.reserve(order->size());
    for (const int slot : *order) {
        const std::vector<Cell> &cells = row(slot).cells;
        const Cell empty;
        const Cell &cell = std::size_t(column) < cells.size() ? cells[std::size_t(column)] : empty;
        double number = cell.number;
        if (type == ColumnType::State)
            number = double(cell.health);
        else if (type == ColumnType::Spark)
            number = cell.trend.empty() ? std::nan("") : cell.trend.back();
        keys.push_back({number, byText ? cell.text.toCaseFolded() : QString(), slot, keys.size()});
    }
    const bool down = direction == Qt::DescendingOrder;
    std::sort(keys.begin(), keys.end(), [byText, down](const Key &a, const Key &b) {
        if (byText) {
            const int compared = a.text.compare(b.text);
            return compared == 0 ? a.place < b.place : (compared < 0) != down;
        }
        const bool aUnknown = std::isnan(a.number);
        if (aUnknown != std::isnan(b.number))
            return !aUnknown;
        if (aUnknown || a.number == b.number)
            return a.place < b.place;
        return (a.number < b.number) != down;
    });
    for (std::size_t i = 0; i < keys.size(); ++i)
        (*order)[i] = keys[i].slot;
}

} // namespace signalbox::kit
