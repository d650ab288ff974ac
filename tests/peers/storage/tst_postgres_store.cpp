#include "backend/platform/metrics/registry.h"
#include "backend/platform/storage/migrations.h"
#include "tests/support/postgres.h"
#include "tests/unit/storage/store_checks.h"

#include <QCoroTask>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <thread>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::storage;

class TstPostgresStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_server = support::PostgresServer::start();
        QVERIFY2(m_server, "PostgreSQL did not start");
    }

    void init()
    {
        m_registry = std::make_unique<metrics::Registry>();
        m_url = m_server->createDatabase();
        auto store = Database::open({.url = m_url,
                                     .poolSize = 2,
                                     .maxOverflow = 2,
                                     .idleTimeout = std::chrono::milliseconds(300),
                                     .metrics = m_registry.get()});
        QVERIFY2(store, store ? "" : qPrintable(store.error().detail.text()));
        m_store = std::move(*store);
    }

    void cleanup() { m_store.reset(); }

    void valuesComeBackAsTheyWere() { checks::valuesComeBackAsTheyWere(*m_store); }
    void answersArriveOnTheCallingThread() { checks::answersArriveOnTheCallingThread(*m_store); }
    void aFailingWorkUndoesOnlyItself() { checks::aFailingWorkUndoesOnlyItself(*m_store); }
    void readsCannotWrite() { checks::readsCannotWrite(*m_store); }
    void theQueueIsBounded() { checks::theQueueIsBounded(*m_store, 4); }
    void readersSeeWholeTransactions() { checks::readersSeeWholeTransactions(*m_store); }

    void aPassedOverErrorIsNotASuccess()
    {
        checks::makeTable(*m_store);
        const auto result = m_store->writeNow([](Connection &connection) -> Result<QVariant> {
            (void)connection.execute(u"INSERT INTO entry VALUES (1, 'a')"_s);
            (void)connection.execute(u"INSERT INTO entry VALUES (1, 'b')"_s);
            return QVariant();
        });
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::Conflict);
    }

    void endedIdleConnectionsCostNoRequest()
    {
        checks::makeTable(*m_store);
        for (int round = 0; round < 5; ++round) {
            // All four connections are opened at the same time, then ended by the server.
            std::vector<Task<Result<QVariant>>> busy;
            for (int i = 0; i < 4; ++i)
                busy.push_back(m_store->read(checks::scalar(u"SELECT pg_sleep(0.05)::text"_s)));
            for (auto &task : busy)
                QVERIFY(QCoro::waitFor(std::move(task)));
            m_server->psql(u"postgres"_s, u"SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                                          "WHERE application_name = 'signalbox'"_s);
            QTRY_COMPARE(connections(), 0);
            std::vector<Task<Result<QVariant>>> tasks;
            for (int i = 0; i < 8; ++i)
                tasks.push_back(m_store->write(
                    checks::statement(u"INSERT INTO entry VALUES (?, 'x')"_s, {round * 8 + i})));
            for (auto &task : tasks)
                QVERIFY(QCoro::waitFor(std::move(task)));
        }
        QCOMPARE(m_store->readNow(checks::scalar(u"SELECT count(*) FROM entry"_s))->toInt(), 40);
    }

    void aServerThatIsGoneIsSaidAndComesBack()
    {
        checks::makeTable(*m_store);
        m_server->stop();
        const auto refused = m_store->writeNow(checks::statement(u"INSERT INTO entry VALUES (1, 'x')"_s));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::Unavailable);
        const auto opened = Database::open({.url = m_url});
        QVERIFY(!opened && opened.error().code == ErrorCode::Unavailable);
        QVERIFY(m_server->startAgain());
        QVERIFY(m_store->writeNow(checks::statement(u"INSERT INTO entry VALUES (1, 'x')"_s)));
    }

    void deadlocksAreRunAgain()
    {
        checks::makeTable(*m_store);
        QVERIFY(m_store->writeNow(checks::statement(u"INSERT INTO entry VALUES (1, ''), (2, '')"_s)));
        const auto both = [](int first, int second) -> Work {
            return [first, second](Connection &connection) -> Result<QVariant> {
                for (const int id : {first, second}) {
                    const auto done = connection.execute(u"UPDATE entry SET text = text || 'x' WHERE id = ?"_s, {id});
                    if (!done)
                        return std::unexpected(done.error());
                    if (id == first)
                        (void)connection.query(u"SELECT pg_sleep(0.2)::text"_s);
                }
                return QVariant();
            };
        };
        auto one = m_store->write(both(1, 2));
        auto two = m_store->write(both(2, 1));
        QVERIFY(QCoro::waitFor(std::move(one)));
        QVERIFY(QCoro::waitFor(std::move(two)));
        QCOMPARE(m_store->readNow(checks::scalar(u"SELECT min(text) FROM entry"_s))->toString(), u"xx"_s);
    }

    void overflowConnectionsCloseAndAreCounted()
    {
        std::vector<Task<Result<QVariant>>> busy;
        for (int i = 0; i < 8; ++i)
            busy.push_back(m_store->read(checks::scalar(u"SELECT pg_sleep(0.3)::text"_s)));
        QTRY_COMPARE(value("db_connection_pool_checked_out"), 4.0);
        for (auto &task : busy)
            QVERIFY(QCoro::waitFor(std::move(task)));
        QTRY_COMPARE(value("db_connection_pool_checked_out"), 0.0);
        QTRY_COMPARE(value("db_connection_pool_overflow"), 0.0);
        QTRY_COMPARE(connections(), 2);
        QCOMPARE(value("db_connection_pool_size"), 2.0);
        QCOMPARE(value("db_connection_pool_max"), 4.0);
    }

    void preparedStatementsSurviveASchemaChange()
    {
        checks::makeTable(*m_store);
        QVERIFY(m_store->writeNow(checks::statement(u"INSERT INTO entry VALUES (?, ?)"_s, {1, u"a"_s})));
        const Work all = checks::scalar(u"SELECT * FROM entry WHERE id = ?"_s, {1});
        for (int i = 0; i < 6; ++i)
            QVERIFY(m_store->readNow(all));
        QVERIFY(m_store->writeNow(checks::statement(u"ALTER TABLE entry ADD COLUMN more TEXT"_s)));
        for (int i = 0; i < 6; ++i)
            QVERIFY(m_store->readNow(all));
    }

    void placeholdersStandBesideCastsAndText()
    {
        const auto value = m_store->readNow(
            checks::scalar(u"SELECT ?::int + ?::int || '? :x' || jsonb_exists('{\"a\":1}'::jsonb, ?)::text"_s,
                           {40, 2, u"a"_s}));
        QVERIFY(value);
        QCOMPARE(value->toString(), u"42? :xtrue"_s);
    }

    void wrongLoginsAreConfigurationErrors_data()
    {
        QTest::addColumn<QString>("url");
        const QString good = m_server->url(u"postgres"_s);
        QTest::newRow("password") << QString(good).replace(u"p%40ss"_s, u"wrong"_s);
        QTest::newRow("database") << m_server->url(u"nowhere"_s);
        QTest::newRow("option") << QString(good + u"?sslmode=sometimes"_s);
        QTest::newRow("no TLS there") << QString(good + u"?sslmode=require"_s);
    }

    void wrongLoginsAreConfigurationErrors()
    {
        QFETCH(QString, url);
        const auto store = Database::open({.url = url});
        QVERIFY(!store);
        QVERIFY2(store.error().code == ErrorCode::Configuration, qPrintable(store.error().detail.text()));
        QVERIFY(!store.error().text.text().contains(u"wrong"_s));
    }

    void connectingGivesUp()
    {
        // A listener that never answers.
        const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address {};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        QCOMPARE(::bind(socket, reinterpret_cast<sockaddr *>(&address), size), 0);
        QCOMPARE(::listen(socket, 4), 0);
        QCOMPARE(::getsockname(socket, reinterpret_cast<sockaddr *>(&address), &size), 0);
        QElapsedTimer clock;
        clock.start();
        const auto store = Database::open({.url = u"postgres://u@127.0.0.1:%1/d"_s.arg(ntohs(address.sin_port)),
                                           .connectTimeout = std::chrono::milliseconds(2000)});
        ::close(socket);
        QVERIFY(!store);
        QCOMPARE(store.error().code, ErrorCode::Unavailable);
        QVERIFY2(clock.elapsed() < 6000, qPrintable(QString::number(clock.elapsed())));
    }

    void threeReplicasMigrateOnce()
    {
        QTemporaryDir folder;
        QVERIFY(QDir().mkpath(folder.filePath(u"postgres/a"_s)));
        for (int i = 1; i <= 9; ++i) {
            QFile file(folder.filePath(u"postgres/a/00%1_step%1.sql"_s.arg(i)));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write("CREATE TABLE IF NOT EXISTS n (x INTEGER);\n"
                       "DO $$ BEGIN PERFORM pg_sleep(0.01); END $$;\nINSERT INTO n VALUES (1);");
        }
        const auto known = loadMigrations(Dialect::Postgres, folder.path());
        QVERIFY(known);
        std::atomic<int> applied = 0;
        std::array<QString, 3> failures;
        std::vector<std::thread> replicas;
        for (size_t i = 0; i < failures.size(); ++i) {
            replicas.emplace_back([&, i] {
                const auto store = Database::open({.url = m_url});
                const auto done = store ? migrate(**store, *known) : std::unexpected(store.error());
                if (!done)
                    failures[i] = done.error().text.text() + u": "_s + done.error().detail.text();
                applied += done ? int(done->size()) : 0;
            });
        }
        for (std::thread &replica : replicas)
            replica.join();
        for (const QString &failure : failures)
            QCOMPARE(failure, QString());
        QCOMPARE(int(applied), 9);
        QCOMPARE(m_store->readNow(checks::scalar(u"SELECT count(*) FROM n"_s))->toInt(), 9);
        QVERIFY(schemaState(*m_store, *known)->pending.isEmpty());
    }

private:
    int connections() const
    {
        return m_server->psql(u"postgres"_s, u"SELECT count(*) FROM pg_stat_activity "
                                             "WHERE application_name = 'signalbox'"_s).toInt();
    }

    double value(const QByteArray &family) const
    {
        const auto series = m_registry->read(family);
        return series.empty() ? -1 : series.front().value;
    }

    std::unique_ptr<support::PostgresServer> m_server;
    std::unique_ptr<metrics::Registry> m_registry;
    QString m_url;
    std::unique_ptr<Database> m_store;
};

QTEST_GUILESS_MAIN(TstPostgresStore)
#include "tst_postgres_store.moc"
