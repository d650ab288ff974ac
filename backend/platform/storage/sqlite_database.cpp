#include "backend/platform/storage/sqlite_database.h"

using namespace Qt::StringLiterals;

namespace signalbox::storage {

namespace {

/// A batch this large spreads the cost of one fsync thin enough; a larger one only delays the answers.
constexpr std::size_t kBatchLimit = 512;

struct Reader
{
    std::weak_ptr<const bool> owner;
    std::unique_ptr<SqliteSession> session;
};

/// The calling thread's read connections, one for each store it has read from.
std::vector<Reader> &threadReaders()
{
    thread_local std::vector<Reader> readers;
    std::erase_if(readers, [](const Reader &reader) { return reader.owner.expired(); });
    return readers;
}

qint64 steadyNow()
{
    return std::chrono::steady_clock::now().time_since_epoch().count();
}

/// Runs `work` between BEGIN and COMMIT of a read.
Result<QVariant> readInside(SqliteSession &session, const Work &work)
{
    if (const auto begun = session.run(u"BEGIN"_s); !begun)
        return std::unexpected(begun.error());
    auto result = runGuarded(work, session);
    if (session.isInTransaction()) {
        if (const auto done = session.run(u"COMMIT"_s); !done)
            (void)session.run(u"ROLLBACK"_s);
    }
    return result;
}

/// A read on the writer's connection, which must not write either.
Result<QVariant> readOnWriter(SqliteSession &session, const Work &work)
{
    if (const auto only = session.run(u"PRAGMA query_only = ON"_s); !only)
        return std::unexpected(only.error());
    auto result = readInside(session, work);
    if (const auto again = session.run(u"PRAGMA query_only = OFF"_s); !again)
        return std::unexpected(again.error());
    return result;
}

} // namespace

SqliteDatabase::SqliteDatabase(QString path, metrics::Registry *registry)
    : m_path(std::move(path)), m_registry(registry)
{
}

Result<std::unique_ptr<Database>> SqliteDatabase::open(const QString &path, metrics::Registry *registry)
{
    std::unique_ptr<SqliteDatabase> store(new SqliteDatabase(path, registry));
    std::promise<Result<void>> opened;
    auto outcome = opened.get_future();
    store->m_writer = std::thread(&SqliteDatabase::runWriter, store.get(), std::move(opened));
    if (const Result<void> result = outcome.get(); !result)
        return std::unexpected(result.error());
    return store;
}

SqliteDatabase::~SqliteDatabase()
{
    m_queue.close();
    if (m_writer.joinable())
        m_writer.join();
    m_alive.reset();
    threadReaders();
}

void SqliteDatabase::runWriter(std::promise<Result<void>> opened)
{
    const auto session = SqliteSession::open(m_path, SqliteSession::Mode::Write);
    if (!session) {
        opened.set_value(std::unexpected(session.error()));
        return;
    }
    metrics::Gauge depth;
    metrics::Gauge lag;
    if (m_registry) {
        m_registry->declare({"signalbox_queue_depth", "Entries that wait in a queue.", metrics::Kind::Gauge});
        m_registry->declare({"signalbox_store_lag_seconds", "How long the oldest write of the last commit had waited.",
                             metrics::Kind::Gauge});
        depth = m_registry->gauge("signalbox_queue_depth", {{"queue", "store"}});
        lag = m_registry->gauge("signalbox_store_lag_seconds");
    }
    opened.set_value({});

    while (true) {
        std::vector<Job> batch = m_queue.takeBatch(kBatchLimit);
        if (batch.empty())
            return;
        const qint64 since = batch.front().queuedAt.time_since_epoch().count();
        m_committingSince = since;
        m_committing = qint64(batch.size());
        commitBatch(**session, batch);
        m_committing = 0;
        m_committingSince = 0;
        if (m_registry) {
            depth.set(double(m_queue.size()));
            lag.set(double(steadyNow() - since) / 1e9);
        }
    }
}

void SqliteDatabase::commitBatch(SqliteSession &session, std::span<Job> batch)
{
    std::vector<Result<QVariant>> results;
    const bool together = batch.size() > 1
        && std::ranges::none_of(batch, [](const Job &job) { return job.readOnly; })
        && tryTogether(session, batch, results);
    for (std::size_t i = 0; i < batch.size(); ++i)
        batch[i].deliver(together ? std::move(results[i]) : runAlone(session, batch[i]));
}

bool SqliteDatabase::tryTogether(SqliteSession &session, std::span<Job> batch, std::vector<Result<QVariant>> &results)
{
    if (const auto begun = session.run(u"BEGIN IMMEDIATE"_s); !begun) {
        results.assign(batch.size(), std::unexpected(begun.error()));
        return true;
    }
    for (const Job &job : batch) {
        if (!session.run(u"SAVEPOINT work"_s))
            break;
        results.push_back(runGuarded(job.work, session));
        const bool undone = results.back().has_value() || session.run(u"ROLLBACK TO work"_s).has_value();
        if (!undone || !session.run(u"RELEASE work"_s) || !session.isInTransaction())
            break;
    }
    const bool whole = results.size() == batch.size() && session.isInTransaction();
    if (whole && session.run(u"COMMIT"_s))
        return true;
    if (session.isInTransaction())
        (void)session.run(u"ROLLBACK"_s);
    return false;
}

Result<QVariant> SqliteDatabase::runAlone(SqliteSession &session, const Job &job)
{
    if (job.readOnly)
        return readOnWriter(session, job.work);
    if (const auto begun = session.run(u"BEGIN IMMEDIATE"_s); !begun)
        return std::unexpected(begun.error());
    Result<QVariant> result = runGuarded(job.work, session);
    if (result) {
        if (const auto committed = session.run(u"COMMIT"_s); !committed)
            result = std::unexpected(committed.error());
    }
    if (session.isInTransaction())
        (void)session.run(u"ROLLBACK"_s);
    return result;
}

Result<SqliteSession *> SqliteDatabase::reader()
{
    auto &readers = threadReaders();
    const auto known = std::ranges::find_if(readers, [this](const Reader &one) { return one.owner.lock() == m_alive; });
    if (known != readers.end())
        return known->session.get();
    auto session = SqliteSession::open(m_path, SqliteSession::Mode::Read);
    if (!session)
        return std::unexpected(session.error());
    readers.push_back({m_alive, std::move(*session)});
    return readers.back().session.get();
}

Result<QVariant> SqliteDatabase::readHere(const Work &work)
{
    const auto session = reader();
    return session ? readInside(**session, work) : std::unexpected(session.error());
}

Enqueue SqliteDatabase::enqueue()
{
    return [this](Job job) { return m_queue.push(std::move(job)); };
}

Task<Result<QVariant>> SqliteDatabase::write(Work work)
{
    return submit(enqueue(), std::move(work), false);
}

Task<Result<QVariant>> SqliteDatabase::read(Work work)
{
    if (m_path.isEmpty())
        co_return co_await submit(enqueue(), std::move(work), true);
    co_return readHere(work);
}

Result<QVariant> SqliteDatabase::writeNow(Work work)
{
    return submitNow(enqueue(), std::move(work), false);
}

Result<QVariant> SqliteDatabase::readNow(Work work)
{
    return m_path.isEmpty() ? submitNow(enqueue(), std::move(work), true) : readHere(work);
}

qint64 SqliteDatabase::queueDepth() const
{
    return qint64(m_queue.size()) + m_committing;
}

qint64 SqliteDatabase::lagMs() const
{
    qint64 since = m_committingSince;
    if (const auto oldest = m_queue.oldest(); since == 0 && oldest)
        since = oldest->time_since_epoch().count();
    return since == 0 ? 0 : std::max<qint64>(0, (steadyNow() - since) / 1'000'000);
}

} // namespace signalbox::storage
