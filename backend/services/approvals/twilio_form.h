#pragma once

#include "backend/platform/core/clock.h"

#include <QByteArray>
#include <QString>

#include <utility>
#include <vector>

namespace signalbox::approvals {

/// One message to Twilio (section 7.1).
struct TwilioMessage
{
    QString to = {}; ///< `whatsapp:+…`
    QString from = {}; ///< `whatsapp:+…`; unused with a messaging service
    QString messagingServiceSid = {}; ///< empty = send with From
    QString body = {}; ///< unused with a template
    QString contentSid = {}; ///< empty = free text
    QByteArray contentVariables = {}; ///< JSON text
    QByteArray statusCallback = {}; ///< empty = none
    /// Until the deadline; sent as `ValidityPeriod` between 1 and 36000. Zero or less = no deadline, left out.
    std::chrono::seconds validity {};
};

/// The form's fields, in the order To, From or MessagingServiceSid, Body or ContentSid and ContentVariables,
/// StatusCallback, ValidityPeriod; not encoded yet.
std::vector<std::pair<QByteArray, QByteArray>> twilioForm(const TwilioMessage &message);

/// Does a message that Twilio lists ask about this revision (section 20.5): its text holds the id as a whole token,
/// with `@revision` from revision 2 on?
bool asksAbout(const QString &listedText, const QString &id, int revision);

} // namespace signalbox::approvals
