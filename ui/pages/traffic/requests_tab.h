#pragma once

#include "backend/operator/protocol/filter.h"
#include "ui/client/facets.h"
#include "ui/kit/page.h"
#include "ui/kit/row_model.h"
#include "ui/pages/traffic/traffic_tab.h"

#include <QTimer>

class QPushButton;
class QSplitter;

namespace signalbox::kit {
class Card;
class TableView;
}

namespace signalbox::pages {

class RequestCard;

/// Requests as they come and as the gateway keeps them, with one opened in full.
class RequestsTab : public TrafficTab
{
    Q_OBJECT

public:
    RequestsTab(const kit::PageTools &tools, client::Facets &facets);

    kit::FilterField *filterField() const { return m_filter; }
    /// Shows what the filter lets through. `id:` and nothing else opens that request, as soon as it was read.
    void filter(const QString &text);
    /// Holds the live rows back, or lets them come again.
    void togglePause();

    void retranslate() override;
    void start() override;
    void stop() override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void build(kit::LayoutStore &layout);
    void read();
    void take(const Result<protocol::Page<protocol::RequestRow>> &page);
    void openWanted();
    void sampled(const protocol::RequestRow &request);
    void flush();
    /// The selected rows, or all, with every column.
    void exportRows();
    void open(const QByteArray &id);
    void showPause();

    client::Facets &m_facets;
    kit::RowModel m_rows;
    kit::Card *m_card;
    kit::TableView *m_table;
    kit::FilterField *m_filter;
    QSplitter *m_halves;
    QPushButton *m_pause;
    QPushButton *m_export;
    RequestCard *m_detail;
    protocol::Filter m_parsed;
    std::vector<kit::Row> m_pending; ///< live rows since the last turn; at most kMostPending
    QTimer m_turn;
    QByteArray m_wanted; ///< request to open once it was read; empty when there is none
    QByteArray m_opened; ///< request in the card
    qint64 m_total = 0; ///< rows that the filter lets through on the gateway
    bool m_paused = false;
    bool m_active = false;
    client::Subscription m_topic;
};

} // namespace signalbox::pages
