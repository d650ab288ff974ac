#pragma once

#include "backend/operator/protocol/decisions.h"

namespace signalbox::pages {

/// A weight of the score and the setting that holds it.
struct WeightKey
{
    double protocol::Weights::*weight;
    QLatin1StringView setting;
};

/// In the order of the sliders.
inline constexpr WeightKey kWeightKeys[] {
    {&protocol::Weights::price, QLatin1StringView("LOOPGPT_SCORE_PRICE_WEIGHT")},
    {&protocol::Weights::speed, QLatin1StringView("LOOPGPT_SCORE_SPEED_WEIGHT")},
    {&protocol::Weights::margin, QLatin1StringView("LOOPGPT_SCORE_COMMISSION_WEIGHT")},
    {&protocol::Weights::availability, QLatin1StringView("LOOPGPT_SCORE_AVAILABILITY_WEIGHT")},
    {&protocol::Weights::reliability, QLatin1StringView("LOOPGPT_SCORE_RELIABILITY_WEIGHT")},
};

} // namespace signalbox::pages
