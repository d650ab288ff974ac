#pragma once

#include "backend/platform/core/result.h"

#include <QByteArray>
#include <QString>

#include <array>
#include <vector>

namespace signalbox::core {

/// An IPv4 or IPv6 address as 16 bytes (IPv4 mapped into ::ffff:0:0/96).
class IpAddress
{
public:
    IpAddress() = default;

    /// Strict textual forms only (RFC 4291, dotted quad without leading zeros). InvalidInput otherwise.
    static Result<IpAddress> parse(QByteArrayView text);
    static IpAddress fromBytes(const std::array<quint8, 16> &bytes);

    bool isIpv4() const;
    bool isLoopback() const;
    /// Not reachable from the public internet: loopback, private, link local, carrier NAT, multicast, reserved.
    bool isInternal() const;
    /// The textual form; for IPv4 the dotted quad.
    QByteArray toText() const;
    /// What limits count by: the address for IPv4, the /64 for IPv6 (contract platform 5.2).
    QByteArray limitKey() const;

    const std::array<quint8, 16> &bytes() const { return m_bytes; }
    bool operator==(const IpAddress &) const = default;

private:
    std::array<quint8, 16> m_bytes {};
};

/// A block such as `10.0.0.0/8`, `::1/128` or one address.
class Cidr
{
public:
    static Result<Cidr> parse(QByteArrayView text);
    bool contains(const IpAddress &address) const;

private:
    IpAddress m_base;
    int m_bits = 128;
};

/// Comma-separated blocks, white space ignored. InvalidInput names the first bad entry.
Result<std::vector<Cidr>> parseCidrList(QByteArrayView text);

} // namespace signalbox::core
