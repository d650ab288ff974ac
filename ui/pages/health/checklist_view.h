#pragma once

#include "backend/operator/protocol/filter.h"
#include "ui/client/facets.h"
#include "ui/kit/row_model.h"

#include <QWidget>

class QCheckBox;
class QPushButton;
class QSplitter;

namespace signalbox::kit {
class AsyncAction;
class Card;
class FilterField;
struct PageTools;
class TableView;
class UndoBar;
}

namespace signalbox::pages {

class CheckCard;

/// The guides' checklists: under each guide its items with what was found, one item in full beside them.
class ChecklistView : public QWidget
{
    Q_OBJECT

public:
    ChecklistView(client::Facets &facets, const kit::PageTools &tools, QWidget *parent = nullptr);

    kit::FilterField *filter() const { return m_filter; }
    /// At the end of the row above the table.
    void addToRow(QWidget *widget);
    void runAgain();
    void toggleFailing();
    void copy();
    /// Reads the keys of the settings, to which items lead.
    void readSettings();
    void retranslate();

Q_SIGNALS:
    void placeWanted(const QByteArray &page, const QString &filter);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void build(const kit::PageTools &tools);
    void shareWidth();
    void showRows();
    void showCounts();
    void choose(const QByteArray &id);
    std::vector<protocol::CheckItem> shown() const;

    client::Facets &m_facets;
    kit::UndoBar &m_undo;
    kit::RowModel m_rows;
    kit::FilterField *m_filter;
    QCheckBox *m_failing;
    kit::AsyncAction *m_run;
    QPushButton *m_copy;
    kit::Card *m_card;
    kit::TableView *m_table;
    CheckCard *m_detail;
    QSplitter *m_halves;
    QWidget *m_row;
    protocol::Filter m_parsed;
    client::Call m_call;
};

} // namespace signalbox::pages
