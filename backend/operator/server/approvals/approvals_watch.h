#pragma once

#include "backend/operator/server/approvals/approvals_port.h"
#include "backend/operator/server/event_hub.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

namespace signalbox::server {

/// Looks once a second at what has happened to approvals, whichever replica did it, and tells the stream's topic
/// `approvals`. Belongs to the operator thread.
class ApprovalsWatch : public QObject
{
    Q_OBJECT

public:
    /// `port` null: there is nothing to look at.
    ApprovalsWatch(ApprovalsPort *port, EventHub &hub, QObject *parent = nullptr);

    void start();

private:
    static Task<void> look(QPointer<ApprovalsWatch> self);

    ApprovalsPort *m_port;
    EventHub &m_hub;
    bool m_isLooking = false;
    bool m_failing = false; ///< the last look failed
    QTimer m_everySecond;
};

} // namespace signalbox::server
