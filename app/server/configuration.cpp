#include "app/server/configuration.h"

#include "backend/runtime/service_list.h"

namespace signalbox::daemon {

using namespace Qt::StringLiterals;

QList<QCommandLineOption> configurationOptions(bool listening)
{
    QList<QCommandLineOption> options {
        {u"env-file"_s, u"Read settings from FILE as well; a later file wins."_s, u"FILE"_s}};
    if (listening) {
        options.append({u"host"_s, u"Listen on this address instead of HOST."_s, u"ADDRESS"_s});
        options.append({u"port"_s, u"Listen on this port instead of PORT; 0 takes any free one."_s, u"PORT"_s});
    }
    return options;
}

settings::Inputs configurationInputs(const bootstrap::Arguments &arguments)
{
    settings::Inputs inputs = runtime::gatewayInputs();
    inputs.sources.environment = settings::processEnvironment();
    inputs.sources.envFiles = arguments.options.value(u"env-file"_s);
    if (arguments.has(u"host"_s))
        inputs.sources.environment["HOST"] = arguments.value(u"host"_s);
    if (arguments.has(u"port"_s))
        inputs.sources.environment["PORT"] = arguments.value(u"port"_s);
    return inputs;
}

} // namespace signalbox::daemon
