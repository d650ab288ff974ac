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
    static kit::Row row(const protocol::ProviderState &provider);

private:
    static kit::Cell stateCell(const protocol::ProviderState &provider);
    static QString breakerText(const protocol::Breaker &breaker);
    static QString modeText(protocol::ProviderMode mode);
};

/// `Walmart Direct` is `Walmart` where room is short.
QString shortName(const QString &name);

} // namespace signalbox::pages
