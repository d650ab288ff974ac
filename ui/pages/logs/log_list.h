#pragma once

#include "ui/kit/card.h"
#include "ui/kit/row_model.h"
#include "ui/kit/view_state.h"
#include "ui/pages/logs/log_lines.h"

class QPushButton;

namespace signalbox::kit {
class LayoutStore;
class TableView;
}

namespace signalbox::pages {

/// The table of lines, the newest at the top. Away from the top it stands still, and a button counts what came.
class LogList : public kit::Card
{
    Q_OBJECT

public:
    explicit LogList(kit::LayoutStore &layout, QWidget *parent = nullptr);

    kit::TableView &table() { return *m_table; }
    /// Shows exactly these.
    void showAll(const LogLines &lines);
    void add(const LogLines &lines, const std::vector<protocol::LogRow> &rows);
    void toNewest();
    void retranslate(const LogLines &lines);

Q_SIGNALS:
    /// The current line's id; empty when there is none.
    void chosen(const QString &id);
    /// Enter or a double click.
    void opened(const QString &id);

private:
    void showNew();
    void widenLevel();

    kit::RowModel m_rows;
    kit::TableView *m_table;
    QPushButton *m_newest;
    int m_new = 0; ///< lines that came above what is seen
};

} // namespace signalbox::pages
