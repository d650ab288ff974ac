#include "backend/services/commerce/weights.h"

#include "backend/services/commerce/money.h"

#include <cmath>

namespace signalbox::commerce {

namespace {

/// Multipliers in hundredths.
struct Multipliers
{
    QByteArrayView name;
    int price = 0;
    int speed = 0;
    int availability = 0;
    int margin = 0;
    int reliability = 0;
};

constexpr std::array<Multipliers, 5> kMultipliers {{
    {"balanced", 100, 100, 100, 100, 100},
    {"price", 200, 50, 100, 50, 100},
    {"speed", 50, 250, 100, 50, 100},
    {"margin", 70, 70, 100, 200, 100},
    {"availability", 50, 100, 180, 75, 100},
}};

const Multipliers &multipliersOf(Optimize optimize)
{
    return kMultipliers[static_cast<size_t>(optimize)];
}

} // namespace

QByteArray optimizeText(Optimize optimize)
{
    return multipliersOf(optimize).name.toByteArray();
}

std::optional<Optimize> optimizeFromText(QStringView text)
{
    for (size_t i = 0; i < kMultipliers.size(); ++i) {
        if (text == QLatin1StringView(kMultipliers[i].name))
            return static_cast<Optimize>(i);
    }
    return std::nullopt;
}

qint64 weightMicros(double weight)
{
    return std::llround(weight * kWeightScale);
}

Weights effectiveWeights(const Weights &base, Optimize optimize)
{
    const Multipliers &by = multipliersOf(optimize);
    const auto times = [](qint64 weight, int hundredths) { return roundedQuotient(weight * hundredths, 100); };
    return {base.priority,
            times(base.price, by.price),
            times(base.speed, by.speed),
            times(base.margin, by.margin),
            times(base.availability, by.availability),
            times(base.reliability, by.reliability)};
}

} // namespace signalbox::commerce
