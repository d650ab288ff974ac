#include "app/bootstrap/exit_codes.h"
#include "app/server/audit_seal.h"
#include "app/server/commands.h"
#include "app/server/configuration.h"
#include "app/server/run_gateway.h"
#include "app/server/store_command.h"
#include "backend/platform/log/writer.h"
#include "backend/platform/storage/backup.h"
#include "backend/platform/storage/store_url.h"

#include <cstdio>

namespace signalbox::daemon {

using namespace Qt::StringLiterals;

namespace {

Result<storage::RestoreReport> restored(const bootstrap::Arguments &arguments, const StoreCommand &command)
{
    const Result<storage::Options> store = chosenStore(arguments, command);
    if (!store)
        return std::unexpected(store.error());
    const auto url = storage::parseUrl(store->url, store->dataDir);
    if (!url)
        return std::unexpected(url.error());
    const auto migrations = storage::loadMigrations(url->dialect);
    if (!migrations)
        return std::unexpected(migrations.error());
    return storage::restore({.file = arguments.positional.constFirst(),
                             .store = *store,
                             .migrations = *migrations,
                             .replace = arguments.has(u"replace"_s)});
}

void print(const storage::RestoreReport &report)
{
    std::printf("restored the backup of %s, made by version %s\n", qUtf8Printable(report.manifest.createdAt),
                qUtf8Printable(report.manifest.version));
    for (const QString &id : report.migrated)
        std::printf("applied %s\n", qUtf8Printable(id));
    for (const storage::TableCount &table : report.counts)
        std::printf("%s %lld\n", qUtf8Printable(table.table), static_cast<long long>(table.rows));
    std::printf("Secrets are not in a backup: config print --secrets-needed lists those to bring\n");
}

/// Says what became of the audit; the exit code.
int judgeAudit(const bootstrap::Arguments &arguments, const StoreCommand &command, const storage::RestoreReport &report)
{
    constexpr int kExitBroken = 4; // contract soak-and-probe 1.1
    const auto store = chosenStore(arguments, command);
    const auto noted = report.extras.find(QString(kAuditMember));
    const auto verdict = store ? checkRestoredAudit(*store, noted == report.extras.end() ? QByteArray() : noted->second)
                               : std::unexpected(store.error());
    if (!verdict) {
        printFailure(verdict.error());
        return bootstrap::kExitFailure;
    }
    if (verdict->ok) {
        std::printf("the audit's chain is whole: %lld entries\n", static_cast<long long>(verdict->entries));
        return bootstrap::kExitDone;
    }
    std::fprintf(stderr, "the audit's chain is broken: %s\n", qUtf8Printable(verdict->problem));
    return kExitBroken;
}

int restore(const bootstrap::Arguments &arguments)
{
    log::start({.descriptor = 2});
    const auto command = openStoreCommand(arguments);
    int code = command ? bootstrap::kExitDone : command.error();
    if (command) {
        const auto report = restored(arguments, *command);
        if (report) {
            print(*report);
            code = judgeAudit(arguments, *command, *report);
        } else {
            printFailure(report.error());
            code = bootstrap::kExitFailure;
        }
    }
    log::stop();
    return code;
}

} // namespace

bootstrap::Command restoreCommand()
{
    QList<QCommandLineOption> options = configurationOptions(false);
    options.append({u"replace"_s, u"Replace a store that has rows."_s});
    options.append({u"release-outbox"_s, u"Let undelivered callbacks go; a store without any stays as it is."_s});
    options.append(storeOption());
    return {.name = u"restore"_s,
            .help = u"Verify a backup, put it in the place of the store, migrate it and print what it holds."_s,
            .options = options,
            .positional = {u"FILE"_s},
            .run = restore};
}

} // namespace signalbox::daemon
