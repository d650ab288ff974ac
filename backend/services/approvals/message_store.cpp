#include "backend/services/approvals/message_store.h"

#include "backend/services/approvals/rows.h"
#include "backend/services/approvals/twilio_answer.h"

namespace signalbox::approvals {

using namespace Qt::StringLiterals;
using storage::Connection;

namespace {

constexpr QLatin1StringView kColumns(
    "sid, candidate_id, revision, approver_id, channel, kind, part, address, status, error_code");

SentMessage messageFrom(const storage::Row &row)
{
    SentMessage message;
    message.sid = row[0].toString();
    message.key = {row[1].toString(), row[2].toInt(), row[3].toString(),
                   channelFromName(row[4].toString()).value_or(Channel::WhatsApp),
                   promptKindFromName(row[5].toString()).value_or(PromptKind::Prompt)};
    message.part = row[6].toInt();
    message.address = row[7].toString();
    message.status = row[8].toString().toLatin1();
    message.errorCode = row[9].toString();
    return message;
}

Result<std::vector<SentMessage>> messagesFrom(const Result<storage::Rows> &rows)
{
    if (!rows)
        return std::unexpected(rows.error());
    std::vector<SentMessage> messages;
    for (const storage::Row &row : *rows)
        messages.push_back(messageFrom(row));
    return messages;
}

std::vector<QVariant> keyValues(const PromptKey &key)
{
    if (key.candidateId.isEmpty())
        return {QVariant(), QVariant(), QVariant(), QVariant(), QVariant()};
    return {key.candidateId, key.revision, key.approver, QString(name(key.channel)), QString(name(key.kind))};
}

} // namespace

Result<SentMessage> writeMessage(Connection &connection, const SentMessage &message, core::WallTime now)
{
    SentMessage written = message;
    const auto known = readMessage(connection, message.sid);
    if (!known)
        return std::unexpected(known.error());
    if (*known && statusRank((*known)->status) > statusRank(message.status)) {
        written.status = (*known)->status;
        written.errorCode = (*known)->errorCode;
    }
    std::vector<QVariant> values {written.sid};
    const std::vector<QVariant> key = keyValues(written.key);
    values.insert(values.end(), key.begin(), key.end());
    values.insert(values.end(), {written.part, written.address, QString::fromLatin1(written.status),
                                 textOrNull(written.errorCode), timeValue(now)});
    const auto done = connection.execute(
        u"INSERT INTO approval_messages ("_s + kColumns
            + u", at_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (sid) DO UPDATE SET "
              "candidate_id = excluded.candidate_id, revision = excluded.revision, approver_id = excluded.approver_id, "
              "channel = excluded.channel, kind = excluded.kind, part = excluded.part, address = excluded.address, "
              "status = excluded.status, error_code = excluded.error_code"_s,
        values);
    if (!done)
        return std::unexpected(done.error());
    return written;
}

Result<std::vector<SentMessage>> messagesOf(Connection &connection, const PromptKey &key)
{
    return messagesFrom(connection.query(
        u"SELECT "_s + kColumns
            + u" FROM approval_messages WHERE candidate_id = ? AND revision = ? AND approver_id = ? AND channel = ? "
              "AND kind = ? AND part > 0 ORDER BY part"_s,
        keyValues(key)));
}

Result<QByteArrayList> sidsAbout(Connection &connection, const QString &candidateId)
{
    const auto rows
        = connection.query(u"SELECT sid FROM approval_messages WHERE candidate_id = ?"_s, {candidateId});
    if (!rows)
        return std::unexpected(rows.error());
    QByteArrayList sids;
    for (const storage::Row &row : *rows)
        sids += row[0].toString().toLatin1();
    return sids;
}

Result<std::optional<SentMessage>> readMessage(Connection &connection, const QString &sid)
{
    const bool locks = connection.dialect() == storage::Dialect::Postgres;
    const auto found = messagesFrom(connection.query(u"SELECT "_s + kColumns + u" FROM approval_messages WHERE sid = ?"_s
                                                         + (locks ? u" FOR UPDATE"_s : QString()),
                                                     {sid}));
    if (!found)
        return std::unexpected(found.error());
    return found->empty() ? std::optional<SentMessage>() : std::optional(found->front());
}

Result<void> writeMessageStatus(Connection &connection, const SentMessage &message)
{
    return only(connection.execute(u"UPDATE approval_messages SET status = ?, error_code = ? WHERE sid = ?"_s,
                                   {QString::fromLatin1(message.status), textOrNull(message.errorCode), message.sid}));
}

Result<void> supersedeMessages(Connection &connection, const PromptKey &key)
{
    return only(connection.execute(u"UPDATE approval_messages SET part = 0 WHERE candidate_id = ? AND revision = ? AND "
                                   "approver_id = ? AND channel = ? AND kind = ?"_s,
                                   keyValues(key)));
}

Result<void> pruneStrays(Connection &connection, core::WallTime oldest)
{
    return only(connection.execute(u"DELETE FROM approval_messages WHERE candidate_id IS NULL AND at_ms < ?"_s,
                                   {timeValue(oldest)}));
}

Result<std::optional<core::WallTime>> lastInbound(Connection &connection, const QString &address)
{
    const auto rows = connection.query(u"SELECT at_ms FROM approval_wa_windows WHERE address = ?"_s, {address});
    if (!rows)
        return std::unexpected(rows.error());
    return rows->empty() ? std::optional<core::WallTime>() : optionalTime(rows->front()[0]);
}

Result<void> writeInboundTime(Connection &connection, const QString &address, core::WallTime now)
{
    return only(connection.execute(u"INSERT INTO approval_wa_windows (address, at_ms) VALUES (?, ?) "
                                   "ON CONFLICT (address) DO UPDATE SET at_ms = excluded.at_ms"_s,
                                   {address, timeValue(now)}));
}

Result<void> pruneWindows(Connection &connection, core::WallTime oldest)
{
    return only(
        connection.execute(u"DELETE FROM approval_wa_windows WHERE at_ms < ?"_s, {timeValue(oldest)}));
}

} // namespace signalbox::approvals
