#pragma once

#include <QByteArray>
#include <QString>

/// What must hold for any input at all. Each returns what was broken, empty when nothing was.
namespace signalbox::fuzz {

/// A reply: only the grammar's own form approves, targets and texts are well-formed, a context is never overruled.
QString checkReply(const QByteArray &message);
/// A form body as Twilio posts it, and the TwiML that would quote it.
QString checkForm(const QByteArray &body);
/// A body of POST /candidate: faults with a place, or a submission that survives its canonical form and makes prompts
/// that fit.
QString checkSubmission(const QByteArray &body);

} // namespace signalbox::fuzz
