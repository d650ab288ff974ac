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

    static std::vector<kit::Column> candidateColumns();
    static QStringList candidateTitles();
    static std::vector<kit::Row> candidates(const protocol::Decision &decision);
};

} // namespace signalbox::pages
