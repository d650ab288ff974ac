#pragma once

#include "ui/client/facets.h"
#include "ui/kit/page.h"
#include "ui/kit/row_model.h"

#include <QTimer>

namespace signalbox::kit {
class Card;
class TableView;
}

namespace signalbox::pages {

class NewOperatorCard;
class OperatorCard;
class RefusalsCard;

/// Who may do what (contract operator-console 1.1): the tokens, a new one, the end of one, who was refused. For admins;
/// others are told who can.
class OperatorsPage : public kit::Page
{
    Q_OBJECT

public:
    OperatorsPage(const kit::PageTools &tools, client::Facets &facets, QWidget *parent = nullptr);

    void openWith(const QString &filter) override;
    QString help() const override;

protected:
    void retranslate() override;
    void onShown() override;
    void onHidden() override;

private:
    void layOut();
    void read();
    void take(const Result<protocol::Page<protocol::OperatorView>> &page);
    void showRows();
    void choose(const QByteArray &name);
    void showRefusals();

    client::Facets &m_facets;
    kit::RowModel m_rows;
    kit::FilterField *m_filter;
    kit::TableView *m_table;
    kit::Card *m_card;
    OperatorCard *m_detail;
    NewOperatorCard *m_new;
    RefusalsCard *m_refusals;
    QWidget *m_pane = nullptr;
    std::vector<protocol::OperatorView> m_operators;
    core::WallTime m_at;
    QTimer m_refresh; ///< last seen moves without anybody saying so
    client::Subscription m_topic;
};

} // namespace signalbox::pages
