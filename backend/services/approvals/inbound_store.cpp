#include "backend/services/approvals/inbound_store.h"

#include "backend/platform/core/json_parse.h"
#include "backend/platform/core/json_writer.h"
#include "backend/services/approvals/rows.h"

namespace signalbox::approvals {

using namespace Qt::StringLiterals;
using storage::Connection;

namespace {

constexpr int kKinds = int(OutcomeKind::TextNotShown) + 1;

} // namespace

QByteArray encodeOutcome(const Outcome &outcome)
{
    JsonWriter out;
    out.beginObject().member("kind", int(outcome.kind)).member("candidate_id", outcome.candidateId);
    out.member("decision", name(outcome.decision)).member("approvals", outcome.approvals);
    out.member("required", outcome.required).member("revision", outcome.revision);
    out.member("state", name(outcome.state)).member("text", outcome.text).endObject();
    return out.take();
}

std::optional<Outcome> decodeOutcome(const QByteArray &json)
{
    const auto object = core::parseJsonObject(json);
    if (!object)
        return {};
    const int kind = (*object)["kind"_L1].toInt(-1);
    if (kind < 0 || kind >= kKinds)
        return {};
    return Outcome {.kind = OutcomeKind(kind),
                    .candidateId = (*object)["candidate_id"_L1].toString(),
                    .decision = decisionFromName((*object)["decision"_L1].toString()).value_or(Decision::Approved),
                    .approvals = (*object)["approvals"_L1].toInt(),
                    .required = (*object)["required"_L1].toInt(),
                    .revision = (*object)["revision"_L1].toInt(),
                    .state = stateFromName((*object)["state"_L1].toString()).value_or(State::New),
                    .text = (*object)["text"_L1].toString()};
}

Result<bool> claimInbound(Connection &connection, Channel channel, const QString &messageId, core::WallTime now)
{
    return anyChanged(connection.execute(
        u"INSERT INTO approval_inbound (channel, message_id, sender, command, candidate_id, answer, at_ms) "
        "VALUES (?, ?, '', '', '', '', ?) ON CONFLICT (channel, message_id) DO NOTHING"_s,
        {QString(name(channel)), messageId, timeValue(now)}));
}

Result<void> forgetInbound(Connection &connection, Channel channel, const QString &messageId, core::WallTime oldest)
{
    return only(
        connection.execute(u"DELETE FROM approval_inbound WHERE channel = ? AND message_id = ? AND at_ms < ?"_s,
                           {QString(name(channel)), messageId, timeValue(oldest)}));
}

Result<void> writeAnswer(Connection &connection, const InboundAnswer &answer)
{
    const QString stored = QString::fromUtf8(encodeOutcome(answer.outcome));
    return only(connection.execute(
        u"UPDATE approval_inbound SET sender = ?, command = ?, candidate_id = ?, answer = ? "
        "WHERE channel = ? AND message_id = ?"_s,
        {answer.sender, answer.isApprover ? answer.command : u"stranger:"_s + answer.command,
         answer.outcome.candidateId, stored, QString(name(answer.channel)), answer.messageId}));
}

Result<InboundAnswer> readAnswer(Connection &connection, Channel channel, const QString &messageId)
{
    const auto rows = connection.query(
        u"SELECT sender, command, answer FROM approval_inbound WHERE channel = ? AND message_id = ?"_s,
        {QString(name(channel)), messageId});
    if (!rows)
        return std::unexpected(rows.error());
    const auto outcome = rows->empty() ? std::nullopt : decodeOutcome(rows->front()[2].toString().toUtf8());
    if (!outcome)
        return fail(ErrorCode::Corrupt, PublicText(u"a stored answer is not readable"_s));
    const QString command = rows->front()[1].toString();
    return InboundAnswer {channel,  messageId, rows->front()[0].toString(), command, *outcome,
                          !command.startsWith(u"stranger:")};
}

Result<qint64> pruneInbound(Connection &connection, core::WallTime oldest)
{
    return connection.execute(u"DELETE FROM approval_inbound WHERE at_ms < ?"_s, {timeValue(oldest)});
}

Result<void> writePendingEdit(Connection &connection, const QString &address, const PendingEdit &edit,
                              core::WallTime expires)
{
    return only(connection.execute(
        u"INSERT INTO approval_pending_edits (address, candidate_id, revision, expires_ms) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (address) DO UPDATE SET candidate_id = excluded.candidate_id, revision = excluded.revision, "
        "expires_ms = excluded.expires_ms"_s,
        {address, edit.candidateId, edit.revision, timeValue(expires)}));
}

Result<std::optional<PendingEdit>> takePendingEdit(Connection &connection, const QString &address, core::WallTime now)
{
    const auto rows = connection.query(
        u"SELECT candidate_id, revision, expires_ms FROM approval_pending_edits WHERE address = ?"_s, {address});
    if (!rows)
        return std::unexpected(rows.error());
    if (rows->empty())
        return std::optional<PendingEdit>();
    if (const auto gone = connection.execute(u"DELETE FROM approval_pending_edits WHERE address = ?"_s, {address}); !gone)
        return std::unexpected(gone.error());
    const storage::Row &row = rows->front();
    if (row[2].toLongLong() < core::epochMs(now))
        return std::optional<PendingEdit>();
    return std::optional(PendingEdit {row[0].toString(), row[1].toInt()});
}

} // namespace signalbox::approvals
