#include "backend/platform/http/client_address.h"

#include <algorithm>
#include <ranges>

namespace signalbox::http {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMostHops = 5;

/// An entry of X-Forwarded-For: an address, or one with a port (`1.2.3.4:5`, `[::1]:5`).
Result<core::IpAddress> parseEntry(QByteArray entry)
{
    entry = entry.trimmed();
    if (entry.startsWith('[')) {
        const qsizetype end = entry.indexOf(']');
        return core::IpAddress::parse(end < 0 ? entry : entry.sliced(1, end - 1));
    }
    if (entry.count(':') == 1)
        entry.truncate(entry.indexOf(':'));
    return core::IpAddress::parse(entry);
}

} // namespace

bool ClientAddressRule::trusts(const core::IpAddress &peer) const
{
    return std::ranges::any_of(trustedProxies, [&peer](const core::Cidr &block) { return block.contains(peer); });
}

ClientAddressRule clientAddressRule(const settings::Snapshot &settings)
{
    ClientAddressRule rule;
    for (const QByteArray &key : {"TRUSTED_PROXIES"_ba, "TRUSTED_PROXY_CIDRS"_ba, "LOOPGPT_TRUSTED_PROXIES"_ba}) {
        if (const auto blocks = core::parseCidrList(settings.bytes(key)))
            rule.trustedProxies.insert(rule.trustedProxies.end(), blocks->begin(), blocks->end());
    }
    rule.trustedHops = int(std::clamp<qint64>(settings.integer("TRUST_PROXY_HOPS"_ba), 0, kMostHops));
    return rule;
}

core::IpAddress clientAddress(const ClientAddressRule &rule, const core::IpAddress &peer, const Headers &headers)
{
    const bool byList = !rule.trustedProxies.empty();
    if (byList ? !rule.trusts(peer) : rule.trustedHops == 0)
        return peer;
    const QByteArray forwarded = headers.combined("X-Forwarded-For");
    if (forwarded.isEmpty())
        return peer;
    const QList<QByteArray> entries = forwarded.split(',');
    if (!byList) {
        if (entries.size() < rule.trustedHops)
            return peer;
        return parseEntry(entries[entries.size() - rule.trustedHops]).value_or(peer);
    }
    core::IpAddress nearest = peer;
    for (const QByteArray &entry : entries | std::views::reverse) {
        const auto address = parseEntry(entry);
        // What stands left of an unreadable entry was not written by a proxy that we trust.
        if (!address)
            return nearest;
        nearest = *address;
        if (!rule.trusts(nearest))
            return nearest;
    }
    return nearest;
}

} // namespace signalbox::http
