#include "app/bootstrap/exit_codes.h"
#include "app/server/audit_seal.h"
#include "app/server/commands.h"
#include "app/server/configuration.h"
#include "app/server/run_gateway.h"
#include "app/server/store_command.h"
#include "backend/platform/log/writer.h"
#include "backend/platform/settings/print.h"
#include "backend/platform/storage/backup.h"
#include "backend/runtime/backup_mark.h"
#include "backend/runtime/build_info.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <cstdio>

namespace signalbox::daemon {

using namespace Qt::StringLiterals;

namespace {

/// The settings as `config print` shows them; of secrets only whether they are set.
QByteArray settingsMember(const StoreCommand &command)
{
    QJsonArray all;
    for (const settings::Definition &definition : command.inputs.catalogue) {
        QJsonObject one = settings::describe(definition, command.settings->at(definition.key));
        if (definition.secret)
            one[u"value"_s] = one["set"_L1].toBool() ? u"set"_s : u"unset"_s;
        all += one;
    }
    return QJsonDocument(all).toJson();
}

QByteArray versionsMember(const StoreCommand &command, core::WallTime now)
{
    JsonWriter out;
    out.beginObject();
    runtime::writeBuild(out, runtime::buildInfo(*command.settings, now), true);
    out.endObject();
    return out.take();
}

int makeBackup(const bootstrap::Arguments &arguments, const StoreCommand &command)
{
    const Result<storage::Options> store = chosenStore(arguments, command);
    if (!store) {
        printFailure(store.error());
        return bootstrap::kExitUsage;
    }
    const Result<QByteArray> audit = auditMember(*store);
    if (!audit) {
        printFailure(audit.error());
        return bootstrap::kExitFailure;
    }
    const core::WallTime now = core::systemClock().wall();
    std::vector<storage::BackupExtra> extras {{u"settings.json"_s, settingsMember(command)},
                                              {u"versions.json"_s, versionsMember(command, now)}};
    if (!audit->isEmpty())
        extras.push_back({QString(kAuditMember), *audit});
    const Result<QString> path = storage::backup(
        {.store = *store,
         .outFolder = arguments.value(u"out"_s),
         .extras = std::move(extras),
         .keep = std::chrono::days(command.settings->integer("SIGNALBOX_BACKUP_KEEP_DAYS"))});
    if (!path) {
        printFailure(path.error());
        return bootstrap::kExitFailure;
    }
    std::printf("%s\n", qUtf8Printable(*path));
    const bool isMain = arguments.value(u"store"_s, u"main"_s) == u"main"_s;
    if (isMain && hasCommerceStore(command))
        std::fprintf(stderr, "Commerce has a store of its own, which is not in this file: backup --store commerce\n");
    const Result<void> marked = isMain ? runtime::markBackup(command.dataDir, now) : Result<void>();
    if (!marked)
        printFailure(marked.error());
    return bootstrap::kExitDone;
}

int backup(const bootstrap::Arguments &arguments)
{
    if (arguments.value(u"out"_s).isEmpty()) {
        std::fprintf(stderr, "backup: --out DIR is missing\n");
        return bootstrap::kExitUsage;
    }
    log::start({.descriptor = 2});
    const auto command = openStoreCommand(arguments);
    const int code = command ? makeBackup(arguments, *command) : command.error();
    log::stop();
    return code;
}

} // namespace

bootstrap::Command backupCommand()
{
    QList<QCommandLineOption> options = configurationOptions(false);
    options.append({u"out"_s, u"The folder for the backup."_s, u"DIR"_s});
    options.append(storeOption());
    return {.name = u"backup"_s,
            .help = u"Write the store and the settings without secrets into one file, read it back, print its name."_s,
            .options = options,
            .run = backup};
}

} // namespace signalbox::daemon
