#include "tests/support/wire/gateway_process.h"
#include "tests/support/wire/http_client.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QTest>

#include <sys/resource.h>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace signalbox::wire;

namespace {

const QString kRoute = u"/functions/v1/loopgpt_route_order"_s;
const QString kConfirm = u"/functions/v1/loopgpt_confirm_order"_s;
const QByteArray kOrder = R"({"items":[{"id":"1","name":"Rice","quantity":4}],"shippingAddress":{"street":"1 A St",)"
                          R"("city":"X","state":"CA","postalCode":"94102","country":"US"}})";

QByteArray tokenBody(const QUrl &url)
{
    const QJsonValue token = post(url, kRoute, kOrder).json()["confirmationToken"_L1];
    return QJsonDocument(QJsonObject{{u"confirmationToken"_s, token}}).toJson(QJsonDocument::Compact);
}

/// What a program said and how it ended.
struct Ended
{
    int code = -1;
    QByteArray out;
    QByteArray error;
};

/// `serve` on a folder, inside a shell whose first words make trouble for it.
Ended serveAfter(const QString &trouble, const QString &folder, const QStringList &wrapper = {})
{
    QProcess process;
    QProcessEnvironment environment;
    for (const QString &name : {u"PATH"_s, u"HOME"_s, u"ASAN_OPTIONS"_s, u"LSAN_OPTIONS"_s})
        environment.insert(name, qEnvironmentVariable(qPrintable(name)));
    environment.insert(u"SIGNALBOX_DATA_DIR"_s, folder);
    environment.insert(u"PORT"_s, u"0"_s);
    environment.insert(u"PROGRAM"_s, qEnvironmentVariable("SIGNALBOX_BIN") + u"/signalboxd"_s);
    process.setProcessEnvironment(environment);
    const QStringList words = wrapper + QStringList{u"sh"_s, u"-c"_s, trouble + u"exec \"$PROGRAM\" serve"_s};
    process.start(words.first(), words.mid(1));
    Ended ended;
    if (process.waitForFinished(15'000) && process.exitStatus() == QProcess::NormalExit)
        ended.code = process.exitCode();
    process.kill();
    process.waitForFinished();
    ended.out = process.readAllStandardOutput();
    ended.error = process.readAllStandardError();
    return ended;
}

/// Words before a program that let it mount; empty when this machine does not let anybody.
QStringList mountWords()
{
    for (const QStringList &words :
         {QStringList{u"unshare"_s, u"--mount"_s}, QStringList{u"unshare"_s, u"--map-root-user"_s, u"--mount"_s}}) {
        if (QProcess::execute(words.first(),
                              words.mid(1) + QStringList{u"sh"_s, u"-c"_s, u"mount -t tmpfs tmpfs /mnt 2>/dev/null"_s})
            == 0)
            return words;
    }
    return {};
}

void put(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Exit 1 and one sentence, never a ready line.
void verifyOneSentence(const Ended &ended, const QByteArray &about)
{
    QVERIFY2(ended.code == 1, ended.error.constData());
    QCOMPARE(ended.error.count('\n'), 1);
    QVERIFY2(ended.error.contains(about), ended.error.constData());
    QVERIFY(!ended.out.contains("signalbox ready"));
}

} // namespace

/// Stores and folders that cannot be used: one clear sentence, exit 1, nothing half-written.
class TstStoreTrouble : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_mount = mountWords(); }

    void readOnlyFolder()
    {
        if (m_mount.isEmpty())
            QSKIP("this machine lets nobody mount, and a folder's owner may always make it writable again");
        QTemporaryDir folder;
        const QString mount = u"mount --bind '%1' '%1' && mount -o remount,bind,ro '%1' && "_s.arg(folder.path());
        verifyOneSentence(serveAfter(mount, folder.path(), m_mount), "Read-only file system");
        QVERIFY(QDir(folder.path()).isEmpty());
    }

    void folderIsAFile()
    {
        QTemporaryDir folder;
        put(folder.filePath(u"file"_s), "x");
        verifyOneSentence(serveAfter({}, folder.filePath(u"file"_s)), "it is a file");
    }

    void storeIsAFolder()
    {
        QTemporaryDir folder;
        QVERIFY(QDir(folder.path()).mkdir(u"signalbox.db"_s));
        verifyOneSentence(serveAfter({}, folder.path()), "store");
    }

    void damagedStores_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("somebody's text") << "a shopping list that nobody may overwrite\n"_ba.repeated(40);
        QTest::newRow("noise") << QByteArray(20'000, '\xa7');
        QTest::newRow("header only") << QByteArray("SQLite format 3\0", 16) + QByteArray(4080, '\xff');
    }

    void damagedStores()
    {
        QFETCH(QByteArray, content);
        QTemporaryDir folder;
        const QString store = folder.filePath(u"signalbox.db"_s);
        put(store, content);
        verifyOneSentence(serveAfter({}, folder.path()), "the store is damaged");
        QCOMPARE(contentOf(store), content);
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList{u"signalbox.db"_s});
    }

    void storeWithDamagedPages()
    {
        GatewayProcess program;
        QCOMPARE(program.run({u"migrate"_s}), 0);
        const QString store = program.dataDir() + u"/signalbox.db"_s;
        QByteArray content = contentOf(store);
        QVERIFY(content.size() > 8192);
        content.replace(4096, content.size() - 4096, QByteArray(content.size() - 4096, 'Z'));
        put(store, content);
        verifyOneSentence(serveAfter({}, program.dataDir()), "the store is damaged");
        QCOMPARE(contentOf(store), content);
    }

    void fullDisk_data()
    {
        QTest::addColumn<QString>("size");
        QTest::addColumn<QString>("limit");
        for (const char *size : {"16k", "48k", "100k"})
            QTest::newRow(size) << QString::fromLatin1(size) << QString();
        for (const char *blocks : {"8", "48"})
            QTest::addRow("%s blocks a file", blocks) << QString() << QString::fromLatin1(blocks);
    }

    void fullDisk()
    {
        QFETCH(QString, size);
        QFETCH(QString, limit);
        QTemporaryDir folder;
        QString trouble = u"trap '' XFSZ; ulimit -f %1; "_s.arg(limit);
        if (limit.isEmpty()) {
            if (m_mount.isEmpty())
                QSKIP("this machine lets nobody mount; the rows with a file size limit stand for it");
            trouble = u"mount -t tmpfs -o size=%1,mode=0700 tmpfs '%2' && "_s.arg(size, folder.path());
        }
        verifyOneSentence(serveAfter(trouble, folder.path(), limit.isEmpty() ? m_mount : QStringList()), "space");
        // Room again: the same folder starts and works.
        GatewayProcess gateway({{u"SIGNALBOX_DATA_DIR"_s, folder.path()}});
        QVERIFY2(gateway.start(), gateway.errorText().constData());
        QCOMPARE(get(gateway.url(), u"/ready"_s).status, 200);
        QCOMPARE(gateway.stop(), 0);
    }

    void diskFillsWhileServing()
    {
        GatewayProcess gateway({{u"DATABASE_URL"_s, u"sqlite:orders.db"_s},
                                {u"LOOPGPT_TOKEN_SECRET"_s, u"a-secret-that-outlives-the-process-0123"_s}});
        // A write over the limit then fails like one on a full disk.
        std::signal(SIGXFSZ, SIG_IGN);
        QVERIFY2(gateway.start(), gateway.errorText().constData());
        QByteArrayList tokens;
        for (int i = 0; i < 40; ++i)
            tokens += tokenBody(gateway.url());
        const qint64 room = QFileInfo(gateway.dataDir() + u"/orders.db-wal"_s).size() + 40'000;
        const rlimit limit{rlim_t(room), rlim_t(room)};
        QCOMPARE(::prlimit(pid_t(gateway.pid()), RLIMIT_FSIZE, &limit, nullptr), 0);
        QHash<QByteArray, QString> orders;
        Answer answer;
        answer.status = 200;
        while (answer.status == 200 && !tokens.isEmpty()) {
            answer = post(gateway.url(), kConfirm, tokens.first());
            if (answer.status == 200)
                orders.insert(tokens.takeFirst(), answer.json()["orderId"_L1].toString());
        }
        QVERIFY2(!orders.isEmpty(), answer.body.constData());
        QVERIFY2(answer.status >= 500, answer.body.constData());
        QVERIFY(!answer.json()["code"_L1].toString().isEmpty());
        QCOMPARE(get(gateway.url(), u"/healthz"_s).status, 200);
        gateway.killNow();
        QVERIFY2(gateway.start(), gateway.errorText().constData());
        for (auto it = orders.begin(); it != orders.end(); ++it) {
            const Answer again = post(gateway.url(), kConfirm, it.key());
            QCOMPARE(again.json()["orderId"_L1].toString(), it.value());
            QVERIFY(again.json()["replayed"_L1].toBool());
        }
        QCOMPARE(post(gateway.url(), kConfirm, tokens.last()).status, 200);
        QCOMPARE(gateway.stop(), 0);
    }

private:
    QStringList m_mount;
};

QTEST_GUILESS_MAIN(TstStoreTrouble)
#include "tst_store_trouble.moc"
