#pragma once

#include "backend/operator/protocol/logs.h"
#include "ui/kit/card.h"
#include "ui/kit/row_model.h"

class QLabel;
class QPushButton;

namespace signalbox::kit {
class LayoutStore;
class TableView;
}

namespace signalbox::pages {

/// One line in full: every field as a row, the way to its request, and a copy.
class LogCard : public kit::Card
{
    Q_OBJECT

public:
    explicit LogCard(kit::LayoutStore &layout, QWidget *parent = nullptr);

    /// Null: none is chosen.
    void showLine(const protocol::LogRow *line);
    void retranslate();

Q_SIGNALS:
    /// The request of that id is wanted, with its stages and calls.
    void requestWanted(const QString &id);
    /// The lines of the request of that id are wanted.
    void linesWanted(const QString &requestId);

private:
    void copy() const;

    kit::RowModel m_fields;
    QLabel *m_message;
    kit::TableView *m_table;
    QPushButton *m_copy;
    QPushButton *m_request;
    QPushButton *m_lines;
    std::optional<protocol::LogRow> m_line;
};

} // namespace signalbox::pages
