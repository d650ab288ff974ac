#pragma once

#include <QByteArray>
#include <QByteArrayList>

#include <utility>
#include <vector>

/// `X-Twilio-Signature` (contract approval-gateway 8.1): base64 of HMAC-SHA1 over the URL that Twilio called and the
/// sorted parameters. Pure functions, any thread.
namespace signalbox::approvals {

/// Where Twilio called, from the outside in: the first that is set counts.
struct CalledUrl
{
    QByteArray exact; ///< TWILIO_WEBHOOK_URL or TWILIO_STATUS_URL: replaces everything, the query included
    QByteArray publicBase; ///< PUBLIC_BASE_URL: takes the request's path and query
    QByteArray scheme; ///< `http` or `https` of the request, or of X-Forwarded-Proto from a trusted proxy
    QByteArray host; ///< of the request with its port, or of X-Forwarded-Host from a trusted proxy
    QByteArray path; ///< as received
    QByteArray query; ///< as received, without `?`; empty = none
};

/// The URL that the signature is over, without a fragment.
QByteArray signedUrl(const CalledUrl &called);

/// Names and values of an `application/x-www-form-urlencoded` text in its order, decoded.
using FormFields = std::vector<std::pair<QByteArray, QByteArray>>;
FormFields parseForm(const QByteArray &body);
/// The first value of a name; empty without one.
QByteArray formValue(const FormFields &fields, QByteArrayView name);

/// Twilio's signature of a request to exactly `url`.
QByteArray twilioSignature(const QByteArray &token, const QByteArray &url, const FormFields &fields);

/// Whether a request is Twilio's: the signature fits any token for any of the URL's variants (with and without its
/// port, and those with the query encoded anew), and with `bodySHA256` in the query that fits the body. Takes about as
/// long for any signature.
bool isSignedByTwilio(const QByteArrayList &tokens, const QByteArray &url, const QByteArray &body,
                      const QByteArray &signature);

/// Whether `AccountSid`, if the request has it, is ours.
bool isOurAccount(const FormFields &fields, const QByteArray &accountSid);

} // namespace signalbox::approvals
