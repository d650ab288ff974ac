#pragma once

#include "backend/operator/protocol/filter.h"
#include "ui/client/facets.h"
#include "ui/kit/page.h"
#include "ui/kit/row_model.h"

#include <QTimer>

class QPushButton;

namespace signalbox::kit {
class Card;
class FilterField;
class LineChart;
class TableView;
}

namespace signalbox::pages {

class RequestCard;

/// Requests as they come and as the gateway keeps them, with one opened in full (contract operator-console 4.2).
class TrafficPage : public kit::Page
{
    Q_OBJECT

public:
    TrafficPage(const kit::PageTools &tools, client::Facets &facets, QWidget *parent = nullptr);

    void openWith(const QString &filter) override;
    QString help() const override;

protected:
    void retranslate() override;
    void onShown() override;
    void onHidden() override;

private:
    QWidget *makeCharts();
    void read();
    void take(const Result<protocol::Page<protocol::RequestRow>> &page);
    void sampled(const protocol::RequestRow &request);
    void flush();
    void togglePause();
    void exportRows();
    void open(const QByteArray &id);
    void followWindow();
    void showCharts();

    client::Facets &m_facets;
    kit::RowModel m_rows;
    kit::Card *m_card;
    kit::TableView *m_table;
    kit::FilterField *m_filter;
    QPushButton *m_pause;
    QPushButton *m_export;
    RequestCard *m_detail;
    kit::Card *m_chartCards[2] = {};
    kit::LineChart *m_rate = nullptr;
    kit::LineChart *m_latency = nullptr;
    QAction *m_pauseKey;
    protocol::Filter m_parsed;
    std::vector<kit::Row> m_pending; ///< live rows since the last turn; at most kMostPending
    QTimer m_turn;
    qint64 m_total = 0; ///< rows that the filter lets through on the gateway
    bool m_paused = false;
    client::Subscription m_topic;
    client::Subscription m_series;
};

} // namespace signalbox::pages
