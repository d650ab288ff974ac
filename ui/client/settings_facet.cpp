#include "ui/client/settings_facet.h"

using namespace Qt::StringLiterals;

namespace signalbox::client {

SettingsFacet::SettingsFacet(Link &link) : m_link(link)
{
    connect(&link, &Link::reset, this, &SettingsFacet::outdated);
}

Call SettingsFacet::settings(QObject *context, const ListQuery &query,
                             std::function<void(Result<protocol::Page<protocol::SettingView>>)> done)
{
    return m_link.get(context, u"settings"_s, query.toQuery(),
                      decoded<protocol::Page<protocol::SettingView>>(std::move(done)));
}

Call SettingsFacet::setting(QObject *context, const QString &key, std::function<void(Result<protocol::SettingView>)> done)
{
    return m_link.get(context, u"settings/"_s + key, {}, decoded<protocol::SettingView>(std::move(done)));
}

} // namespace signalbox::client
