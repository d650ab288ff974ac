#pragma once

#include "backend/operator/protocol/breakers.h"
#include "backend/operator/protocol/checklist.h"
#include "ui/client/decoded.h"

namespace signalbox::client {

/// What the gateway finds out about itself besides the landing view's document: the guides' checklists and every
/// circuit breaker.
class HealthFacet : public QObject
{
    Q_OBJECT

public:
    explicit HealthFacet(Link &link);

    /// Reads both now, breakers every 5 s and the checklist every 30 s while the subscription lives.
    Subscription follow();
    /// Has the checklist run. The gateway answers with what it found within the last ten seconds, where it did.
    Call run(QObject *context, std::function<void(Result<protocol::Checklist>)> done);

    /// Makes an incident bundle, a zip of up to 50 MiB: the act of the role operator.
    Call bundle(QObject *context, const QString &reason, Link::Progress progress, Link::Downloaded done);

    /// The last findings; none before the first. They stay when a later run fails.
    const std::optional<protocol::Checklist> &checklist() const { return m_checklist; }
    const std::optional<protocol::Breakers> &breakers() const { return m_breakers; }
    /// Why the last run failed; none when it did not.
    const std::optional<Error> &problem() const { return m_problem; }

Q_SIGNALS:
    void changed();

private:
    void readBreakers();
    void readChecklist();

    Link &m_link;
    std::optional<protocol::Checklist> m_checklist;
    std::optional<protocol::Breakers> m_breakers;
    std::optional<Error> m_problem;
    std::weak_ptr<void> m_followed;
    QTimer m_often;
    QTimer m_seldom;
};

} // namespace signalbox::client
