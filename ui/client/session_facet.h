#pragma once

#include "backend/operator/protocol/common.h"
#include "ui/client/link.h"

namespace signalbox::client {

/// Who is attached to what, and what that person may do. Read whenever the link comes up.
class SessionFacet : public QObject
{
    Q_OBJECT

public:
    explicit SessionFacet(Link &link);

    /// The last answer of /ops/v1/me; empty names before the first one.
    const protocol::Me &me() const { return m_me; }
    /// The gateway's name; its address until it has told one.
    QString gatewayName() const;
    /// Why an act is not possible now, in words; empty when it is. `route` as in Me::acts: `POST /providers/what-if`.
    QString refusal(const QString &route) const;

Q_SIGNALS:
    void changed();

private:
    void read();

    Link &m_link;
    protocol::Me m_me;
};

} // namespace signalbox::client
