#pragma once

#include "backend/operator/protocol/providers.h"

namespace signalbox::protocol {

/// Base weights of the score (contract commerce-router 5).
struct Weights
{
    double priority = 1.0;
    double price = 0.30;
    double speed = 0.15;
    double margin = 0.20;
    double availability = 0.25;
    double reliability = 0.10;

    static constexpr const char *kName = "Weights";
    static constexpr auto members()
    {
        return std::tuple(Member("priority", &Weights::priority), Member("price", &Weights::price),
                          Member("speed", &Weights::speed), Member("margin", &Weights::margin),
                          Member("availability", &Weights::availability),
                          Member("reliability", &Weights::reliability));
    }
    bool operator==(const Weights &) const = default;
};

/// The parts of one candidate's score, as the router answers them.
struct ScoreBreakdown
{
    double priorityScore = 0;
    double priceScore = 0;
    double speedScore = 0;
    double availabilityScore = 0;
    double marginScore = 0;
    double reliabilityScore = 0;
    double weightedTotal = 0;
    Weights weights = {}; ///< after the preference's multipliers
    QString explanation = {};

    static constexpr const char *kName = "ScoreBreakdown";
    static constexpr auto members()
    {
        return std::tuple(Member("priorityScore", &ScoreBreakdown::priorityScore),
                          Member("priceScore", &ScoreBreakdown::priceScore),
                          Member("speedScore", &ScoreBreakdown::speedScore),
                          Member("availabilityScore", &ScoreBreakdown::availabilityScore),
                          Member("marginScore", &ScoreBreakdown::marginScore),
                          Member("reliabilityScore", &ScoreBreakdown::reliabilityScore),
                          Member("weightedTotal", &ScoreBreakdown::weightedTotal),
                          Member("weights", &ScoreBreakdown::weights),
                          Member("explanation", &ScoreBreakdown::explanation));
    }
    bool operator==(const ScoreBreakdown &) const = default;
};

/// A provider that was asked: with its quote and score, or with the reason why it gave none.
struct Candidate
{
    QString providerId = {};
    QString name = {};
    std::optional<ProviderMode> mode = {}; ///< absent, like all below but the error, when there was no quote
    std::optional<qint64> totalCents = {};
    std::optional<int> etaMinutes = {};
    std::optional<double> commissionCents = {};
    std::optional<ScoreBreakdown> breakdown = {};
    QString errorCode = {}; ///< empty with a quote
    QString errorMessage = {};

    static constexpr const char *kName = "Candidate";
    static constexpr auto members()
    {
        return std::tuple(Member("providerId", &Candidate::providerId), Member("name", &Candidate::name),
                          Member("mode", &Candidate::mode), Member("totalCents", &Candidate::totalCents),
                          Member("etaMinutes", &Candidate::etaMinutes),
                          Member("commissionCents", &Candidate::commissionCents),
                          Member("breakdown", &Candidate::breakdown), Member("errorCode", &Candidate::errorCode),
                          Member("errorMessage", &Candidate::errorMessage));
    }
    bool operator==(const Candidate &) const = default;
};

/// One routed order; candidates best first, those without a quote last.
struct Decision
{
    QString requestId = {};
    core::WallTime at = {};
    int items = 0; ///< lines of the cart
    QString optimize = {}; ///< the caller's preference
    QString chosen = {}; ///< provider id, empty when there was no quote
    QString chosenName = {};
    qint64 totalCents = 0; ///< of the chosen one
    int etaMinutes = 0; ///< of the chosen one
    double score = 0; ///< of the chosen one
    std::vector<Candidate> candidates = {};

    static constexpr const char *kName = "Decision";
    static constexpr auto members()
    {
        return std::tuple(Member("requestId", &Decision::requestId), Member("at", &Decision::at),
                          Member("items", &Decision::items), Member("optimize", &Decision::optimize),
                          Member("chosen", &Decision::chosen), Member("chosenName", &Decision::chosenName),
                          Member("totalCents", &Decision::totalCents), Member("etaMinutes", &Decision::etaMinutes),
                          Member("score", &Decision::score), Member("candidates", &Decision::candidates));
    }
    bool operator==(const Decision &) const = default;
};

} // namespace signalbox::protocol
