#include "backend/platform/http/listener.h"

#include <QSslSocket>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <memory>

namespace signalbox::http {

namespace {

using namespace std::chrono_literals;

/// How long accepting rests when the process has no descriptors left.
constexpr auto kAcceptPause = 100ms;

} // namespace

core::IpAddress peerOf(qintptr descriptor)
{
    sockaddr_storage storage {};
    socklen_t length = sizeof storage;
    void *raw = &storage;
    std::array<quint8, 16> bytes {};
    if (::getpeername(int(descriptor), static_cast<sockaddr *>(raw), &length) != 0)
        return {};
    if (storage.ss_family == AF_INET) {
        bytes[10] = bytes[11] = 0xff;
        std::memcpy(bytes.data() + 12, &static_cast<const sockaddr_in *>(raw)->sin_addr, 4);
    } else if (storage.ss_family == AF_INET6) {
        std::memcpy(bytes.data(), &static_cast<const sockaddr_in6 *>(raw)->sin6_addr, 16);
    }
    return core::IpAddress::fromBytes(bytes);
}

Listener::Listener(const ServerOptions &options, SharedLimits &limits, QObject *parent)
    : QTcpServer(parent), m_options(options), m_limits(limits)
{
    m_resume.setSingleShot(true);
    connect(&m_resume, &QTimer::timeout, this, &QTcpServer::resumeAccepting);
    connect(this, &QTcpServer::acceptError, this, &Listener::resumeAfterFailure);
}

Result<void> Listener::open(const AddressClaim &claim, IsExempt isExempt, Take take)
{
    m_isExempt = std::move(isExempt);
    m_take = std::move(take);
    const Result<int> socket = claim.openSocket();
    if (!socket)
        return std::unexpected(socket.error());
    if (setSocketDescriptor(*socket))
        return {};
    ::close(*socket);
    return fail(ErrorCode::Io, PublicText(errorString()));
}

void Listener::drainAndClose()
{
    if (!isListening())
        return;
    const auto listening = int(socketDescriptor());
    m_resume.stop();
    pauseAccepting();
    // Nothing more may queue up while the queue is emptied.
    ::listen(listening, 0);
    for (int socket = 0; socket >= 0;) {
        socket = ::accept4(listening, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (socket >= 0)
            incomingConnection(socket);
    }
    Q_EMIT newConnection();
    close();
}

void Listener::incomingConnection(qintptr descriptor)
{
    const core::IpAddress peer = peerOf(descriptor);
    const bool exempt = peer.isLoopback() || m_isExempt(peer);
    if (!m_limits.openConnection(peer, exempt, m_options.connections, m_options.connectionsPerAddress)) {
        ++m_turnedAway;
        // Not a reset: some clients take one for a network that needs another try at once.
        ::close(int(descriptor));
        return;
    }
    const int on = 1;
    ::setsockopt(int(descriptor), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    std::unique_ptr<QTcpSocket> socket;
    if (m_tls) {
        auto secure = std::make_unique<QSslSocket>();
        secure->setSslConfiguration(*m_tls);
        socket = std::move(secure);
    } else {
        socket = std::make_unique<QTcpSocket>();
    }
    if (!socket->setSocketDescriptor(descriptor)) {
        m_limits.closeConnection(peer, exempt);
        ::close(int(descriptor));
        return;
    }
    if (m_tls)
        static_cast<QSslSocket *>(socket.get())->startServerEncryption();
    addPendingConnection(m_take({socket.release(), peer, exempt}));
}

void Listener::resumeAfterFailure()
{
    if (isListening() && !m_resume.isActive())
        m_resume.start(kAcceptPause);
}

} // namespace signalbox::http
