#pragma once

#include "ui/kit/row_model.h"

namespace signalbox::kit {

/// The rows behind a RowModel, by key. A row keeps its slot for as long as it lives.
class RowOrder
{
public:
    /// Adds the row or replaces the one of that key. Returns its slot.
    int put(Row row);
    void remove(int slot);
    /// The slot of a key; -1 when unknown.
    int slotOf(const QByteArray &key) const { return m_slots.value(key, -1); }
    const Row &row(int slot) const { return *m_rows[std::size_t(slot)]; }
    bool isUsed(int slot) const { return m_rows[std::size_t(slot)].has_value(); }
    /// One more than the highest slot in use.
    int slotEnd() const { return int(m_rows.size()); }
    qsizetype count() const { return m_slots.size(); }
    /// The slots of the rows that arrived first.
    std::vector<int> oldest(qsizetype count) const;
    /// The row counts as arriving now.
    void renew(int slot) { m_arrival[std::size_t(slot)] = m_next++; }

    /// The slots in the order of arrival, without those that the filter refuses.
    std::vector<int> filtered(const RowModel::Filter &filter) const;
    /// Orders the slots by a column; equal rows keep their order. Unknown numbers come last either way.
    void sort(std::vector<int> *order, int column, ColumnType type, Qt::SortOrder direction) const;

private:
    QString folded(int slot, int column) const;
    void sortByText(std::vector<int> *order, int column, bool down) const;
    void sortByNumber(std::vector<int> *order, int column, ColumnType type, bool down) const;

    std::vector<std::optional<Row>> m_rows;
    std::vector<quint64> m_arrival; ///< slot → number of arrival
    std::vector<int> m_free;
    QHash<QByteArray, int> m_slots;
    quint64 m_next = 0;
    mutable std::vector<QString> m_folded; ///< slot → text of m_foldedColumn without case, null until it is asked for
    mutable int m_foldedColumn = -1;
};

} // namespace signalbox::kit
