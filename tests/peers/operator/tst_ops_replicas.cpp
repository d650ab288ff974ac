#include "tests/contracts/operator/ops_access.h"
#include "tests/support/postgres.h"
#include "tests/support/wire/gateway_process.h"
#include "tests/support/wire/http_client.h"

#include <QDir>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <thread>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::wire;

namespace {

Answer ops(const QUrl &gateway, const QByteArray &method, const QString &path, const QByteArray &token,
           const QByteArray &body = {})
{
    return request(method, gateway, u"/ops/v1/"_s + path, body, {{"Authorization", "Bearer " + token}});
}

QByteArray bodyOf(const QString &name)
{
    return QJsonDocument(QJsonObject {{"name"_L1, name}, {"role"_L1, u"viewer"_s}, {"reason"_L1, u"test"_s}}).toJson();
}

} // namespace

/// Two gateways on one PostgreSQL.
class TstOpsReplicas : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        if (!m_postgres)
            m_postgres = support::PostgresServer::start();
        QVERIFY2(m_postgres, "PostgreSQL did not start");
        m_url = m_postgres->createDatabase();
        m_first = std::make_unique<GatewayProcess>(GatewayProcess::Settings {{u"DATABASE_URL"_s, m_url}});
        m_second = std::make_unique<GatewayProcess>(GatewayProcess::Settings {{u"DATABASE_URL"_s, m_url}});
        m_admin = addOperator(*m_first, u"ada"_s, u"admin"_s);
        QVERIFY2(m_first->start(), m_first->errorText().constData());
        QVERIFY2(m_second->start(), m_second->errorText().constData());
    }

    void actsOfBothMakeOneChain()
    {
        constexpr int kEach = 40;
        std::atomic<int> done = 0;
        std::vector<std::thread> writers;
        for (const QUrl &gateway : {m_first->opsUrl(), m_second->opsUrl(), m_first->opsUrl(), m_second->opsUrl()}) {
            writers.emplace_back([&, gateway, writer = writers.size()] {
                for (int i = 0; i < kEach; ++i)
                    done += ops(gateway, "POST", u"operators"_s, m_admin, bodyOf(u"op-%1-%2"_s.arg(writer).arg(i))).status
                        == 200;
            });
        }
        for (std::thread &writer : writers)
            writer.join();
        QCOMPARE(done.load(), 4 * kEach);
        for (const auto &gateway : {m_first->opsUrl(), m_second->opsUrl()}) {
            const QJsonObject verdict = ops(gateway, "GET", u"audit/verify"_s, m_admin).json();
            QVERIFY2(verdict["ok"_L1].toBool(), qPrintable(verdict["problem"_L1].toString()));
            QCOMPARE(verdict["entries"_L1].toInt(), 4 * kEach + 1);
        }
        QCOMPARE(m_first->run({u"audit"_s, u"verify"_s}), 0);
        m_postgres->psql(m_url.section(u'/', -1), u"UPDATE signalbox_audit SET actor = 'eve' WHERE id = 77"_s);
        QCOMPARE(ops(m_second->opsUrl(), "GET", u"audit/verify"_s, m_admin).json()["brokenAt"_L1].toString(), u"77"_s);
        QCOMPARE(m_first->run({u"audit"_s, u"verify"_s}), 4);
    }

    void oneKeyCountsOnce()
    {
        std::atomic<int> done = 0;
        std::vector<std::thread> writers;
        for (const QUrl &gateway : {m_first->opsUrl(), m_second->opsUrl(), m_first->opsUrl(), m_second->opsUrl()}) {
            writers.emplace_back([&, gateway] {
                done += request("POST", gateway, u"/ops/v1/operators"_s, bodyOf(u"rosa"_s),
                                {{"Authorization", "Bearer " + m_admin}, {"Idempotency-Key", "same"}})
                            .status
                    == 200;
            });
        }
        for (std::thread &writer : writers)
            writer.join();
        QCOMPARE(done.load(), 4);
        QCOMPARE(ops(m_first->opsUrl(), "GET", u"audit?filter=target:rosa"_s, m_admin).json()["total"_L1].toInt(), 1);
    }

    void theOtherOneNoticesWithinASecond()
    {
        const QByteArray token = ops(m_first->opsUrl(), "POST", u"operators"_s, m_admin, bodyOf(u"rosa"_s))
                                     .json()["token"_L1].toString().toLatin1();
        const auto status = [&] { return ops(m_second->opsUrl(), "GET", u"overview"_s, token).status; };
        QElapsedTimer since;
        since.start();
        QTRY_COMPARE_WITH_TIMEOUT(status(), 200, 1000);
        since.restart();
        QCOMPARE(ops(m_first->opsUrl(), "POST", u"operators/rosa/revoke"_s, m_admin, "{\"reason\":\"left\"}").status, 200);
        QCOMPARE(ops(m_first->opsUrl(), "GET", u"overview"_s, token).status, 401);
        // 401, or 429 after ten of those.
        QTRY_VERIFY_WITH_TIMEOUT(status() != 200, 1000);
    }

    void aBackupHoldsTheAuditAndARestoreChecksIt()
    {
        QCOMPARE(ops(m_first->opsUrl(), "POST", u"operators"_s, m_admin, bodyOf(u"rosa"_s)).status, 200);
        const QString folder = m_first->dataDir() + u"/backups"_s;
        QCOMPARE(m_first->run({u"backup"_s, u"--out"_s, folder}), 0);
        const QString file = QDir(folder).filePath(QDir(folder).entryList(QDir::Files).value(0));
        GatewayProcess other({{u"DATABASE_URL"_s, m_postgres->createDatabase()}});
        QCOMPARE(other.run({u"restore"_s, file}), 0);
        QVERIFY(other.printedText().contains("the audit's chain is whole: 2 entries"));
        QVERIFY(other.printedText().contains("signalbox_operators 2"));

        m_postgres->psql(m_url.section(u'/', -1), u"UPDATE signalbox_audit SET actor = 'eve' WHERE id = 1"_s);
        const QString second = m_first->dataDir() + u"/altered"_s;
        QCOMPARE(m_first->run({u"backup"_s, u"--out"_s, second}), 0);
        const QString altered = QDir(second).filePath(QDir(second).entryList(QDir::Files).value(0));
        QCOMPARE(other.run({u"restore"_s, altered, u"--replace"_s}), 4);
        QVERIFY(other.errorText().contains("the audit's chain is broken: entry 1 "));
    }

private:
    std::unique_ptr<support::PostgresServer> m_postgres;
    QString m_url;
    std::unique_ptr<GatewayProcess> m_first;
    std::unique_ptr<GatewayProcess> m_second;
    QByteArray m_admin;
};

QTEST_GUILESS_MAIN(TstOpsReplicas)
#include "tst_ops_replicas.moc"
