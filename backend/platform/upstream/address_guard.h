#pragma once

#include "backend/platform/core/address.h"

#include <vector>

struct sockaddr;

namespace signalbox::upstream {

/// Decides which resolved addresses a call whose URL came from outside may reach (SSRF). Asked with the very address
/// that is about to be connected to, so that a second DNS answer cannot slip by.
class AddressGuard
{
public:
    explicit AddressGuard(std::vector<core::Cidr> allowedInternal = {}) : m_allowed(std::move(allowedInternal)) { }

    bool allows(const core::IpAddress &address) const;
    /// The same for a socket address; families other than IP are not allowed.
    bool allows(const sockaddr *address) const;
    /// The same for an address in text, as libcurl names a connection's peer.
    bool allowsText(const char *address) const;

private:
    std::vector<core::Cidr> m_allowed;
};

} // namespace signalbox::upstream
