#pragma once

#include "backend/platform/core/result.h"
#include "backend/platform/core/task.h"

#include <QByteArray>
#include <QString>
#include <QVariant>

#include <chrono>
#include <functional>
#include <memory>
#include <vector>

namespace signalbox::metrics {
class Registry;
}

namespace signalbox::storage {

enum class Dialect { Sqlite, Postgres };

using Row = std::vector<QVariant>;
using Rows = std::vector<Row>;

/// A connection inside a transaction, on the store's thread. Placeholders are `?` in both dialects; for
/// jsonb's operator `?` write jsonb_exists(). Text is bound as QString, bytes as QByteArray, time as text or ms; only a QVariant
/// without value is NULL (a null QString is the empty text). NULL comes back as a QVariant without value.
class Connection
{
public:
    virtual ~Connection() = default;
    virtual Dialect dialect() const = 0;
    /// Runs one statement; the number of rows it changed. Conflict for a broken unique or check rule, Full for no
    /// space, Unavailable when the server is gone, Io and Corrupt as they are. SQL text is in the log detail only.
    virtual Result<qint64> execute(const QString &sql, const std::vector<QVariant> &values = {}) = 0;
    /// All rows of one query.
    virtual Result<Rows> query(const QString &sql, const std::vector<QVariant> &values = {}) = 0;
};

/// Work for one transaction. Must be free of side effects outside the connection: it may run again after a
/// serialization failure. An error rolls its own changes back and nothing else's. After a failed statement return
/// its error (PostgreSQL refuses the rest of the transaction; use ON CONFLICT instead). PostgreSQL runs READ
/// COMMITTED: what is read to be changed is read FOR UPDATE or changed in one statement. No call of the same
/// Database inside a Work.
using Work = std::function<Result<QVariant>(Connection &)>;

struct Options
{
    /// `sqlite:<absolute path>`, `sqlite::memory:` or a PostgreSQL URL (contract platform 8.1).
    QString url;
    int poolSize = 5;
    int maxOverflow = 5;
    std::chrono::milliseconds idleTimeout {30000};
    std::chrono::milliseconds connectTimeout {10000};
    metrics::Registry *metrics = nullptr;
    /// Where a relative SQLite path starts (`SIGNALBOX_DATA_DIR`).
    QString dataDir = {};
    /// PostgreSQL's `sslmode` when the URL names none: sslModeFor() of the settings; empty is libpq's default.
    QString sslMode = {};
};

/// One durable store. SQLite: WAL, synchronous FULL, one writer thread that commits what has queued in one go; reads
/// on the calling thread's own connection. PostgreSQL: a pool of threads, one connection each. Both queues are
/// bounded (Unavailable when full). Threads that wait for an answer must outlive the Database.
class Database
{
public:
    /// Opens or creates; does not migrate. Io, Corrupt, Unavailable, Configuration with a sentence for the operator.
    static Result<std::unique_ptr<Database>> open(const Options &options);
    virtual ~Database() = default;

    virtual Dialect dialect() const = 0;

    /// Runs `work` in a transaction; resumes on the calling thread after the commit is on disk.
    virtual Task<Result<QVariant>> write(Work work) = 0;
    /// Runs `work` on a read connection.
    virtual Task<Result<QVariant>> read(Work work) = 0;

    /// The same for code that has no event loop (start, subcommands): waits for the result.
    virtual Result<QVariant> writeNow(Work work) = 0;
    virtual Result<QVariant> readNow(Work work) = 0;

    /// Writes waiting now; the lag of the oldest in ms. Any thread.
    virtual qint64 queueDepth() const = 0;
    virtual qint64 lagMs() const = 0;
};

} // namespace signalbox::storage
