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

/// The end of a long path, cut between its parts: what tells one from another stands at the end.
QString shortPath(const QString &path);

} // namespace signalbox::pages
