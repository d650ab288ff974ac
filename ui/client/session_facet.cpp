#include "ui/client/session_facet.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace signalbox::client {

SessionFacet::SessionFacet(Link &link, QObject *parent) : QObject(parent), m_link(link), m_health(link.subscribe("health"))
{
    m_info.gateway = link.target().base.authority();
    connect(&link, &Link::reset, this, &SessionFacet::read);
    connect(&link, &Link::topicArrived, this, [this](const QByteArray &topic, const QJsonObject &data) {
        if (topic == "health")
            takeHealth(data);
    });
}

QString SessionFacet::refusal(const QString &act) const
{
    if (m_link.target().readOnly)
        return tr("This console was started read-only.");
    if (m_link.state() != LinkState::Linked)
        return tr("There is no link to the gateway.");
    if (!m_info.acts.contains(act))
        return m_info.role.isEmpty() ? tr("Your role is not known yet.") : tr("Role %1 may not do this.").arg(m_info.role);
    return {};
}

void SessionFacet::read()
{
    m_link.get(this, u"me"_s, {}, [this](const Result<QJsonObject> &answer) {
        if (!answer)
            return;
        m_info.person = answer->value("name"_L1).toString();
        m_info.role = answer->value("role"_L1).toString();
        m_info.acts.clear();
        for (const QJsonValue &act : answer->value("acts"_L1).toArray())
            m_info.acts += act.toString();
        if (const QString name = answer->value("gateway"_L1).toString(); !name.isEmpty())
            m_info.gateway = name;
        m_info.environment = answer->value("environment"_L1).toString();
        Q_EMIT changed();
    });
    m_link.get(this, u"overview"_s, {}, [this](const Result<QJsonObject> &answer) {
        if (answer)
            takeHealth(*answer);
    });
}

void SessionFacet::takeHealth(const QJsonObject &data)
{
    const QString state = data.value("state"_L1).toString();
    if (state.isEmpty())
        return;
    m_info.health = state;
    m_info.sentence = data.value("sentence"_L1).toString();
    Q_EMIT changed();
}

} // namespace signalbox::client
