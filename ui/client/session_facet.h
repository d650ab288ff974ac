#pragma once

#include "ui/client/link.h"

#include <QStringList>

namespace signalbox::client {

/// Who is attached to what. Read when the link comes up.
struct SessionInfo
{
    QString person;
    QString role; ///< viewer, approver, operator, admin
    QStringList acts; ///< what the role may do
    QString gateway; ///< its name; its address until it has told one
    QString environment; ///< "production", "sandbox"…; empty when the gateway does not say
    QString health; ///< "well", "degraded", "down"; empty until told
    QString sentence; ///< the worst item in words
};

/// Who is attached, and how the gateway says it is.
class SessionFacet : public QObject
{
    Q_OBJECT

public:
    explicit SessionFacet(Link &link, QObject *parent = nullptr);

    const SessionInfo &info() const { return m_info; }
    /// Why that act is not possible now, in words; empty when it is.
    QString refusal(const QString &act) const;

Q_SIGNALS:
    void changed();

private:
    void read();
    void takeHealth(const QJsonObject &data);

    Link &m_link;
    SessionInfo m_info;
    Subscription m_health;
};

} // namespace signalbox::client
