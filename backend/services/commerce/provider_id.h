#pragma once

#include <QByteArray>
#include <QString>

#include <array>
#include <optional>

namespace signalbox::commerce {

/// The four providers in the declared order, which orders every list and is the last tie-break (contract
/// commerce-router 1).
enum class ProviderId { MealMe, Instacart, Kroger, Walmart };

inline constexpr std::array kAllProviders {ProviderId::MealMe, ProviderId::Instacart, ProviderId::Kroger,
                                           ProviderId::Walmart};
inline constexpr size_t kProviderCount = kAllProviders.size();

/// Position in the declared order, for arrays with one element per provider.
constexpr size_t indexOf(ProviderId id)
{
    return static_cast<size_t>(id);
}

/// The id on the wire: `MEALME`, `INSTACART`, `KROGER_API`, `WALMART_API`.
QByteArray idText(ProviderId id);
/// The name for people: `MealMe MCP`, `Instacart`, `Kroger Direct`, `Walmart Direct`.
QString displayName(ProviderId id);
/// The name inside environment variables: `MEALME`, `INSTACART`, `KROGER`, `WALMART`.
QByteArray shortName(ProviderId id);
/// The short name in lower case: upstream pool, breaker and cache prefix.
QByteArray upstreamName(ProviderId id);

/// Exactly the id on the wire.
std::optional<ProviderId> providerFromId(QByteArrayView text);
/// The id on the wire, or the short name in any case (contract commerce-router 2.6).
std::optional<ProviderId> providerFromAnyName(QByteArrayView text);

} // namespace signalbox::commerce
