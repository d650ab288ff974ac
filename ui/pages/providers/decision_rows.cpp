#include "ui/pages/providers/decision_rows.h"

#include "ui/kit/formats.h"
#include "ui/pages/providers/provider_words.h"

namespace signalbox::pages {

using namespace Qt::StringLiterals;

namespace {

/// A part of a score; its tip is what it adds to the total.
kit::Cell part(double score, double weight)
{
    kit::Cell cell = kit::Cell::of(score, kit::formatNumber(score));
    cell.tip = u"%1 × %2 = %3"_s.arg(kit::formatNumber(score), kit::formatNumber(weight, 2), kit::formatNumber(score * weight, 2));
    return cell;
}

kit::Cell nothing()
{
    return kit::Cell::of(qQNaN(), u"–"_s);
}

} // namespace

std::vector<kit::Column> DecisionRows::columns()
{
    const QStringList names = titles();
    using enum kit::ColumnType;
    return {{"at", names[0], Time},      {"cart", names[1]},        {"chosen", names[2]},   {"score", names[3], Number},
            {"next", names[4]},          {"eta", names[5], Number}, {"optimize", names[6]}, {"failed", names[7]}};
}

QStringList DecisionRows::titles()
{
    return {tr("Time"), tr("Cart"), tr("Chosen"), tr("Score"), tr("Runner-up"), tr("ETA"), tr("Optimized for"), tr("Failed")};
}

QString DecisionRows::cartText(const protocol::Decision &decision)
{
    return tr("%n item(s) · %1", nullptr, decision.items).arg(kit::formatCents(double(decision.totalCents)));
}

/// Who would have come next, and by how much it missed.
kit::Cell DecisionRows::runnerUpCell(const protocol::Decision &decision)
{
    if (decision.candidates.size() < 2 || !decision.candidates[1].breakdown)
        return nothing();
    const protocol::Candidate &next = decision.candidates[1];
    const double behind = next.breakdown->weightedTotal - decision.score;
    return kit::Cell::of(behind, shortName(next.name) + u"  "_s + kit::formatNumber(behind, 2));
}

kit::Cell DecisionRows::failedCell(const protocol::Decision &decision)
{
    QStringList failed;
    for (const protocol::Candidate &one : decision.candidates) {
        if (!one.errorCode.isEmpty())
            failed += tr("%1: %2").arg(shortName(one.name), quoteFailureText(one.errorCode));
    }
    kit::Cell cell = kit::Cell::of(failed.isEmpty() ? tr("none") : failed.join(u" · "_s));
    cell.muted = failed.isEmpty();
    cell.alarming = !failed.isEmpty();
    return cell;
}

kit::Row DecisionRows::row(const protocol::Decision &decision)
{
    const auto at = double(core::epochMs(decision.at));
    const bool none = decision.chosen.isEmpty();
    return {decision.requestId.toUtf8(),
            {kit::Cell::of(at, kit::formatClock(qint64(at))), kit::Cell::of(cartText(decision)),
             none ? kit::Cell::of(tr("nobody")) : kit::Cell::name(shortName(decision.chosenName)),
             none ? nothing() : kit::Cell::of(decision.score, kit::formatNumber(decision.score, 2)), runnerUpCell(decision),
             none ? nothing() : kit::Cell::of(decision.etaMinutes, tr("%1 min").arg(decision.etaMinutes)),
             kit::Cell::of(optimizeText(decision.optimize)), failedCell(decision)}};
}

std::vector<kit::Column> DecisionRows::candidateColumns()
{
    const QStringList names = candidateTitles();
    using enum kit::ColumnType;
    std::vector<kit::Column> columns {{"provider", names[0]}};
    for (qsizetype i = 1; i < names.size(); ++i)
        columns.push_back({"c" + QByteArray::number(i), names[i], i < names.size() - 1 ? Number : Text});
    return columns;
}

QStringList DecisionRows::candidateTitles()
{
    return {tr("Candidate"), tr("Score"), tr("Total"),  tr("ETA"),    tr("Priority"), tr("Price"),
            tr("Speed"),     tr("Avail."), tr("Margin"), tr("Reliab."), tr("Why")};
}

std::vector<kit::Cell> DecisionRows::scoreCells(const protocol::Candidate &candidate)
{
    if (!candidate.breakdown)
        return std::vector<kit::Cell>(9, nothing());
    const protocol::ScoreBreakdown &parts = *candidate.breakdown;
    const protocol::Weights &by = parts.weights;
    const auto cents = double(candidate.totalCents.value_or(0));
    const auto minutes = double(candidate.etaMinutes.value_or(0));
    return {kit::Cell::of(parts.weightedTotal, kit::formatNumber(parts.weightedTotal, 2)),
            kit::Cell::of(cents, kit::formatCents(cents)),
            kit::Cell::of(minutes, kit::formatNumber(minutes)),
            part(parts.priorityScore, by.priority),
            part(parts.priceScore, by.price),
            part(parts.speedScore, by.speed),
            part(parts.availabilityScore, by.availability),
            part(parts.marginScore, by.margin),
            part(parts.reliabilityScore, by.reliability)};
}

std::vector<kit::Row> DecisionRows::candidates(const protocol::Decision &decision)
{
    std::vector<kit::Row> rows;
    for (const protocol::Candidate &candidate : decision.candidates) {
        std::vector<kit::Cell> cells {kit::Cell::name(shortName(candidate.name))};
        std::ranges::move(scoreCells(candidate), std::back_inserter(cells));
        kit::Cell why = kit::Cell::of(whyText(candidate));
        why.alarming = !candidate.breakdown;
        cells.push_back(why);
        rows.push_back({candidate.providerId.toUtf8(), std::move(cells)});
    }
    return rows;
}

QString DecisionRows::weightsText(const protocol::Weights &weights)
{
    const auto number = [](double weight) { return kit::formatNumber(weight, 2); };
    return tr("Weights for this order: price %1 · speed %2 · availability %3 · margin %4 · reliability %5")
        .arg(number(weights.price), number(weights.speed), number(weights.availability), number(weights.margin),
             number(weights.reliability));
}

} // namespace signalbox::pages
