#pragma once

#include "backend/platform/http/message.h"

namespace signalbox::commerce {

/// Commerce's manners on the wire (contract commerce-router 1 and 2.7). Const, thread safe.
class CommerceOwner : public http::Owner
{
public:
    explicit CommerceOwner(const core::Clock &clock) : m_clock(clock) { }

    QByteArray name() const override;
    /// Always a fresh `req_<13 digits>_<8>`; a received id is only logged.
    QByteArray requestId(const http::RequestHead &head, core::WallTime now) const override;
    http::Response refuse(http::Refusal refusal, const http::RequestHead &head, const QByteArray &requestId,
                          const QString &reason) const override;
    void decorate(const http::RequestHead &head, const QByteArray &requestId, http::Response &response) const override;
    http::Response preflight(const http::RequestHead &head) const override;

private:
    const core::Clock &m_clock;
};

/// `<prefix>_<epoch ms>_<8 random characters>`: request and order ids.
QByteArray timedId(QByteArrayView prefix, core::WallTime now);

} // namespace signalbox::commerce
