#include "backend/platform/metrics/registry.h"
#include "backend/platform/storage/database.h"
#include "tests/unit/storage/store_checks.h"

#include <QCoroTask>
#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::storage;

namespace {

/// The file system asks nobody's permission of root, so these checks run as someone else.
class WithoutRoot
{
public:
    WithoutRoot() : m_was(::geteuid()) { (void)!::seteuid(m_was == 0 ? 65534 : m_was); }
    ~WithoutRoot() { (void)!::seteuid(m_was); }
    Q_DISABLE_COPY_MOVE(WithoutRoot)

private:
    uid_t m_was;
};

std::unique_ptr<Database> openStore(const QString &path)
{
    auto store = Database::open({.url = u"sqlite:"_s + path});
    return store ? std::move(*store) : nullptr;
}

ErrorCode openError(const QString &path)
{
    const auto store = Database::open({.url = u"sqlite:"_s + path});
    return store ? ErrorCode::InvalidInput : store.error().code;
}

/// The process that is killed: prints each id whose write was answered.
int writeUntilKilled(const QString &path)
{
    const auto store = openStore(path);
    if (!store)
        return 1;
    checks::makeTable(*store);
    for (int id = 0;; id += 4) {
        std::vector<Task<Result<QVariant>>> group;
        for (int i = id; i < id + 4; ++i)
            group.push_back(store->write(checks::statement(u"INSERT INTO entry VALUES (?, 'x')"_s, {i})));
        for (int i = 0; i < 4; ++i) {
            if (!QCoro::waitFor(std::move(group[std::size_t(i)])))
                return 1;
            std::printf("%d\n", id + i);
        }
        std::fflush(stdout);
    }
}

} // namespace

class TstSqliteStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(u"data/store.db"_s);
        m_store = openStore(m_path);
        QVERIFY(m_store);
    }

    void cleanup() { m_store.reset(); }

    void valuesComeBackAsTheyWere() { checks::valuesComeBackAsTheyWere(*m_store); }
    void answersArriveOnTheCallingThread() { checks::answersArriveOnTheCallingThread(*m_store); }
    void aFailingWorkUndoesOnlyItself() { checks::aFailingWorkUndoesOnlyItself(*m_store); }
    void readsCannotWrite() { checks::readsCannotWrite(*m_store); }
    void theQueueIsBounded() { checks::theQueueIsBounded(*m_store, 1); }
    void readersSeeWholeTransactions() { checks::readersSeeWholeTransactions(*m_store); }

    void memoryStoresArePrivateAndReadTheirOwnWrites()
    {
        const auto one = Database::open({.url = u"sqlite::memory:"_s});
        const auto two = Database::open({.url = u"sqlite::memory:"_s});
        QVERIFY(one && two);
        checks::aFailingWorkUndoesOnlyItself(**one);
        checks::readsCannotWrite(**one);
        QVERIFY(!(*two)->readNow(checks::scalar(u"SELECT count(*) FROM entry"_s)));
    }

    void anAnsweredWriteIsVisibleToOthersAtOnce()
    {
        checks::makeTable(*m_store);
        const auto other = openStore(m_path);
        for (int i = 0; i < 50; ++i) {
            QVERIFY(QCoro::waitFor(m_store->write(checks::statement(u"INSERT INTO entry VALUES (?, 'x')"_s, {i}))));
            const auto count = other->readNow(checks::scalar(u"SELECT count(*) FROM entry"_s));
            QVERIFY(count);
            QCOMPARE(count->toInt(), i + 1);
        }
    }

    void durabilitySettingsHold()
    {
        const auto setting = [this](const QString &name) {
            return m_store->writeNow(checks::scalar(u"PRAGMA "_s + name)).value_or(QVariant()).toString();
        };
        QCOMPARE(setting(u"journal_mode"_s), u"wal"_s);
        QCOMPARE(setting(u"synchronous"_s), u"2"_s);
        QCOMPARE(setting(u"foreign_keys"_s), u"1"_s);
    }

    void onlyTheOwnerCanReadTheFiles()
    {
        constexpr auto kOthers = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther
            | QFile::ExeGroup | QFile::ExeOther;
        checks::makeTable(*m_store);
        for (const QString &path : {m_path, QString(m_path + u"-wal"_s), QFileInfo(m_path).absolutePath()}) {
            QVERIFY(QFileInfo::exists(path));
            QVERIFY2((QFileInfo(path).permissions() & kOthers) == 0, qPrintable(path));
        }
    }

    void aFullDiskIsSaidAndNothingIsLost()
    {
        checks::makeTable(*m_store);
        QVERIFY(m_store->writeNow(checks::statement(u"INSERT INTO entry VALUES (1, 'before')"_s)));
        QVERIFY(m_store->writeNow(checks::scalar(u"PRAGMA max_page_count = 64"_s)));
        const QString large(64 * 4096, u'x');
        std::vector<Task<Result<QVariant>>> tasks;
        for (int id = 10; id < 20; ++id) {
            const QString text = id == 13 ? large : u"small"_s;
            tasks.push_back(m_store->write(checks::statement(u"INSERT INTO entry VALUES (?, ?)"_s, {id, text})));
        }
        for (int id = 10; id < 20; ++id) {
            const auto result = QCoro::waitFor(std::move(tasks[std::size_t(id - 10)]));
            if (id == 13)
                QVERIFY(!result && result.error().code == ErrorCode::Full);
            else
                QVERIFY(result);
        }
        const auto count = m_store->readNow(checks::scalar(u"SELECT count(*) FROM entry"_s));
        QCOMPARE(count->toInt(), 10);
        QVERIFY(m_store->writeNow(checks::scalar(u"PRAGMA max_page_count = 100000"_s)));
        QVERIFY(m_store->writeNow(checks::statement(u"INSERT INTO entry VALUES (?, ?)"_s, {13, large})));
    }

    void aFolderThatCannotBeWrittenIsRefused()
    {
        const QString folder = m_folder->filePath(u"locked"_s);
        QVERIFY(QDir().mkpath(folder));
        const QString existing = folder + u"/existing.db"_s;
        checks::makeTable(*openStore(existing));
        constexpr auto kReadOnly = QFile::ReadOwner | QFile::ExeOwner | QFile::ReadOther | QFile::ExeOther;
        QFile::setPermissions(m_folder->path(), kReadOnly | QFile::WriteOwner);
        QFile::setPermissions(existing, QFile::ReadOwner | QFile::ReadOther);
        QFile::setPermissions(folder, kReadOnly);
        const WithoutRoot someoneElse;
        QCOMPARE(openError(folder + u"/new.db"_s), ErrorCode::Io);
        QCOMPARE(openError(existing), ErrorCode::Io);
        QCOMPARE(openError(folder + u"/deeper/new.db"_s), ErrorCode::Io);
    }

    void aDamagedFileIsRefused()
    {
        checks::makeTable(*m_store);
        QVERIFY(m_store->writeNow([](Connection &connection) -> Result<QVariant> {
            for (int i = 0; i < 2000; ++i)
                (void)connection.execute(u"INSERT INTO entry VALUES (?, ?)"_s, {i, u"some text to fill pages"_s});
            return QVariant();
        }));
        m_store.reset();
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::ReadWrite));
        file.seek(3 * 4096);
        file.write(QByteArray(4096, '\x55'));
        file.close();
        QCOMPARE(openError(m_path), ErrorCode::Corrupt);
        QVERIFY(file.open(QIODevice::ReadWrite | QIODevice::Truncate));
        file.write(QByteArray(8192, 'n'));
        file.close();
        QCOMPARE(openError(m_path), ErrorCode::Corrupt);
        QCOMPARE(openError(m_folder->filePath(u"data"_s)), ErrorCode::Io);
    }

    void killedWriterLosesNoAnsweredRow()
    {
        const QString path = m_folder->filePath(u"killed.db"_s);
        QProcess writer;
        writer.start(QCoreApplication::applicationFilePath(), {u"--write-until-killed"_s, path});
        QByteArray answered;
        const auto enough = [&] {
            answered += writer.readAllStandardOutput();
            return answered.count('\n') > 200;
        };
        QTRY_VERIFY_WITH_TIMEOUT(enough(), 20000);
        writer.kill();
        QTRY_COMPARE(writer.state(), QProcess::NotRunning);
        answered += writer.readAllStandardOutput();
        answered.truncate(answered.lastIndexOf('\n'));
        const int last = answered.sliced(answered.lastIndexOf('\n') + 1).toInt();

        const auto store = openStore(path);
        QVERIFY(store);
        const auto kept = store->readNow(checks::scalar(u"SELECT count(*) FROM entry WHERE id <= ?"_s, {last}));
        QCOMPARE(kept->toInt(), last + 1);
    }

    void metricsAreDeclared()
    {
        metrics::Registry registry;
        const auto store = Database::open({.url = u"sqlite::memory:"_s, .metrics = &registry});
        QVERIFY(store);
        checks::makeTable(**store);
        QTRY_VERIFY(registry.prometheusText().contains("signalbox_queue_depth{queue=\"store\"} 0"));
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    std::unique_ptr<Database> m_store;
};

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == "--write-until-killed"_L1)
        return writeUntilKilled(arguments.value(2));
    TstSqliteStore test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_sqlite_store.moc"
