#include "ui/pages/providers/decision_rows.h"

#include "ui/kit/formats.h"
#include "ui/pages/providers/provider_rows.h"

namespace signalbox::pages {

using namespace Qt::StringLiterals;

namespace {

kit::Cell score(double value, int decimals = 0)
{
    return kit::Cell::of(value, kit::formatNumber(value, decimals));
}

kit::Cell nothing()
{
    return kit::Cell::of(qQNaN(), u"–"_s);
}

} // namespace

std::vector<kit::Column> DecisionRows::columns()
{
    const QStringList names = titles();
    return {{"at", names[0], kit::ColumnType::Time},      {"cart", names[1]},
            {"chosen", names[2]},                         {"score", names[3], kit::ColumnType::Number},
            {"eta", names[4], kit::ColumnType::Number},   {"optimize", names[5]},
            {"failed", names[6]}};
}

QStringList DecisionRows::titles()
{
    return {tr("Time"), tr("Cart"), tr("Chosen"), tr("Score"), tr("ETA"), tr("Optimized for"), tr("Failed")};
}

kit::Row DecisionRows::row(const protocol::Decision &decision)
{
    const auto failed = std::ranges::count_if(decision.candidates,
                                              [](const protocol::Candidate &one) { return !one.errorCode.isEmpty(); });
    const auto at = double(core::epochMs(decision.at));
    kit::Cell failures = kit::Cell::of(failed == 0 ? tr("none") : QString::number(failed));
    failures.muted = failed == 0;
    failures.alarming = failed > 0;
    return {decision.requestId.toUtf8(),
            {kit::Cell::of(at, kit::formatClock(qint64(at))),
             kit::Cell::of(tr("%n item(s) · %1", nullptr, decision.items).arg(kit::formatCents(double(decision.totalCents)))),
             kit::Cell::name(shortName(decision.chosenName)), score(decision.score, 2),
             kit::Cell::of(decision.etaMinutes, tr("%1 min").arg(decision.etaMinutes)),
             kit::Cell::of(decision.optimize), failures}};
}

std::vector<kit::Column> DecisionRows::candidateColumns()
{
    const QStringList names = candidateTitles();
    std::vector<kit::Column> columns {{"provider", names[0]}};
    for (qsizetype i = 1; i < names.size(); ++i)
        columns.push_back({"c" + QByteArray::number(i), names[i], i < names.size() - 1 ? kit::ColumnType::Number : kit::ColumnType::Text});
    return columns;
}

QStringList DecisionRows::candidateTitles()
{
    return {tr("Candidate"), tr("Score"), tr("Total"),  tr("ETA"),    tr("Priority"),
            tr("Price"),     tr("Speed"), tr("Avail."), tr("Margin"), tr("Reliab."), tr("Why")};
}

std::vector<kit::Row> DecisionRows::candidates(const protocol::Decision &decision)
{
    std::vector<kit::Row> rows;
    for (const protocol::Candidate &candidate : decision.candidates) {
        std::vector<kit::Cell> cells {kit::Cell::name(shortName(candidate.name))};
        if (candidate.breakdown) {
            const protocol::ScoreBreakdown &parts = *candidate.breakdown;
            cells.push_back(score(parts.weightedTotal, 2));
            cells.push_back(kit::Cell::of(double(*candidate.totalCents), kit::formatCents(double(*candidate.totalCents))));
            cells.push_back(score(*candidate.etaMinutes));
            for (const double part : {parts.priorityScore, parts.priceScore, parts.speedScore, parts.availabilityScore,
                                      parts.marginScore, parts.reliabilityScore})
                cells.push_back(score(part));
            cells.push_back(kit::Cell::of(parts.explanation));
        } else {
            cells.insert(cells.end(), 9, nothing());
            kit::Cell why = kit::Cell::of(candidate.errorMessage.isEmpty() ? candidate.errorCode : candidate.errorMessage);
            why.alarming = true;
            cells.push_back(why);
        }
        rows.push_back({candidate.providerId.toUtf8(), std::move(cells)});
    }
    return rows;
}

} // namespace signalbox::pages
