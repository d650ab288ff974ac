#include "ui/kit/row_order.h"

#include <bit>
#include <cmath>
#include <cstring>

namespace signalbox::kit {

namespace {

/// What rows are ordered by, small enough that moving it costs nothing.
struct SortKey
{
    quint64 head; ///< of the number or the text, in an order that whole numbers have
    int slot;
    int place; ///< keeps equal rows in their order
};

constexpr quint64 kUnknown = ~quint64(0);

/// A whole number that is larger for a larger number; what is not a number comes last in both directions.
quint64 headOf(double number, bool down)
{
    if (std::isnan(number))
        return kUnknown;
    const auto bits = std::bit_cast<quint64>(number + 0.0);
    constexpr quint64 kSign = quint64(1) << 63;
    const quint64 rising = (bits & kSign) != 0 ? ~bits : bits | kSign;
    return down ? ~rising : rising;
}

/// The four UTF-16 units from `start` on as one number.
quint64 headOf(const QString &text, qsizetype start, bool down)
{
    quint64 head = 0;
    const auto *units = reinterpret_cast<const char16_t *>(text.constData());
    for (qsizetype i = start; i < start + 4; ++i)
        head = head << 16 | (i < text.size() ? units[i] : 0);
    return down ? ~head : head;
}

/// How many units all texts begin with in common: the heads begin behind them, or `request 1` and `request 2` would
/// have the same.
qsizetype commonStart(const std::vector<int> &order, const std::vector<QString> &texts)
{
    if (order.empty())
        return 0;
    const QString &first = texts[std::size_t(order.front())];
    qsizetype common = first.size();
    for (const int slot : order) {
        const QString &text = texts[std::size_t(slot)];
        const qsizetype most = std::min(common, text.size());
        if (most == common && std::memcmp(first.constData(), text.constData(), std::size_t(common) * 2) == 0)
            continue;
        common = std::mismatch(first.begin(), first.begin() + most, text.begin()).first - first.begin();
    }
    return common;
}

void sortKeys(std::vector<SortKey> *keys)
{
    std::sort(keys->begin(), keys->end(), [](const SortKey &a, const SortKey &b) {
        return a.head != b.head ? a.head < b.head : a.place < b.place;
    });
}

void writeSlots(const std::vector<SortKey> &keys, std::vector<int> *order)
{
    for (std::size_t i = 0; i < keys.size(); ++i)
        (*order)[i] = keys[i].slot;
}

} // namespace

int RowOrder::put(Row row)
{
    if (const int known = slotOf(row.key); known >= 0) {
        if (std::size_t(known) < m_folded.size())
            m_folded[std::size_t(known)] = QString();
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
    if (std::size_t(slot) < m_folded.size())
        m_folded[std::size_t(slot)] = QString();
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
    // Slots are mostly in the order of arrival; not where one was used again.
    const auto earlier = [this](int a, int b) { return m_arrival[std::size_t(a)] < m_arrival[std::size_t(b)]; };
    if (!std::is_sorted(order.begin(), order.end(), earlier))
        std::sort(order.begin(), order.end(), earlier);
    return order;
}

QString RowOrder::folded(int slot, int column) const
{
    const std::vector<Cell> &cells = row(slot).cells;
    return std::size_t(column) < cells.size() ? cells[std::size_t(column)].text.toCaseFolded() : QString();
}

void RowOrder::sort(std::vector<int> *order, int column, ColumnType type, Qt::SortOrder direction) const
{
    const bool down = direction == Qt::DescendingOrder;
    if (type == ColumnType::Text)
        sortByText(order, column, down);
    else
        sortByNumber(order, column, type, down);
}

void RowOrder::sortByNumber(std::vector<int> *order, int column, ColumnType type, bool down) const
{
    std::vector<SortKey> keys;
    keys.reserve(order->size());
    for (const int slot : *order) {
        const std::vector<Cell> &cells = row(slot).cells;
        double number = std::nan("");
        if (std::size_t(column) < cells.size()) {
            const Cell &cell = cells[std::size_t(column)];
            number = type == ColumnType::State ? double(cell.health)
                : type != ColumnType::Spark    ? cell.number
                : cell.trend.empty()           ? number
                                               : cell.trend.back();
        }
        keys.push_back({headOf(number, down), slot, int(keys.size())});
    }
    sortKeys(&keys);
    writeSlots(keys, order);
}

/// Texts are folded once for each row, however often the table is sorted; most comparisons are of two numbers.
void RowOrder::sortByText(std::vector<int> *order, int column, bool down) const
{
    if (std::exchange(m_foldedColumn, column) != column)
        m_folded.clear();
    m_folded.resize(m_rows.size());
    for (const int slot : *order) {
        QString &text = m_folded[std::size_t(slot)];
        if (text.isNull())
            text = folded(slot, column);
    }
    const qsizetype start = commonStart(*order, m_folded);
    std::vector<SortKey> keys;
    keys.reserve(order->size());
    for (const int slot : *order)
        keys.push_back({headOf(m_folded[std::size_t(slot)], start, down), slot, int(keys.size())});
    sortKeys(&keys);
    // Runs of the same head are ordered by the rest of their texts.
    const auto byRest = [this, down](const SortKey &a, const SortKey &b) {
        const int compared = m_folded[std::size_t(a.slot)].compare(m_folded[std::size_t(b.slot)]);
        return compared == 0 ? a.place < b.place : (compared < 0) != down;
    };
    for (auto run = keys.begin(); run != keys.end();) {
        const auto end = std::find_if(run, keys.end(), [head = run->head](const SortKey &key) { return key.head != head; });
        if (end - run > 1)
            std::sort(run, end, byRest);
        run = end;
    }
    writeSlots(keys, order);
}

} // namespace signalbox::kit
