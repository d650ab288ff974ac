#pragma once

#include "ui/client/facets.h"
#include "ui/kit/row_model.h"
#include "ui/pages/approvals/approval_rows.h"

#include <QTimer>
#include <QWidget>

class QButtonGroup;
class QLabel;
class QPushButton;

namespace signalbox::kit {
class Card;
class FilterField;
class LayoutStore;
class TableView;
}

namespace signalbox::pages {

/// The list of approvals: which part of it, filtered, read and kept fresh while it is in view. The one on the card stays
/// chosen while others come and go; when it goes itself, none is, so that no other one slips under the next key.
class ApprovalQueue : public QWidget
{
    Q_OBJECT

public:
    ApprovalQueue(client::Facets &facets, kit::LayoutStore &layout, QWidget *parent = nullptr);

    kit::FilterField &filter() const { return *m_filter; }
    kit::TableView &table() const { return *m_table; }
    void start();
    void stop();
    void read();
    /// Chooses that one as soon as it is known whether it is listed; missing() tells when it is not.
    void want(const QString &id);
    /// The approval was decided or counted by this console: shows what it is now and chooses the next open one.
    void goOn(const protocol::ApprovalRow &done);
    /// Chooses the one below (1) or above (-1).
    void step(int by);
    const protocol::ApprovalRow *find(const QString &id) const;
    /// The selected ones in the order of the list.
    std::vector<protocol::ApprovalRow> selected() const;
    /// What is shown may not be so any more.
    bool isStale() const;
    void retranslate();

Q_SIGNALS:
    /// A person chose it, or, `byItself`, it is the next one after a decision.
    void chosen(const signalbox::protocol::ApprovalRow &row, bool byItself);
    /// None is chosen: another list was asked for, and the one that was is not in it.
    void cleared();
    /// The list was read.
    void refreshed();
    void missing(const QString &id);
    void manyWanted(signalbox::protocol::ApprovalAction action);

private:
    void build(kit::LayoutStore &layout);
    ApprovalPart part() const;
    void take(const Result<protocol::Page<protocol::ApprovalRow>> &page, bool cheap);
    void showRows();
    void hold();
    void choose();
    void present(const protocol::ApprovalRow &row, bool byItself);
    void showCount();
    void tick();

    client::Facets &m_facets;
    kit::RowModel m_rows;
    kit::FilterField *m_filter;
    QButtonGroup *m_parts;
    QLabel *m_age;
    kit::Card *m_card;
    kit::TableView *m_table;
    QPushButton *m_approveMany;
    QPushButton *m_skipMany;
    std::vector<protocol::ApprovalRow> m_approvals; ///< as listed
    qint64 m_total = 0;
    QString m_shown; ///< id of the one that was chosen last
    QString m_wanted;
    qint64 m_readAt = 0; ///< by this machine's clock
    bool m_failed = false;
    bool m_anew = false; ///< a person asked for another list
    bool m_filling = false; ///< the list moves by itself: nobody chooses
    bool m_reading = false;
    QTimer m_soon; ///< a burst of news is one read
    QTimer m_turn;
    QTimer m_second;
    client::Call m_call;
    quint64 m_asked = 0;
};

} // namespace signalbox::pages
