#pragma once

#include "ui/client/facets.h"
#include "ui/kit/page.h"
#include "ui/kit/row_model.h"

#include <QTimer>

class QCheckBox;

namespace signalbox::kit {
class Card;
class TableView;
}

namespace signalbox::pages {

class MessageCard;
class OutboxBand;

/// Messages to the outside (contract operator-console 4.2): what waits, what is tried again, what was given up, for
/// each target; dry run and replay of one or many.
class OutboxPage : public kit::Page
{
    Q_OBJECT

public:
    OutboxPage(const kit::PageTools &tools, client::Facets &facets, QWidget *parent = nullptr);

    /// `id:<message>` or `subject:<candidate>` also shows delivered ones; anything else filters.
    void openWith(const QString &filter) override;
    QString help() const override;

protected:
    void retranslate() override;
    void onShown() override;
    void onHidden() override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void build();
    void addKeys();
    void read();
    void take(const Result<protocol::Page<protocol::OutboxItem>> &page);
    void takeTargets(const Result<protocol::OutboxTargets> &targets);
    void tick();
    void showRows();
    void showChosen();

    client::Facets &m_facets;
    kit::RowModel m_targetRows;
    kit::RowModel m_rows;
    OutboxBand *m_band;
    kit::Card *m_targetsCard;
    kit::TableView *m_targets;
    kit::FilterField *m_filter;
    QCheckBox *m_delivered;
    kit::Card *m_card;
    kit::TableView *m_table;
    MessageCard *m_detail;
    QWidget *m_pane = nullptr;
    std::vector<std::pair<QAction *, const char *>> m_keys;
    std::vector<protocol::OutboxItem> m_items; ///< as shown
    protocol::OutboxTargets m_told;
    qint64 m_total = 0;
    qint64 m_readAt = 0; ///< by this machine's clock
    bool m_failed = false;
    bool m_notConfigured = false;
    QTimer m_turn;
    client::Call m_call;
    quint64 m_asked = 0;
    bool m_reading = false;
};

} // namespace signalbox::pages
