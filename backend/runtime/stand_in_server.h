#pragma once

#include "backend/platform/core/address.h"
#include "backend/platform/http/server.h"
#include "backend/sandbox/stand_in.h"

#include <QUrl>

namespace signalbox::runtime {

/// A listener for outside parties that are only played. Made, used and destroyed on one thread with an event loop.
class StandInServer
{
public:
    StandInServer(metrics::Registry &metrics, settings::SnapshotPtr settings);

    /// Whose manners the routes take.
    const http::Owner &owner() const { return m_owner; }

    /// Serves the routes; port 0 takes any free one. Its address, or the error of the claim (in use, not allowed).
    Result<QUrl> listen(const core::IpAddress &address, quint16 port, http::Routes routes);

private:
    sandbox::StandInOwner m_owner;
    std::optional<http::AddressClaim> m_claim;
    http::Server m_server;
};

} // namespace signalbox::runtime
