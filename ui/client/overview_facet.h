#pragma once

#include "backend/operator/protocol/overview_document.h"
#include "ui/client/link.h"

namespace signalbox::client {

/// The landing view's document: read when the link comes up, then as the gateway sends it. Always followed, because
/// the window's band and the tray show its state.
class OverviewFacet : public QObject
{
    Q_OBJECT

public:
    explicit OverviewFacet(Link &link);

    /// The last document; none before the first.
    const std::optional<protocol::Overview> &overview() const { return m_overview; }
    /// Reads it now.
    void read();

Q_SIGNALS:
    void changed();
    void failed(const signalbox::Error &error);

private:
    void take(Result<protocol::Overview> overview);

    Link &m_link;
    Subscription m_topic;
    std::optional<protocol::Overview> m_overview;
};

} // namespace signalbox::client
