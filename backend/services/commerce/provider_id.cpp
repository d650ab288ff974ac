#include "backend/services/commerce/provider_id.h"

namespace signalbox::commerce {

namespace {

struct Names
{
    QByteArrayView id;
    QLatin1StringView display;
    QByteArrayView shortName;
    QByteArrayView upstream;
};

constexpr std::array<Names, kProviderCount> kNames {{
    {"MEALME", QLatin1StringView("MealMe MCP"), "MEALME", "mealme"},
    {"INSTACART", QLatin1StringView("Instacart"), "INSTACART", "instacart"},
    {"KROGER_API", QLatin1StringView("Kroger Direct"), "KROGER", "kroger"},
    {"WALMART_API", QLatin1StringView("Walmart Direct"), "WALMART", "walmart"},
}};

const Names &namesOf(ProviderId id)
{
    return kNames[indexOf(id)];
}

} // namespace

QByteArray idText(ProviderId id)
{
    return namesOf(id).id.toByteArray();
}

QString displayName(ProviderId id)
{
    return namesOf(id).display;
}

QByteArray shortName(ProviderId id)
{
    return namesOf(id).shortName.toByteArray();
}

QByteArray upstreamName(ProviderId id)
{
    return namesOf(id).upstream.toByteArray();
}

std::optional<ProviderId> providerFromId(QByteArrayView text)
{
    for (const ProviderId id : kAllProviders) {
        if (text == namesOf(id).id)
            return id;
    }
    return std::nullopt;
}

std::optional<ProviderId> providerFromAnyName(QByteArrayView text)
{
    for (const ProviderId id : kAllProviders) {
        if (text == namesOf(id).id || text.compare(namesOf(id).shortName, Qt::CaseInsensitive) == 0)
            return id;
    }
    return std::nullopt;
}

} // namespace signalbox::commerce
