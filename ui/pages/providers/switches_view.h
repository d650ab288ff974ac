#pragma once

#include "ui/kit/page.h"
#include "ui/kit/row_model.h"
#include "ui/pages/providers/provider_switches.h"

#include <QTimer>

class QAction;

namespace signalbox::kit {
class LineChart;
class TableView;
}

namespace signalbox::pages {

/// The providers with their switches, and beside them what a switch does to shares and errors.
class SwitchesView : public QWidget
{
    Q_OBJECT

public:
    SwitchesView(const kit::PageTools &tools, client::Facets &facets);

    /// Chooses the provider and begins the act, as soon as its state is known.
    void begin(const QString &providerId, ProviderAct act);
    void retranslate();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void layOut();
    void addActs();
    void readSettings();
    void readBreakers();
    void followWindow();
    void showRows();
    void showLines();
    void choose(const QByteArray &id);
    std::optional<SwitchedProvider> provider(const QByteArray &id) const;
    const std::vector<protocol::ProviderState> &providers() const;

    kit::PageTools m_tools;
    client::Facets &m_facets;
    kit::RowModel m_rows;
    kit::TableView *m_table;
    kit::LineChart *m_share;
    kit::LineChart *m_errors;
    ProviderSwitches *m_switches;
    std::vector<kit::Card *> m_cards; ///< providers, share, errors
    std::vector<std::pair<QAction *, ProviderAct>> m_actions;
    QHash<QString, protocol::SettingView> m_settings;
    QHash<QString, protocol::UpstreamBreaker> m_breakers;
    qint64 m_seen = 0;
    std::optional<std::pair<QString, ProviderAct>> m_wanted;
    QTimer m_refresh; ///< the stream does not tell who holds a breaker
    client::Subscription m_topic;
    client::Subscription m_levers;
    client::Subscription m_series;
};

} // namespace signalbox::pages
