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
};

/// The band over every page. PRODUCTION stands in its own filled box, in words.
class TopBand : public QFrame
{
    Q_OBJECT

public:
    explicit TopBand(kit::TimeRange &range, QWidget *parent = nullptr);

    void setState(const BandState &state);

Q_SIGNALS:
    void searchWanted();
    void menuWanted(const QPoint &at);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();

    BandState m_state;
    QLabel *m_gateway;
    QLabel *m_environment;
    kit::StateBadge *m_link;
    QLabel *m_age;
    kit::StateBadge *m_health;
    QLabel *m_readOnly;
    QPushButton *m_search;
    QLabel *m_role;
    QPushButton *m_more;
};

/// The word, shape and colour of a link state.
QString linkWord(client::LinkState state);
kit::Health linkHealth(client::LinkState state);

} // namespace signalbox::shell
