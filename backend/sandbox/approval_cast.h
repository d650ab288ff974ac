#pragma once

#include <QByteArray>
#include <QString>
#include <QUrl>

namespace signalbox::sandbox {

/// Who takes part in the sandbox's approvals, and what they and the gateway have agreed on. Nothing of it is worth
/// anything outside.
struct ApprovalCast
{
    /// What the gateway calls itself. No such host exists: the stand-ins know that it means the gateway's loopback
    /// port (public_line.h), as with a proxy that ends TLS in front.
    QUrl publicBase;

    QByteArray submitSecret; ///< bearer of the core service
    QByteArray decisionSecret; ///< signs decisions, `whsec_…`
    QByteArray bridgeSecret; ///< bearer of inbound iMessages

    QByteArray accountSid; ///< at Twilio
    QByteArray authToken;
    QByteArray contentSid; ///< of the approved template
    QString number; ///< the gateway's: `whatsapp:+…`

    QString ownerWhatsapp;
    QString ownerImessage;
    QString deputyWhatsapp; ///< the second approver of candidates that need two
};

/// The same for the gateway's settings and for the stand-ins.
const ApprovalCast &approvalCast();

} // namespace signalbox::sandbox
