#pragma once

#include "ui/client/facets.h"

#include <QFrame>
#include <QSet>

class QLabel;
class QPushButton;

namespace signalbox::shell {

/// Tells on every page that an alert pages somebody, until that person has looked at it: a line with the worst one and
/// the way to it. In a flood it tells the number.
class AlertBanner : public QFrame
{
    Q_OBJECT

public:
    explicit AlertBanner(client::AlertsFacet &alerts, QWidget *parent = nullptr);

Q_SIGNALS:
    void placeWanted(const signalbox::client::Place &place);

protected:
    void changeEvent(QEvent *event) override;

private:
    void refresh();
    void dismiss();
    /// Page alerts that call and were not looked at here, the oldest first.
    std::vector<protocol::Alert> wanted() const;

    client::AlertsFacet &m_alerts;
    QLabel *m_text;
    QPushButton *m_show;
    QPushButton *m_hide;
    QSet<QString> m_seen; ///< ids with the time they fired at
};

} // namespace signalbox::shell
