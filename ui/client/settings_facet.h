#pragma once

#include "backend/operator/protocol/settings.h"
#include "ui/client/decoded.h"

namespace signalbox::client {

/// The catalogue of settings with effective values. Reads only.
class SettingsFacet : public QObject
{
    Q_OBJECT

public:
    explicit SettingsFacet(Link &link);

    /// Settings, filtered and sorted by the gateway; fields: protocol::settingFields().
    Call settings(QObject *context, const ListQuery &query, std::function<void(Result<protocol::Page<protocol::SettingView>>)> done);
    Call setting(QObject *context, const QString &key, std::function<void(Result<protocol::SettingView>)> done);

Q_SIGNALS:
    /// The link came up or events were missed: read again.
    void outdated();

private:
    Link &m_link;
};

} // namespace signalbox::client
