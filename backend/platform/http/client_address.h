#pragma once

#include "backend/platform/core/address.h"
#include "backend/platform/core/headers.h"
#include "backend/platform/settings/snapshot.h"

#include <vector>

namespace signalbox::http {

/// Whose `X-Forwarded-For` is believed (contract platform 5.2).
struct ClientAddressRule
{
    std::vector<core::Cidr> trustedProxies; ///< union of the lists; not empty: `trustedHops` has no effect
    int trustedHops = 0; ///< 0..5; entries counted from the right

    bool trusts(const core::IpAddress &peer) const;
};

/// Reads TRUSTED_PROXIES, TRUSTED_PROXY_CIDRS, LOOPGPT_TRUSTED_PROXIES and TRUST_PROXY_HOPS. Entries that are no
/// block are left out: the catalogue has refused them before.
ClientAddressRule clientAddressRule(const settings::Snapshot &settings);

/// The one client address for limits, logs and audit.
core::IpAddress clientAddress(const ClientAddressRule &rule, const core::IpAddress &peer, const Headers &headers);

} // namespace signalbox::http
