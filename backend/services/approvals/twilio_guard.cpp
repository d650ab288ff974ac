#include "backend/services/approvals/twilio_guard.h"

#include "backend/services/approvals/twilio_signature.h"

namespace signalbox::approvals {

bool isOurTwilio(const TwilioSettings &twilio, const QByteArray &url, const QByteArray &body, const QByteArray &signature)
{
    return isSignedByTwilio(twilio.authTokens, url, body, signature) && isOurAccount(parseForm(body), twilio.accountSid);
}

std::optional<SignatureTest> testSignature(const Config &config)
{
    const TwilioSettings &twilio = config.twilio;
    if (!twilio.on)
        return {};
    if (twilio.webhookUrl.isEmpty() && config.publicBaseUrl.isEmpty())
        return SignatureTest();
    CalledUrl called;
    called.exact = twilio.webhookUrl;
    called.publicBase = config.publicBaseUrl;
    called.path = "/webhooks/whatsapp";
    const QByteArray url = signedUrl(called);
    const QByteArray body = "AccountSid=" + twilio.accountSid + "&Body=approve&MessageSid=SM0";
    const QByteArray token = twilio.authTokens.first();
    const QByteArray signature = twilioSignature(token, url, parseForm(body));
    const QByteArray other = twilioSignature(token + '.', url, parseForm(body));
    return SignatureTest {.url = url,
                          .isTaken = isOurTwilio(twilio, url, body, signature),
                          .areForgedRefused = !isOurTwilio(twilio, url, body + '1', signature)
                              && !isOurTwilio(twilio, url, body, other) && !isOurTwilio(twilio, url, body, {})};
}

} // namespace signalbox::approvals
