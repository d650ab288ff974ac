#include "backend/platform/settings/danger.h"

#include "backend/platform/settings/parse_value.h"

namespace signalbox::settings {

using namespace Qt::StringLiterals;

namespace {

bool isProduction(const QString &text)
{
    const QString lower = text.trimmed().toLower();
    return lower == u"production" || lower == u"prod";
}

bool namesEnvironment(const QByteArray &key)
{
    return key == "MODE" || key == "ENV" || key == "LOOPGPT_ENV" || key == "NODE_ENV" || key == "RAILWAY_ENVIRONMENT";
}

bool isMockOrCheck(const QByteArray &key)
{
    return key == "USE_MOCK" || key.endsWith("_MOCK") || key.contains("SIGNATURE") || key.contains("SIGNING");
}

} // namespace

bool asksForCare(const Definition &definition, const QString &before, const QString &after)
{
    if (!definition.danger.isEmpty())
        return true;
    if (namesEnvironment(definition.key))
        return isProduction(after) && !isProduction(before);
    const bool goesOff = parseBoolean(before).value_or(looksLikeRule(before)) && !parseBoolean(after).value_or(false);
    return definition.type == Type::Boolean && isMockOrCheck(definition.key) && goesOff;
}

} // namespace signalbox::settings
