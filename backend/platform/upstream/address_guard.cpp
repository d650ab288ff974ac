#include "backend/platform/upstream/address_guard.h"

#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <cstring>

namespace signalbox::upstream {

bool AddressGuard::allows(const core::IpAddress &address) const
{
    return !address.isInternal()
        || std::ranges::any_of(m_allowed, [&](const core::Cidr &block) { return block.contains(address); });
}

bool AddressGuard::allows(const sockaddr *address) const
{
    std::array<quint8, 16> bytes {};
    if (address->sa_family == AF_INET6) {
        sockaddr_in6 v6 {};
        std::memcpy(&v6, address, sizeof v6);
        std::memcpy(bytes.data(), &v6.sin6_addr, bytes.size());
        return allows(core::IpAddress::fromBytes(bytes));
    }
    if (address->sa_family != AF_INET)
        return false;
    sockaddr_in v4 {};
    std::memcpy(&v4, address, sizeof v4);
    bytes[10] = bytes[11] = 0xff;
    std::memcpy(bytes.data() + 12, &v4.sin_addr, 4);
    return allows(core::IpAddress::fromBytes(bytes));
}

bool AddressGuard::allowsText(const char *address) const
{
    // Curl names link-local peers with a zone, which the strict parser refuses: refused here as well.
    const Result<core::IpAddress> parsed = core::IpAddress::parse(address ? address : "");
    return parsed && allows(*parsed);
}

} // namespace signalbox::upstream
