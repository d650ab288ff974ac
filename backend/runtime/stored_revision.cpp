#include "backend/runtime/stored_revision.h"

#include "backend/operator/server/revisions/revision_store.h"
#include "backend/operator/server/revisions/store_key.h"
#include "backend/platform/log/log.h"
#include "backend/platform/storage/store_url.h"
#include "backend/runtime/open_store.h"

#include <QFileInfo>

namespace signalbox::runtime {

using namespace Qt::StringLiterals;

namespace {

/// Is there nothing to read yet? Opening a file would make it.
bool isNew(const storage::StoreUrl &url)
{
    return url.dialect == storage::Dialect::Sqlite && (url.isMemory() || !QFileInfo::exists(url.path));
}

/// The key that opens the secrets; without it they are lost, and the operator side says which.
std::optional<security::SealedBox> boxOf(const settings::Snapshot &settings, const QString &dataDir)
{
    auto box = server::findStoreBox(settings, dataDir);
    if (box)
        return std::move(*box);
    log::warn("platform", u"store_key.unreadable"_s, {{"problem", box.error().text.text()}});
    return std::nullopt;
}

} // namespace

Result<StoredRevision> readStoredRevision(const settings::Snapshot &settings, const QString &dataDir)
{
    const QString text = mainStoreUrl(settings, dataDir);
    const auto url = storage::parseUrl(text, dataDir);
    if (!url)
        return std::unexpected(url.error());
    if (isNew(*url))
        return StoredRevision();
    const auto database = openStore(text, settings, dataDir, nullptr);
    if (!database)
        return std::unexpected(database.error());
    const std::optional<security::SealedBox> box = boxOf(settings, dataDir);
    StoredRevision stored;
    const auto read = (*database)->readNow([&](storage::Connection &connection) -> Result<QVariant> {
        const auto exists = server::hasRevisions(connection);
        if (!exists || !*exists)
            return exists ? Result<QVariant>(QVariant()) : std::unexpected(exists.error());
        const auto head = server::readRevisionHead(connection);
        if (!head)
            return std::unexpected(head.error());
        const auto set = server::readOverrides(connection, box ? &*box : nullptr);
        if (!set)
            return std::unexpected(set.error());
        stored = {quint64(head->number), server::textsOf(*set)};
        return QVariant();
    });
    if (!read)
        return std::unexpected(read.error());
    return stored;
}

} // namespace signalbox::runtime
