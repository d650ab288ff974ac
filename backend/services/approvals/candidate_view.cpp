#include "backend/services/approvals/candidate_view.h"

#include "backend/platform/core/json_parse.h"
#include "backend/platform/storage/outbox_store.h"
#include "backend/services/approvals/addresses.h"
#include "backend/services/approvals/candidate_steps.h"
#include "backend/services/approvals/decision_body.h"

#include <QJsonArray>

namespace signalbox::approvals {

using namespace Qt::StringLiterals;
using storage::Connection;

namespace {

void writeTime(JsonWriter &out, const char *member, const std::optional<core::WallTime> &time)
{
    out.key(member);
    if (time)
        out.value(core::isoUtc(*time));
    else
        out.null();
}

void writeText(JsonWriter &out, const char *member, const QString &text)
{
    out.key(member);
    if (text.isEmpty())
        out.null();
    else
        out.value(text);
}

void writeDecision(JsonWriter &out, const StoredCandidate &stored)
{
    const Candidate &candidate = stored.candidate;
    out.key("decision");
    if (candidate.decision)
        out.value(name(*candidate.decision));
    else
        out.null();
    out.key("final_text");
    if (candidate.finalText.isNull())
        out.null();
    else
        out.value(candidate.finalText);
    writeText(out, "decider", candidate.decider);
    out.key("latency_ms");
    if (candidate.decision)
        out.value(latencyMs(candidate));
    else
        out.null();
    writeText(out, "reason", candidate.reason);
    out.key("edit_diff");
    if (stored.editDiff.isEmpty())
        out.null();
    else
        out.raw(stored.editDiff);
}

void writeVotes(JsonWriter &out, const std::vector<Vote> &votes)
{
    out.key("approvals").beginArray();
    for (const Vote &vote : votes) {
        out.beginObject().member("approver", vote.approver).member("channel", name(vote.channel));
        out.member("action", name(vote.action)).member("revision", vote.revision);
        out.member("at", core::isoUtc(vote.at)).member("counts", vote.counts).endObject();
    }
    out.endArray();
}

void writePrompts(JsonWriter &out, const std::vector<Prompt> &prompts)
{
    out.key("prompts").beginArray();
    for (const Prompt &prompt : prompts) {
        out.beginObject().member("approver", prompt.key.approver).member("channel", name(prompt.key.channel));
        out.member("revision", prompt.key.revision).member("kind", name(prompt.key.kind));
        out.member("status", name(prompt.status));
        writeText(out, "provider_sid", prompt.providerSid);
        writeTime(out, "sent_at", prompt.sentAt);
        writeText(out, "error_code", prompt.errorCode);
        out.endObject();
    }
    out.endArray();
}

void writeCallback(JsonWriter &out, const std::optional<storage::OutboxRow> &row)
{
    out.key("callback").beginObject();
    if (!row) {
        out.member("state", "none"_ba).key("webhook_id").null().member("attempts", 0);
        out.key("next_attempt_at").null().endObject();
        return;
    }
    out.member("state", storage::name(row->state)).member("webhook_id", row->webhookId);
    out.member("attempts", row->attempts);
    const bool waits = row->state == storage::OutboxState::Pending;
    writeTime(out, "next_attempt_at", waits ? std::optional(row->nextAttemptAt) : std::nullopt);
    out.endObject();
}

/// An address member of `object`, if it is one, masked.
void mask(QJsonObject &object, const QString &member)
{
    if (object[member].isString())
        object[member] = maskedAddress(object[member].toString());
}

QJsonArray maskedApprovers(const QJsonArray &approvers)
{
    QJsonArray masked;
    for (const QJsonValue &value : approvers) {
        QJsonObject approver = value.toObject();
        mask(approver, u"whatsapp"_s);
        mask(approver, u"imessage"_s);
        masked.append(approver);
    }
    return masked;
}

/// The request's fields with every address masked.
QJsonObject maskedRequest(const QByteArray &json)
{
    QJsonObject request = core::parseJsonObject(json).value_or(QJsonObject());
    mask(request, u"owner_whatsapp"_s);
    mask(request, u"owner_imessage"_s);
    QJsonObject policy = request[u"policy"_s].toObject();
    if (policy.isEmpty())
        return request;
    policy[u"approvers"_s] = maskedApprovers(policy[u"approvers"_s].toArray());
    QJsonArray steps;
    for (const QJsonValue &value : policy[u"escalation"_s].toArray()) {
        QJsonObject step = value.toObject();
        step[u"approvers"_s] = maskedApprovers(step[u"approvers"_s].toArray());
        steps.append(step);
    }
    policy[u"escalation"_s] = steps;
    request[u"policy"_s] = policy;
    return request;
}

} // namespace

Result<std::optional<CandidateView>> readCandidateView(Connection &connection, const QString &id)
{
    auto stored = readCandidate(connection, id);
    if (!stored)
        return std::unexpected(stored.error());
    if (!*stored)
        return std::optional<CandidateView>();
    auto approvers = readApprovers(connection, id);
    auto votes = readVotes(connection, id);
    auto prompts = readPrompts(connection, id);
    auto callback = storage::OutboxStore(kOutboxTable).findBySubject(connection, id);
    if (!approvers)
        return std::unexpected(approvers.error());
    if (!votes)
        return std::unexpected(votes.error());
    if (!prompts)
        return std::unexpected(prompts.error());
    if (!callback)
        return std::unexpected(callback.error());
    return std::optional(CandidateView {std::move(**stored), std::move(*approvers), std::move(*votes),
                                        std::move(*prompts), std::move(*callback)});
}

QByteArray candidateJson(const CandidateView &view)
{
    const Candidate &candidate = view.stored.candidate;
    JsonWriter out;
    out.beginObject();
    const QJsonObject request = maskedRequest(candidate.request);
    for (auto member = request.begin(); member != request.end(); ++member)
        out.key(member.key()).value(member.value());
    out.member("state", name(candidate.state)).member("revision", candidate.revision);
    out.member("current_text", candidate.currentText).member("created_at", core::isoUtc(candidate.createdAt));
    writeTime(out, "prompted_at", candidate.promptedAt);
    out.member("deadline_at", core::isoUtc(candidate.deadlineAt));
    writeTime(out, "decided_at", candidate.decidedAt);
    writeDecision(out, view.stored);
    out.member("required_approvals", candidate.requiredApprovals);
    writeVotes(out, view.votes);
    writePrompts(out, view.prompts);
    writeCallback(out, view.callback);
    out.endObject();
    return out.take();
}

} // namespace signalbox::approvals
