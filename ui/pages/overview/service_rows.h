#pragma once

#include "backend/operator/protocol/overview.h"
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
};

} // namespace signalbox::pages
