#pragma once

#include "backend/operator/protocol/overview.h"
#include "ui/client/overview_facet.h"
#include "ui/kit/row_model.h"

#include <QCoreApplication>

namespace signalbox::pages {

/// The table of the services: rate, errors and latency of the last minute with the last hour beside.
class ServiceRows
{
    Q_DECLARE_TR_FUNCTIONS(ServiceRows)

public:
    static std::vector<kit::Column> columns();
    static QStringList titles();
    static std::vector<kit::Row> rows(const std::vector<protocol::ServiceRed> &services);
    /// Where a figure of the service leads: its requests, those that failed, those as slow as the quantile; for one that
    /// is not configured the settings that it lacks.
    static client::Place placeOf(const kit::Row &row, const QByteArray &column);

    /// The filter of Traffic behind a figure of that column.
    static QString filterOf(const QString &service, const QByteArray &column, double value);
    static double numberIn(const std::vector<kit::Column> &columns, const kit::Row &row, const QByteArray &column);
    static kit::Cell share(const std::optional<double> &value);
    static kit::Cell latency(const std::optional<double> &ms);
};

} // namespace signalbox::pages
