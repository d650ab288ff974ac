#pragma once

#include "backend/operator/protocol/revision_record.h"
#include "ui/kit/row_model.h"

#include <QWidget>

class QLabel;

namespace signalbox::kit {
class TableView;
}

namespace signalbox::pages {

/// Changes key by key with before and after, and what to mind about them.
class DiffView : public QWidget
{
    Q_OBJECT

public:
    explicit DiffView(QWidget *parent = nullptr);

    void show(const protocol::RevisionDiff &diff);
    void setName(const QString &name);
    void retranslate();

private:
    kit::RowModel m_rows;
    kit::TableView *m_table;
    QLabel *m_notes;
    protocol::RevisionDiff m_diff;
};

} // namespace signalbox::pages
