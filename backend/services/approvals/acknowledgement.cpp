#include "backend/services/approvals/acknowledgement.h"

#include "backend/platform/core/json_writer.h"
#include "backend/services/approvals/prompt_text.h"

#include <QXmlStreamWriter>

namespace signalbox::approvals {

using namespace Qt::StringLiterals;

namespace {

QString candidateName(const Outcome &outcome)
{
    return outcome.revision > 1 ? outcome.candidateId + u'@' + QString::number(outcome.revision) : outcome.candidateId;
}

QString decisionText(const Outcome &outcome)
{
    switch (outcome.decision) {
    case Decision::Approved:
        return u"Approved: "_s + outcome.candidateId;
    case Decision::Edited:
        return u"Approved as edited: "_s + candidateName(outcome);
    case Decision::Rejected:
        return u"Skipped: "_s + outcome.candidateId;
    case Decision::Expired:
        break;
    }
    return u"Expired: "_s + outcome.candidateId;
}

QStringList textsOf(const Outcome &outcome)
{
    switch (outcome.kind) {
    case OutcomeKind::Processed:
        return {decisionText(outcome)};
    case OutcomeKind::Recorded:
        return {u"Recorded: "_s + candidateName(outcome) + u" has "_s + QString::number(outcome.approvals) + u" of "_s
                + QString::number(outcome.required) + u" approvals"_s};
    case OutcomeKind::Shown:
        return shownText(outcome.candidateId, outcome.revision, outcome.text);
    case OutcomeKind::Ignored:
        return {helpText()};
    case OutcomeKind::StaleRevision:
        return QStringList {reasonText(outcome) + u": "_s + candidateName(outcome) + u" is the current one"_s}
            + shownText(outcome.candidateId, outcome.revision, outcome.text);
    case OutcomeKind::TextNotShown:
        return {reasonText(outcome) + u": send show "_s + outcome.candidateId + u" first"_s};
    default:
        return {reasonText(outcome)};
    }
}

} // namespace

QByteArray outcomeJson(const Outcome &outcome, Hint hint)
{
    JsonWriter json;
    json.beginObject().member("status", statusName(outcome.kind));
    switch (outcome.kind) {
    case OutcomeKind::Processed:
        json.member("decision", name(outcome.decision)).member("candidate_id", outcome.candidateId);
        break;
    case OutcomeKind::Recorded:
        json.member("candidate_id", outcome.candidateId).member("approvals", outcome.approvals);
        json.member("required", outcome.required).member("revision", outcome.revision);
        break;
    case OutcomeKind::Shown:
        json.member("candidate_id", outcome.candidateId);
        break;
    default:
        json.member("reason", reasonText(outcome));
        if (outcome.kind == OutcomeKind::Ignored && hint == Hint::Yes)
            json.member("hint", helpText());
    }
    json.endObject();
    return json.take();
}

bool wantsJson(QByteArrayView accept)
{
    const QByteArray wanted = accept.toByteArray().toLower();
    return wanted.contains("application/json") && !wanted.contains("text/xml") && !wanted.contains("*/*");
}

QByteArray twiml(const QStringList &messages)
{
    QByteArray out;
    QXmlStreamWriter xml(&out);
    xml.writeStartDocument();
    if (messages.isEmpty()) {
        xml.writeEmptyElement(u"Response"_s);
    } else {
        xml.writeStartElement(u"Response"_s);
        for (const QString &message : messages)
            xml.writeTextElement(u"Message"_s, visibleText(message));
        xml.writeEndElement();
    }
    xml.writeEndDocument();
    return out.trimmed();
}

QStringList acknowledgement(const Outcome &outcome, bool isApprover, bool acknowledge)
{
    if (!isApprover || (!acknowledge && outcome.kind != OutcomeKind::Shown))
        return {};
    return textsOf(outcome);
}

QString helpText()
{
    return u"Reply with: approve <id>, edit <id>: <new text>, skip <id>, or show <id>"_s;
}

} // namespace signalbox::approvals
