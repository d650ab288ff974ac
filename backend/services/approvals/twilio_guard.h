#pragma once

#include "backend/services/approvals/config.h"

namespace signalbox::approvals {

/// Whether a request to `url` with the form `body` comes from our own account at Twilio (contract approval-gateway 8.1,
/// 3 to 5). Any thread.
bool isOurTwilio(const TwilioSettings &twilio, const QByteArray &url, const QByteArray &body, const QByteArray &signature);

/// What becomes of messages that the gateway signs itself, for the checklist.
struct SignatureTest
{
    QByteArray url; ///< that they were signed for; empty: no setting names it, so nothing was tested
    bool isTaken = false; ///< the one that is signed as Twilio would sign it
    bool areForgedRefused = false; ///< those with another text, with another token, without a signature
};

/// Nothing while WhatsApp is off. Takes under 1 ms and changes nothing. Any thread.
std::optional<SignatureTest> testSignature(const Config &config);

} // namespace signalbox::approvals
