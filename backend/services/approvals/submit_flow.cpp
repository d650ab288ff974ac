#include "backend/platform/core/json_writer.h"
#include "backend/platform/log/log.h"
#include "backend/services/approvals/answer_step.h"
#include "backend/services/approvals/approvals_errors.h"
#include "backend/services/approvals/flows.h"
#include "backend/services/approvals/submission.h"
#include "backend/services/approvals/submit_step.h"
#include "backend/services/approvals/transaction.h"

namespace signalbox::approvals {

using namespace Qt::StringLiterals;
using http::Response;

namespace {

/// How much later than PROMPT_SYNC_WAIT_MS the answer is given without the background's word; the contract allows 500.
constexpr core::milliseconds kGrace {250};

Response duplicateResponse(const Candidate &candidate)
{
    JsonWriter out;
    out.beginObject().member("status", "duplicate"_ba).member("candidate_id", candidate.id);
    out.member("state", name(candidate.state));
    if (candidate.decision)
        out.member("decision", name(*candidate.decision));
    out.endObject();
    return Response::json(202, out.take());
}

void writeChannels(JsonWriter &out, const char *member, const std::vector<Channel> &channels)
{
    out.key(member).beginArray();
    for (const Channel channel : channels)
        out.value(name(channel));
    out.endArray();
}

QByteArray statusOf(const SubmitProgress &progress)
{
    if (!progress.accepted.empty())
        return "prompted";
    return progress.pending.empty() && !progress.held.empty() ? "rate_limited" : "queued";
}

Response acceptedResponse(const QString &id, const SubmitProgress &progress)
{
    const QByteArray status = statusOf(progress);
    JsonWriter out;
    out.beginObject().member("status", status).member("candidate_id", id);
    if (status == "prompted") {
        writeChannels(out, "channels", progress.accepted);
    } else if (status == "rate_limited") {
        out.member("message", "Rate limit exceeded, candidate queued"_ba);
        out.member("retry_after_sec", qint64(progress.retryAfter.count()));
    } else {
        std::vector<Channel> pending = progress.pending;
        pending.insert(pending.end(), progress.held.begin(), progress.held.end());
        std::ranges::sort(pending);
        writeChannels(out, "channels_pending", pending);
    }
    out.endObject();
    return Response::json(202, out.take());
}

/// What becomes of the prompts in the time that the answer may take.
Task<SubmitProgress> progressOf(WorkerContext &worker, Submitted submitted, core::milliseconds patience)
{
    SubmitProgress unknown;
    unknown.pending = submitted.channels;
    const core::OneShot<SubmitProgress> known;
    const bool asked = worker.ports.door.submitted(
        submitted.candidate, submitted.channels, submitted.wakes, patience,
        [known](const SubmitProgress &progress) { known.resolve(progress); });
    if (!asked)
        co_return unknown;
    const core::ScopedTimer limit(patience + kGrace, [known, unknown] { known.resolve(unknown); });
    co_return co_await known;
}

/// What the store says of the prompts, where nobody told us: another replica may have sent them.
Task<SubmitProgress> storedProgress(WorkerContext &worker, QString id, SubmitProgress told)
{
    const auto prompts = co_await inRead<std::vector<Prompt>>(
        worker.ports.database, [id](storage::Connection &connection) { return readPrompts(connection, id); });
    if (!prompts)
        co_return told;
    for (const Channel channel : {Channel::WhatsApp, Channel::Imessage}) {
        const bool sent = std::ranges::any_of(*prompts, [channel](const Prompt &prompt) {
            return prompt.key.channel == channel && prompt.sentAt.has_value();
        });
        if (sent && std::erase(told.pending, channel) > 0)
            told.accepted.push_back(channel);
    }
    co_return told;
}

Response answered(WorkerContext &worker, const Submitted &stored)
{
    if (stored.kind == Submitted::Kind::Duplicate) {
        worker.metrics.candidate("duplicate");
        return duplicateResponse(stored.candidate);
    }
    worker.metrics.candidate("conflict");
    return errorResponse(409, u"Candidate id reused with different content"_s, "id_conflict");
}

} // namespace

Task<Response> submitFlow(WorkerContext &worker, http::RequestPtr request, ConfigPtr config)
{
    const auto submission = parseSubmission(request->body);
    if (!submission) {
        worker.metrics.candidate("invalid");
        co_return Response::json(422, faultsJson(submission.error()));
    }
    const core::WallTime now = worker.ports.clock.wall();
    const auto policy = resolvePolicy(*submission, config->policy);
    if (!policy) {
        // What is stored already is told as such, whatever the settings say by now.
        const Candidate wanted = newCandidate(*submission, Policy {}, now);
        const auto stored = co_await inRead<std::optional<Submitted>>(
            worker.ports.database, [id = wanted.id, hash = wanted.contentHash](storage::Connection &connection) {
                return compareStored(connection, id, hash);
            });
        if (stored && *stored)
            co_return answered(worker, **stored);
        worker.metrics.candidate(policy.error().code);
        co_return errorResponse(422, policy.error().text, policy.error().code);
    }
    const Candidate candidate = newCandidate(*submission, *policy, now);
    auto submitted = co_await inTransaction<Submitted>(
        worker.ports.database,
        [candidate, policy = *policy, context = stepContext(*config, now)](storage::Connection &connection) {
            return submitCandidate(connection, candidate, policy, context);
        });
    if (!submitted)
        co_return failureResponse(submitted.error());
    if (submitted->kind != Submitted::Kind::New)
        co_return answered(worker, *submitted);
    SubmitProgress progress = co_await progressOf(worker, *submitted, config->syncWait);
    if (progress.accepted.empty() && !progress.pending.empty())
        progress = co_await storedProgress(worker, candidate.id, progress);
    worker.metrics.candidate(statusOf(progress));
    log::write({.service = "approvals",
                .message = u"candidate.submitted"_s,
                .requestId = request->requestId,
                .traceId = request->span.traceId,
                .fields = {{"candidate_id", candidate.id}, {"result", statusOf(progress)}}});
    co_return acceptedResponse(candidate.id, progress);
}

Task<Response> cancelFlow(WorkerContext &worker, http::RequestPtr request, ConfigPtr config)
{
    const QString id = QString::fromUtf8(request->pathValues.front().second);
    const core::WallTime now = worker.ports.clock.wall();
    const auto done = co_await inTransaction<std::pair<Cancelled, Wakes>>(
        worker.ports.database,
        [id, context = stepContext(*config, now)](
            storage::Connection &connection) -> Result<std::pair<Cancelled, Wakes>> {
            Wakes wakes;
            const auto cancelled = cancelCandidate(connection, id, wakes, context);
            if (!cancelled)
                return std::unexpected(cancelled.error());
            return std::pair(*cancelled, wakes);
        });
    if (!done)
        co_return failureResponse(done.error());
    const auto &[cancelled, wakes] = *done;
    worker.finish(wakes);
    if (!cancelled.before)
        co_return candidateNotFound();
    if (isTerminal(*cancelled.before))
        co_return errorResponse(409, u"Candidate already "_s + name(*cancelled.before), "already_decided");
    co_return Response::json(200, R"({"status":"cancelled"})"_ba);
}

} // namespace signalbox::approvals
