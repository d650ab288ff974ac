#include "backend/platform/storage/postgres_database.h"

using namespace Qt::StringLiterals;

namespace signalbox::storage {

namespace {

/// Runs of one work that the server refused for its order among others.
constexpr int kMaxRuns = 5;

/// How old the queue's gauge may get while nothing happens.
constexpr std::chrono::milliseconds kReportInterval {1000};

} // namespace

PostgresDatabase::PostgresDatabase(StoreUrl url, Options options) : m_url(std::move(url)), m_options(std::move(options)) { }

Result<std::unique_ptr<Database>> PostgresDatabase::open(const StoreUrl &url, const Options &options)
{
    if (options.poolSize < 1 || options.maxOverflow < 0)
        return fail(ErrorCode::Configuration, PublicText(u"DB_POOL_SIZE must be at least 1, DB_MAX_OVERFLOW 0"_s));
    std::unique_ptr<PostgresDatabase> store(new PostgresDatabase(url, options));
    store->declareGauges();
    for (int i = 0; i < options.poolSize + options.maxOverflow; ++i)
        store->m_threads.emplace_back(&PostgresDatabase::runThread, store.get(), i);
    const auto answer = store->readNow([](Connection &connection) -> Result<QVariant> {
        const auto version = connection.query(u"SELECT current_setting('server_version_num')::int"_s);
        return version ? Result<QVariant>(version->front().front()) : std::unexpected(version.error());
    });
    if (!answer)
        return std::unexpected(answer.error());
    if (answer->toInt() < 150000)
        return fail(ErrorCode::Configuration, PublicText(u"PostgreSQL 15 or newer is needed"_s));
    return store;
}

PostgresDatabase::~PostgresDatabase()
{
    m_queue.close();
    for (std::thread &thread : m_threads)
        thread.join();
}

void PostgresDatabase::declareGauges()
{
    if (!m_options.metrics)
        return;
    const auto declare = [this](const char *name, const char *help) {
        m_options.metrics->declare({name, help, metrics::Kind::Gauge});
        return m_options.metrics->gauge(name);
    };
    declare("db_connection_pool_size", "Connections the pool keeps open.").set(m_options.poolSize);
    declare("db_connection_pool_max", "Connections the pool may open.").set(m_options.poolSize + m_options.maxOverflow);
    declare("db_connection_pool_checked_out", "Connections in use.").set(0);
    declare("db_connection_pool_overflow", "Connections open beyond the pool's size.").set(0);
    m_options.metrics->declare({"signalbox_queue_depth", "Entries that wait in a queue.", metrics::Kind::Gauge});
}

std::optional<std::chrono::milliseconds> PostgresDatabase::idleLimit(int index, bool connected) const
{
    if (index >= m_options.poolSize)
        return connected ? std::optional(m_options.idleTimeout) : std::nullopt;
    return index == 0 && m_options.metrics ? std::optional(kReportInterval) : std::nullopt;
}

void PostgresDatabase::runThread(int index)
{
    const bool reserve = index >= m_options.poolSize;
    Gauges gauges;
    if (m_options.metrics) {
        gauges.checkedOut = m_options.metrics->gauge("db_connection_pool_checked_out");
        gauges.overflow = m_options.metrics->gauge("db_connection_pool_overflow");
        gauges.depth = m_options.metrics->gauge("signalbox_queue_depth", {{"queue", "store"}});
    }
    const auto count = [this](const metrics::Gauge &gauge, double delta) {
        if (m_options.metrics)
            gauge.add(delta);
    };
    std::unique_ptr<PostgresSession> session;
    while (true) {
        const bool connected = session != nullptr;
        const auto job = m_queue.takeOne(reserve, idleLimit(index, connected));
        if (index == 0 && m_options.metrics)
            gauges.depth.set(double(m_queue.size()));
        if (!job) {
            if (reserve && connected) {
                session.reset();
                count(gauges.overflow, -1);
            }
            if (m_queue.isClosed())
                return;
            continue;
        }
        ++m_running;
        count(gauges.checkedOut, 1);
        Result<QVariant> result = runJob(session, *job);
        count(gauges.checkedOut, -1);
        if (reserve && connected != (session != nullptr))
            count(gauges.overflow, connected ? -1 : 1);
        --m_running;
        job->deliver(std::move(result));
    }
}

Result<QVariant> PostgresDatabase::runJob(std::unique_ptr<PostgresSession> &session, const Job &job)
{
    int runs = 0;
    for (int connections = 0;;) {
        if (!session) {
            auto opened = PostgresSession::open(m_url, m_options);
            if (!opened)
                return std::unexpected(opened.error());
            session = std::move(*opened);
            ++connections;
        }
        bool begun = false;
        Result<QVariant> result = session->transact(job.work, job.readOnly, begun);
        switch (session->verdict()) {
        case Verdict::Final:
            return result;
        case Verdict::Again:
            if (++runs >= kMaxRuns)
                return result;
            break;
        case Verdict::Lost:
            session.reset();
            // What had begun may have been committed; only a transaction that never started is safe to repeat. A read
            // changes nothing, so it is repeated as well.
            if ((begun && !job.readOnly) || connections > 0)
                return result;
            break;
        }
    }
}

Enqueue PostgresDatabase::enqueue()
{
    return [this](Job job) { return m_queue.push(std::move(job)); };
}

Task<Result<QVariant>> PostgresDatabase::write(Work work)
{
    return submit(enqueue(), std::move(work), false);
}

Task<Result<QVariant>> PostgresDatabase::read(Work work)
{
    return submit(enqueue(), std::move(work), true);
}

Result<QVariant> PostgresDatabase::writeNow(Work work)
{
    return submitNow(enqueue(), std::move(work), false);
}

Result<QVariant> PostgresDatabase::readNow(Work work)
{
    return submitNow(enqueue(), std::move(work), true);
}

qint64 PostgresDatabase::queueDepth() const
{
    return qint64(m_queue.size()) + m_running;
}

qint64 PostgresDatabase::lagMs() const
{
    const auto oldest = m_queue.oldest();
    if (!oldest)
        return 0;
    const auto waited = std::chrono::steady_clock::now() - *oldest;
    return std::chrono::duration_cast<std::chrono::milliseconds>(waited).count();
}

} // namespace signalbox::storage
