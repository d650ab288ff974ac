#pragma once

#include "ui/client/facets.h"
#include "ui/kit/page.h"
#include "ui/kit/row_model.h"
#include "ui/pages/providers/hourly_requests.h"

class QHBoxLayout;

namespace signalbox::kit {
class BarChart;
class Card;
class LineChart;
class PieChart;
class StackChart;
class TableView;
}

namespace signalbox::pages {

/// How the providers do: shares, latencies, errors, requests per hour, and a table with means, breakers and
/// credentials.
class NowView : public QWidget
{
    Q_OBJECT

public:
    NowView(const kit::PageTools &tools, client::Facets &facets);

    void retranslate();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QLayout *makeUpper();
    QLayout *makeLower();
    kit::Card *addCard(QHBoxLayout *row, QWidget *chart, int stretch, QWidget *legend = nullptr);
    void followWindow();
    void showProviders();
    void showLines();
    void showHours();
    const std::vector<protocol::ProviderState> &providers() const;

    kit::PageTools m_tools;
    client::Facets &m_facets;
    HourlyRequests m_hourly;
    kit::RowModel m_rows;
    kit::PieChart *m_pie;
    kit::LineChart *m_share;
    kit::LineChart *m_latency;
    kit::BarChart *m_errors;
    kit::StackChart *m_hours;
    kit::TableView *m_table;
    std::vector<kit::Card *> m_cards; ///< selected, share, latency, errors, hours, providers
    client::Subscription m_topic;
    client::Subscription m_series;
};

} // namespace signalbox::pages
