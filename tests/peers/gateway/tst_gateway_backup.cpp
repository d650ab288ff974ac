#include "tests/contracts/operator/console.h"
#include "tests/peers/gateway/orders.h"
#include "tests/support/postgres.h"
#include "tests/support/wire/gateway_process.h"

#include <QDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::wire;

/// `signalboxd backup` and `restore` on the store of a serving gateway.
class TstGatewayBackup : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_postgres = support::PostgresServer::start();
        QVERIFY2(m_postgres, "PostgreSQL did not start");
    }

    void aBackupBringsTheOrdersBack_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::newRow("SQLite") << u"sqlite:from.db"_s << u"sqlite:to.db"_s;
        QTest::newRow("PostgreSQL") << m_postgres->createDatabase() << m_postgres->createDatabase();
    }

    void aBackupBringsTheOrdersBack()
    {
        QFETCH(QString, from);
        QFETCH(QString, to);
        GatewayProcess gateway({{u"DATABASE_URL"_s, from}, {u"LOOPGPT_API_KEYS"_s, u"a-key-that-stays-here"_s}});
        QVERIFY2(gateway.start(), gateway.errorText().constData());
        const QString token = routeOrder(gateway.url()).json()["confirmationToken"_L1].toString();
        QVERIFY(!token.isEmpty());
        const QString folder = QDir(gateway.dataDir()).filePath(u"backups"_s);
        QCOMPARE(gateway.run({u"backup"_s, u"--out"_s, folder}), 0);
        const QStringList files = QDir(folder).entryList(QDir::Files);
        QCOMPARE(files.size(), 1);
        const QString file = QDir(folder).filePath(files.first());
        QCOMPARE(QFile::permissions(file) & ~QFile::Permissions(QFile::ReadUser | QFile::WriteUser),
                 QFile::Permissions(QFile::ReadOwner | QFile::WriteOwner));
        QTRY_VERIFY_WITH_TIMEOUT(lastBackup(gateway) > 0, 15000);

        GatewayProcess other({{u"DATABASE_URL"_s, to}});
        QCOMPARE(other.run({u"restore"_s, file}), 0);
        QCOMPARE(other.run({u"restore"_s, file}), 1);
        QCOMPARE(other.run({u"restore"_s, file, u"--replace"_s}), 0);
        QVERIFY2(other.start(), other.errorText().constData());
        // The other gateway signs with another secret, so it knows the order but not the token.
        QCOMPARE(get(other.url(), u"/ready"_s).status, 200);
        QCOMPARE(gateway.stop(), 0);
    }

    void secretsOfRevisionsStayBehind_data() { aBackupBringsTheOrdersBack_data(); }

    /// Sealed or not: a backup has none of the secrets that operators set. The other settings come along.
    void secretsOfRevisionsStayBehind()
    {
        QFETCH(QString, from);
        QFETCH(QString, to);
        const QString key(64, u'c');
        const GatewayProcess::Settings settings {{u"DATABASE_URL"_s, from}, {u"SIGNALBOX_STORE_KEY"_s, key}};
        GatewayProcess gateway(settings);
        QVERIFY2(gateway.start(), gateway.errorText().constData());
        const Console admin(gateway, u"ada"_s, u"admin"_s, settings);
        QTRY_COMPARE(admin.get(u"/ops/v1/me"_s).status, 200);
        QCOMPARE(admin.flip(u"KROGER_CLIENT_SECRET"_s, u"a-secret-that-stays"_s).status, 200);
        QCOMPARE(admin.flip(u"LOOPGPT_PROVIDER_CONCURRENCY"_s, u"7"_s).status, 200);
        const QString folder = QDir(gateway.dataDir()).filePath(u"backups"_s);
        QCOMPARE(gateway.run({u"backup"_s, u"--out"_s, folder}), 0);

        GatewayProcess other({{u"DATABASE_URL"_s, to}, {u"SIGNALBOX_STORE_KEY"_s, key}});
        const QString file = QDir(folder).filePath(QDir(folder).entryList(QDir::Files).value(0));
        QCOMPARE(other.run({u"restore"_s, file, u"--replace"_s}), 0);
        QVERIFY2(other.start(), other.errorText().constData());
        const Console reader(other);
        QCOMPARE(reader.value(u"LOOPGPT_PROVIDER_CONCURRENCY"_s), u"7"_s);
        QVERIFY(!reader.read(u"settings/KROGER_CLIENT_SECRET"_s)["isSet"_L1].toBool(true));
        const QList<QJsonObject> lines = other.logLines();
        QVERIFY(std::ranges::any_of(lines, [](const QJsonObject &line) {
            return line["message"_L1].toString() == u"revision.secret_lost"_s;
        }));
    }

    void commandLinesThatCannotWork()
    {
        GatewayProcess gateway;
        QCOMPARE(gateway.run({u"backup"_s}), 2);
        QCOMPARE(gateway.run({u"backup"_s, u"--out"_s, gateway.dataDir(), u"--store"_s, u"other"_s}), 2);
        QCOMPARE(gateway.run({u"restore"_s}), 2);
        QCOMPARE(gateway.run({u"restore"_s, u"/nonexistent.tar.gz"_s}), 1);
    }

private:
    static double lastBackup(const GatewayProcess &gateway)
    {
        const QByteArrayList lines = get(gateway.url(), u"/metrics"_s).body.split('\n');
        for (const QByteArray &line : lines) {
            if (line.startsWith("signalbox_backup_last_success_timestamp_seconds "))
                return line.split(' ').last().toDouble();
        }
        return 0;
    }

    std::unique_ptr<support::PostgresServer> m_postgres;
};

QTEST_GUILESS_MAIN(TstGatewayBackup)
#include "tst_gateway_backup.moc"
