#pragma once

#include "backend/services/approvals/outcome.h"

namespace signalbox::approvals {

/// Is the sender shown a hint on `ignored` (section 9: iMessage yes, WhatsApp's JSON no)?
enum class Hint { No, Yes };

/// The JSON answer of section 8.3.
QByteArray outcomeJson(const Outcome &outcome, Hint hint = Hint::No);

/// Does a webhook caller want JSON: `Accept` names application/json and neither text/xml nor */*?
bool wantsJson(QByteArrayView accept);

/// TwiML with one `<Message>` for each text, `<Response/>` when there is none. XML-escaped.
QByteArray twiml(const QStringList &messages);

/// What the sender is told, each at most 1600 UTF-16 units. `acknowledge` = ACK_REPLIES. The full text asked for by
/// `show` goes out in any case. Nothing for somebody who approves nothing anywhere (`isApprover` false).
QStringList acknowledgement(const Outcome &outcome, bool isApprover, bool acknowledge);

/// How to answer a prompt, in one line.
QString helpText();

} // namespace signalbox::approvals
