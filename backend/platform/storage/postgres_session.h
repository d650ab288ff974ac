#pragma once

#include "backend/platform/storage/sql_session.h"
#include "backend/platform/storage/store_url.h"

namespace signalbox::storage {

/// How the pool has to treat the end of a transaction.
enum class Verdict {
    Final, ///< the outcome stands
    Again, ///< serialization failure or deadlock: the whole work may run again
    Lost, ///< the connection is gone
};

/// A connection to one PostgreSQL server.
class PostgresSession final : public SqlSession
{
public:
    /// Configuration when the server refuses the login, the database or the certificate; Unavailable when it cannot be
    /// reached within the connect time-out.
    static Result<std::unique_ptr<PostgresSession>> open(const StoreUrl &url, const Options &options);

    Dialect dialect() const override { return Dialect::Postgres; }

    /// One transaction: BEGIN, `work`, COMMIT. `begun` says whether the work may have run.
    Result<QVariant> transact(const Work &work, bool readOnly, bool &begun);

    /// What the last transact() came to.
    Verdict verdict() const { return m_verdict; }

protected:
    Error errorFor(const QSqlError &error, const QString &sql) override;
    bool preparesAll() const override { return false; }

private:
    PostgresSession();

    Verdict m_verdict = Verdict::Final;
};

/// A SQLSTATE as one of ours; an empty state is a lost connection.
ErrorCode postgresErrorCode(const QString &state);

} // namespace signalbox::storage
