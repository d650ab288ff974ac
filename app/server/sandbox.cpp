#include "app/bootstrap/exit_codes.h"
#include "app/bootstrap/paths.h"
#include "app/bootstrap/process.h"
#include "app/bootstrap/report.h"
#include "app/server/commands.h"
#include "app/server/run_gateway.h"
#include "backend/platform/log/writer.h"
#include "backend/runtime/sandbox_host.h"
#include "backend/runtime/sandbox_settings.h"

#include <QCoreApplication>
#include <QDir>

namespace signalbox::daemon {

using namespace Qt::StringLiterals;

namespace {

Result<QUrl> openStandIns(runtime::SandboxHost &host)
{
    std::optional<Result<QUrl>> opened;
    host.open(runtime::standInSettings()).then([&opened](Result<QUrl> url) {
        opened = std::move(url);
        QCoreApplication::exit();
    });
    if (!opened)
        QCoreApplication::exec();
    return *opened;
}

int sandbox(const bootstrap::Arguments &arguments)
{
    const QString home = bootstrap::dataDirectory(arguments.value(u"data-dir"_s), settings::processEnvironment());
    const Result<QString> dataDir = bootstrap::prepareDataDirectory(QDir(home).filePath(u"sandbox"_s));
    if (!dataDir) {
        printFailure(dataDir.error());
        return bootstrap::kExitFailure;
    }
    log::start();
    bootstrap::limitProcess(false);
    runtime::SandboxHost host;
    const Result<QUrl> standIns = openStandIns(host);
    if (!standIns) {
        printFailure(standIns.error());
        return bootstrap::kExitFailure;
    }
    const settings::Inputs inputs = runtime::sandboxInputs(*standIns, *dataDir, arguments.value(u"port"_s, u"0"_s));
    const settings::Loaded loaded = settings::load(inputs);
    if (!loaded.isValid())
        return bootstrap::reportProblems(loaded);
    runtime::GatewayOptions options {.inputs = inputs, .first = loaded.snapshot, .dataDir = *dataDir};
    options.sandbox = true;
    const int code = runGateway(std::move(options), [&host](const runtime::GatewayAddresses &addresses) {
        host.startTraffic(addresses.services.front());
    });
    log::stop();
    return code;
}

} // namespace

bootstrap::Command sandboxCommand()
{
    return {.name = u"sandbox"_s,
            .help = u"Run a gateway with stand-ins of every outside party and invented traffic, on loopback only."_s,
            .options = {{u"port"_s, u"Listen on this port; 0, the default, takes any free one."_s, u"PORT"_s},
                        {u"data-dir"_s, u"Keep the sandbox's store below this folder."_s, u"DIR"_s}},
            .run = sandbox};
}

} // namespace signalbox::daemon
