#pragma once

#include "backend/platform/core/clock.h"
#include "backend/platform/http/message.h"

#include <QByteArray>
#include <QUrl>

#include <utility>
#include <vector>

/// Twilio's side of the wire: forms, signatures and the JSON of its Messages resource. Written from Twilio's own
/// documentation, apart from what the gateway does with them. Pure functions.
namespace signalbox::sandbox {

/// Decoded names and values of a form, in its order.
using FormFields = std::vector<std::pair<QByteArray, QByteArray>>;
FormFields readForm(const QByteArray &body);
QByteArray formBody(const FormFields &fields);
/// The first value of that name; empty without one.
QByteArray fieldOf(const FormFields &fields, QByteArrayView name);

/// `X-Twilio-Signature` of a request to exactly `url`.
QByteArray signAsTwilio(const QByteArray &token, const QUrl &url, const FormFields &fields);

/// A message as Twilio keeps it.
struct TwilioMessage
{
    QByteArray sid; ///< `SM` and 32 hex digits
    QString to;
    QString from;
    QString body; ///< of a template: its text with the variables filled in
    QByteArray status = "queued";
    int errorCode = 0; ///< 0 = none
    core::WallTime created {};
    QUrl statusCallback = {}; ///< empty = none
    bool isTemplate = false;
};

/// 201 and the resource.
http::Response createdAnswer(const QByteArray &accountSid, const TwilioMessage &message);
/// One page of a list.
struct TwilioPage
{
    std::vector<TwilioMessage> messages; ///< newest first
    QByteArray path; ///< of the list, without a query
    QByteArray filter; ///< query without Page and PageSize; empty = none
    int number = 0;
    int size = 50;
    bool hasNext = false;
};
http::Response listAnswer(const QByteArray &accountSid, const TwilioPage &page);
/// `{"code","message","more_info","status"}`.
http::Response twilioError(int status, int code, const QString &message);

/// The sandbox's approved template with these variables (`ContentVariables`: a JSON object with the members 1 to 6);
/// empty when one is missing or breaks Twilio's rules (empty, over 1600 characters, a line feed, a tab, more than four
/// spaces in a row).
QString templateText(const QByteArray &variables);

/// The `<Message>` texts of a TwiML answer.
QStringList twimlMessages(const QByteArray &body);

} // namespace signalbox::sandbox
