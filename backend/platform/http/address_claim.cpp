#include "backend/platform/http/address_claim.h"

#include <QtEndian>

#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstring>
#include <utility>

namespace signalbox::http {

using namespace Qt::StringLiterals;

namespace {

constexpr int kBacklog = 4096;

union SocketAddress {
    sockaddr any;
    sockaddr_in v4;
    sockaddr_in6 v6;
};

struct Endpoint
{
    SocketAddress address {};
    socklen_t length = 0;
};

Endpoint endpointOf(const core::IpAddress &address, quint16 port)
{
    Endpoint endpoint;
    if (address.isIpv4()) {
        endpoint.address.v4.sin_family = AF_INET;
        endpoint.address.v4.sin_port = qToBigEndian(port);
        std::memcpy(&endpoint.address.v4.sin_addr, address.bytes().data() + 12, 4);
        endpoint.length = sizeof(sockaddr_in);
    } else {
        endpoint.address.v6.sin6_family = AF_INET6;
        endpoint.address.v6.sin6_port = qToBigEndian(port);
        std::memcpy(&endpoint.address.v6.sin6_addr, address.bytes().data(), 16);
        endpoint.length = sizeof(sockaddr_in6);
    }
    return endpoint;
}

QByteArray textOf(const core::IpAddress &address, quint16 port)
{
    const QByteArray host = address.isIpv4() ? address.toText() : '[' + address.toText() + ']';
    return host + ':' + QByteArray::number(port);
}

std::unexpected<Error> failure(int number, const core::IpAddress &address, quint16 port)
{
    const QString where = QString::fromUtf8(textOf(address, port));
    if (number == EADDRINUSE)
        return fail(ErrorCode::Unavailable, PublicText(u"address in use: "_s + where));
    return fail(ErrorCode::Io,
                PublicText(u"cannot listen on %1: %2"_s.arg(where, QString::fromLocal8Bit(std::strerror(number)))));
}

/// A bound stream socket, or -1 with errno set. SO_REUSEADDR lets a restart pass over connections in TIME_WAIT; it
/// does not pass over a listening socket.
int boundSocket(const Endpoint &endpoint, bool shared)
{
    const int on = 1;
    const int socket = ::socket(endpoint.address.any.sa_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (socket < 0)
        return -1;
    const bool v6 = endpoint.address.any.sa_family == AF_INET6;
    if (::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == 0
        && (!v6 || ::setsockopt(socket, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on) == 0)
        && (!shared || ::setsockopt(socket, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on) == 0)
        && ::bind(socket, &endpoint.address.any, endpoint.length) == 0)
        return socket;
    const int reason = errno;
    ::close(socket);
    errno = reason;
    return -1;
}

int boundName(const QByteArray &text)
{
    sockaddr_un name {};
    name.sun_family = AF_UNIX;
    // A leading NUL makes the name abstract: it is in no file system and vanishes with the process.
    const QByteArray path = "signalbox/" + text;
    const size_t length = std::min(size_t(path.size()), sizeof name.sun_path - 1);
    std::memcpy(name.sun_path + 1, path.constData(), length);
    const int socket = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (socket < 0)
        return -1;
    const auto size = socklen_t(offsetof(sockaddr_un, sun_path) + 1 + length);
    const void *address = &name;
    if (::bind(socket, static_cast<const sockaddr *>(address), size) == 0)
        return socket;
    const int reason = errno;
    ::close(socket);
    errno = reason;
    return -1;
}

} // namespace

Result<AddressClaim> AddressClaim::take(const core::IpAddress &address, quint16 port)
{
    AddressClaim claim;
    claim.m_address = address;
    claim.m_port = port;
    claim.m_plain = boundSocket(endpointOf(address, port), false);
    if (claim.m_plain < 0)
        return failure(errno, address, port);
    SocketAddress actual {};
    socklen_t length = sizeof actual;
    if (::getsockname(claim.m_plain, &actual.any, &length) != 0)
        return failure(errno, address, port);
    claim.m_port = qFromBigEndian(address.isIpv4() ? actual.v4.sin_port : actual.v6.sin6_port);
    claim.m_name = boundName(claim.text());
    if (claim.m_name < 0)
        return failure(errno, address, claim.m_port);
    return claim;
}

AddressClaim::~AddressClaim()
{
    release();
}

AddressClaim::AddressClaim(AddressClaim &&other) noexcept
    : m_address(other.m_address), m_port(other.m_port), m_plain(std::exchange(other.m_plain, -1)),
      m_name(std::exchange(other.m_name, -1))
{
}

AddressClaim &AddressClaim::operator=(AddressClaim &&other) noexcept
{
    if (this != &other) {
        release();
        m_address = other.m_address;
        m_port = other.m_port;
        m_plain = std::exchange(other.m_plain, -1);
        m_name = std::exchange(other.m_name, -1);
    }
    return *this;
}

QByteArray AddressClaim::text() const
{
    return textOf(m_address, m_port);
}

Result<int> AddressClaim::openSocket() const
{
    const int socket = boundSocket(endpointOf(m_address, m_port), true);
    if (socket < 0)
        return failure(errno, m_address, m_port);
    if (::listen(socket, kBacklog) == 0)
        return socket;
    const int reason = errno;
    ::close(socket);
    return failure(reason, m_address, m_port);
}

void AddressClaim::release()
{
    for (int *descriptor : {&m_plain, &m_name}) {
        if (*descriptor >= 0)
            ::close(*descriptor);
        *descriptor = -1;
    }
}

} // namespace signalbox::http
