#pragma once

#include "backend/operator/protocol/providers.h"
#include "ui/kit/row_model.h"

#include <QCoreApplication>

namespace signalbox::pages {

/// The table of the four providers.
class ProviderRows
{
    Q_DECLARE_TR_FUNCTIONS(ProviderRows)

public:
    static std::vector<kit::Column> columns();
    static QStringList titles();
    /// `requests`: in the last hour; NaN while unknown.
    static kit::Row row(const protocol::ProviderState &provider, double requests);
    static kit::Cell stateCell(const protocol::ProviderState &provider);
    static kit::Cell breakerCell(const protocol::Breaker &breaker);

private:
    static kit::Cell credentialsCell(const protocol::ProviderState &provider);
    static kit::Cell errorsCell(const protocol::ProviderState &provider);
};

} // namespace signalbox::pages
