#pragma once

#include "backend/platform/http/message.h"

namespace signalbox::approvals {

/// The service's manners on the wire (contract approval-gateway 3): errors as `{"detail","code"}`, request ids in the
/// log only, no CORS. Const, thread safe. Also answers for its paths where the service is not configured.
class ApprovalsOwner final : public http::Owner
{
public:
    QByteArray name() const override { return "approvals"; }
    QByteArray requestId(const http::RequestHead &head, core::WallTime now) const override;
    http::Response refuse(http::Refusal refusal, const http::RequestHead &head, const QByteArray &requestId,
                          const QString &reason) const override;
    void decorate(const http::RequestHead &head, const QByteArray &requestId, http::Response &response) const override;
    /// There is no CORS: 405.
    http::Response preflight(const http::RequestHead &head) const override;
};

} // namespace signalbox::approvals
