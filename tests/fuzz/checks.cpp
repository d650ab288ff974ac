#include "tests/fuzz/checks.h"

#include "backend/services/approvals/acknowledgement.h"
#include "backend/services/approvals/content_hash.h"
#include "backend/services/approvals/policy.h"
#include "backend/services/approvals/prompt_text.h"
#include "backend/services/approvals/reply_grammar.h"
#include "backend/services/approvals/reply_text.h"
#include "backend/services/approvals/twilio_signature.h"

#include <QRegularExpression>
#include <QXmlStreamReader>

namespace signalbox::fuzz {

using namespace approvals;
using namespace Qt::StringLiterals;

namespace {

/// Wider than the grammar, and written without it: what an approval may look like at most.
bool mayApprove(const QString &message)
{
    static const QRegularExpression form(
        u"\\A[\\s`*]*(?:approved?|ok|yes)[ \\t]+[`*\"<>]?[A-Za-z0-9_-]{1,128}(?:@[0-9]{1,3})?[`*\"<>]?[.!]?[\\s`*]*\\z"_s,
        QRegularExpression::CaseInsensitiveOption);
    return form.match(ReplyText(message).normal()).hasMatch();
}

QString faultOf(const Command &command, const QString &message)
{
    if (command.verb == Verb::Help)
        return command.target ? u"help has a target"_s : QString();
    if (!command.target || command.target->id.isEmpty() || command.target->id.size() > 128)
        return u"a target without a proper id"_s;
    if (command.verb == Verb::Approve && !mayApprove(message))
        return u"approved by something else than the grammar's form"_s;
    if (command.verb == Verb::Edit && wholeMessageText(command.text) != command.text)
        return u"an edit's text is not trimmed, or empty"_s;
    if (command.verb == Verb::Edit && (command.text.isEmpty() || !command.text.isValidUtf16()))
        return u"an edit's text is not well-formed"_s;
    if (command.verb == Verb::Skip && codePoints(command.text) > 500)
        return u"a reason is too long"_s;
    return {};
}

} // namespace

QString checkReply(const QByteArray &message)
{
    const QString text = QString::fromUtf8(message);
    const Reply plain = parseReply(text);
    if (const auto *command = std::get_if<Command>(&plain)) {
        if (const QString fault = faultOf(*command, text); !fault.isEmpty())
            return fault;
    }
    const Reply quoted = parseReply(text, {.quoted = Target {.id = u"cr_1"_s, .revision = 2}});
    const auto *command = std::get_if<Command>(&quoted);
    if (!command || command->verb == Verb::Help)
        return {};
    if (!command->target || command->target->id.compare("cr_1"_L1, Qt::CaseInsensitive) != 0)
        return u"another candidate than the quoted one"_s;
    return command->target->revision == 2 ? QString() : u"another revision than the quoted one"_s;
}

QString checkForm(const QByteArray &body)
{
    const FormFields fields = parseForm(body);
    if (qsizetype(fields.size()) > body.count('&') + 1)
        return u"more fields than the body has"_s;
    QByteArrayList pairs;
    for (const auto &[name, value] : fields)
        pairs << name.toPercentEncoding() + '=' + value.toPercentEncoding();
    if (parseForm(pairs.join('&')) != fields)
        return u"fields do not survive being encoded"_s;

    const QString message = QString::fromUtf8(formValue(fields, "Body"));
    QXmlStreamReader reader(twiml({message}));
    QString read;
    while (!reader.atEnd()) {
        if (reader.readNext() == QXmlStreamReader::StartElement && reader.name() == u"Message")
            read = reader.readElementText();
    }
    if (reader.hasError())
        return u"TwiML is not well-formed: "_s + reader.errorString();
    if (read != visibleText(message))
        return u"TwiML says something else"_s;
    return checkReply(formValue(fields, "Body"));
}

QString checkSubmission(const QByteArray &body)
{
    const auto submission = parseSubmission(body);
    if (!submission) {
        for (const Fault &fault : submission.error()) {
            if (fault.type.isEmpty() || fault.msg.isEmpty() || fault.loc.isEmpty() || fault.loc[0] != u"body"_s)
                return u"a fault without type, place or message"_s;
        }
        return submission.error().empty() ? u"refused without a fault"_s : QString();
    }
    QJsonObject request = requestObject(*submission);
    QJsonObject policy = request[u"policy"_s].toObject();
    if (policy[u"required_approvals"_s].isNull())
        policy.remove(u"required_approvals"_s);
    request[u"policy"_s] = policy;
    const auto again = parseSubmission(canonicalJson(request));
    if (!again || requestObject(*again) != requestObject(*submission))
        return u"a submission does not survive its canonical form"_s;
    const Candidate candidate = newCandidate(*submission, Policy(), core::wallTime(0));
    if (candidate.contentHash != newCandidate(*again, Policy(), core::wallTime(0)).contentHash)
        return u"same content, other hash"_s;
    for (const QString &part :
         promptBodies(promptContent(candidate, u"T"_s, 0), Channel::WhatsApp, core::wallTime(0))) {
        if (part.size() > kMaxMessageUnits)
            return u"a part is too long"_s;
    }
    return {};
}

} // namespace signalbox::fuzz
