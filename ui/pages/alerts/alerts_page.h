#pragma once

#include "ui/client/facets.h"
#include "ui/kit/page.h"
#include "ui/kit/row_model.h"
#include "ui/pages/alerts/alert_rows.h"

#include <QTimer>

class QCheckBox;
class QScrollArea;

namespace signalbox::kit {
class Card;
class TableView;
}

namespace signalbox::pages {

class AlertActs;
class AlertCard;
class AlertsBand;

/// What calls for a person, what to do about it, and what is kept quiet by whom (contract operator-console 3, 4.2).
class AlertsPage : public kit::Page
{
    Q_OBJECT

public:
    AlertsPage(const kit::PageTools &tools, client::Facets &facets, QWidget *parent = nullptr);

    /// `id:<alert>` chooses that one among all; anything else filters.
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
    void take(const Result<protocol::Page<protocol::Alert>> &page);
    void showRows();
    void showChosen();
    void openPlace();

    client::Facets &m_facets;
    AlertActs *m_acts;
    kit::RowModel m_rows;
    AlertsBand *m_band;
    kit::FilterField *m_filter;
    QCheckBox *m_resolved;
    kit::Card *m_card;
    kit::TableView *m_table;
    AlertCard *m_detail;
    QScrollArea *m_pane;
    std::vector<std::pair<QAction *, const char *>> m_keys;
    std::vector<ListedAlert> m_alerts; ///< as shown
    core::WallTime m_at; ///< of them, by the gateway's clock
    qint64 m_total = 0;
    qint64 m_readAt = 0; ///< by this machine's clock
    QString m_wanted; ///< the alert to choose once it is there
    QTimer m_soon; ///< a burst of news is one read
    QTimer m_turn;
    client::Call m_call;
    quint64 m_asked = 0;
    bool m_reading = false;
};

} // namespace signalbox::pages
