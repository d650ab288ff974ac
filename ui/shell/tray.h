#pragma once

#include "ui/client/facets.h"
#include "ui/kit/state_badge.h"
#include "ui/shell/approval_call.h"
#include "ui/shell/worse_watch.h"

#include <QMenu>
#include <QSystemTrayIcon>

namespace signalbox::shell {

/// The icon in the desktop's tray: the state as shape and colour, the three worst things in tooltip and menu, each
/// with the way to its page, and a message when it gets worse, an alert pages somebody or an approval waits for this
/// operator. Where there is no tray it shows nothing.
class Tray : public QObject
{
    Q_OBJECT

public:
    Tray(client::Facets &facets, const core::Clock &clock, QObject *parent = nullptr);

Q_SIGNALS:
    void windowWanted();
    void placeWanted(const signalbox::client::Place &place);
    /// It got worse or an alert pages somebody, and the desktop was told so.
    void told(const QString &title, const QString &text);
    /// Approvals wait for this operator, and the desktop was told so.
    void asked(const QString &title, const QString &text);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    static constexpr std::chrono::minutes kFloodQuiet {1};

    void refresh();
    /// Page alerts that call now.
    std::vector<client::Trouble> pages() const;
    std::vector<client::Trouble> worst() const;
    void tellFired(const std::vector<protocol::Alert> &alerts);
    void callForApprovals();
    void tell(const QString &title, const QString &text, kit::Health health, const std::optional<client::Place> &place);
    void fillMenu(const std::vector<client::Trouble> &troubles);
    void clicked();

    /// What the icon shows now.
    struct Shown
    {
        kit::Health health = kit::Health::Unknown;
        QString gateway;
        QStringList sentences;
        QString locale;
        bool operator==(const Shown &) const = default;
    };

    client::Facets &m_facets;
    const core::Clock &m_clock;
    QSystemTrayIcon m_icon;
    QMenu m_menu;
    Shown m_shown;
    std::optional<client::Place> m_worst;
    WorseWatch m_watch;
    std::optional<client::Place> m_toldPlace; ///< what the last message was about
    std::optional<core::SteadyTime> m_floodTold;
    ApprovalCall m_call;
    QTimer m_callAgain;
};

} // namespace signalbox::shell
