#include "app/bootstrap/report.h"

#include "app/bootstrap/exit_codes.h"

#include <cstdio>

namespace signalbox::bootstrap {

using namespace Qt::StringLiterals;

int reportProblems(const settings::Loaded &loaded)
{
    for (const QString &line : settings::problemLines(loaded.findings))
        std::fprintf(stderr, "%s\n", line.toUtf8().constData());
    return loaded.isValid() ? kExitDone : kExitConfiguration;
}

void logWarnings(const settings::Findings &findings)
{
    for (const QString &warning : findings.warnings)
        log::warn("platform", u"config_warning"_s, {{"details", warning}});
}

log::Level logLevel(const settings::Snapshot &snapshot)
{
    const QString text = snapshot.text("LOG_LEVEL");
    if (text == u"debug")
        return log::Level::Debug;
    if (text == u"warn" || text == u"warning")
        return log::Level::Warn;
    return text == u"error" ? log::Level::Error : log::Level::Info;
}

} // namespace signalbox::bootstrap
