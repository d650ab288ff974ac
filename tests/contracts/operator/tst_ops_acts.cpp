#include "backend/platform/storage/database.h"
#include "tests/contracts/operator/ops_access.h"
#include "tests/support/wire/gateway_process.h"
#include "tests/support/wire/http_client.h"
#include "tests/support/wire/raw_connection.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QMessageAuthenticationCode>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox::wire;

namespace {

QByteArray bodyOf(const QString &name, const QString &role = u"viewer"_s, const QString &reason = u"on call"_s)
{
    return QJsonDocument(QJsonObject {{"name"_L1, name}, {"role"_L1, role}, {"reason"_L1, reason}}).toJson();
}

QByteArray base64Url(const QByteArray &bytes)
{
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

QByteArray jwt(const QByteArray &key, const QByteArray &claims)
{
    const QByteArray text = base64Url("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "." + base64Url(claims);
    return text + "." + base64Url(QMessageAuthenticationCode::hash(text, key, QCryptographicHash::Sha256));
}

} // namespace

/// Acts over the wire: who may, what is kept of it, and what survives.
class TstOpsActs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_gateway = std::make_unique<GatewayProcess>();
        m_admin = addOperator(*m_gateway, u"ada"_s, u"admin"_s);
        QCOMPARE(m_admin.size(), 64);
        QVERIFY2(m_gateway->start(), m_gateway->errorText().constData());
    }

    void aTokenIsShownOnceAndOpensByItsRole()
    {
        const Answer added = act(u"operators"_s, bodyOf(u"rosa"_s, u"approver"_s));
        QCOMPARE(added.status, 200);
        const QByteArray token = added.json()["token"_L1].toString().toLatin1();
        QCOMPARE(token.size(), 64);
        QVERIFY(!added.json()["auditId"_L1].toString().isEmpty());
        const QJsonObject me = ops("GET", u"me"_s, token).json();
        QCOMPARE(me["name"_L1].toString(), u"rosa"_s);
        QCOMPARE(me["role"_L1].toString(), u"approver"_s);
        QCOMPARE(ops("GET", u"operators"_s, token).status, 403);

        const QJsonArray items = ops("GET", u"operators?sort=name"_s, m_admin).json()["items"_L1].toArray();
        QCOMPARE(items.size(), 2);
        QCOMPARE(items[1]["name"_L1].toString(), u"rosa"_s);
        QCOMPARE(items[1]["createdBy"_L1].toString(), u"ada"_s);
        QVERIFY(items[1]["lastSeen"_L1].isString());
        // Neither the token nor its hash is anywhere in the answer.
        QVERIFY(!QJsonDocument(items).toJson().contains(token));

        QCOMPARE(act(u"operators/rosa/revoke"_s, "{\"reason\":\"left\"}").status, 200);
        QCOMPARE(ops("GET", u"me"_s, token).status, 401);
        QCOMPARE(act(u"operators/rosa/revoke"_s, "{\"reason\":\"left\"}").status, 409);
        QCOMPARE(act(u"operators/nobody/revoke"_s, "{\"reason\":\"left\"}").status, 404);
        QCOMPARE(act(u"operators"_s, bodyOf(u"Rosa"_s)).status, 200);
    }

    void aRevokedReaderIsCutOff()
    {
        const QByteArray token = act(u"operators"_s, bodyOf(u"rosa"_s)).json()["token"_L1].toString().toLatin1();
        RawConnection stream(m_gateway->opsUrl(), rawRequest("GET /ops/v1/stream?topics=audit,metrics",
                                                             "Authorization: Bearer " + token + "\r\n"));
        QVERIFY(stream.readUntil("event: metrics"));
        QCOMPARE(m_gateway->run({u"operator"_s, u"revoke"_s, u"rosa"_s}), 0);
        QVERIFY2(stream.readUntil("\r\n0\r\n\r\n"), "the stream ends");
    }

    void badBodies_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("field");
        QTest::newRow("no JSON") << QByteArray("{") << QString();
        QTest::newRow("array") << QByteArray("[]") << QString();
        QTest::newRow("empty") << QByteArray() << u"name"_s;
        QTest::newRow("no reason") << bodyOf(u"a"_s, u"viewer"_s, QString()) << u"reason"_s;
        QTest::newRow("blank reason") << bodyOf(u"a"_s, u"viewer"_s, u" \n"_s) << u"reason"_s;
        QTest::newRow("long reason") << bodyOf(u"a"_s, u"viewer"_s, QString(501, u'x')) << u"reason"_s;
        QTest::newRow("reason of another type")
            << QByteArray("{\"name\":\"a\",\"role\":\"viewer\",\"reason\":7}") << u"reason"_s;
        QTest::newRow("no role") << QByteArray("{\"name\":\"a\",\"reason\":\"r\"}") << u"role"_s;
        QTest::newRow("another role") << bodyOf(u"a"_s, u"root"_s) << u"role"_s;
        QTest::newRow("no name") << bodyOf({}) << u"name"_s;
        QTest::newRow("name with a slash") << bodyOf(u"a/b"_s) << u"name"_s;
        QTest::newRow("long name") << bodyOf(QString(65, u'a')) << u"name"_s;
        QTest::newRow("a name of the gateway's") << bodyOf(u"Console"_s) << u"name"_s;
        QTest::newRow("address of another type")
            << QByteArray("{\"name\":\"a\",\"role\":\"viewer\",\"reason\":\"r\",\"addresses\":[7]}")
            << u"addresses[0]"_s;
        QTest::newRow("address with a space")
            << QByteArray("{\"name\":\"a\",\"role\":\"viewer\",\"reason\":\"r\",\"addresses\":[\"a b\"]}")
            << u"addresses"_s;
    }

    void badBodies()
    {
        QFETCH(QByteArray, body);
        QFETCH(QString, field);
        const Answer answer = act(u"operators"_s, body);
        QCOMPARE(answer.status, 400);
        QCOMPARE(answer.json()["error"_L1]["field"_L1].toString(), field);
        QCOMPARE(ops("GET", u"operators"_s, m_admin).json()["total"_L1].toInt(), 1);
    }

    void repeatsWithAKey()
    {
        const RequestHeaders key {{"Authorization", "Bearer " + m_admin}, {"Idempotency-Key", "once"}};
        const auto send = [&](const QByteArray &body, const RequestHeaders &headers) {
            return request("POST", m_gateway->opsUrl(), u"/ops/v1/operators"_s, body, headers);
        };
        const QJsonObject first = send(bodyOf(u"rosa"_s), key).json();
        const Answer again = send(bodyOf(u"rosa"_s), key);
        QCOMPARE(again.status, 200);
        QCOMPARE(again.json()["auditId"_L1], first["auditId"_L1]);
        QVERIFY2(!again.json().contains("token"_L1), "a repeat does not bring the token back");
        const Answer other = send(bodyOf(u"otto"_s), key);
        QCOMPARE(other.status, 409);
        QCOMPARE(other.json()["error"_L1]["code"_L1].toString(), u"idempotency_conflict"_s);
        RequestHeaders odd = key;
        odd["Idempotency-Key"] = QByteArray(201, 'k');
        QCOMPARE(send(bodyOf(u"otto"_s), odd).status, 400);
        QCOMPARE(ops("GET", u"operators"_s, m_admin).json()["total"_L1].toInt(), 2);
    }

    void refusedActsAreKept()
    {
        const QByteArray viewer = act(u"operators"_s, bodyOf(u"vera"_s)).json()["token"_L1].toString().toLatin1();
        QCOMPARE(ops("POST", u"operators"_s, viewer, bodyOf(u"x"_s)).status, 403);
        for (int i = 0; i < 10; ++i)
            QCOMPARE(ops("POST", u"operators"_s, "wrong", bodyOf(u"x"_s)).status, 401);
        QCOMPARE(ops("POST", u"operators"_s, "wrong", bodyOf(u"x"_s)).status, 429);
        QCOMPARE(ops("GET", u"audit"_s, "wrong").status, 429);
        QTRY_COMPARE(audit(u"outcome:refused"_s)["total"_L1].toInt(), 12);
        const QJsonArray refused = audit(u"outcome:refused actor:vera"_s)["items"_L1].toArray();
        QCOMPARE(refused.size(), 1);
        QCOMPARE(refused[0]["act"_L1].toString(), u"POST /ops/v1/operators"_s);
        QCOMPARE(refused[0]["role"_L1].toString(), u"viewer"_s);
        QCOMPARE(refused[0]["address"_L1].toString(), u"127.0.0.1"_s);
        QVERIFY(refused[0]["after"_L1].toString().contains(u"admin"_s));
        QCOMPARE(audit(u"actor:unknown after~\"too many\""_s)["total"_L1].toInt(), 1);
        QVERIFY(verify()["ok"_L1].toBool());
        const QByteArray metrics = get(m_gateway->url(), u"/metrics"_s).body;
        QVERIFY(metrics.contains("signalbox_audit_entries_total{outcome=\"refused\"} 12"));
        QVERIFY(metrics.contains("signalbox_audit_dropped_total 0"));
    }

    void tokensOfTheEngineeringService()
    {
        const QByteArray key = "0123456789abcdef0123456789abcdef";
        GatewayProcess gateway({{u"AUTH_ENABLED"_s, u"true"_s}, {u"JWT_SECRET_KEY"_s, QString::fromLatin1(key)}});
        QVERIFY2(gateway.start(), gateway.errorText().constData());
        const auto me = [&](const QByteArray &token) {
            return get(gateway.opsUrl(), u"/ops/v1/me"_s, {{"Authorization", "Bearer " + token}});
        };
        const Answer admin = me(jwt(key, "{\"sub\":\"rosa@nimbus.test\",\"role\":\"admin\",\"exp\":4102444800}"));
        QCOMPARE(admin.json()["role"_L1].toString(), u"admin"_s);
        QCOMPARE(admin.json()["name"_L1].toString(), u"rosa@nimbus.test"_s);
        QCOMPARE(me(jwt(key, "{\"sub\":\"u\",\"exp\":4102444800}")).json()["role"_L1].toString(), u"viewer"_s);
        QCOMPARE(me(jwt(key, "{\"sub\":\"u\",\"role\":\"admin\",\"exp\":1700000000}")).status, 401);
        QCOMPARE(me(jwt("another-key-of-thirty-two-letters", "{\"sub\":\"u\",\"exp\":4102444800}")).status, 401);
        QCOMPARE(gateway.stop(), 0);

        for (const QString &secret : {QString(), u"short"_s}) {
            GatewayProcess bad({{u"AUTH_ENABLED"_s, u"true"_s}, {u"JWT_SECRET_KEY"_s, secret}});
            QCOMPARE(bad.run({u"config"_s, u"check"_s}), 78);
            QVERIFY(bad.errorText().contains("Invalid configuration: "));
            QVERIFY(bad.errorText().contains("JWT_SECRET_KEY"));
        }
    }

    void whatIsAcknowledgedSurvivesAKill()
    {
        for (int round = 0; round < 5; ++round) {
            const QString name = u"op%1"_s.arg(round);
            const Answer added = act(u"operators"_s, bodyOf(name));
            QCOMPARE(added.status, 200);
            m_gateway->killNow();
            QVERIFY2(m_gateway->start(), m_gateway->errorText().constData());
            QCOMPARE(ops("GET", u"me"_s, added.json()["token"_L1].toString().toLatin1()).status, 200);
            QCOMPARE(audit(u"target:"_s + name)["items"_L1][0]["id"_L1], added.json()["auditId"_L1]);
        }
        const QJsonObject verdict = verify();
        QVERIFY(verdict["ok"_L1].toBool());
        QCOMPARE(verdict["entries"_L1].toInt(), 6);
    }

    void theShellSeesAndFindsTheSame()
    {
        QCOMPARE(act(u"operators"_s, bodyOf(u"rosa"_s)).status, 200);
        QCOMPARE(m_gateway->run({u"operator"_s, u"list"_s, u"--json"_s}), 0);
        QCOMPARE(QJsonDocument::fromJson(m_gateway->printedText())["items"_L1].toArray().size(), 2);
        QCOMPARE(m_gateway->run({u"audit"_s, u"list"_s, u"--json"_s, u"--filter"_s, u"target:rosa"_s}), 0);
        const QString file = m_gateway->dataDir() + u"/export.jsonl"_s;
        QCOMPARE(m_gateway->run({u"audit"_s, u"verify"_s, u"--export"_s, file}), 0);
        QFile exported(file);
        QVERIFY(exported.open(QIODevice::ReadOnly));
        QCOMPARE(exported.readAll(), ops("GET", u"audit/export"_s, m_admin).body);
        QCOMPARE(m_gateway->run({u"audit"_s, u"verify"_s, u"--export"_s, file}), 2);

        m_gateway->killNow();
        QVERIFY(alter(u"UPDATE signalbox_audit SET reason = 'nicer' WHERE id = 2"_s));
        QCOMPARE(m_gateway->run({u"audit"_s, u"verify"_s}), 4);
        QVERIFY(m_gateway->start());
        QCOMPARE(verify()["ok"_L1].toBool(), false);
        QCOMPARE(verify()["brokenAt"_L1].toString(), u"2"_s);
    }

    void shellCommandsThatCannotWork()
    {
        QCOMPARE(m_gateway->run({u"operator"_s, u"add"_s}), 2);
        QCOMPARE(m_gateway->run({u"operator"_s, u"add"_s, u"x"_s}), 2);
        QCOMPARE(m_gateway->run({u"operator"_s, u"add"_s, u"x"_s, u"--role"_s, u"root"_s}), 2);
        QCOMPARE(m_gateway->run({u"operator"_s, u"add"_s, u"guard"_s, u"--role"_s, u"viewer"_s}), 2);
        QCOMPARE(m_gateway->run({u"operator"_s, u"add"_s, u"ADA"_s, u"--role"_s, u"viewer"_s}), 1);
        QCOMPARE(m_gateway->run({u"operator"_s, u"revoke"_s, u"nobody"_s}), 1);
        QCOMPARE(m_gateway->run({u"audit"_s, u"list"_s, u"--filter"_s, u"colour:red"_s}), 2);
        QCOMPARE(m_gateway->run({u"audit"_s, u"list"_s, u"--limit"_s, u"0"_s}), 2);
    }

private:
    Answer ops(const QByteArray &method, const QString &path, const QByteArray &token, const QByteArray &body = {}) const
    {
        return request(method, m_gateway->opsUrl(), u"/ops/v1/"_s + path, body, {{"Authorization", "Bearer " + token}});
    }

    Answer act(const QString &path, const QByteArray &body) const { return ops("POST", path, m_admin, body); }

    QJsonObject audit(const QString &filter) const
    {
        return ops("GET", u"audit?filter="_s + QString::fromLatin1(QUrl::toPercentEncoding(filter)), m_admin).json();
    }

    QJsonObject verify() const { return ops("GET", u"audit/verify"_s, m_admin).json(); }

    /// Changes the stopped gateway's store behind its back.
    bool alter(const QString &sql) const
    {
        const auto store
            = signalbox::storage::Database::open({.url = u"sqlite:"_s + m_gateway->dataDir() + u"/signalbox.db"_s});
        return store && (*store)->writeNow([&sql](signalbox::storage::Connection &connection) {
            const auto changed = connection.execute(sql);
            return changed ? signalbox::Result<QVariant>(*changed) : std::unexpected(changed.error());
        });
    }

    std::unique_ptr<GatewayProcess> m_gateway;
    QByteArray m_admin;
};

QTEST_GUILESS_MAIN(TstOpsActs)
#include "tst_ops_acts.moc"
