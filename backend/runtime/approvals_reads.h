#pragma once

#include "backend/operator/protocol/overview.h"
#include "backend/runtime/approvals_rows.h"

/// What the operator listener reads of approvals. Steps of a transaction, on the store's thread.
namespace signalbox::runtime {

/// The first `most` rows; all without it.
Result<server::ApprovalRows> readRows(storage::Connection &connection, std::optional<int> most,
                                      const Onlooker &onlooker);

/// Nothing when there is none of this id.
Result<std::optional<protocol::ApprovalRow>> readRow(storage::Connection &connection, const QString &id,
                                                     const Onlooker &onlooker,
                                                     approvals::Reading reading = approvals::Reading::Only);
Result<std::optional<protocol::ApprovalDetail>> readDetail(storage::Connection &connection, const QString &id,
                                                           const Onlooker &onlooker);

/// What one look brings.
struct Glance
{
    protocol::ApprovalNews news;
    protocol::Waiting waiting;
};

/// `since`: the audit's number at the look before; without one everything may have changed.
Result<Glance> readGlance(storage::Connection &connection, std::optional<qint64> since, core::WallTime now);

} // namespace signalbox::runtime
