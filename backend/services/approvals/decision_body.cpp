#include "backend/services/approvals/decision_body.h"

#include "backend/platform/core/json_writer.h"
#include "backend/services/approvals/edit_diff.h"

#include <algorithm>

namespace signalbox::approvals {

using namespace Qt::StringLiterals;

namespace {

/// What is left out, in this order, until the body fits. Each level holds those before it.
enum class LeftOut { Nothing, Diff, OlderApprovals, ApprovalsAndReason, Source };

void textMember(JsonWriter &json, QByteArrayView key, const QString &text)
{
    json.key(key);
    if (text.isEmpty())
        json.null();
    else
        json.value(text);
}

void timeMember(JsonWriter &json, QByteArrayView key, const std::optional<core::WallTime> &time)
{
    json.key(key);
    if (time)
        json.value(core::isoUtc(*time));
    else
        json.null();
}

void writeApprovals(JsonWriter &json, const std::vector<Vote> &votes, int fromRevision)
{
    json.key("approvals").beginArray();
    for (const Vote &vote : votes) {
        if (vote.revision < fromRevision)
            continue;
        json.beginObject().member("approver", vote.approver).member("channel", name(vote.channel));
        json.member("action", name(vote.action)).member("revision", vote.revision);
        json.member("at", core::isoUtc(vote.at)).endObject();
    }
    json.endArray();
}

/// Writes the body with everything but what is left out.
class BodyWriter
{
public:
    BodyWriter(const Candidate &candidate, const std::vector<Vote> &votes, qint64 auditSeq, const QByteArray &auditHash)
        : m_candidate(candidate), m_votes(votes), m_auditSeq(auditSeq), m_auditHash(auditHash)
    {
        if (candidate.decision == Decision::Edited)
            m_diff = editDiffJson(candidate.proposedText, candidate.finalText);
    }

    QByteArray write(LeftOut leftOut) const
    {
        JsonWriter json;
        json.beginObject().member("id", m_candidate.id);
        json.member("decision", name(m_candidate.decision.value_or(Decision::Expired)));
        textMember(json, "final_text", m_candidate.finalText);
        json.member("decider", m_candidate.decider).member("latency_ms", latencyMs(m_candidate));
        json.key("meta").beginObject();
        writeSource(json, leftOut);
        writeTimes(json);
        writeQuorum(json, leftOut);
        json.member("audit_seq", m_auditSeq).member("audit_hash", m_auditHash);
        json.endObject().endObject();
        return json.take();
    }

private:
    void writeSource(JsonWriter &json, LeftOut leftOut) const
    {
        if (leftOut >= LeftOut::Source) {
            json.member("platform", m_candidate.platform).member("source_omitted", true);
            return;
        }
        json.member("brand_id", m_candidate.brandId).member("platform", m_candidate.platform);
        json.member("source_ref", m_candidate.sourceRef);
    }

    void writeTimes(JsonWriter &json) const
    {
        timeMember(json, "created_at", m_candidate.createdAt);
        timeMember(json, "prompted_at", m_candidate.promptedAt);
        timeMember(json, "decided_at", m_candidate.decidedAt);
        json.key("queue_ms");
        if (m_candidate.promptedAt)
            json.value(std::max<qint64>(0, (*m_candidate.promptedAt - m_candidate.createdAt).count()));
        else
            json.null();
    }

    void writeQuorum(JsonWriter &json, LeftOut leftOut) const
    {
        json.member("revision", m_candidate.revision).member("required_approvals", m_candidate.requiredApprovals);
        const bool withApprovals = leftOut < LeftOut::ApprovalsAndReason;
        const int fromRevision = leftOut < LeftOut::OlderApprovals ? 1 : m_candidate.revision;
        writeApprovals(json, withApprovals ? m_votes : std::vector<Vote>(), fromRevision);
        if (leftOut >= LeftOut::OlderApprovals)
            json.member("approvals_omitted", true);
        json.key("edit_diff");
        if (m_diff.isEmpty() || leftOut >= LeftOut::Diff)
            json.null();
        else
            json.raw(m_diff);
        if (!m_diff.isEmpty() && leftOut >= LeftOut::Diff)
            json.member("edit_diff_omitted", true);
        textMember(json, "reason", withApprovals ? m_candidate.reason : QString());
        if (!withApprovals)
            json.member("reason_omitted", true);
    }

    const Candidate &m_candidate;
    const std::vector<Vote> &m_votes;
    qint64 m_auditSeq;
    QByteArray m_auditHash;
    QByteArray m_diff; ///< empty unless edited
};

} // namespace

QByteArray decisionBody(const Candidate &candidate, const std::vector<Vote> &votes, qint64 auditSeq,
                        const QByteArray &auditHash)
{
    const BodyWriter writer(candidate, votes, auditSeq, auditHash);
    QByteArray body;
    for (const LeftOut leftOut : {LeftOut::Nothing, LeftOut::Diff, LeftOut::OlderApprovals,
                                  LeftOut::ApprovalsAndReason, LeftOut::Source}) {
        body = writer.write(leftOut);
        if (body.size() <= kMaxDecisionBytes)
            break;
    }
    return body;
}

qint64 latencyMs(const Candidate &candidate)
{
    if (!candidate.decidedAt)
        return 0;
    const core::WallTime start = candidate.promptedAt.value_or(candidate.createdAt);
    return std::max<qint64>(0, (*candidate.decidedAt - start).count());
}

} // namespace signalbox::approvals
