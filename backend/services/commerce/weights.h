#pragma once

#include "backend/services/commerce/quote.h"

#include <QtGlobal>

#include <array>

namespace signalbox::commerce {

/// What a caller asks to optimise for.
enum class Optimize { Balanced, Price, Speed, Margin, Availability };

/// `balanced`, `price`, …
QByteArray optimizeText(Optimize optimize);
std::optional<Optimize> optimizeFromText(QStringView text);

/// Six weights in millionths, so that scores are sums of whole numbers and come out to the last decimal.
struct Weights
{
    qint64 priority = 1'000'000;
    qint64 price = 300'000;
    qint64 speed = 150'000;
    qint64 margin = 200'000;
    qint64 availability = 250'000;
    qint64 reliability = 100'000;

    bool operator==(const Weights &) const = default;
};

inline constexpr double kWeightScale = 1'000'000;

/// A weight given as a number, ≥ 0.
qint64 weightMicros(double weight);

/// The weights after the preference's multipliers (contract commerce-router 5); priority is never multiplied.
Weights effectiveWeights(const Weights &base, Optimize optimize);

} // namespace signalbox::commerce
