#pragma once

#include "ui/kit/row_model.h"
#include "ui/pages/settings/lever_view.h"

class QPushButton;

namespace signalbox::kit {
class Card;
class LayoutStore;
class TableView;
}

namespace signalbox::pages {

class RevisionCard;

/// The timeline of revisions, newest first.
class RevisionsView : public LeverView
{
    Q_OBJECT

public:
    RevisionsView(client::Facets &facets, client::LeverActs &acts, kit::LayoutStore &layout);

    void retranslate() override;

protected:
    void read() override;
    void showRefusals() override;

private:
    void readFrom(const QString &cursor);
    void take(const Result<protocol::Page<protocol::Revision>> &page, bool older);
    void showRows();
    void showChosen();
    kit::Row row(const protocol::Revision &revision) const;

    kit::RowModel m_rows;
    kit::Card *m_card;
    kit::TableView *m_table;
    QPushButton *m_older;
    RevisionCard *m_detail;
    std::vector<protocol::Revision> m_revisions;
    std::optional<QString> m_next; ///< cursor of the next older ones
    QList<QByteArray> m_shown; ///< the selection that the card shows
};

} // namespace signalbox::pages
