#include "backend/runtime/sandbox_settings.h"

#include "backend/runtime/service_list.h"
#include "backend/sandbox/approval_cast.h"

#include <QDir>

namespace signalbox::runtime {

using namespace Qt::StringLiterals;

namespace {

QHash<QByteArray, QString> environment(const QUrl &standIns, const QString &dataDir)
{
    const QString url = standIns.toString();
    return {{"SIGNALBOX_SERVICES", u"commerce,approvals"_s},
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

/// Five brands share the owner's phones, so the limits are wider than the defaults, and tight enough to be felt.
QHash<QByteArray, QString> approvalEnvironment(const QUrl &standIns)
{
    const sandbox::ApprovalCast &cast = sandbox::approvalCast();
    return {{"PUBLIC_BASE_URL", cast.publicBase.toString()},
            {"WEBHOOK_SIGNING_SECRET", QString::fromLatin1(cast.submitSecret)},
            {"CORE_DECISION_WEBHOOK", standIns.resolved(QUrl(u"/decisions"_s)).toString()},
            {"CORE_DECISION_WEBHOOK_SIGNING_SECRET", QString::fromLatin1(cast.decisionSecret)},
            {"TWILIO_API_BASE_URL", standIns.toString()},
            {"TWILIO_ACCOUNT_SID", QString::fromLatin1(cast.accountSid)},
            {"TWILIO_AUTH_TOKEN", QString::fromLatin1(cast.authToken)},
            {"TWILIO_CONTENT_SID", QString::fromLatin1(cast.contentSid)},
            {"TWILIO_WA_NUMBER", cast.number},
            {"OWNER_WA_NUMBER", cast.ownerWhatsapp},
            {"PHOTON_BASE_URL", standIns.toString()},
            {"PHOTON_TO", cast.ownerImessage},
            {"IMESSAGE_WEBHOOK_SECRET", QString::fromLatin1(cast.bridgeSecret)},
            {"WA_BUCKET_REFILL_PER_MIN", u"4"_s},
            {"IMSG_BUCKET_REFILL_PER_MIN", u"4"_s},
            {"MIN_SPACING_SEC", u"3"_s}};
}

} // namespace

settings::Inputs sandboxInputs(const QUrl &standIns, const QString &dataDir, const QString &port)
{
    settings::Inputs inputs = gatewayInputs();
    inputs.sources.environment = environment(standIns, dataDir);
    inputs.sources.environment.insert(approvalEnvironment(standIns));
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
