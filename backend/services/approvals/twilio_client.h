#pragma once

#include "backend/platform/upstream/client.h"
#include "backend/services/approvals/config.h"
#include "backend/services/approvals/twilio_answer.h"
#include "backend/services/approvals/twilio_form.h"

namespace signalbox::approvals {

/// What the look-up of a message is about (section 20.5).
struct MessageLookUp
{
    QString to; ///< `whatsapp:+…`
    QString from = {}; ///< `whatsapp:+…`; empty with a messaging service, which picks the sender
    QString id; ///< the candidate
    int revision = 1;
    QString exactBody = {}; ///< of a part of a split prompt: only this text counts
    core::WallTime since = {}; ///< when the attempt began
    QByteArrayList knownSids = {}; ///< recorded already: not looked at
};

/// A message that Twilio lists.
struct ListedMessage
{
    QByteArray sid;
    QByteArray status;
    int errorCode = 0; ///< 0 = none
    core::WallTime created = {};
    QString body;
};

/// Calls Twilio (section 7.1). Faults are values; nothing is sent twice by it. One thread, that of its upstream client,
/// which must outlive what was asked.
class TwilioClient
{
public:
    explicit TwilioClient(upstream::Client &client, const core::Clock &clock = core::systemClock())
        : m_client(client)
        , m_clock(clock)
    {
    }

    /// Sends one message within the settings' time-out; what came of it.
    Task<SendResult> send(TwilioSettings settings, TwilioMessage message, CancelToken cancel);

    /// One look for a message whose answer was lost: the first one created since then that asks about the revision;
    /// nothing when Twilio lists none. Errors: no usable answer, look again later.
    Task<Result<std::optional<ListedMessage>>> lookUp(TwilioSettings settings, MessageLookUp wanted,
                                                      CancelToken cancel);
    /// Two looks, `pause` apart when the first finds nothing. Nothing: it was not sent. Cancelled when the token was.
    Task<Result<std::optional<ListedMessage>>> reconcile(TwilioSettings settings, MessageLookUp wanted,
                                                         CancelToken cancel,
                                                         core::milliseconds pause = core::milliseconds(5000));

private:
    Task<Result<upstream::Reply>> getPage(TwilioSettings settings, QUrl url, CancelToken cancel);

    upstream::Client &m_client;
    const core::Clock &m_clock;
};

/// How far a call got, from its outcome.
Transfer transferOf(const Result<upstream::Reply> &reply);

} // namespace signalbox::approvals
