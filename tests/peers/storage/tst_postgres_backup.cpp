#include "backend/platform/storage/backup.h"
#include "tests/support/postgres.h"
#include "tests/unit/storage/store_checks.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::storage;

class TstPostgresBackup : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_server = support::PostgresServer::start();
        QVERIFY2(m_server, "PostgreSQL did not start");
        m_known = {{u"001_entries.sql"_s, u"a"_s, 1,
                    u"CREATE TYPE mood AS ENUM ('good', 'bad');"
                    "CREATE TABLE entry (id BIGSERIAL PRIMARY KEY, text TEXT NOT NULL, mood mood DEFAULT 'good');"
                    "CREATE FUNCTION twice(x BIGINT) RETURNS BIGINT LANGUAGE sql AS $$ SELECT x * 2; $$;"
                    "CREATE VIEW doubled AS SELECT twice(id) AS id FROM entry;"_s}};
    }

    void aBackupComesBackInAnEmptyDatabase()
    {
        const QString from = filled(100);
        const QString file = backupOf(from);
        const QString target = m_server->createDatabase();
        const auto report = restore(to(target, file));
        QVERIFY2(report, report ? "" : qPrintable(report.error().text.text() + report.error().detail.text()));
        QCOMPARE(report->counts.size(), 1U);
        QCOMPARE(report->counts[0].rows, 100);
        QVERIFY(report->migrated.isEmpty());
        const auto store = Database::open({.url = target});
        QVERIFY(store);
        QCOMPARE((*store)->readNow(checks::scalar(u"SELECT sum(id)::bigint FROM doubled"_s))->toInt(), 10100);
        // The sequence goes on where it was.
        QCOMPARE((*store)->writeNow(checks::scalar(u"INSERT INTO entry (text) VALUES ('x') RETURNING id"_s))->toInt(), 101);
    }

    void aDatabaseWithRowsIsReplacedOnlyWhenAsked()
    {
        const QString file = backupOf(filled(3));
        const QString target = filled(7);
        const auto refused = restore(to(target, file));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::Conflict);
        QCOMPARE(rows(target), 7);
        auto request = to(target, file);
        request.replace = true;
        request.migrations.push_back({u"002_more.sql"_s, u"a"_s, 2, u"ALTER TABLE entry ADD COLUMN more TEXT;"_s});
        const auto report = restore(request);
        QVERIFY2(report, report ? "" : qPrintable(report.error().text.text() + report.error().detail.text()));
        QCOMPARE(report->migrated, QStringList {u"002_more.sql"_s});
        QCOMPARE(rows(target), 3);
        request.migrations.erase(request.migrations.begin());
        QCOMPARE(restore(request).error().code, ErrorCode::Conflict);
    }

    void aFailedLoadLeavesTheDatabaseAsItWas()
    {
        const QString file = backupOf(filled(3));
        QTemporaryDir unpacked;
        QVERIFY(verifyBackup(file, unpacked.path()));
        QFile dump(unpacked.filePath(u"store.dump"_s));
        QVERIFY(dump.resize(dump.size() - 40));
        // The manifest of a broken dump that matches it all the same.
        QFile manifest(unpacked.filePath(u"manifest.json"_s));
        QVERIFY(manifest.open(QIODevice::ReadWrite));
        QByteArray json = manifest.readAll();
        const auto was = verifyBackup(file)->members.at(u"store.dump"_s);
        const auto now = sumFiles(unpacked.path(), {u"store.dump"_s})->at(u"store.dump"_s);
        json.replace(was.sha256, now.sha256);
        json.replace(QByteArray::number(was.bytes), QByteArray::number(now.bytes));
        manifest.resize(0);
        manifest.seek(0);
        manifest.write(json);
        manifest.close();
        const QString broken = m_folder.filePath(u"broken.tar.gz"_s);
        QVERIFY(packArchive(broken, unpacked.path(), {u"manifest.json"_s, u"store.dump"_s}));
        QVERIFY(verifyBackup(broken));

        const QString target = filled(7);
        auto request = to(target, broken);
        request.replace = true;
        const auto refused = restore(request);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::Io);
        QCOMPARE(rows(target), 7);
    }

    void kindsOfStoreAreNotMixed()
    {
        const QString file = backupOf(filled(1));
        const auto refused = restore(to(u"sqlite:"_s + m_folder.filePath(u"x.db"_s), file));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::Conflict);
    }

private:
    QString filled(int count)
    {
        const QString url = m_server->createDatabase();
        const auto store = Database::open({.url = url});
        if (!store || !migrate(**store, m_known)
            || !(*store)->writeNow(checks::statement(
                u"INSERT INTO entry (text) SELECT 'x' FROM generate_series(1, ?)"_s, {count})))
            return {};
        return url;
    }

    QString backupOf(const QString &url)
    {
        m_now = m_now.addSecs(1);
        const auto path = backup({.store = {.url = url}, .outFolder = m_folder.filePath(u"out"_s), .now = m_now});
        return path.value_or(QString());
    }

    RestoreRequest to(const QString &url, const QString &file) const
    {
        return {.file = file, .store = {.url = url}, .migrations = m_known};
    }

    int rows(const QString &url) const
    {
        const auto store = Database::open({.url = url});
        return (*store)->readNow(checks::scalar(u"SELECT count(*) FROM entry"_s)).value_or(QVariant(-1)).toInt();
    }

    std::unique_ptr<support::PostgresServer> m_server;
    QTemporaryDir m_folder;
    std::vector<Migration> m_known;
    QDateTime m_now = QDateTime(QDate(2026, 1, 2), QTime(3, 4, 5), Qt::UTC);
};

QTEST_GUILESS_MAIN(TstPostgresBackup)
#include "tst_postgres_backup.moc"
