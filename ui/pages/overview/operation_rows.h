#pragma once

#include "backend/operator/protocol/traffic.h"
#include "ui/client/overview_facet.h"
#include "ui/kit/row_model.h"

#include <QCoreApplication>

namespace signalbox::pages {

/// The busiest operations of the last minute.
class OperationRows
{
    Q_DECLARE_TR_FUNCTIONS(OperationRows)

public:
    static std::vector<kit::Column> columns();
    static QStringList titles();
    /// At most `most`, the busiest first. The key is `<service>\n<method>\n<operation>`.
    static std::vector<kit::Row> rows(const protocol::TrafficOperations &operations, std::size_t most);
    /// Where a figure of the operation leads.
    static client::Place placeOf(const kit::Row &row, const QByteArray &column);
};

} // namespace signalbox::pages
