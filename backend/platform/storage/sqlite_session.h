#pragma once

#include "backend/platform/storage/sql_session.h"

namespace signalbox::storage {

/// A connection to one SQLite file.
class SqliteSession final : public SqlSession
{
public:
    enum class Mode {
        Write, ///< creates the file; WAL, synchronous FULL, foreign keys
        Read, ///< query_only
        Plain, ///< an existing file as it is, for backup and restore
    };

    /// An empty path is a private store in memory. Io, Corrupt, Full or Unavailable with a sentence for the operator.
    static Result<std::unique_ptr<SqliteSession>> open(const QString &path, Mode mode);

    Dialect dialect() const override { return Dialect::Sqlite; }

    Result<void> run(const QString &sql, const std::vector<QVariant> &values = {});
    /// SQLite gives up a whole transaction by itself after some failures.
    bool isInTransaction();

protected:
    Error errorFor(const QSqlError &error, const QString &sql) override;
    bool preparesAll() const override { return true; }

private:
    SqliteSession();
    Result<void> configure(Mode mode, qint64 fileSize);
};

/// SQLite's (extended) result code as one of ours.
ErrorCode sqliteErrorCode(int extended);

/// Makes the file's folder (0700) and the file (0600), so that neither is ever readable by others.
Result<void> prepareStoreFile(const QString &path);

} // namespace signalbox::storage
