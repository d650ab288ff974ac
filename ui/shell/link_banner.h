#pragma once

#include "ui/client/link_monitor.h"

#include <QColor>
#include <QFrame>

class QLabel;
class QPushButton;

namespace signalbox::shell {

/// The band under the top band while nothing is heard: says since when, that what is shown is old, and what is being
/// done about it. Nothing else disappears.
class LinkBanner : public QFrame
{
    Q_OBJECT

public:
    explicit LinkBanner(QWidget *parent = nullptr);

    /// `refused`: the gateway answered, but not to this token.
    void setLink(client::LinkState state, std::chrono::milliseconds age, bool refused);
    /// Whether what is shown must be called old: nothing heard for 5 s, or the link is lost.
    static bool isOld(client::LinkState state, std::chrono::milliseconds age);

Q_SIGNALS:
    void attachWanted();

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    QString sentence() const;

    QLabel *m_text;
    QPushButton *m_attach;
    client::LinkState m_state = client::LinkState::Linking;
    std::chrono::milliseconds m_age {0};
    bool m_refused = false;
    QColor m_ink;
};

} // namespace signalbox::shell
