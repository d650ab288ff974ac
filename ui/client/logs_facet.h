#pragma once

#include "backend/operator/protocol/logs.h"
#include "ui/client/decoded.h"

namespace signalbox::client {

/// The gateway's log lines: those that it keeps, and new ones as they are written.
class LogsFacet : public QObject
{
    Q_OBJECT

public:
    explicit LogsFacet(Link &link);

    /// arrived() is emitted while the subscription lives.
    Subscription follow();
    /// Kept lines, filtered by the gateway, newest first unless sorted; fields: protocol::logFields().
    Call logs(QObject *context, const ListQuery &query, std::function<void(Result<protocol::Page<protocol::LogRow>>)> done);

Q_SIGNALS:
    /// At most 50 a second, warnings and errors first; LogRow::skipped tells how many were left out before it.
    void arrived(const signalbox::protocol::LogRow &row);
    /// The link came up or events were missed: read the list again.
    void outdated();

private:
    Link &m_link;
};

} // namespace signalbox::client
