#include "backend/platform/storage/backup.h"
#include "tests/unit/storage/store_checks.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <thread>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::storage;

class TstBackup : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_known = {{u"001_entries.sql"_s, u"a"_s, 1, u"CREATE TABLE entry (id INTEGER PRIMARY KEY, text TEXT NOT NULL);"_s}};
    }

    void aBackupBesideAServingGatewayIsWholeAndComesBack()
    {
        const auto store = open(u"live.db"_s);
        std::atomic<bool> stop = false;
        std::thread traffic([&] {
            // Pairs: a torn copy would hold an odd number of rows.
            for (int i = 0; !stop; ++i) {
                (void)store->writeNow([i](Connection &connection) -> Result<QVariant> {
                    (void)connection.execute(u"INSERT INTO entry VALUES (?, 'a')"_s, {2 * i});
                    (void)connection.execute(u"INSERT INTO entry VALUES (?, 'b')"_s, {2 * i + 1});
                    return QVariant();
                });
            }
        });
        while (store->readNow(checks::scalar(u"SELECT count(*) FROM entry"_s))->toInt() < 100) { }
        const auto path = backup(request(u"live.db"_s));
        stop = true;
        traffic.join();
        QVERIFY2(path, path ? "" : qPrintable(path.error().text.text() + path.error().detail.text()));
        QCOMPARE(QFileInfo(*path).fileName(), u"signalbox_backup_20260102_030405.tar.gz"_s);
        QCOMPARE(QFile::permissions(*path) & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther), 0);
        QCOMPARE(QDir(m_folder->filePath(u"out"_s)).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot).size(), 1);

        const auto report = restore(to(u"new/restored.db"_s, *path));
        QVERIFY2(report, report ? "" : qPrintable(report.error().text.text() + report.error().detail.text()));
        QCOMPARE(report->counts.size(), 1U);
        QCOMPARE(report->counts[0].table, u"entry"_s);
        QVERIFY(report->counts[0].rows >= 100);
        QCOMPARE(report->counts[0].rows % 2, 0);
        QCOMPARE(report->extras.at(u"settings.json"_s), QByteArray("{\"a\":1}"));
        const auto restored = open(u"new/restored.db"_s);
        QCOMPARE(restored->readNow(checks::scalar(u"SELECT count(*) FROM entry"_s))->toLongLong(), report->counts[0].rows);
        QCOMPARE(QDir(m_folder->filePath(u"new"_s)).entryList({u".signalbox*"_s}, QDir::AllEntries | QDir::Hidden).size(), 0);
    }

    void aStoreWithRowsIsReplacedOnlyWhenAsked()
    {
        const QString file = backupOf(u"one.db"_s, 3);
        addRows(u"two.db"_s, 5);
        const auto refused = restore(to(u"two.db"_s, file));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::Conflict);
        QCOMPARE(rows(u"two.db"_s), 5);

        auto request = to(u"two.db"_s, file);
        request.replace = true;
        {
            const auto serving = open(u"two.db"_s);
            const auto inUse = restore(request);
            QVERIFY(!inUse);
            QVERIFY2(inUse.error().text.text().contains(u"in use"_s), qPrintable(inUse.error().text.text()));
        }
        QVERIFY(restore(request));
        QCOMPARE(rows(u"two.db"_s), 3);
    }

    void aDamagedStoreCanBeReplaced()
    {
        const QString file = backupOf(u"one.db"_s, 3);
        QFile damaged(m_folder->filePath(u"two.db"_s));
        QVERIFY(damaged.open(QIODevice::WriteOnly));
        damaged.write(QByteArray(9000, 'n'));
        damaged.close();
        auto request = to(u"two.db"_s, file);
        QVERIFY(!restore(request));
        request.replace = true;
        QVERIFY(restore(request));
        QCOMPARE(rows(u"two.db"_s), 3);
    }

    void anOlderBackupIsMigratedAndANewerRefused()
    {
        const QString file = backupOf(u"one.db"_s, 3);
        const auto older = m_known;
        m_known.push_back({u"002_more.sql"_s, u"a"_s, 2, u"ALTER TABLE entry ADD COLUMN more TEXT;"_s});
        const auto report = restore(to(u"two.db"_s, file));
        QVERIFY(report);
        QCOMPARE(report->migrated, QStringList {u"002_more.sql"_s});

        auto next = request(u"two.db"_s);
        next.now = next.now.addSecs(1);
        const auto newer = backup(next);
        QVERIFY(newer);
        m_known = older;
        const auto refused = restore(to(u"three.db"_s, *newer));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::Conflict);
        QVERIFY(refused.error().text.text().contains(u"002_more.sql"_s));
        QVERIFY(!QFileInfo::exists(m_folder->filePath(u"three.db"_s)));
    }

    void tamperedBackupsAreRefused()
    {
        const QString file = backupOf(u"one.db"_s, 3);
        const QString unpacked = m_folder->filePath(u"unpacked"_s);
        QVERIFY(QDir().mkpath(unpacked));
        QVERIFY(verifyBackup(file, unpacked));
        QFile member(unpacked + u"/store.sqlite"_s);
        QVERIFY(member.open(QIODevice::ReadWrite));
        member.seek(5000);
        member.write("tampered");
        member.close();
        const QString tampered = m_folder->filePath(u"tampered.tar.gz"_s);
        QVERIFY(packArchive(tampered, unpacked, {u"manifest.json"_s, u"store.sqlite"_s, u"settings.json"_s}));
        const QString missing = m_folder->filePath(u"missing.tar.gz"_s);
        QVERIFY(packArchive(missing, unpacked, {u"manifest.json"_s, u"settings.json"_s}));
        const QString cut = m_folder->filePath(u"cut.tar.gz"_s);
        QVERIFY(QFile::copy(file, cut));
        QVERIFY(QFile::resize(cut, QFileInfo(cut).size() / 2));
        for (const QString &bad : {tampered, missing, cut}) {
            const auto refused = restore(to(u"two.db"_s, bad));
            QVERIFY2(!refused && refused.error().code == ErrorCode::Corrupt, qPrintable(bad));
            QVERIFY(!QFileInfo::exists(m_folder->filePath(u"two.db"_s)));
        }
        QCOMPARE(restore(to(u"two.db"_s, u"/nowhere.tar.gz"_s)).error().code, ErrorCode::NotFound);
    }

    void membersStayInsideTheFolder()
    {
        QVERIFY(QDir().mkpath(m_folder->filePath(u"in/deep"_s)));
        QFile outside(m_folder->filePath(u"in/evil"_s));
        QVERIFY(outside.open(QIODevice::WriteOnly));
        outside.close();
        const QString archive = m_folder->filePath(u"evil.tar.gz"_s);
        QVERIFY(packArchive(archive, m_folder->filePath(u"in/deep"_s), {u"../evil"_s}));
        QCOMPARE(readArchive(archive, m_folder->filePath(u"in/deep"_s)).error().code, ErrorCode::Corrupt);
    }

    void oldBackupsGoButNeverTheNewest()
    {
        const QDateTime now(QDate(2026, 3, 1), QTime(0, 0), Qt::UTC);
        const QStringList names {u"signalbox_backup_20260101_000000.tar.gz"_s, u"signalbox_backup_20260228_000000.tar.gz"_s,
                                 u"signalbox_backup_20260110_000000.tar.gz"_s, u"notes.txt"_s,
                                 u"signalbox_backup_x.tar.gz"_s};
        QCOMPARE(expiredBackups(names, now, std::chrono::days(30)), QStringList({names[0], names[2]}));
        QCOMPARE(expiredBackups({names[0]}, now, std::chrono::days(30)), QStringList());

        auto old = request(u"one.db"_s);
        addRows(u"one.db"_s, 1);
        QVERIFY(backup(old));
        old.now = old.now.addDays(40);
        old.keep = std::chrono::days(30);
        QVERIFY(backup(old));
        QCOMPARE(QDir(old.outFolder).entryList(QDir::Files), QStringList {u"signalbox_backup_20260211_030405.tar.gz"_s});
    }

    void whatCannotBeBackedUpIsSaid()
    {
        auto wanted = request(u"none.db"_s);
        QCOMPARE(backup(wanted).error().code, ErrorCode::Io);
        QVERIFY(!QFileInfo::exists(m_folder->filePath(u"none.db"_s)));
        wanted.store.url = u"sqlite::memory:"_s;
        QCOMPARE(backup(wanted).error().code, ErrorCode::Configuration);
        wanted = request(u"one.db"_s);
        addRows(u"one.db"_s, 1);
        wanted.outFolder = u"/proc/nowhere"_s;
        QCOMPARE(backup(wanted).error().code, ErrorCode::Io);
    }

private:
    std::unique_ptr<Database> open(const QString &name) const
    {
        auto store = Database::open({.url = u"sqlite:"_s + m_folder->filePath(name)});
        if (!store || !migrate(**store, m_known))
            return nullptr;
        return std::move(*store);
    }

    void addRows(const QString &name, int count) const
    {
        const auto store = open(name);
        for (int i = 0; i < count; ++i)
            QVERIFY(store->writeNow(checks::statement(u"INSERT INTO entry VALUES (?, 'x')"_s, {i})));
    }

    int rows(const QString &name) const
    {
        return open(name)->readNow(checks::scalar(u"SELECT count(*) FROM entry"_s)).value_or(QVariant(-1)).toInt();
    }

    BackupRequest request(const QString &name) const
    {
        return {.store = {.url = u"sqlite:"_s + m_folder->filePath(name)},
                .outFolder = m_folder->filePath(u"out"_s),
                .extras = {{u"settings.json"_s, "{\"a\":1}"}},
                .keep = std::nullopt,
                .now = QDateTime(QDate(2026, 1, 2), QTime(3, 4, 5), Qt::UTC)};
    }

    RestoreRequest to(const QString &name, const QString &file) const
    {
        return {.file = file, .store = {.url = u"sqlite:"_s + m_folder->filePath(name)}, .migrations = m_known};
    }

    QString backupOf(const QString &name, int count) const
    {
        addRows(name, count);
        return backup(request(name)).value_or(QString());
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::vector<Migration> m_known;
};

QTEST_GUILESS_MAIN(TstBackup)
#include "tst_backup.moc"
