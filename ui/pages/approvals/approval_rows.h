#pragma once

#include "backend/operator/protocol/approvals.h"
#include "ui/kit/filter_field.h"
#include "ui/kit/row_model.h"
#include "ui/kit/view_state.h"

#include <QCoreApplication>

class QTableView;

namespace signalbox::pages {

/// Which part of the list is shown.
enum class ApprovalPart { Open, Decided, All };

/// The columns of the queue and what stands in them. Pure.
class ApprovalRows
{
    Q_DECLARE_TR_FUNCTIONS(ApprovalRows)

public:
    static std::vector<kit::Column> columns();
    static QStringList titles();
    /// `now` by the gateway's clock. `stale`: nobody knows whether it is still so.
    static kit::Row row(const protocol::ApprovalRow &row, core::WallTime now, bool stale);
    /// The filter that asks the gateway for that part of what `typed` lets through; the answer may hold more.
    static QString filter(ApprovalPart part, const QString &typed);
    /// Room for one risk flag, even before there is one; in a narrow table for no more, since the text needs it.
    static void makeRoom(QTableView &table);
    /// What an empty list says.
    static kit::ViewState emptyState(ApprovalPart part, bool filtered);
    /// What it says when the gateway runs no approvals.
    static kit::ViewState missingState();
};

/// Makes the field one for approvals: what is wrong with a filter, and what can be completed.
void prepareApprovalFilter(kit::FilterField &field);

} // namespace signalbox::pages
