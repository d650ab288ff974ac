#pragma once

#include "backend/platform/core/address.h"
#include "backend/platform/core/result.h"

#include <QtGlobal>

namespace signalbox::http {

/// Holds one listen address for this process (contract platform 2). SO_REUSEPORT would let a second gateway of the
/// same user join the port unseen, so a plain bind has to succeed first and an abstract socket
/// `@signalbox/<addr>:<port>` is held for the life of the claim.
class AddressClaim
{
public:
    /// Unavailable with the text `address in use: <addr>:<port>` when someone has it; Io for any other failure
    /// (`cannot listen on <addr>:<port>: <reason>`). Port 0 takes any free port.
    static Result<AddressClaim> take(const core::IpAddress &address, quint16 port);

    ~AddressClaim();
    AddressClaim(AddressClaim &&other) noexcept;
    AddressClaim &operator=(AddressClaim &&other) noexcept;
    Q_DISABLE_COPY(AddressClaim)

    const core::IpAddress &address() const { return m_address; }
    quint16 port() const { return m_port; }
    /// `127.0.0.1:3000`, `[::1]:3000`.
    QByteArray text() const;

    /// A new listening descriptor of this address for one worker, non-blocking, with SO_REUSEPORT. The caller
    /// owns it.
    Result<int> openSocket() const;

private:
    AddressClaim() = default;
    void release();

    core::IpAddress m_address;
    quint16 m_port = 0;
    int m_plain = -1;
    int m_name = -1;
};

} // namespace signalbox::http
