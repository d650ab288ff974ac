#include "backend/runtime/sandbox_settings.h"

#include "backend/runtime/service_list.h"

#include <QDir>

namespace signalbox::runtime {

using namespace Qt::StringLiterals;

namespace {

QHash<QByteArray, QString> environment(const QUrl &standIns, const QString &dataDir)
{
    const QString url = standIns.toString();
    return {{"SIGNALBOX_SERVICES", u"commerce"_s},
            {"HOST", u"127.0.0.1"_s},
            {"DATABASE_URL", u"sqlite:"_s + QDir(dataDir).filePath(u"sandbox.db"_s)},
            {"LOOPGPT_ENABLE_KROGER", u"true"_s},
            {"LOOPGPT_ENABLE_WALMART", u"true"_s},
            {"LOOPGPT_PRODUCT_CACHE_SECONDS", u"20"_s},
            {"LOOPGPT_KROGER_TIMEOUT", u"2500"_s},
            {"LOOPGPT_WALMART_TIMEOUT", u"2500"_s},
            {"LOOPGPT_MEALME_TIMEOUT", u"2500"_s},
            {"LOOPGPT_INSTACART_TIMEOUT", u"2500"_s},
            {"KROGER_CLIENT_ID", u"sandbox-client"_s},
            {"KROGER_CLIENT_SECRET", u"sandbox-kroger-key"_s},
            {"KROGER_BASE_URL", url},
            {"WALMART_PARTNER_ID", u"sandbox-partner"_s},
            {"WALMART_API_KEY", u"sandbox-walmart-key"_s},
            {"WALMART_BASE_URL", url},
            {"MEALME_API_KEY", u"sandbox-mealme-key"_s},
            {"MEALME_BASE_URL", url},
            {"INSTACART_API_KEY", u"sandbox-instacart-key"_s},
            {"INSTACART_BASE_URL", url}};
}

} // namespace

settings::Inputs sandboxInputs(const QUrl &standIns, const QString &dataDir, const QString &port)
{
    settings::Inputs inputs = gatewayInputs();
    inputs.sources.environment = environment(standIns, dataDir);
    inputs.sources.environment["PORT"] = port;
    inputs.sources.optionalEnvFile.clear();
    return inputs;
}

settings::SnapshotPtr standInSettings()
{
    settings::Inputs inputs = gatewayInputs();
    inputs.sources.optionalEnvFile.clear();
    return settings::load(inputs).snapshot;
}

} // namespace signalbox::runtime
