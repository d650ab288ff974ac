#include "backend/services/approvals/candidate_store.h"

#include "backend/services/approvals/decision_body.h"
#include "backend/services/approvals/rows.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace signalbox::approvals {

using namespace Qt::StringLiterals;
using storage::Connection;

namespace {

constexpr QLatin1StringView kColumns(
    "id, brand_id, platform, source_ref, proposed_text, persona, context_url, risk_flags, deadline_sec, "
    "owner_whatsapp, owner_imessage, submitted_by, request, content_hash, required_approvals, allow_edit, escalation, "
    "state, revision, current_text, edited_by, created_ms, prompted_ms, deadline_ms, decided_ms, decision, final_text, "
    "decider, edit_diff, reason, escalation_step, next_escalation_ms");
constexpr QLatin1StringView kOpen("state IN ('new', 'prompted')");

QString compact(const QJsonArray &array)
{
    return QString::fromUtf8(QJsonDocument(array).toJson(QJsonDocument::Compact));
}

QJsonArray arrayOf(const QVariant &value)
{
    return QJsonDocument::fromJson(value.toString().toUtf8()).array();
}

QString escalationText(const std::vector<EscalationStep> &steps)
{
    QJsonArray array;
    for (const EscalationStep &step : steps)
        array.append(QJsonObject {{u"after_sec"_s, qint64(step.after.count())},
                                  {u"approvers"_s, QJsonArray::fromStringList(step.approvers)}});
    return compact(array);
}

QStringList strings(const QJsonArray &array)
{
    QStringList list;
    for (const QJsonValue &value : array)
        list += value.toString();
    return list;
}

std::vector<EscalationStep> escalationFrom(const QVariant &value)
{
    std::vector<EscalationStep> steps;
    for (const QJsonValue &step : arrayOf(value))
        steps.push_back({std::chrono::seconds(step["after_sec"_L1].toInteger()),
                         strings(step["approvers"_L1].toArray())});
    return steps;
}

StoredCandidate storedFrom(const storage::Row &row)
{
    StoredCandidate stored;
    Candidate &candidate = stored.candidate;
    candidate.id = row[0].toString();
    candidate.brandId = row[1].toString();
    candidate.platform = row[2].toString();
    candidate.sourceRef = row[3].toString();
    candidate.proposedText = row[4].toString();
    candidate.persona = row[5].toString();
    candidate.contextUrl = row[6].toString();
    candidate.riskFlags = strings(arrayOf(row[7]));
    candidate.deadline = std::chrono::seconds(row[8].toLongLong());
    candidate.ownerWhatsapp = row[9].toString();
    candidate.ownerImessage = row[10].toString();
    candidate.submittedBy = row[11].toString();
    candidate.request = row[12].toString().toUtf8();
    candidate.contentHash = row[13].toString().toLatin1();
    candidate.requiredApprovals = row[14].toInt();
    candidate.allowEdit = row[15].toInt() != 0;
    stored.escalation = escalationFrom(row[16]);
    candidate.state = stateFromName(row[17].toString()).value_or(State::Cancelled);
    candidate.revision = row[18].toInt();
    candidate.currentText = row[19].toString();
    candidate.editedBy = row[20].toString();
    candidate.createdAt = core::wallTime(row[21].toLongLong());
    candidate.promptedAt = optionalTime(row[22]);
    candidate.deadlineAt = core::wallTime(row[23].toLongLong());
    candidate.decidedAt = optionalTime(row[24]);
    candidate.decision = decisionFromName(row[25].toString());
    candidate.finalText = row[26].isValid() ? row[26].toString() : QString();
    candidate.decider = row[27].toString();
    stored.editDiff = row[28].toString().toUtf8();
    candidate.reason = row[29].toString();
    candidate.escalationStep = row[30].toInt();
    stored.nextEscalation = optionalTime(row[31]);
    return stored;
}

std::vector<QVariant> newRow(const Candidate &c, const Policy &policy)
{
    std::optional<core::WallTime> escalation;
    if (!policy.escalation.empty())
        escalation = c.createdAt + policy.escalation.front().after;
    return {c.id,
            c.brandId,
            c.platform,
            c.sourceRef,
            c.proposedText,
            c.persona,
            c.contextUrl,
            compact(QJsonArray::fromStringList(c.riskFlags)),
            qint64(c.deadline.count()),
            textOrNull(c.ownerWhatsapp),
            textOrNull(c.ownerImessage),
            textOrNull(c.submittedBy),
            QString::fromUtf8(c.request),
            QString::fromLatin1(c.contentHash),
            c.requiredApprovals,
            c.allowEdit ? 1 : 0,
            escalationText(policy.escalation),
            QString(name(c.state)),
            c.revision,
            c.currentText,
            c.editedBy,
            timeValue(c.createdAt),
            QVariant(),
            timeValue(c.deadlineAt),
            QVariant(),
            QVariant(),
            QVariant(),
            QVariant(),
            QVariant(),
            QVariant(),
            c.escalationStep,
            timeOrNull(escalation)};
}

QString originOf(const Approver &approver)
{
    if (approver.owner)
        return u"owner"_s;
    return approver.step > 0 ? u"escalation"_s : u"policy"_s;
}

Result<QStringList> ids(const Result<storage::Rows> &rows)
{
    if (!rows)
        return std::unexpected(rows.error());
    QStringList result;
    for (const storage::Row &row : *rows)
        result += row[0].toString();
    return result;
}

} // namespace

Result<bool> insertCandidate(Connection &connection, const Candidate &candidate, const Policy &policy)
{
    const std::vector<QVariant> values = newRow(candidate, policy);
    static const QString insert = u"INSERT INTO approval_candidates ("_s + kColumns + u") VALUES ("_s
        + marks(qsizetype(values.size())) + u") ON CONFLICT (id) DO NOTHING"_s;
    const auto inserted = connection.execute(insert, values);
    if (!inserted || *inserted == 0)
        return anyChanged(inserted);
    int position = 0;
    for (const Approver &approver : policy.approvers) {
        const auto done = connection.execute(
            u"INSERT INTO approval_approvers (candidate_id, approver_id, position, whatsapp, imessage, origin, step) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)"_s,
            {candidate.id, approver.id, position++, textOrNull(approver.whatsapp), textOrNull(approver.imessage),
             originOf(approver), approver.step});
        if (!done)
            return std::unexpected(done.error());
    }
    return true;
}

Result<std::optional<StoredCandidate>> readCandidate(Connection &connection, const QString &id, Reading reading)
{
    const bool locks = reading == Reading::ToChange && connection.dialect() == storage::Dialect::Postgres;
    const auto rows = connection.query(u"SELECT "_s + kColumns + u" FROM approval_candidates WHERE id = ?"_s
                                           + (locks ? u" FOR UPDATE"_s : QString()),
                                       {id});
    if (!rows)
        return std::unexpected(rows.error());
    if (rows->empty())
        return std::optional<StoredCandidate>();
    return std::optional(storedFrom(rows->front()));
}

Result<std::vector<Approver>> readApprovers(Connection &connection, const QString &id)
{
    const auto rows = connection.query(u"SELECT approver_id, whatsapp, imessage, step, origin FROM approval_approvers "
                                       "WHERE candidate_id = ? ORDER BY position"_s,
                                       {id});
    if (!rows)
        return std::unexpected(rows.error());
    std::vector<Approver> approvers;
    for (const storage::Row &row : *rows)
        approvers.push_back({.id = row[0].toString(),
                             .whatsapp = row[1].toString(),
                             .imessage = row[2].toString(),
                             .step = row[3].toInt(),
                             .owner = row[4].toString() == u"owner"});
    return approvers;
}

Result<std::vector<Vote>> readVotes(Connection &connection, const QString &id)
{
    const auto rows = connection.query(u"SELECT approver_id, channel, action, revision, at_ms, counts FROM "
                                       "approval_votes WHERE candidate_id = ? ORDER BY at_ms, revision, approver_id"_s,
                                       {id});
    if (!rows)
        return std::unexpected(rows.error());
    std::vector<Vote> votes;
    for (const storage::Row &row : *rows)
        votes.push_back({.approver = row[0].toString(),
                         .channel = channelFromName(row[1].toString()).value_or(Channel::Console),
                         .action = actionFromName(row[2].toString()).value_or(Action::Skip),
                         .revision = row[3].toInt(),
                         .at = core::wallTime(row[4].toLongLong()),
                         .counts = row[5].toInt() != 0});
    return votes;
}

Result<bool> markPrompted(Connection &connection, const QString &id, core::WallTime now)
{
    return anyChanged(connection.execute(
        u"UPDATE approval_candidates SET state = 'prompted', prompted_ms = ? WHERE id = ? AND state = 'new'"_s,
        {timeValue(now), id}));
}

Result<void> writeRevision(Connection &connection, const Candidate &candidate)
{
    return only(connection.execute(
        u"UPDATE approval_candidates SET revision = ?, current_text = ?, edited_by = ? WHERE id = ?"_s,
        {candidate.revision, candidate.currentText, candidate.editedBy, candidate.id}));
}

Result<bool> writeDecision(Connection &connection, const Candidate &candidate, const QByteArray &editDiff)
{
    const QVariant decision = candidate.decision ? QVariant(QString(name(*candidate.decision))) : QVariant();
    const QVariant finalText = candidate.finalText.isNull() ? QVariant() : QVariant(candidate.finalText);
    return anyChanged(connection.execute(
        u"UPDATE approval_candidates SET state = ?, revision = ?, current_text = ?, edited_by = ?, decided_ms = ?, "
        "decision = ?, final_text = ?, decider = ?, latency_ms = ?, edit_diff = ?, reason = ?, "
        "next_escalation_ms = NULL WHERE id = ? AND "_s
            + kOpen,
        {QString(name(candidate.state)), candidate.revision, candidate.currentText, candidate.editedBy,
         timeOrNull(candidate.decidedAt), decision, finalText, textOrNull(candidate.decider), latencyMs(candidate),
         textOrNull(QString::fromUtf8(editDiff)), textOrNull(candidate.reason), candidate.id}));
}

Result<void> writeEscalation(Connection &connection, const QString &id, int step, std::optional<core::WallTime> next)
{
    return only(connection.execute(
        u"UPDATE approval_candidates SET escalation_step = ?, next_escalation_ms = ? WHERE id = ?"_s,
        {step, timeOrNull(next), id}));
}

Result<void> writeVote(Connection &connection, const QString &candidateId, const Vote &vote, const QByteArray &textHash,
                       const QString &inboundId)
{
    return only(connection.execute(
        u"INSERT INTO approval_votes (candidate_id, revision, approver_id, action, counts, text_hash, channel, "
        "inbound_id, at_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (candidate_id, revision, approver_id) DO "
        "UPDATE SET action = excluded.action, counts = excluded.counts, text_hash = excluded.text_hash, "
        "channel = excluded.channel, inbound_id = excluded.inbound_id, at_ms = excluded.at_ms"_s,
        {candidateId, vote.revision, vote.approver, QString(name(vote.action)), vote.counts ? 1 : 0,
         QString::fromLatin1(textHash), QString(name(vote.channel)), inboundId, timeValue(vote.at)}));
}

Result<void> writeShown(Connection &connection, const QString &id, int revision, const QString &approver)
{
    return only(connection.execute(u"INSERT INTO approval_shown (candidate_id, revision, approver_id) VALUES (?, ?, ?) "
                                   "ON CONFLICT (candidate_id, revision, approver_id) DO NOTHING"_s,
                                   {id, revision, approver}));
}

Result<bool> wasShown(Connection &connection, const QString &id, int revision, const QString &approver)
{
    const auto rows = connection.query(
        u"SELECT 1 FROM approval_shown WHERE candidate_id = ? AND revision = ? AND approver_id = ? UNION ALL "
        "SELECT 1 FROM approval_prompts WHERE candidate_id = ? AND revision = ? AND approver_id = ? AND shown = 1 AND "
        "status IN ('sending', 'unknown', 'sent', 'delivered', 'read')"_s,
        {id, revision, approver, id, revision, approver});
    if (!rows)
        return std::unexpected(rows.error());
    return !rows->empty();
}

Result<std::vector<OpenTo>> openTo(Connection &connection, Channel channel, const QString &address,
                                   core::WallTime since)
{
    const QString column = channel == Channel::WhatsApp ? u"whatsapp"_s : u"imessage"_s;
    const auto rows = connection.query(
        u"SELECT c.id, c.created_ms, c.decided_ms FROM approval_approvers a JOIN approval_candidates c "
        "ON c.id = a.candidate_id WHERE a."_s
            + column
            + u" = ? AND a.step <= c.escalation_step AND (c.decided_ms IS NULL OR c.decided_ms >= ?) "
              "ORDER BY c.created_ms DESC LIMIT 1000"_s,
        {address, timeValue(since)});
    if (!rows)
        return std::unexpected(rows.error());
    std::vector<OpenTo> open;
    for (const storage::Row &row : *rows)
        open.push_back({row[0].toString(), core::wallTime(row[1].toLongLong()), optionalTime(row[2])});
    return open;
}

Result<bool> isAnyApprover(Connection &connection, Channel channel, const QString &address)
{
    const QString column = channel == Channel::WhatsApp ? u"whatsapp"_s : u"imessage"_s;
    const auto rows
        = connection.query(u"SELECT 1 FROM approval_approvers WHERE "_s + column + u" = ? LIMIT 1"_s, {address});
    if (!rows)
        return std::unexpected(rows.error());
    return !rows->empty();
}

Result<std::vector<StoredCandidate>> listCandidates(Connection &connection, Listed listed, int limit)
{
    const QString rest = listed == Listed::Open ? kOpen + u" ORDER BY deadline_ms, id LIMIT ?"_s
                                                : u"decided_ms IS NOT NULL ORDER BY decided_ms DESC, id LIMIT ?"_s;
    const auto rows = connection.query(u"SELECT "_s + kColumns + u" FROM approval_candidates WHERE "_s + rest, {limit});
    if (!rows)
        return std::unexpected(rows.error());
    std::vector<StoredCandidate> candidates;
    for (const storage::Row &row : *rows)
        candidates.push_back(storedFrom(row));
    return candidates;
}

Result<QStringList> expiredCandidates(Connection &connection, core::WallTime now, int limit)
{
    return ids(connection.query(u"SELECT id FROM approval_candidates WHERE "_s + kOpen
                                    + u" AND deadline_ms <= ? ORDER BY deadline_ms LIMIT ?"_s,
                                {timeValue(now), limit}));
}

Result<QStringList> escalatingCandidates(Connection &connection, core::WallTime now, int limit)
{
    return ids(connection.query(u"SELECT id FROM approval_candidates WHERE next_escalation_ms IS NOT NULL AND "_s + kOpen
                                    + u" AND next_escalation_ms <= ? ORDER BY next_escalation_ms LIMIT ?"_s,
                                {timeValue(now), limit}));
}

Result<qint64> countOpen(Connection &connection)
{
    const auto rows = connection.query(u"SELECT count(*) FROM approval_candidates WHERE "_s + kOpen);
    if (!rows)
        return std::unexpected(rows.error());
    return rows->front()[0].toLongLong();
}

Result<qint64> pruneCandidates(Connection &connection, core::WallTime oldest, int limit)
{
    const auto old = ids(connection.query(
        u"SELECT id FROM approval_candidates WHERE decided_ms IS NOT NULL AND decided_ms < ? AND NOT EXISTS "
        "(SELECT 1 FROM approval_outbox o WHERE o.subject = approval_candidates.id AND o.state <> 'delivered') "
        "ORDER BY decided_ms LIMIT ?"_s,
        {timeValue(oldest), limit}));
    if (!old)
        return std::unexpected(old.error());
    for (const QString &id : *old) {
        for (const QString &table : {u"approval_approvers"_s, u"approval_votes"_s, u"approval_shown"_s,
                                     u"approval_prompts"_s, u"approval_messages"_s}) {
            if (const auto done = connection.execute(u"DELETE FROM "_s + table + u" WHERE candidate_id = ?"_s, {id});
                !done)
                return done;
        }
        if (const auto done = connection.execute(u"DELETE FROM approval_outbox WHERE subject = ?"_s, {id}); !done)
            return done;
        if (const auto done = connection.execute(u"DELETE FROM approval_candidates WHERE id = ?"_s, {id}); !done)
            return done;
    }
    return old->size();
}

} // namespace signalbox::approvals
