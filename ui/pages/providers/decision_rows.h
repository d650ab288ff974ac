#pragma once

#include "backend/operator/protocol/decisions.h"
#include "ui/kit/row_model.h"

#include <QCoreApplication>

namespace signalbox::pages {

/// Decisions, and the candidates of one decision with every part of their scores.
class DecisionRows
{
    Q_DECLARE_TR_FUNCTIONS(DecisionRows)

public:
    static std::vector<kit::Column> columns();
    static QStringList titles();
    static kit::Row row(const protocol::Decision &decision);
    /// `5 items · $139.22`.
    static QString cartText(const protocol::Decision &decision);

    static std::vector<kit::Column> candidateColumns();
    static QStringList candidateTitles();
    static std::vector<kit::Row> candidates(const protocol::Decision &decision);
    /// The weights that the parts were multiplied by, in one line.
    static QString weightsText(const protocol::Weights &weights);

private:
    static kit::Cell runnerUpCell(const protocol::Decision &decision);
    static kit::Cell failedCell(const protocol::Decision &decision);
    static std::vector<kit::Cell> scoreCells(const protocol::Candidate &candidate);
};

} // namespace signalbox::pages
