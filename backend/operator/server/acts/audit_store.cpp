#include "backend/operator/server/acts/audit_store.h"

#include "backend/platform/core/sleep.h"

namespace signalbox::server {

using namespace Qt::StringLiterals;

namespace {

using protocol::AuditEntry;
using Entries = std::vector<AuditEntry>;

constexpr qsizetype kLongestText = 8 * 1024;
constexpr qsizetype kLongestName = 512;

const QString kColumns
    = u"id, at_ms, actor, role, address, act, target, before_text, after_text, reason, outcome, hash"_s;

/// What every database gives back as it was.
QString storable(const QString &text, qsizetype longest)
{
    QString fits = QString::fromUtf8(text.left(longest).toUtf8());
    return fits.replace(QChar(0), QChar(QChar::ReplacementCharacter));
}

AuditEntry entryOf(const storage::Row &row)
{
    return {.id = row[0].toString(),
            .at = core::wallTime(row[1].toLongLong()),
            .actor = row[2].toString(),
            .role = row[3].toString(),
            .address = row[4].toString(),
            .act = row[5].toString(),
            .target = row[6].toString(),
            .before = row[7].toString(),
            .after = row[8].toString(),
            .reason = row[9].toString(),
            .outcome = protocol::fromWord<protocol::ActOutcome>(row[10].toString()).value_or(protocol::ActOutcome::Done),
            .hash = row[11].toString()};
}

Result<Entries> entries(storage::Connection &connection, const QString &rest, qint64 id, int limit)
{
    const auto rows = connection.query(u"SELECT "_s + kColumns + u" FROM signalbox_audit WHERE "_s + rest, {id, limit});
    if (!rows)
        return std::unexpected(rows.error());
    Entries found;
    found.reserve(rows->size());
    for (const storage::Row &row : *rows)
        found.push_back(entryOf(row));
    return found;
}

Result<AuditHead> headOf(storage::Connection &connection, const QString &suffix)
{
    const auto rows = connection.query(
        u"SELECT id, hash, anchor_id, anchor_hash FROM signalbox_audit_head WHERE one = 1"_s + suffix);
    if (!rows)
        return std::unexpected(rows.error());
    if (rows->empty())
        return AuditHead();
    const storage::Row &row = rows->front();
    return AuditHead {row[0].toLongLong(), row[1].toString(), row[2].toLongLong(), row[3].toString()};
}

Result<void> saveHead(storage::Connection &connection, const AuditHead &head)
{
    const auto saved = connection.execute(u"UPDATE signalbox_audit_head SET id = ?, hash = ?, anchor_id = ?, "
                                          "anchor_hash = ? WHERE one = 1"_s,
                                          {head.id, head.hash, head.anchorId, head.anchorHash});
    return saved ? Result<void>() : std::unexpected(saved.error());
}

/// A step of a walk: the head by now and the entries behind `id`.
struct Step
{
    AuditHead head;
    Entries entries;
};

storage::Work stepWork(std::shared_ptr<Step> step, qint64 id)
{
    return [step = std::move(step), id](storage::Connection &connection) -> Result<QVariant> {
        auto head = readAuditHead(connection);
        if (!head)
            return std::unexpected(head.error());
        auto found = auditAfter(connection, std::max(id, head->anchorId), kAuditChunk);
        if (!found)
            return std::unexpected(found.error());
        *step = {std::move(*head), std::move(*found)};
        return QVariant();
    };
}

/// Feeds a step to the check; false when the walk is over.
bool takeStep(ChainCheck &check, const Step &step)
{
    check.moveAnchor(step.head);
    for (const AuditEntry &entry : step.entries)
        check.take(entry);
    return !check.isOver() && !step.entries.empty();
}

} // namespace

Result<AuditHead> readAuditHead(storage::Connection &connection)
{
    return headOf(connection, {});
}

Result<AuditHead> lockAuditHead(storage::Connection &connection)
{
    const auto made = connection.execute(u"INSERT INTO signalbox_audit_head (one, id, hash, anchor_id, anchor_hash) "
                                         "VALUES (1, 0, '', 0, '') ON CONFLICT DO NOTHING"_s);
    if (!made)
        return std::unexpected(made.error());
    // SQLite has one writer at a time anyway.
    return headOf(connection, connection.dialect() == storage::Dialect::Postgres ? u" FOR UPDATE"_s : QString());
}

Result<void> appendAudit(storage::Connection &connection, AuditHead &head, AuditEntry &entry)
{
    for (QString AuditEntry::*name : {&AuditEntry::actor, &AuditEntry::role, &AuditEntry::address, &AuditEntry::act})
        entry.*name = storable(entry.*name, kLongestName);
    for (QString AuditEntry::*text : {&AuditEntry::target, &AuditEntry::before, &AuditEntry::after, &AuditEntry::reason})
        entry.*text = storable(entry.*text, kLongestText);
    entry.id = QString::number(head.id + 1);
    entry.hash = auditHash(entry, head.hash);
    const auto added = connection.execute(u"INSERT INTO signalbox_audit ("_s + kColumns
                                              + u") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
                                          {head.id + 1, core::epochMs(entry.at), entry.actor, entry.role, entry.address,
                                           entry.act, entry.target, entry.before, entry.after, entry.reason,
                                           protocol::wordOf(entry.outcome), entry.hash});
    if (!added)
        return std::unexpected(added.error());
    head.id += 1;
    head.hash = entry.hash;
    return saveHead(connection, head);
}

Result<Entries> auditAfter(storage::Connection &connection, qint64 id, int limit)
{
    return entries(connection, u"id > ? ORDER BY id LIMIT ?"_s, id, limit);
}

Result<Entries> auditBefore(storage::Connection &connection, qint64 id, int limit)
{
    return entries(connection, u"id < ? ORDER BY id DESC LIMIT ?"_s, id, limit);
}

Result<qint64> lastAuditBefore(storage::Connection &connection, core::WallTime oldest)
{
    // Up to the first entry that has to stay: a clock that stepped back must not take newer entries along.
    const auto rows = connection.query(u"SELECT COALESCE((SELECT MIN(id) FROM signalbox_audit WHERE at_ms >= ?), "
                                       "(SELECT MAX(id) + 1 FROM signalbox_audit), 1) - 1"_s,
                                       {core::epochMs(oldest)});
    if (!rows)
        return std::unexpected(rows.error());
    return rows->front().front().toLongLong();
}

Result<void> cutAudit(storage::Connection &connection, AuditHead &head, qint64 id)
{
    const auto last = entries(connection, u"id = ? LIMIT ?"_s, id, 1);
    if (!last)
        return std::unexpected(last.error());
    if (last->empty())
        return fail(ErrorCode::Conflict, PublicText(u"the audit was cut by another gateway"_s));
    if (const auto cut = connection.execute(u"DELETE FROM signalbox_audit WHERE id <= ?"_s, {id}); !cut)
        return std::unexpected(cut.error());
    head.anchorId = id;
    head.anchorHash = last->front().hash;
    return saveHead(connection, head);
}

Task<Result<AuditHead>> AuditStore::head()
{
    const auto found = std::make_shared<AuditHead>();
    const auto done = co_await m_database.read([found](storage::Connection &connection) -> Result<QVariant> {
        auto head = readAuditHead(connection);
        if (!head)
            return std::unexpected(head.error());
        *found = std::move(*head);
        return QVariant();
    });
    if (!done)
        co_return std::unexpected(done.error());
    co_return *found;
}

Task<Result<Entries>> AuditStore::after(qint64 id, int limit)
{
    const auto found = std::make_shared<Entries>();
    const auto done = co_await m_database.read([found, id, limit](storage::Connection &connection) -> Result<QVariant> {
        auto read = auditAfter(connection, id, limit);
        if (!read)
            return std::unexpected(read.error());
        *found = std::move(*read);
        return QVariant();
    });
    if (!done)
        co_return std::unexpected(done.error());
    co_return std::move(*found);
}

Task<Result<Entries>> AuditStore::before(qint64 id, int limit)
{
    const auto found = std::make_shared<Entries>();
    const auto done = co_await m_database.read([found, id, limit](storage::Connection &connection) -> Result<QVariant> {
        auto read = auditBefore(connection, id, limit);
        if (!read)
            return std::unexpected(read.error());
        *found = std::move(*read);
        return QVariant();
    });
    if (!done)
        co_return std::unexpected(done.error());
    co_return std::move(*found);
}

Task<Result<protocol::AuditVerdict>> AuditStore::verify(core::WallTime at)
{
    storage::Database &database = m_database;
    const auto head = co_await this->head();
    if (!head)
        co_return std::unexpected(head.error());
    ChainCheck check(*head);
    const auto step = std::make_shared<Step>();
    do {
        co_await core::sleepFor(core::milliseconds(0));
        const auto read = co_await database.read(stepWork(step, check.next() - 1));
        if (!read)
            co_return std::unexpected(read.error());
    } while (takeStep(check, *step));
    co_return check.verdict(at);
}

Result<protocol::AuditVerdict> AuditStore::verifyNow(
    core::WallTime at, const std::function<void(const AuditEntry &, const QString &previous)> &each)
{
    const auto step = std::make_shared<Step>();
    std::optional<ChainCheck> check;
    QString previous;
    do {
        const auto read = m_database.readNow(stepWork(step, check ? check->next() - 1 : 0));
        if (!read)
            return std::unexpected(read.error());
        if (!check) {
            check.emplace(step->head);
            previous = step->head.anchorHash;
        }
        for (const AuditEntry &entry : step->entries) {
            if (each)
                each(entry, previous);
            previous = entry.hash;
        }
    } while (takeStep(*check, *step));
    return check->verdict(at);
}

} // namespace signalbox::server
