#pragma once

#include "backend/services/approvals/candidate_steps.h"
#include "backend/services/approvals/config.h"
#include "backend/services/approvals/inbound_store.h"

namespace signalbox::approvals {

/// A message of somebody who may be an approver, whatever the channel (contract approval-gateway 8 and 9).
struct InboundMessage
{
    Channel channel = Channel::WhatsApp;
    QString messageId; ///< `MessageSid`, `message.id`, or a hash
    bool idIsHash = false; ///< the provider gave none: it counts for ten minutes
    QString sender; ///< as received
    QString text;
    QString quotedSid = {}; ///< WhatsApp: the message that it quotes
    QString buttonPayload = {};
};

/// What came of a message.
struct Answered
{
    InboundAnswer answer;
    Wakes wakes;
    bool replayed = false; ///< the message had been answered before: nothing was done
    bool refused = false; ///< the sender is not entitled
};

/// Reads the command of a message, does it and keeps the answer, all in the caller's transaction.
Result<Answered> answerMessage(storage::Connection &connection, const InboundMessage &message, const Config &config,
                               core::WallTime now);

/// How a step sees the settings.
StepContext stepContext(const Config &config, core::WallTime now);

} // namespace signalbox::approvals
