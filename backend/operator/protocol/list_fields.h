#pragma once

#include "backend/operator/protocol/alerts.h"
#include "backend/operator/protocol/approvals.h"
#include "backend/operator/protocol/audit.h"
#include "backend/operator/protocol/decisions.h"
#include "backend/operator/protocol/filter.h"
#include "backend/operator/protocol/logs.h"
#include "backend/operator/protocol/operators.h"
#include "backend/operator/protocol/outbox.h"
#include "backend/operator/protocol/requests.h"
#include "backend/operator/protocol/revisions.h"
#include "backend/operator/protocol/settings.h"

/// The fields that the lists of /ops/v1 can be filtered and sorted by. The same tables serve the gateway's lists and
/// the console's, so that a filter means the same on both sides.
namespace signalbox::protocol {

const FilterFields &requestFields();
FieldValue requestValue(const RequestRow &row, qsizetype field);

const FilterFields &decisionFields();
FieldValue decisionValue(const Decision &decision, qsizetype field);

const FilterFields &alertFields();
FieldValue alertValue(const Alert &alert, qsizetype field);

const FilterFields &auditFields();
FieldValue auditValue(const AuditEntry &entry, qsizetype field);

const FilterFields &operatorFields();
FieldValue operatorValue(const OperatorView &view, qsizetype field);

const FilterFields &revisionFields();
FieldValue revisionValue(const Revision &revision, qsizetype field);

const FilterFields &logFields();
FieldValue logValue(const LogRow &row, qsizetype field);

const FilterFields &settingFields();
FieldValue settingValue(const SettingView &setting, qsizetype field);

const FilterFields &approvalFields();
FieldValue approvalValue(const ApprovalRow &row, qsizetype field);

const FilterFields &outboxFields();
FieldValue outboxValue(const OutboxItem &item, qsizetype field);

} // namespace signalbox::protocol
