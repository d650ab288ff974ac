#pragma once

#include "backend/platform/settings/load.h"
#include "backend/platform/settings/platform_settings.h"

namespace signalbox::settings {

/// Inputs with the platform's catalogue, LOOPGPT_ENV and LOOPGPT_LISTEN, its rules, and this environment only.
inline Inputs platformInputs(const QHash<QByteArray, QString> &environment)
{
    Inputs all;
    all.catalogue = platformCatalogue();
    all.catalogue.push_back({.key = "LOOPGPT_ENV", .defaultText = QStringLiteral("development")});
    all.catalogue.push_back({.key = "LOOPGPT_LISTEN"});
    all.sources.environment = environment;
    all.sources.optionalEnvFile.clear();
    return all;
}

} // namespace signalbox::settings
