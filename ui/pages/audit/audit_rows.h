#pragma once

#include "backend/operator/protocol/audit.h"
#include "ui/kit/filter_field.h"
#include "ui/kit/row_model.h"

#include <QCoreApplication>

namespace signalbox::pages {

/// The columns of the audit and what stands in them. Pure.
class AuditRows
{
    Q_DECLARE_TR_FUNCTIONS(AuditRows)

public:
    static std::vector<kit::Column> columns();
    static QStringList titles();
    static kit::Row row(const protocol::AuditEntry &entry);
    /// `POST /ops/v1/alerts/x/ack` in words; acts that this console does not know as the gateway calls them.
    static QString act(const QString &act);
    static QString outcome(protocol::ActOutcome outcome);
};

kit::Health outcomeHealth(protocol::ActOutcome outcome);

/// Makes the field one for the audit: what is wrong with a filter, and what can be completed.
void prepareAuditFilter(kit::FilterField &field);

} // namespace signalbox::pages
