#include "backend/sandbox/approval_cast.h"

namespace signalbox::sandbox {

using namespace Qt::StringLiterals;

const ApprovalCast &approvalCast()
{
    static const ApprovalCast cast {.publicBase = QUrl(u"https://gateway.sandbox.test"_s),
                                    .submitSecret = "sandbox-submit-secret-" + QByteArray(20, '0'),
                                    .decisionSecret = "whsec_" + "sandbox-decisions-are-signed-so"_ba.toBase64(),
                                    .bridgeSecret = "sandbox-bridge-secret-" + QByteArray(20, '0'),
                                    .accountSid = "AC" + QByteArray(31, '0') + '5',
                                    .authToken = "sandbox-twilio-token",
                                    .contentSid = "HX" + QByteArray(31, '0') + '5',
                                    .number = u"whatsapp:+15550005000"_s,
                                    .ownerWhatsapp = u"whatsapp:+15550005001"_s,
                                    .ownerImessage = u"owner@sandbox.test"_s,
                                    .deputyWhatsapp = u"whatsapp:+15550005002"_s};
    return cast;
}

} // namespace signalbox::sandbox
