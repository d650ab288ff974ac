#pragma once

#include "backend/operator/protocol/operators.h"
#include "ui/kit/row_model.h"

#include <QCoreApplication>

namespace signalbox::pages {

/// The table of those who have, or had, a token.
class OperatorRows
{
    Q_DECLARE_TR_FUNCTIONS(OperatorRows)

public:
    static std::vector<kit::Column> columns();
    static QStringList titles();
    /// `now` by the gateway's clock.
    static kit::Row row(const protocol::OperatorView &view, core::WallTime now);
    /// What somebody of that role may do, in a sentence.
    static QString mayDo(protocol::Role role);
    static QString lastSeen(const protocol::OperatorView &view, core::WallTime now);
};

} // namespace signalbox::pages
