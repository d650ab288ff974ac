#pragma once

#include "ui/client/facets.h"
#include "ui/kit/page.h"
#include "ui/kit/row_model.h"

#include <QTimer>

namespace signalbox::kit {
class BarChart;
class Card;
class FilterField;
class LineChart;
class PieChart;
class TableView;
}

namespace signalbox::pages {

class WhatIfCard;

/// Who is chosen and why: shares, latencies, errors, every decision with its scores, and other weights tried out
/// (contract operator-console 4.2).
class ProvidersPage : public kit::Page
{
    Q_OBJECT

public:
    ProvidersPage(const kit::PageTools &tools, client::Facets &facets, QWidget *parent = nullptr);

    void openWith(const QString &filter) override;
    QString help() const override;

protected:
    void retranslate() override;
    void onShown() override;
    void onHidden() override;

private:
    QWidget *makeCharts();
    QWidget *makeDecisions();
    void showProviders();
    void readDecisions();
    void take(const Result<protocol::Page<protocol::Decision>> &page);
    void choose(const QByteArray &requestId);
    void followWindow();
    void showCharts();

    client::Facets &m_facets;
    kit::RowModel m_providerRows;
    kit::RowModel m_decisionRows;
    kit::RowModel m_candidateRows;
    std::vector<kit::Card *> m_cards; ///< selected, share, latency, errors, providers, decisions
    kit::PieChart *m_pie = nullptr;
    kit::LineChart *m_share = nullptr;
    kit::LineChart *m_latency = nullptr;
    kit::BarChart *m_errors = nullptr;
    kit::TableView *m_providerTable = nullptr;
    kit::TableView *m_decisionTable = nullptr;
    kit::TableView *m_candidateTable = nullptr;
    kit::FilterField *m_filter = nullptr;
    WhatIfCard *m_whatIf = nullptr;
    QTimer m_refresh;
    std::vector<protocol::Decision> m_decisions;
    client::Subscription m_topic;
    client::Subscription m_series;
};

} // namespace signalbox::pages
