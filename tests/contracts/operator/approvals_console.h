#pragma once

#include "tests/contracts/approvals/approvals_desk.h"
#include "tests/contracts/operator/console.h"

namespace signalbox::wire {

/// An operator who decides approvals of a desk.
Console approverOf(ApprovalsDesk &desk, const QString &name, const QString &role = QStringLiteral("approver"));

/// `POST …/decide` on a candidate.
Answer decide(const Console &console, const QString &id, const QJsonObject &wish, const RequestHeaders &headers = {});
/// The same with an action and a revision.
Answer decide(const Console &console, const QString &id, const char *action, int revision = 1);

/// An approval of revision 1 as bytes, to be sent at the same moment as others.
QByteArray rawDecision(const Console &console, const QString &id);

/// Ids of a list, in its order.
QStringList idsOf(const QJsonObject &page);
/// One row of the list.
QJsonObject rowOf(const Console &console, const QString &id);
QJsonObject detailOf(const Console &console, const QString &id);
/// Types of a candidate's history.
QStringList historyOf(const QJsonObject &detail);

/// `policy` with these approvers: id and WhatsApp address.
QJsonObject policyOf(int required, const std::vector<std::pair<QString, QString>> &approvers);

} // namespace signalbox::wire
