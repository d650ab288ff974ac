#pragma once

#include "ui/client/alerts_facet.h"
#include "ui/kit/filter_field.h"
#include "ui/kit/row_model.h"
#include "ui/kit/view_state.h"

#include <QCoreApplication>

class QTableView;

namespace signalbox::pages {

/// An alert and what it is known by in the table: its id; of earlier ones of the same id, with the time of their end.
struct ListedAlert
{
    QByteArray key;
    protocol::Alert alert;
};

/// The columns of the alerts and what stands in them. Pure.
class AlertRows
{
    Q_DECLARE_TR_FUNCTIONS(AlertRows)

public:
    static std::vector<kit::Column> columns();
    static QStringList titles();
    /// `now` by the gateway's clock.
    static kit::Row row(const ListedAlert &listed, core::WallTime now);
    /// "firing", "acknowledged · olga", "shelved to 14:30 · olga"…
    static QString standing(const protocol::Alert &alert, core::WallTime now);
    /// What an empty list says. `at`: when it was read, ms.
    static kit::ViewState emptyState(bool filtered, qint64 at);
    /// Makes room for "acknowledged by whom", which comes after the columns were fitted.
    static void widenState(QTableView &table);
    /// What calls first, then by severity and age; what is over last, the newest first.
    static std::vector<ListedAlert> inOrder(std::vector<protocol::Alert> alerts, core::WallTime now);
};

/// Makes the field one for alerts: what is wrong with a filter, and what can be completed.
void prepareFilter(kit::FilterField &field);

kit::Health severityHealth(protocol::Severity severity);

/// The time of day; with the date when that is not today.
QString shortMoment(core::WallTime time);

} // namespace signalbox::pages
