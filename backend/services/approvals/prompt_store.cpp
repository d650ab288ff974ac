#include "backend/services/approvals/prompt_store.h"

#include "backend/services/approvals/rows.h"

namespace signalbox::approvals {

using namespace Qt::StringLiterals;
using storage::Connection;

namespace {

constexpr QLatin1StringView kColumns(
    "p.candidate_id, p.revision, p.approver_id, p.channel, p.kind, p.step, p.brand_id, p.address, p.status, "
    "p.queued_ms, p.attempt_id, p.attempts, p.attempt_ms, p.not_before_ms, p.template, p.shown, p.parts, p.part_limit, "
    "p.provider_sid, p.error_code, p.sent_ms");
constexpr QLatin1StringView kKey("candidate_id = ? AND revision = ? AND approver_id = ? AND channel = ? AND kind = ?");
constexpr QLatin1StringView kGroup("p.candidate_id = ? AND p.revision = ? AND p.channel = ? AND p.kind = ? AND p.step = ?");
/// How far the clocks of two replicas may be apart; more is a clock that was put back.
constexpr std::chrono::seconds kClockSkew {2};
/// No lease is longer, so a later one was written before the clock was put back.
constexpr std::chrono::seconds kLongestLease {15};

QString text(QLatin1StringView name)
{
    return QString(name);
}

std::vector<QVariant> valuesOf(const PromptKey &key)
{
    return {key.candidateId, key.revision, key.approver, text(name(key.channel)), text(name(key.kind))};
}

std::vector<QVariant> valuesOf(const PromptGroup &group)
{
    return {group.candidateId, group.revision, text(name(group.channel)), text(name(group.kind)), group.step};
}

Prompt promptFrom(const storage::Row &row)
{
    Prompt prompt;
    prompt.key = {row[0].toString(), row[1].toInt(), row[2].toString(),
                  channelFromName(row[3].toString()).value_or(Channel::WhatsApp),
                  promptKindFromName(row[4].toString()).value_or(PromptKind::Prompt)};
    prompt.step = row[5].toInt();
    prompt.brandId = row[6].toString();
    prompt.address = row[7].toString();
    prompt.status = promptStatusFromName(row[8].toString()).value_or(PromptStatus::Failed);
    prompt.queuedAt = core::wallTime(row[9].toLongLong());
    prompt.attemptId = row[10].toString();
    prompt.attempts = row[11].toInt();
    prompt.attemptAt = optionalTime(row[12]);
    prompt.notBefore = core::wallTime(row[13].toLongLong());
    prompt.asTemplate = row[14].toInt() != 0;
    prompt.shown = row[15].toInt() != 0;
    prompt.parts = row[16].toInt();
    prompt.partLimit = row[17].toInt();
    prompt.providerSid = row[18].toString();
    prompt.errorCode = row[19].toString();
    prompt.sentAt = optionalTime(row[20]);
    return prompt;
}

Result<std::vector<Prompt>> promptsFrom(const Result<storage::Rows> &rows)
{
    if (!rows)
        return std::unexpected(rows.error());
    std::vector<Prompt> prompts;
    for (const storage::Row &row : *rows)
        prompts.push_back(promptFrom(row));
    return prompts;
}

/// Ends a SELECT whose rows are changed next: PostgreSQL locks them and leaves out those of others.
QString toChange(const Connection &connection)
{
    return connection.dialect() == storage::Dialect::Postgres ? u" FOR UPDATE OF p SKIP LOCKED"_s : QString();
}

Result<qint64> count(const Result<storage::Rows> &rows)
{
    if (!rows)
        return std::unexpected(rows.error());
    return rows->front()[0].toLongLong();
}

} // namespace

Result<void> insertPrompts(Connection &connection, const std::vector<Prompt> &prompts)
{
    static const QString insert
        = u"INSERT INTO approval_prompts (candidate_id, revision, approver_id, channel, kind, step, brand_id, address, "
          "status, priority, queued_ms, attempts, not_before_ms, template, shown, parts, part_limit, updated_ms) "
          "VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'held', ?, ?, 0, ?, 0, 0, 0, 0, ?) "
          "ON CONFLICT (candidate_id, revision, approver_id, channel, kind) DO NOTHING"_s;
    for (const Prompt &prompt : prompts) {
        std::vector<QVariant> values = valuesOf(prompt.key);
        const int priority = prompt.key.kind == PromptKind::Escalation ? 0 : 1;
        const QVariant at = timeValue(prompt.queuedAt);
        values.insert(values.end(), {prompt.step, prompt.brandId, prompt.address, priority, at, at, at});
        if (const auto done = connection.execute(insert, values); !done)
            return std::unexpected(done.error());
    }
    return {};
}

Result<std::vector<Prompt>> readPrompts(Connection &connection, const QString &candidateId)
{
    return promptsFrom(connection.query(u"SELECT "_s + kColumns
                                            + u" FROM approval_prompts p WHERE p.candidate_id = ? "
                                              "ORDER BY p.revision, p.step, p.approver_id, p.channel DESC"_s,
                                        {candidateId}));
}

Result<std::optional<Prompt>> readPrompt(Connection &connection, const PromptKey &key)
{
    const auto found = promptsFrom(
        connection.query(u"SELECT "_s + kColumns + u" FROM approval_prompts p WHERE "_s + kKey, valuesOf(key)));
    if (!found)
        return std::unexpected(found.error());
    return found->empty() ? std::optional<Prompt>() : std::optional(found->front());
}

Result<bool> writePrompt(Connection &connection, const Prompt &prompt, core::WallTime now, const QString &attemptId)
{
    std::vector<QVariant> values {text(name(prompt.status)), prompt.attempts, timeOrNull(prompt.attemptAt),
                                  timeValue(prompt.notBefore), prompt.asTemplate ? 1 : 0, prompt.shown ? 1 : 0,
                                  prompt.parts, prompt.partLimit, textOrNull(prompt.providerSid),
                                  textOrNull(prompt.errorCode), timeOrNull(prompt.sentAt), timeValue(now)};
    const std::vector<QVariant> key = valuesOf(prompt.key);
    values.insert(values.end(), key.begin(), key.end());
    QString sql = u"UPDATE approval_prompts SET status = ?, attempts = ?, attempt_ms = ?, not_before_ms = ?, "
                  "template = ?, shown = ?, parts = ?, part_limit = ?, provider_sid = ?, error_code = ?, sent_ms = ?, "
                  "updated_ms = ?, lease_ms = NULL WHERE "_s
        + kKey;
    if (!attemptId.isEmpty()) {
        sql += u" AND attempt_id = ? AND status = 'sending'"_s;
        values.emplace_back(attemptId);
    }
    return anyChanged(connection.execute(sql, values));
}

Result<void> leasePrompt(Connection &connection, const Prompt &prompt, core::WallTime now, core::WallTime lease)
{
    if (const auto written = writePrompt(connection, prompt, now); !written)
        return std::unexpected(written.error());
    std::vector<QVariant> values {prompt.attemptId, timeValue(lease)};
    const std::vector<QVariant> key = valuesOf(prompt.key);
    values.insert(values.end(), key.begin(), key.end());
    return only(
        connection.execute(u"UPDATE approval_prompts SET attempt_id = ?, lease_ms = ? WHERE "_s + kKey, values));
}

Result<void> renewLeases(Connection &connection, const QStringList &attemptIds, core::WallTime until)
{
    for (const QString &id : attemptIds) {
        const auto done = connection.execute(
            u"UPDATE approval_prompts SET lease_ms = ? WHERE attempt_id = ? AND status = 'sending'"_s,
            {timeValue(until), id});
        if (!done)
            return std::unexpected(done.error());
    }
    return {};
}

Result<void> takeOverPrompts(Connection &connection)
{
    return only(connection.execute(u"UPDATE approval_prompts SET lease_ms = 0 WHERE status = 'sending'"_s));
}

Result<qint64> skipPrompts(Connection &connection, const QString &candidateId, core::WallTime now, int beforeRevision)
{
    const QString update = u"UPDATE approval_prompts SET status = 'failed', error_code = ?, updated_ms = ? "
                           "WHERE candidate_id = ? AND status IN ('held', 'pending')"_s;
    std::vector<QVariant> values {text(kSkipped), timeValue(now), candidateId};
    if (beforeRevision == 0)
        return connection.execute(update, values);
    values.emplace_back(beforeRevision);
    return connection.execute(update + u" AND revision < ?"_s, values);
}

Result<std::vector<BucketName>> heldBuckets(Connection &connection, core::WallTime since, core::WallTime now)
{
    // Hops from one brand to the next in the index: as many steps as buckets, however many prompts wait.
    const QString hops
        = u"WITH RECURSIVE hop (brand_id) AS ("
          "SELECT * FROM (SELECT brand_id FROM approval_prompts WHERE status = 'held' AND channel = ? "
          "ORDER BY brand_id LIMIT 1) first "
          "UNION ALL "
          "SELECT (SELECT p.brand_id FROM approval_prompts p WHERE p.status = 'held' AND p.channel = ? AND "
          "p.brand_id > hop.brand_id ORDER BY p.brand_id LIMIT 1) FROM hop WHERE hop.brand_id IS NOT NULL) "
          "SELECT brand_id, (SELECT p.queued_ms FROM approval_prompts p WHERE p.status = 'held' AND p.channel = ? AND "
          "p.brand_id = hop.brand_id ORDER BY p.priority, p.queued_ms LIMIT 1) FROM hop WHERE brand_id IS NOT NULL"_s;
    std::vector<BucketName> buckets;
    for (const Channel channel : {Channel::Imessage, Channel::WhatsApp}) {
        const auto rows = connection.query(hops, {text(name(channel)), text(name(channel)), text(name(channel))});
        if (!rows)
            return std::unexpected(rows.error());
        for (const storage::Row &row : *rows) {
            const core::WallTime waitsSince = core::wallTime(row[1].toLongLong());
            if (waitsSince <= since || waitsSince > now + kClockSkew)
                buckets.push_back({channel, row[0].toString()});
        }
    }
    return buckets;
}

Result<std::optional<PromptGroup>> frontOf(Connection &connection, const BucketName &bucket, core::WallTime now)
{
    const auto rows = connection.query(
        u"SELECT p.candidate_id, p.revision, p.kind, p.step FROM approval_prompts p JOIN approval_candidates c "
        "ON c.id = p.candidate_id WHERE p.status = 'held' AND p.channel = ? AND p.brand_id = ? "
        "AND c.state IN ('new', 'prompted') AND c.deadline_ms > ? AND c.revision = p.revision "
        "ORDER BY p.priority, p.queued_ms, p.candidate_id LIMIT 1"_s,
        {text(name(bucket.channel)), bucket.brandId, timeValue(now)});
    if (!rows)
        return std::unexpected(rows.error());
    if (rows->empty())
        return std::optional<PromptGroup>();
    const storage::Row &row = rows->front();
    return std::optional(PromptGroup {row[0].toString(), row[1].toInt(), bucket.channel,
                                      promptKindFromName(row[2].toString()).value_or(PromptKind::Prompt),
                                      row[3].toInt()});
}

Result<int> countHeld(Connection &connection, const BucketName &bucket, qint64 most)
{
    const auto counted = count(connection.query(
        u"SELECT count(*) FROM (SELECT DISTINCT candidate_id FROM approval_prompts "
        "WHERE status = 'held' AND channel = ? AND brand_id = ? LIMIT ?) held"_s,
        {text(name(bucket.channel)), bucket.brandId, most}));
    if (!counted)
        return std::unexpected(counted.error());
    return int(*counted);
}

Result<std::vector<Prompt>> heldOf(Connection &connection, const PromptGroup &group)
{
    return promptsFrom(connection.query(u"SELECT "_s + kColumns + u" FROM approval_prompts p WHERE "_s + kGroup
                                            + u" AND p.status = 'held' ORDER BY p.approver_id"_s + toChange(connection),
                                        valuesOf(group)));
}

Result<std::vector<Prompt>> duePrompts(Connection &connection, Channel channel, core::WallTime now, int limit)
{
    return promptsFrom(connection.query(u"SELECT "_s + kColumns
                                            + u" FROM approval_prompts p WHERE p.status = 'pending' AND "
                                              "p.not_before_ms <= ? AND p.channel = ? "
                                              "ORDER BY p.not_before_ms LIMIT ?"_s
                                            + toChange(connection),
                                        {timeValue(now), text(name(channel)), limit}));
}

Result<void> endWaitsOfTheFuture(Connection &connection, core::WallTime now)
{
    return only(connection.execute(u"UPDATE approval_prompts SET not_before_ms = ?, updated_ms = ? "
                                   "WHERE status = 'pending' AND updated_ms > ?"_s,
                                   {timeValue(now), timeValue(now), timeValue(now + kClockSkew)}));
}

Result<bool> anyDue(Connection &connection, Channel channel, core::WallTime now)
{
    const auto rows = connection.query(
        u"SELECT 1 FROM approval_prompts WHERE status = 'pending' AND not_before_ms <= ? AND channel = ? "
        "UNION ALL SELECT 1 FROM approval_prompts WHERE status = 'sending' AND (lease_ms < ? OR lease_ms > ?) AND "
        "channel = ? LIMIT 1"_s,
        {timeValue(now), text(name(channel)), timeValue(now), timeValue(now + kLongestLease), text(name(channel))});
    if (!rows)
        return std::unexpected(rows.error());
    return !rows->empty();
}

Result<std::vector<Prompt>> abandonedPrompts(Connection &connection, Channel channel, core::WallTime now, int limit)
{
    return promptsFrom(connection.query(u"SELECT "_s + kColumns
                                            + u" FROM approval_prompts p WHERE p.status = 'sending' AND "
                                              "(p.lease_ms < ? OR p.lease_ms > ?) AND p.channel = ? "
                                              "ORDER BY p.lease_ms LIMIT ?"_s
                                            + toChange(connection),
                                        {timeValue(now), timeValue(now + kLongestLease), text(name(channel)), limit}));
}

Result<bool> allFailed(Connection &connection, const QString &candidateId, int revision, int step)
{
    const auto rows = connection.query(
        u"SELECT count(*), sum(CASE WHEN status IN ('failed', 'outside_window') THEN 0 ELSE 1 END) "
        "FROM approval_prompts WHERE candidate_id = ? AND revision = ? AND step = ?"_s,
        {candidateId, revision, step});
    if (!rows)
        return std::unexpected(rows.error());
    return rows->front()[0].toInt() > 0 && rows->front()[1].toInt() == 0;
}

Result<bool> groupFailed(Connection &connection, const PromptGroup &group)
{
    const auto alive = count(connection.query(u"SELECT count(*) FROM approval_prompts p WHERE "_s + kGroup
                                                  + u" AND p.status NOT IN ('failed', 'outside_window')"_s,
                                              valuesOf(group)));
    if (!alive)
        return std::unexpected(alive.error());
    return *alive == 0;
}

Result<qint64> countWaiting(Connection &connection, Channel channel)
{
    // Apart, because each has an index that leads past the history.
    return count(connection.query(
        u"SELECT (SELECT count(*) FROM approval_prompts WHERE status = 'held' AND channel = ?) + "
        "(SELECT count(*) FROM approval_prompts WHERE status = 'pending' AND channel = ?)"_s,
        {text(name(channel)), text(name(channel))}));
}

} // namespace signalbox::approvals
