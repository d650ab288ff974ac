#include "app/bootstrap/exit_codes.h"
#include "app/bootstrap/report.h"
#include "app/server/commands.h"
#include "app/server/configuration.h"
#include "backend/platform/settings/print.h"

#include <QJsonDocument>

#include <cstdio>

namespace signalbox::daemon {

using namespace Qt::StringLiterals;

namespace {

int print(const bootstrap::Arguments &arguments)
{
    const settings::Inputs inputs = configurationInputs(arguments);
    const settings::Loaded loaded = settings::load(inputs);
    if (!loaded.isValid())
        return bootstrap::reportProblems(loaded);
    QByteArray text;
    if (arguments.has(u"secrets-needed"_s))
        text = settings::printSecretsNeeded(inputs.catalogue, *loaded.snapshot);
    else if (arguments.has(u"json"_s))
        text = QJsonDocument(settings::describeAll(inputs.catalogue, *loaded.snapshot)).toJson();
    else
        text = settings::printText(inputs.catalogue, *loaded.snapshot);
    std::fwrite(text.constData(), 1, size_t(text.size()), stdout);
    return bootstrap::kExitDone;
}

} // namespace

bootstrap::Command configPrintCommand()
{
    QList<QCommandLineOption> options = configurationOptions(false);
    options.append({u"json"_s, u"Print JSON."_s});
    options.append({u"secrets-needed"_s, u"Print only the names of the secrets that this configuration uses."_s});
    return {.name = u"config print"_s,
            .help = u"Print every setting with its value, source and default; secrets only as set or unset."_s,
            .options = options,
            .run = print};
}

} // namespace signalbox::daemon
