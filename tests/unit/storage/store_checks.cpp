#include "tests/unit/storage/store_checks.h"

#include "backend/platform/storage/job.h"

#include <QCoroTask>
#include <QTest>

#include <future>
#include <thread>

using namespace Qt::StringLiterals;

namespace signalbox::storage::checks {

namespace {

const QString kInsert = u"INSERT INTO entry (id, text) VALUES (?, ?)"_s;

Result<QVariant> throwing(Connection &connection)
{
    (void)connection.execute(kInsert, {999, u"thrown"_s});
    throw std::runtime_error("a mistake in a store");
}

} // namespace

Work statement(const QString &sql, const std::vector<QVariant> &values)
{
    return [sql, values](Connection &connection) -> Result<QVariant> {
        const auto changed = connection.execute(sql, values);
        return changed ? Result<QVariant>(*changed) : std::unexpected(changed.error());
    };
}

Work scalar(const QString &sql, const std::vector<QVariant> &values)
{
    return [sql, values](Connection &connection) -> Result<QVariant> {
        const auto rows = connection.query(sql, values);
        if (!rows)
            return std::unexpected(rows.error());
        return rows->empty() ? QVariant() : rows->front().front();
    };
}

void makeTable(Database &store)
{
    QVERIFY(store.writeNow(statement(u"DROP TABLE IF EXISTS entry"_s)));
    QVERIFY(store.writeNow(statement(u"CREATE TABLE entry (id INTEGER PRIMARY KEY, text TEXT NOT NULL)"_s)));
}

void valuesComeBackAsTheyWere(Database &store)
{
    const bool sqlite = store.dialect() == Dialect::Sqlite;
    QVERIFY(store.writeNow(statement(u"DROP TABLE IF EXISTS kinds"_s)));
    QVERIFY(store.writeNow(statement(u"CREATE TABLE kinds (n BIGINT, d DOUBLE PRECISION, t TEXT NOT NULL, b %1, e TEXT)"_s
                                         .arg(sqlite ? u"BLOB"_s : u"BYTEA"_s))));
    const QByteArray bytes("\x00\xff'\\\"x", 6);
    const QString text = u"it's ? “quoted” \\ :name 日本"_s;
    QVERIFY(store.writeNow(statement(u"INSERT INTO kinds VALUES (?, ?, ?, ?, ?)"_s,
                                     {Q_INT64_C(9007199254740993), 0.1, text, bytes, QVariant()})));
    QVERIFY(store.writeNow(statement(u"INSERT INTO kinds VALUES (?, ?, ?, ?, ?)"_s, {1, 2.5, QString(), bytes, u"e"_s})));

    const auto rows = store.readNow([](Connection &connection) -> Result<QVariant> {
        const auto found = connection.query(u"SELECT n, d, t, b, e FROM kinds ORDER BY n DESC"_s);
        return found ? Result<QVariant>(QVariant::fromValue(*found)) : std::unexpected(found.error());
    });
    QVERIFY(rows);
    const Rows all = rows->value<Rows>();
    QCOMPARE(all.size(), 2U);
    QCOMPARE(all[0][0].toLongLong(), Q_INT64_C(9007199254740993));
    QCOMPARE(all[0][1].toDouble(), 0.1);
    QCOMPARE(all[0][2].toString(), text);
    QCOMPARE(all[0][3].toByteArray(), bytes);
    QVERIFY(!all[0][4].isValid());
    QVERIFY(all[1][2].isValid());
    QCOMPARE(all[1][2].toString(), u""_s);
    QCOMPARE(all[1][4].toString(), u"e"_s);
}

void answersArriveOnTheCallingThread(Database &store)
{
    makeTable(store);
    const auto workThread = std::make_shared<std::thread::id>();
    auto task = store.write([workThread](Connection &connection) -> Result<QVariant> {
        *workThread = std::this_thread::get_id();
        const auto changed = connection.execute(kInsert, {1, u"one"_s});
        return changed ? Result<QVariant>(*changed) : std::unexpected(changed.error());
    });
    QVERIFY2(!task.isReady(), "a write cannot be done before the caller goes on");
    auto result = QCoro::waitFor(std::move(task));
    QVERIFY(result);
    QCOMPARE(result->toLongLong(), 1);
    QVERIFY(*workThread != std::this_thread::get_id());
    const auto text = QCoro::waitFor(store.read(scalar(u"SELECT text FROM entry WHERE id = ?"_s, {1})));
    QVERIFY(text);
    QCOMPARE(text->toString(), u"one"_s);
}

void aFailingWorkUndoesOnlyItself(Database &store)
{
    makeTable(store);
    std::vector<Task<Result<QVariant>>> tasks;
    for (int i = 0; i < 40; ++i) {
        if (i == 7) {
            // Inserts a row of its own first, then breaks the primary key.
            tasks.push_back(store.write([](Connection &connection) -> Result<QVariant> {
                (void)connection.execute(kInsert, {500, u"half"_s});
                const auto twice = connection.execute(kInsert, {500, u"again"_s});
                return twice ? Result<QVariant>(QVariant()) : std::unexpected(twice.error());
            }));
        } else if (i == 8) {
            tasks.push_back(store.write(throwing));
        } else if (i == 9) {
            tasks.push_back(store.write([](Connection &connection) -> Result<QVariant> {
                (void)connection.execute(kInsert, {501, u"refused"_s});
                return fail(ErrorCode::Conflict, PublicText(u"stale revision"_s));
            }));
        } else {
            tasks.push_back(store.write(statement(kInsert, {i, u"kept"_s})));
        }
    }
    for (std::size_t i = 0; i < tasks.size(); ++i) {
        const auto result = QCoro::waitFor(std::move(tasks[i]));
        if (i == 7 || i == 9)
            QVERIFY(!result && result.error().code == ErrorCode::Conflict);
        else if (i == 8)
            QVERIFY(!result && result.error().code == ErrorCode::Internal);
        else
            QVERIFY(result);
    }
    const auto kept = store.readNow(scalar(u"SELECT count(*) FROM entry"_s));
    QVERIFY(kept);
    QCOMPARE(kept->toInt(), 37);
    const auto left = store.readNow(scalar(u"SELECT count(*) FROM entry WHERE id >= 500"_s));
    QCOMPARE(left->toInt(), 0);
}

void readsCannotWrite(Database &store)
{
    makeTable(store);
    const auto refused = store.readNow(statement(kInsert, {1, u"x"_s}));
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Io);
    QVERIFY(!refused.error().text.text().contains(u"INSERT"_s));
    QVERIFY(store.writeNow(statement(kInsert, {1, u"x"_s})));
}

void theQueueIsBounded(Database &store, int threads)
{
    makeTable(store);
    const auto gate = std::make_shared<std::promise<void>>();
    const std::shared_future<void> open = gate->get_future().share();
    const auto started = std::make_shared<std::atomic<int>>(0);
    std::vector<Task<Result<QVariant>>> tasks;
    for (int i = 0; i < threads; ++i) {
        tasks.push_back(store.write([open, started](Connection &) -> Result<QVariant> {
            ++*started;
            open.wait();
            return QVariant();
        }));
    }
    QTRY_COMPARE(int(*started), threads);
    for (std::size_t i = 0; i < kQueueLimit; ++i)
        tasks.push_back(store.write([](Connection &) -> Result<QVariant> { return QVariant(1); }));
    QCOMPARE(store.queueDepth(), qint64(kQueueLimit) + threads);
    QTRY_VERIFY(store.lagMs() > 0);

    const auto refused = QCoro::waitFor(store.write([](Connection &) -> Result<QVariant> { return QVariant(); }));
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Unavailable);
    QCOMPARE(refused.error().text.text(), u"the store is busy"_s);

    gate->set_value();
    for (auto &task : tasks)
        QVERIFY(QCoro::waitFor(std::move(task)));
    QTRY_COMPARE(store.queueDepth(), 0);
    QCOMPARE(store.lagMs(), 0);
}

void readersSeeWholeTransactions(Database &store)
{
    makeTable(store);
    std::atomic<bool> stop = false;
    std::atomic<int> torn = 0;
    std::atomic<int> reads = 0;
    std::vector<std::thread> readers;
    for (int i = 0; i < 3; ++i) {
        readers.emplace_back([&] {
            while (!stop) {
                const auto count = store.readNow(scalar(u"SELECT count(*) FROM entry"_s));
                torn += !count || count->toInt() % 2 != 0 ? 1 : 0;
                ++reads;
            }
        });
    }
    bool written = true;
    for (int i = 0; i < 200; ++i) {
        written = written && store.writeNow([i](Connection &connection) -> Result<QVariant> {
            for (const int id : {2 * i, 2 * i + 1}) {
                if (const auto done = connection.execute(kInsert, {id, u"pair"_s}); !done)
                    return std::unexpected(done.error());
            }
            return QVariant();
        });
    }
    stop = true;
    for (std::thread &reader : readers)
        reader.join();
    QVERIFY(written);
    QVERIFY(reads > 0);
    QCOMPARE(int(torn), 0);
}

} // namespace signalbox::storage::checks
