#pragma once

#include "backend/operator/protocol/requests.h"
#include "ui/kit/row_model.h"

#include <QCoreApplication>

namespace signalbox::pages {

/// The table of requests.
class RequestRows
{
    Q_DECLARE_TR_FUNCTIONS(RequestRows)

public:
    static std::vector<kit::Column> columns();
    static QStringList titles();
    static kit::Row row(const protocol::RequestRow &request);
};

} // namespace signalbox::pages
