#pragma once

#include "ui/kit/row_model.h"
#include "ui/pages/approvals/bulk_run.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;

namespace signalbox::kit {
class TableView;
}

namespace signalbox::pages {

/// Shows which ones exactly an act on many will decide, by brand, and which ones it leaves out and why; then does it,
/// one after the other, and says of each what came of it.
class BulkDialog : public QDialog
{
    Q_OBJECT

public:
    BulkDialog(ApprovalActs &acts, const std::vector<protocol::ApprovalRow> &chosen, protocol::ApprovalAction action,
               QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;
    void done(int result) override;

private:
    void build();
    void fill();
    void start();
    void take(std::size_t row, const ApprovalOutcome &outcome);
    void finish();
    void showRefusal();
    void retranslate();
    kit::Row row(const protocol::ApprovalRow &approval, kit::Health health, const QString &result, bool muted) const;

    ApprovalActs &m_acts;
    std::vector<protocol::ApprovalRow> m_out; ///< left out
    BulkRun *m_run;
    kit::RowModel m_rows;
    QLabel *m_headline;
    QLabel *m_flags;
    kit::TableView *m_table;
    QLineEdit *m_reason;
    QProgressBar *m_progress;
    QLabel *m_note;
    QPushButton *m_go;
    QPushButton *m_close;
    int m_answered = 0;
    bool m_isOver = false;
};

} // namespace signalbox::pages
