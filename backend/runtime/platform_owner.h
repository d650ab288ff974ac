#pragma once

#include "backend/platform/http/message.h"

namespace signalbox::runtime {

/// The manners of the platform's own paths and of unknown ones (contract platform 3 to 5): `X-Request-ID` echoed or a
/// UUID, errors as `{"error","code","detail"}`, CORS open without credentials.
class PlatformOwner : public http::Owner
{
public:
    QByteArray name() const override { return "platform"; }
    QByteArray requestId(const http::RequestHead &head, core::WallTime now) const override;
    http::Response refuse(http::Refusal refusal, const http::RequestHead &head, const QByteArray &requestId,
                          const QString &reason) const override;
    void decorate(const http::RequestHead &head, const QByteArray &requestId, http::Response &response) const override;
    http::Response preflight(const http::RequestHead &head) const override;
};

/// Stands for a service that does not run here: its paths answer 503 under its own name.
class AbsentOwner final : public PlatformOwner
{
public:
    explicit AbsentOwner(QByteArray name) : m_name(std::move(name)) { }
    QByteArray name() const override { return m_name; }

private:
    QByteArray m_name;
};

} // namespace signalbox::runtime
