#pragma once

#include "backend/operator/protocol/alerts.h"
#include "ui/client/decoded.h"

#include <map>

namespace signalbox::client {

/// How an alert stands to people.
enum class Standing {
    Calling, ///< fires, and nobody has said that he works on it
    Pending, ///< wrong, but not for long enough
    Acknowledged,
    Shelved,
    Resolved,
};

/// `now` by the gateway's clock.
Standing standingOf(const protocol::Alert &alert, core::WallTime now);

/// The alerts (contract operator-console 3). What is not over yet is always known here, because badge, tray and window
/// tell of it: read when the link comes up, then as the gateway sends it.
class AlertsFacet : public QObject
{
    Q_OBJECT

public:
    explicit AlertsFacet(Link &link);

    /// False before the first answer: that nothing fires is not known then.
    bool isKnown() const { return m_isKnown; }
    /// What is not over, by id.
    const std::map<QString, protocol::Alert> &alive() const { return m_alive; }
    /// Those that call for somebody, the most severe and oldest first.
    std::vector<protocol::Alert> calling() const;
    /// Those that began to fire within ten minutes.
    std::vector<protocol::Alert> firedLately() const;
    /// More of them than a person can take in one by one.
    bool isFlood() const;
    /// By the gateway's clock.
    core::WallTime now() const;

    /// In the gateway's order unless the query sorts; fields: protocol::alertFields().
    Call alerts(QObject *context, const ListQuery &query,
                std::function<void(Result<protocol::Page<protocol::Alert>>)> done);
    Call acknowledge(QObject *context, const QString &id, const QString &reason,
                     std::function<void(Result<protocol::AlertAnswer>)> done);
    /// 1 to 10,080 minutes; 0 ends the shelving.
    Call shelve(QObject *context, const QString &id, int minutes, const QString &reason,
                std::function<void(Result<protocol::AlertAnswer>)> done);
    /// Acknowledges the first of calling(); acknowledged() or failed() tells what came of it. Nothing calls: does
    /// nothing.
    void acknowledgeWorst(const QString &reason);

Q_SIGNALS:
    /// Another one calls, or one of them calls no more.
    void changed();
    /// These call from now on and did not before. Not emitted for what was so when the console came.
    void fired(const std::vector<signalbox::protocol::Alert> &alerts);
    void acknowledged(const signalbox::protocol::Alert &alert);
    void failed(const signalbox::Error &error);

private:
    void read();
    void takeAll(const protocol::Page<protocol::Alert> &page);
    void take(const protocol::AlertNews &news);
    void watchShelves();

    Link &m_link;
    Subscription m_topic;
    std::map<QString, protocol::Alert> m_alive; ///< by id; at most 500
    bool m_isKnown = false;
    core::WallTime m_newsAt; ///< of the last news
    std::optional<core::WallTime> m_flooded; ///< when the gateway said so last
    std::chrono::milliseconds m_ahead{0}; ///< the gateway's clock before this one's
    QTimer m_shelfEnd;
};

} // namespace signalbox::client
