#include "backend/platform/core/address.h"

#include <QByteArrayList>

#include <arpa/inet.h>

#include <algorithm>
#include <cstring>

namespace signalbox::core {

using namespace Qt::StringLiterals;

namespace {

constexpr int kIpv4Offset = 12;
constexpr int kIpv4PrefixBits = 96;

const std::vector<Cidr> &internalBlocks()
{
    static const std::vector<Cidr> blocks = *parseCidrList(
        "0.0.0.0/8,10.0.0.0/8,100.64.0.0/10,127.0.0.0/8,169.254.0.0/16,172.16.0.0/12,192.0.0.0/24,192.0.2.0/24,"
        "192.168.0.0/16,198.18.0.0/15,198.51.100.0/24,203.0.113.0/24,224.0.0.0/4,240.0.0.0/4,"
        "::/128,::1/128,64:ff9b::/96,100::/64,2001::/32,2001:db8::/32,2002::/16,fc00::/7,fe80::/10,ff00::/8");
    return blocks;
}

} // namespace

Result<IpAddress> IpAddress::parse(QByteArrayView text)
{
    const QByteArray copy = text.toByteArray();
    IpAddress address;
    in_addr v4 {};
    if (inet_pton(AF_INET, copy.constData(), &v4) == 1) {
        address.m_bytes[10] = address.m_bytes[11] = 0xff;
        std::memcpy(address.m_bytes.data() + kIpv4Offset, &v4, 4);
        return address;
    }
    if (inet_pton(AF_INET6, copy.constData(), address.m_bytes.data()) == 1)
        return address;
    return fail(ErrorCode::InvalidInput, PublicText(u"not an IP address"_s));
}

IpAddress IpAddress::fromBytes(const std::array<quint8, 16> &bytes)
{
    IpAddress address;
    address.m_bytes = bytes;
    return address;
}

bool IpAddress::isIpv4() const
{
    static constexpr std::array<quint8, 12> kPrefix {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
    return std::equal(kPrefix.begin(), kPrefix.end(), m_bytes.begin());
}

bool IpAddress::isLoopback() const
{
    if (isIpv4())
        return m_bytes[kIpv4Offset] == 127;
    return std::all_of(m_bytes.begin(), m_bytes.end() - 1, [](quint8 byte) { return byte == 0; }) && m_bytes[15] == 1;
}

bool IpAddress::isInternal() const
{
    return std::ranges::any_of(internalBlocks(), [this](const Cidr &block) { return block.contains(*this); });
}

QByteArray IpAddress::toText() const
{
    char text[INET6_ADDRSTRLEN] = {};
    if (isIpv4())
        inet_ntop(AF_INET, m_bytes.data() + kIpv4Offset, text, sizeof text);
    else
        inet_ntop(AF_INET6, m_bytes.data(), text, sizeof text);
    return text;
}

QByteArray IpAddress::limitKey() const
{
    if (isIpv4())
        return toText();
    IpAddress network = *this;
    std::fill(network.m_bytes.begin() + 8, network.m_bytes.end(), quint8(0));
    return network.toText() + "/64";
}

Result<Cidr> Cidr::parse(QByteArrayView text)
{
    const qsizetype slash = text.indexOf('/');
    const Result<IpAddress> base = IpAddress::parse(slash < 0 ? text : text.first(slash));
    if (!base)
        return std::unexpected(base.error());
    const int most = base->isIpv4() ? 32 : 128;
    int bits = most;
    if (slash >= 0) {
        bool ok = false;
        bits = text.sliced(slash + 1).toInt(&ok);
        if (!ok || bits < 0 || bits > most)
            return fail(ErrorCode::InvalidInput, PublicText(u"not an address block"_s));
    }
    Cidr block;
    block.m_base = *base;
    block.m_bits = base->isIpv4() ? bits + kIpv4PrefixBits : bits;
    return block;
}

bool Cidr::contains(const IpAddress &address) const
{
    const auto &ours = m_base.bytes();
    const auto &theirs = address.bytes();
    const int whole = m_bits / 8;
    if (!std::equal(ours.begin(), ours.begin() + whole, theirs.begin()))
        return false;
    const int rest = m_bits % 8;
    if (rest == 0)
        return true;
    const auto mask = quint8(0xff << (8 - rest));
    return (ours[size_t(whole)] & mask) == (theirs[size_t(whole)] & mask);
}

Result<std::vector<Cidr>> parseCidrList(QByteArrayView text)
{
    std::vector<Cidr> blocks;
    for (const QByteArray &entry : text.toByteArray().split(',')) {
        const QByteArray trimmed = entry.trimmed();
        if (trimmed.isEmpty())
            continue;
        const Result<Cidr> block = Cidr::parse(trimmed);
        if (!block)
            return fail(ErrorCode::InvalidInput,
                        PublicText(u"'%1' is not an address or address block"_s.arg(QString::fromUtf8(trimmed))));
        blocks.push_back(*block);
    }
    return blocks;
}

} // namespace signalbox::core
