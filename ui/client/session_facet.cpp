#include "ui/client/session_facet.h"

#include "ui/client/decoded.h"
#include "ui/client/wire_text.h"

using namespace Qt::StringLiterals;

namespace signalbox::client {

SessionFacet::SessionFacet(Link &link) : m_link(link)
{
    connect(&link, &Link::reset, this, &SessionFacet::read);
}

QString SessionFacet::gatewayName() const
{
    return m_me.gateway.name.isEmpty() ? m_link.target().base.authority() : m_me.gateway.name;
}

QString SessionFacet::refusal(const QString &route) const
{
    if (m_link.target().readOnly)
        return tr("This console was started read-only.");
    if (m_link.state() != LinkState::Linked)
        return tr("There is no link to the gateway.");
    if (m_me.name.isEmpty())
        return tr("Your role is not known yet.");
    if (std::find(m_me.acts.begin(), m_me.acts.end(), route) == m_me.acts.end())
        return tr("Role %1 may not do this.").arg(roleText(m_me.role));
    return {};
}

void SessionFacet::read()
{
    m_link.get(this, u"me"_s, {}, decoded<protocol::Me>([this](Result<protocol::Me> me) {
        if (!me)
            return;
        m_me = std::move(*me);
        Q_EMIT changed();
    }));
}

} // namespace signalbox::client
