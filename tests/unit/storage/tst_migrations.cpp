#include "backend/platform/storage/migrations.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::storage;

class TstMigrations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_url = u"sqlite:"_s + m_folder->filePath(u"store.db"_s);
    }

    void ownersThenNumbersAndEachOnce()
    {
        put(u"beta/001_first.sql"_s, "CREATE TABLE b (x INTEGER); INSERT INTO b SELECT x FROM a;");
        put(u"alpha/002_more.sql"_s, "-- fills\nINSERT INTO a VALUES (2);");
        put(u"alpha/001_start.sql"_s, "CREATE TABLE a (x INTEGER); INSERT INTO a VALUES (1);");
        const auto known = loadMigrations(Dialect::Sqlite, m_folder->path());
        QVERIFY(known);
        const auto store = Database::open({.url = m_url});
        const QStringList order {u"001_start.sql"_s, u"002_more.sql"_s, u"001_first.sql"_s};
        QCOMPARE(schemaState(**store, *known)->pending, order);
        QCOMPARE(migrate(**store, *known).value_or(QStringList()), order);
        QCOMPARE(migrate(**store, *known).value_or(QStringList {u"failed"_s}), QStringList {});
        QVERIFY(schemaState(**store, *known)->pending.isEmpty());
        QCOMPARE((*store)->readNow([](Connection &connection) -> Result<QVariant> {
            return connection.query(u"SELECT sum(x) FROM b"_s)->front().front();
        })->toInt(), 3);
    }

    void aFailingFileLeavesNothingBehind()
    {
        put(u"a/001_good.sql"_s, "CREATE TABLE good (x INTEGER);");
        put(u"a/002_bad.sql"_s, "CREATE TABLE half (x INTEGER); INSERT INTO nowhere VALUES (1);");
        put(u"a/003_later.sql"_s, "CREATE TABLE later (x INTEGER);");
        const auto known = loadMigrations(Dialect::Sqlite, m_folder->path());
        const auto store = Database::open({.url = m_url});
        const auto result = migrate(**store, *known);
        QVERIFY(!result);
        QVERIFY(result.error().text.text().contains(u"002_bad.sql"_s));
        QCOMPARE(schemaState(**store, *known)->applied, QStringList {u"001_good.sql"_s});
        QVERIFY(!(*store)->readNow([](Connection &connection) -> Result<QVariant> {
            const auto rows = connection.query(u"SELECT x FROM half"_s);
            return rows ? Result<QVariant>(QVariant()) : std::unexpected(rows.error());
        }));
    }

    void threeReplicasMigrateOnce()
    {
        for (int i = 1; i <= 9; ++i)
            put(u"a/00%1_step.sql"_s.arg(i).replace(u"step"_s, u"step%1"_s.arg(i)),
                "CREATE TABLE IF NOT EXISTS n (x INTEGER); INSERT INTO n VALUES (1);");
        const auto known = loadMigrations(Dialect::Sqlite, m_folder->path());
        QVERIFY(known);
        std::atomic<int> applied = 0;
        std::atomic<int> failed = 0;
        std::vector<std::thread> replicas;
        for (int i = 0; i < 3; ++i) {
            replicas.emplace_back([&] {
                const auto store = Database::open({.url = m_url});
                const auto done = store ? migrate(**store, *known) : std::unexpected(store.error());
                failed += done ? 0 : 1;
                applied += done ? int(done->size()) : 0;
            });
        }
        for (std::thread &replica : replicas)
            replica.join();
        QCOMPARE(int(failed), 0);
        QCOMPARE(int(applied), 9);
        const auto store = Database::open({.url = m_url});
        QCOMPARE((*store)->readNow([](Connection &connection) -> Result<QVariant> {
            return connection.query(u"SELECT count(*) FROM n"_s)->front().front();
        })->toInt(), 9);
    }

    void whatANewerVersionAppliedIsTold()
    {
        put(u"a/001_old.sql"_s, "CREATE TABLE a (x INTEGER);");
        put(u"a/002_new.sql"_s, "CREATE TABLE b (x INTEGER);");
        auto known = loadMigrations(Dialect::Sqlite, m_folder->path());
        const auto store = Database::open({.url = m_url});
        QVERIFY(migrate(**store, *known));
        known->pop_back();
        QCOMPARE(schemaState(**store, *known)->unknown, QStringList {u"002_new.sql"_s});
        QVERIFY(migrate(**store, *known));
    }

    void badFilesAreRefused_data()
    {
        QTest::addColumn<QStringList>("files");
        QTest::newRow("name") << QStringList {u"a/1_x.sql"_s};
        QTest::newRow("suffix") << QStringList {u"a/001_x.txt"_s};
        QTest::newRow("number twice") << QStringList {u"a/001_x.sql"_s, u"a/001_y.sql"_s};
        QTest::newRow("id twice") << QStringList {u"a/001_x.sql"_s, u"b/001_x.sql"_s};
    }

    void badFilesAreRefused()
    {
        QFETCH(QStringList, files);
        for (const QString &file : files)
            put(file, "CREATE TABLE t (x INTEGER);");
        const auto known = loadMigrations(Dialect::Sqlite, m_folder->path());
        QVERIFY(!known);
        QCOMPARE(known.error().code, ErrorCode::Configuration);
    }

private:
    void put(const QString &name, const QByteArray &sql) const
    {
        const QString path = m_folder->filePath(u"sqlite/"_s + name);
        QVERIFY(QDir().mkpath(QFileInfo(path).path()));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(sql);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_url;
};

QTEST_GUILESS_MAIN(TstMigrations)
#include "tst_migrations.moc"
