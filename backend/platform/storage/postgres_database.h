#pragma once

#include "backend/platform/metrics/registry.h"
#include "backend/platform/storage/job_queue.h"
#include "backend/platform/storage/postgres_session.h"

#include <atomic>
#include <thread>

namespace signalbox::storage {

/// The PostgreSQL store: `poolSize` threads that keep a connection each, and `maxOverflow` that connect only while all
/// of the base are busy and disconnect after `idleTimeout`. The BEGIN of each transaction is the check that the
/// connection is alive; when it is not, the thread reconnects and tries once more before anything has run.
class PostgresDatabase final : public Database
{
public:
    static Result<std::unique_ptr<Database>> open(const StoreUrl &url, const Options &options);

    /// Runs what has queued first.
    ~PostgresDatabase() override;

    Dialect dialect() const override { return Dialect::Postgres; }
    Task<Result<QVariant>> write(Work work) override;
    Task<Result<QVariant>> read(Work work) override;
    Result<QVariant> writeNow(Work work) override;
    Result<QVariant> readNow(Work work) override;
    qint64 queueDepth() const override;
    qint64 lagMs() const override;

private:
    /// The pool's gauges, as cells of one thread.
    struct Gauges
    {
        metrics::Gauge checkedOut;
        metrics::Gauge overflow;
        metrics::Gauge depth;
    };

    PostgresDatabase(StoreUrl url, Options options);

    /// The first thread also reports the queue; those from `poolSize` on are the overflow.
    void runThread(int index);
    std::optional<std::chrono::milliseconds> idleLimit(int index, bool connected) const;
    Result<QVariant> runJob(std::unique_ptr<PostgresSession> &session, const Job &job);
    void declareGauges();
    Enqueue enqueue();

    StoreUrl m_url;
    Options m_options;
    JobQueue m_queue;
    std::atomic<qint64> m_running = 0;
    std::vector<std::thread> m_threads;
};

} // namespace signalbox::storage
