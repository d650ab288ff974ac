#pragma once

#include "ui/kit/state_badge.h"

#include <QAbstractTableModel>
#include <QHash>

#include <functional>
#include <limits>
#include <optional>
#include <vector>

namespace signalbox::kit {

class RowOrder;

/// What a column holds decides how it is compared, aligned and drawn.
enum class ColumnType {
    Text, ///< compared without case, left
    Number, ///< compared by Cell::number, right, tabular figures
    Time, ///< compared by Cell::number (ms since the epoch), left, tabular figures
    State, ///< Cell::health's shape and colour before the text; compared by how bad it is
    Spark, ///< Cell::trend drawn as a line; compared by its last value
};

struct Column
{
    QByteArray id; ///< stable, for the stored choice of columns
    QString title;
    ColumnType type = ColumnType::Text;
    bool shown = true; ///< before the user chooses
};

struct Cell
{
    QString text; ///< what is shown and copied
    double number = std::numeric_limits<double>::quiet_NaN();
    Health health = Health::Unknown;
    bool alarming = false; ///< in the colour of bad (always beside a word or sign)
    bool strong = false; ///< weight 600
    bool muted = false; ///< also a state's shape and word: what was, not what is
    std::vector<double> trend = {};
    QString tip = {}; ///< more than the text: shown while the pointer rests on the cell, and told to screen readers

    static Cell of(QString shown) { return {.text = std::move(shown)}; }
    static Cell name(QString shown) { return {.text = std::move(shown), .strong = true}; }
    static Cell of(double value, QString shown) { return {.text = std::move(shown), .number = value}; }
    static Cell state(Health health, QString word = {});
    static Cell course(std::vector<double> values, bool bad) { return {.text = {}, .alarming = bad, .trend = std::move(values)}; }
};

struct Row
{
    QByteArray key; ///< unique in the table
    std::vector<Cell> cells; ///< one a column
};

/// Rows with typed columns, sorted and filtered here. Rows are known by key: updating them keeps selection, current
/// row and scroll. Made for 100,000 rows: sort and filter in at most 100 ms (contract operator-console 4.3).
/// Main thread only.
class RowModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    using Filter = std::function<bool(const Row &)>;

    explicit RowModel(std::vector<Column> columns, QObject *parent = nullptr);
    ~RowModel() override;

    const std::vector<Column> &columns() const { return m_columns; }
    /// Other titles (a new language); the same number of columns.
    void setTitles(const QStringList &titles);

    /// The table is exactly these rows from now on; rows of a known key keep their place in selection.
    void setRows(std::vector<Row> rows);
    /// Adds rows or replaces those of the same key.
    void upsert(std::vector<Row> rows);
    /// At most so many rows; the ones that came first leave first. 100,000 unless told.
    void setBound(qsizetype rows);
    /// Shows the rows for which it is true; an empty function shows all.
    void setFilter(Filter filter);

    /// The row shown at that place; valid until the next change.
    const Row *rowAt(int place) const;
    /// Where the row of that key is shown; -1 when it is not.
    int placeOf(const QByteArray &key) const;
    /// Rows held, shown or not.
    qsizetype total() const;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    void store(std::vector<Row> rows, std::vector<int> *touched);
    void rearrange(const std::vector<int> &leaving = {});
    void arrange(const std::vector<int> &target);
    void tellChanged();
    void permute(std::vector<int> order);
    std::vector<int> wanted(const std::vector<int> &leaving) const;
    std::vector<int> sorted(std::vector<int> order) const;
    const std::vector<int> &allSorted();

    std::vector<Column> m_columns;
    std::unique_ptr<RowOrder> m_rows;
    std::vector<int> m_shown; ///< place → slot
    std::vector<int> m_places; ///< slot → place or -1
    std::optional<std::vector<int>> m_sorted; ///< all slots in order, while a filter is being typed
    Filter m_filter;
    int m_sortColumn = -1;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
    qsizetype m_bound = 100'000;
};

} // namespace signalbox::kit
