#pragma once

#include "backend/services/approvals/candidate.h"

namespace signalbox::approvals {

/// `whatsapp:+` and an E.164 number, nothing else (section 5.1).
bool isWhatsappAddress(QStringView text);
/// An e-mail address or an E.164 number with `+`, at most 254 characters (section 5.1).
bool isImessageAddress(QStringView text);

/// The form in which addresses are compared and stored. WhatsApp: trimmed. iMessage: e-mail in lower case, phone
/// reduced to E.164 (spaces, dots, brackets and dashes dropped, leading 00 becomes +). A number without country code
/// stays as it is and matches nobody.
QString normalAddress(Channel channel, const QString &address);

/// For logs, screens and GET /candidate/{id}: a number keeps its last four digits (`whatsapp:+*******0001`), an e-mail
/// its first letter and its domain.
QString maskedAddress(const QString &address);

/// Whose address is this? Only approvers whose step is at most `joinedSteps`. `address` need not be normalised.
/// Null when nobody's: the sender is not entitled (section 20.2). Points into `approvers`.
const Approver *approverWith(const std::vector<Approver> &approvers, Channel channel, const QString &address,
                             int joinedSteps);

/// `decider` of a callback: Twilio's From unchanged; `imessage:` and the normalised handle; `console:` and the name.
QString deciderName(Channel channel, const QString &sender);
/// `decider` of an expiry.
QString timeoutDecider();

} // namespace signalbox::approvals
