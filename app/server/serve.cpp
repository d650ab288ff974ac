#include "app/bootstrap/paths.h"
#include "app/bootstrap/process.h"
#include "app/bootstrap/report.h"
#include "app/server/commands.h"
#include "app/server/configuration.h"
#include "app/server/run_gateway.h"
#include "backend/platform/log/writer.h"

#include "app/bootstrap/exit_codes.h"

namespace signalbox::daemon {

using namespace Qt::StringLiterals;

namespace {

int serve(const bootstrap::Arguments &arguments)
{
    const settings::Inputs inputs = configurationInputs(arguments);
    const settings::Loaded loaded = settings::load(inputs);
    if (!loaded.isValid())
        return bootstrap::reportProblems(loaded);
    bootstrap::limitProcess(loaded.snapshot->boolean("SIGNALBOX_ALLOW_CORE"));
    log::setLevel(bootstrap::logLevel(*loaded.snapshot));
    log::start();
    bootstrap::logWarnings(loaded.findings);
    const Result<QString> dataDir = bootstrap::prepareDataDirectory(*loaded.snapshot);
    int code = bootstrap::kExitFailure;
    if (dataDir)
        code = runGateway({.inputs = inputs, .first = loaded.snapshot, .dataDir = *dataDir});
    else
        printFailure(dataDir.error());
    log::stop();
    return code;
}

} // namespace

bootstrap::Command serveCommand()
{
    return {.name = u"serve"_s,
            .help = u"Run the gateway until SIGTERM."_s,
            .options = configurationOptions(true),
            .run = serve};
}

} // namespace signalbox::daemon
