#include "backend/runtime/migrate_store.h"

#include "backend/platform/storage/migrations.h"

namespace signalbox::runtime {

using namespace Qt::StringLiterals;

Result<QStringList> migrateStore(storage::Database &database, bool automatic)
{
    const auto known = storage::loadMigrations(database.dialect());
    if (!known)
        return std::unexpected(known.error());
    if (automatic)
        return storage::migrate(database, *known);
    const auto state = storage::schemaState(database, *known);
    if (!state)
        return std::unexpected(state.error());
    if (!state->pending.isEmpty())
        return fail(ErrorCode::Conflict,
                    PublicText(u"the store has an older schema (%1 migrations pending); run: signalboxd migrate"_s.arg(state->pending.size())));
    return QStringList();
}

} // namespace signalbox::runtime
