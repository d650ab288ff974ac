#pragma once

#include "backend/platform/metrics/registry.h"
#include "backend/platform/storage/job_queue.h"
#include "backend/platform/storage/sqlite_session.h"

#include <atomic>
#include <future>
#include <span>
#include <thread>

namespace signalbox::storage {

/// The SQLite store: one thread owns the write connection and commits what has queued in one go; a read runs on the
/// calling thread's own connection. In memory there is one connection only, so reads go through the writer, too.
class SqliteDatabase final : public Database
{
public:
    static Result<std::unique_ptr<Database>> open(const QString &path, metrics::Registry *registry);

    /// Commits what has queued first.
    ~SqliteDatabase() override;

    Dialect dialect() const override { return Dialect::Sqlite; }
    Task<Result<QVariant>> write(Work work) override;
    Task<Result<QVariant>> read(Work work) override;
    Result<QVariant> writeNow(Work work) override;
    Result<QVariant> readNow(Work work) override;
    qint64 queueDepth() const override;
    qint64 lagMs() const override;

private:
    SqliteDatabase(QString path, metrics::Registry *registry);

    /// The writer thread's life; `opened` gets the outcome of opening the file.
    void runWriter(std::promise<Result<void>> opened);
    void commitBatch(SqliteSession &session, std::span<Job> batch);
    /// The outcome of each job; false when the transaction as a whole was lost and nothing of the batch is stored.
    bool tryTogether(SqliteSession &session, std::span<Job> batch, std::vector<Result<QVariant>> &results);
    Result<QVariant> runAlone(SqliteSession &session, const Job &job);

    Result<SqliteSession *> reader();
    Result<QVariant> readHere(const Work &work);
    Enqueue enqueue();

    QString m_path;
    metrics::Registry *m_registry;
    JobQueue m_queue;
    /// Queue time of the oldest job that is being committed, in steady nanoseconds; 0 when there is none.
    std::atomic<qint64> m_committingSince = 0;
    std::atomic<qint64> m_committing = 0;
    /// Readers of other threads look whether their store still lives.
    std::shared_ptr<const bool> m_alive = std::make_shared<const bool>(true);
    std::thread m_writer;
};

} // namespace signalbox::storage
