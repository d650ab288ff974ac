#pragma once

#include "ui/client/facets.h"

#include <QFrame>

class QHBoxLayout;
class QLabel;

namespace signalbox::kit {
class StateBadge;
}

namespace signalbox::pages {

/// The state of all alerts in one line: how many call, what else there is, how old that is; and, in a flood, a second
/// line that says so and names what most of them have in common.
class AlertsBand : public QFrame
{
    Q_OBJECT

public:
    explicit AlertsBand(client::Facets &facets, QWidget *parent = nullptr);

    /// When the list was read last, by this machine's clock in ms; 0 = never. `failed`: the last attempt did not work.
    void setRead(qint64 at, bool failed);
    void refresh();
    void retranslate();

Q_SIGNALS:
    /// The alerts that this filter lets through.
    void filterWanted(const QString &filter);

private:
    void showState();
    void showFlood();
    void showAge();

    client::Facets &m_facets;
    kit::StateBadge *m_badge;
    QLabel *m_text;
    QLabel *m_age;
    QFrame *m_flood;
    kit::StateBadge *m_floodBadge;
    QLabel *m_floodText;
    QHBoxLayout *m_causes;
    QStringList m_shownCauses;
    qint64 m_readAt = 0;
    bool m_failed = false;
};

} // namespace signalbox::pages
