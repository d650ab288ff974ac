#pragma once

#include "ui/client/link_monitor.h"
#include "ui/kit/state_badge.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace signalbox::kit {
class TimeRange;
}

namespace signalbox::shell {

class GatewayButton;
class Gateways;

/// What the band says of the gateway.
struct BandState
{
    QString gateway;
    QString environment; ///< in words: "production", "staging", "sandbox"
    client::LinkState link = client::LinkState::Linking;
    std::chrono::milliseconds age {0};
    kit::Health health = kit::Health::Unknown; ///< of the services, as the gateway says
    QString role;
    bool readOnly = false;
    bool insecure = false; ///< the operator address is open to the network without TLS
    bool operator==(const BandState &) const = default;
};

/// The band over every page, under a strip in the gateway's colour. PRODUCTION has a red strip and stands in its own
/// filled box, in words.
class TopBand : public QFrame
{
    Q_OBJECT

public:
    TopBand(kit::TimeRange &range, Gateways &gateways, QWidget *parent = nullptr);

    void setState(const BandState &state);
    /// Opens the switcher.
    void openGateways();

Q_SIGNALS:
    void searchWanted();
    void attachWanted();
    void menuWanted(const QPoint &at);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void retranslate();
    void showBoxes();
    void showAge();
    void fitSearch();

    Gateways &m_gateways;
    BandState m_state;
    GatewayButton *m_gateway;
    QLabel *m_environment;
    kit::StateBadge *m_link;
    QLabel *m_age;
    kit::StateBadge *m_health;
    QLabel *m_readOnly;
    QLabel *m_insecure;
    QPushButton *m_search;
    QLabel *m_role;
    QPushButton *m_more;
};

/// The word, shape and colour of a link state.
QString linkWord(client::LinkState state);
kit::Health linkHealth(client::LinkState state);

} // namespace signalbox::shell
