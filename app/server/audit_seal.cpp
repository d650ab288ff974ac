#include "app/server/audit_seal.h"

#include "backend/operator/server/acts/audit_store.h"
#include "backend/platform/core/json_parse.h"
#include "backend/platform/core/json_writer.h"
#include "backend/platform/storage/migrations.h"
#include "backend/platform/storage/store_url.h"

#include <QFileInfo>

namespace signalbox::daemon {

using namespace Qt::StringLiterals;

namespace {

const QString kAuditMigration = u"001_operator_acts.sql"_s;

/// The head; none when the schema is older than the audit.
Result<std::optional<server::AuditHead>> headOf(storage::Database &store)
{
    std::optional<server::AuditHead> found;
    const auto read = store.readNow([&found](storage::Connection &connection) -> Result<QVariant> {
        const auto applied = storage::appliedMigrations(connection);
        if (!applied)
            return std::unexpected(applied.error());
        if (!applied->contains(kAuditMigration))
            return QVariant();
        const auto head = server::readAuditHead(connection);
        if (!head)
            return std::unexpected(head.error());
        found = *head;
        return QVariant();
    });
    return read ? Result<std::optional<server::AuditHead>>(found) : std::unexpected(read.error());
}

} // namespace

Result<QByteArray> auditMember(const storage::Options &options)
{
    const auto url = storage::parseUrl(options.url, options.dataDir);
    if (!url)
        return std::unexpected(url.error());
    // Opening would make the file; the backup itself says that it is missing.
    if (url->isMemory() || (url->dialect == storage::Dialect::Sqlite && !QFileInfo::exists(url->path)))
        return QByteArray();
    const auto store = storage::Database::open(options);
    const auto head = store ? headOf(**store) : std::unexpected(store.error());
    if (!head)
        return std::unexpected(head.error());
    if (!*head)
        return QByteArray();
    JsonWriter out;
    out.beginObject().member("id", (*head)->id).member("hash", (*head)->hash);
    out.member("anchorId", (*head)->anchorId).member("anchorHash", (*head)->anchorHash).endObject();
    return out.take();
}

Result<protocol::AuditVerdict> checkRestoredAudit(const storage::Options &options, const QByteArray &member)
{
    const auto store = storage::Database::open(options);
    if (!store)
        return std::unexpected(store.error());
    const QJsonObject noted = core::parseJsonObject(member).value_or(QJsonObject());
    const qint64 id = noted["id"_L1].toInteger();
    const QString hash = noted["hash"_L1].toString();
    bool isThere = id == 0;
    const auto look = [&](const protocol::AuditEntry &entry, const QString &) {
        isThere = isThere || (entry.id.toLongLong() == id && entry.hash == hash);
    };
    auto verdict = server::AuditStore(**store).verifyNow(core::systemClock().wall(), look);
    if (!verdict || !verdict->ok || isThere)
        return verdict;
    // All up to the noted entry may have been cut since it was the newest.
    const auto head = headOf(**store);
    if (!head)
        return std::unexpected(head.error());
    if (*head && (*head)->anchorId >= id)
        return verdict;
    verdict->ok = false;
    verdict->brokenAt = QString::number(id);
    verdict->problem = u"entry %1 is not the one that the backup names as its newest"_s.arg(id);
    return verdict;
}

} // namespace signalbox::daemon
