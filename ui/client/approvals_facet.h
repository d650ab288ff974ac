#pragma once

#include "backend/operator/protocol/approval_detail.h"
#include "ui/client/decoded.h"

#include <QSet>

namespace signalbox::client {

/// The approvals (contract operator-console 4.2, platform 13). Which ones are open is always known here, because badge
/// and desktop tell of it: read when the link comes up and after the gateway's news, at most every two seconds.
class ApprovalsFacet : public QObject
{
    Q_OBJECT

public:
    explicit ApprovalsFacet(Link &link);

    /// How many open ones this operator may decide; all open ones while only their number is known; none before that.
    std::optional<int> waiting() const;
    /// By the gateway's clock.
    core::WallTime now() const;

    /// Somebody looks at the approvals while the subscription lives: nobody needs to be told of new ones.
    Subscription watch();
    bool isWatched() const { return !m_watched.expired(); }

    /// Open ones by deadline, then decided ones, the newest first, unless the query sorts; fields:
    /// protocol::approvalFields().
    Call approvals(QObject *context, const ListQuery &query,
                   std::function<void(Result<protocol::Page<protocol::ApprovalRow>>)> done);
    Call approval(QObject *context, const QString &id, std::function<void(Result<protocol::ApprovalDetail>)> done);
    /// Final. What a refusal tells is in refusalOf().
    Call decide(QObject *context, const QString &id, const protocol::DecideRequest &request,
                std::function<void(Result<protocol::DecideAnswer>)> done);

Q_SIGNALS:
    /// waiting() may be another one.
    void changed();
    /// What the gateway tells of; read what is shown of it again.
    void happened(const signalbox::protocol::ApprovalNews &news);
    /// These wait for this operator from now on and did not before. Not emitted for what was so when the console came.
    void arrived(const std::vector<signalbox::protocol::ApprovalRow> &approvals);

private:
    void read();
    void take(const protocol::Page<protocol::ApprovalRow> &page);

    Link &m_link;
    Subscription m_topic;
    std::weak_ptr<void> m_watched;
    QSet<QString> m_mine; ///< ids of open ones that this operator may decide; at most 200
    std::optional<int> m_openCount; ///< as told last
    bool m_isListed = false; ///< m_mine holds an answer
    bool m_isReading = false;
    std::chrono::milliseconds m_ahead{0}; ///< the gateway's clock before this one's
    QTimer m_soon;
};

} // namespace signalbox::client
