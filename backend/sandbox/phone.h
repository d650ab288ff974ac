#pragma once

#include <QByteArray>
#include <QString>

namespace signalbox::sandbox {

/// By which way a person of the sandbox reads and writes.
enum class Channel { WhatsApp, Imessage };

/// A message that arrived at somebody's phone.
struct PhoneMessage
{
    Channel channel = Channel::WhatsApp;
    QString person; ///< the address that it went to: `whatsapp:+…`, an e-mail address
    QString text;
    QByteArray sid = {}; ///< Twilio's; empty on iMessage
};

/// What a person writes back.
struct Writing
{
    Channel channel = Channel::WhatsApp;
    QString person; ///< who writes
    QString text;
    QByteArray quotedSid = {}; ///< of the message that is quoted (WhatsApp); empty = none
};

} // namespace signalbox::sandbox
