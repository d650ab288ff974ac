#pragma once

#include "backend/operator/protocol/operators.h"
#include "backend/operator/server/acts/act_journal.h"

/// The table `signalbox_operators`. Functions on a Connection are steps of a transaction.
namespace signalbox::server {

/// Operators that the table may hold, revoked ones included.
inline constexpr int kMostOperators = 1000;

struct StoredOperator
{
    protocol::OperatorView view;
    QByteArray tokenDigest; ///< the 32 bytes of SHA-256

    bool operator==(const StoredOperator &) const = default;
};

/// Is it a name under which the gateway itself acts (`console`, `guard`, `shell:root`)? Nobody else gets one. Pure.
bool isGatewayName(const QString &name);

/// Why a person or program may not be called that, in words. Pure.
std::optional<QString> badOperatorName(const QString &name);
/// The first address that cannot be one, in words. Pure.
std::optional<QString> badAddresses(const std::vector<QString> &addresses);

/// All operators by name.
Result<std::vector<StoredOperator>> readOperators(storage::Connection &connection);

/// The change of the act that adds an operator. Conflict when the name is in use (ignoring case).
ActJournal::Change addOperatorChange(StoredOperator added);
/// The change of the act that takes a token away. NotFound, or Conflict when it was revoked before.
ActJournal::Change revokeOperatorChange(QString name, core::WallTime now);

/// Moves `last_seen` forward.
Result<void> saveLastSeen(storage::Connection &connection, const std::map<QString, core::WallTime> &seen);

/// SHA-256 of a token, as it is kept.
QByteArray tokenDigest(const QByteArray &token);

} // namespace signalbox::server
