#include "app/bootstrap/report.h"
#include "app/server/commands.h"
#include "app/server/configuration.h"

#include <cstdio>

namespace signalbox::daemon {

using namespace Qt::StringLiterals;

namespace {

int check(const bootstrap::Arguments &arguments)
{
    const settings::Loaded loaded = settings::load(configurationInputs(arguments));
    for (const QString &warning : loaded.findings.warnings)
        std::fprintf(stderr, "Warning: %s\n", qUtf8Printable(warning));
    const int code = bootstrap::reportProblems(loaded);
    if (loaded.isValid())
        std::printf("Configuration is valid.\n");
    return code;
}

} // namespace

bootstrap::Command configCheckCommand()
{
    return {.name = u"config check"_s,
            .help = u"Validate every setting and report all problems at once; exit 78 when there are any."_s,
            .options = configurationOptions(false),
            .run = check,
            .alias = u"--check-config"_s};
}

} // namespace signalbox::daemon
