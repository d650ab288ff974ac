#pragma once

#include "backend/operator/protocol/outbox.h"
#include "ui/kit/filter_field.h"
#include "ui/kit/row_model.h"
#include "ui/kit/view_state.h"

#include <QCoreApplication>

class QTableView;

namespace signalbox::pages {

/// The two tables of the page: the messages, and how each target stands. Pure; `now` by the gateway's clock.
class OutboxRows
{
    Q_DECLARE_TR_FUNCTIONS(OutboxRows)

public:
    static std::vector<kit::Column> columns();
    static QStringList titles();
    static kit::Row row(const protocol::OutboxItem &item, core::WallTime now);

    static std::vector<kit::Column> targetColumns();
    static QStringList targetTitles();
    /// Its key is the filter that lets its messages through.
    static kit::Row targetRow(const protocol::OutboxTarget &target, core::WallTime now);

    /// Gives a name that is cut the room that is left: a table that was narrow keeps its narrow columns.
    static void widen(QTableView &table, int column);
    /// What an empty list says. `at`: when it was read, ms.
    static kit::ViewState emptyState(bool filtered, qint64 at);
    static kit::ViewState notConfigured();
    /// Makes the field one for messages: what is wrong with a filter, and what can be completed.
    static void prepareFilter(kit::FilterField &field);
};

} // namespace signalbox::pages
