#include "tests/support/wire/gateway_process.h"
#include "tests/support/wire/raw_connection.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox::wire;

namespace {

QByteArray tokenOf(const GatewayProcess &gateway)
{
    QFile file(gateway.dataDir() + u"/ops.json"_s);
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll())["token"_L1].toString().toUtf8()
                                          : QByteArray();
}

RequestHeaders bearer(const QByteArray &token)
{
    return {{"Authorization", "Bearer " + token}};
}

/// Every `$ref` in the document.
void collectReferences(const QJsonValue &value, QStringList &all)
{
    if (value.isArray()) {
        for (const QJsonValue each : value.toArray())
            collectReferences(each, all);
    }
    const QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (it.key() == u"$ref")
            all += it.value().toString();
        else
            collectReferences(it.value(), all);
    }
}

} // namespace

/// Who may use the operator protocol, and its own description.
class TstOpsAccess : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_gateway = std::make_unique<GatewayProcess>(GatewayProcess::Settings{
            {u"LOOPGPT_SERVICE_KEY"_s, u"service-key-of-the-tests"_s}, {u"METRICS_TOKEN"_s, u"scrape-me-please"_s}});
        QVERIFY2(m_gateway->start(), m_gateway->errorText().constData());
        m_token = tokenOf(*m_gateway);
        QCOMPARE(m_token.size(), 64);
    }

    void tokenOfTheMachine()
    {
        const QJsonObject me = ops(u"me"_s, m_token).json();
        QCOMPARE(me["role"_L1].toString(), u"operator"_s);
        QVERIFY(me["acts"_L1].toArray().contains(u"POST /ops/v1/providers/what-if"_s));
        QVERIFY(!me["gateway"_L1]["sandbox"_L1].toBool(true));
        // Made for this run: another one has another.
        GatewayProcess other;
        QVERIFY(other.start());
        QVERIFY(tokenOf(other) != m_token);
        QCOMPARE(get(other.opsUrl(), u"/ops/v1/me"_s, bearer(m_token)).status, 401);
    }

    void everyResourceAsksForTheToken()
    {
        for (const char *path : {"overview", "me", "settings", "requests", "providers", "openapi.json", "stream"}) {
            const Answer answer = ops(QString::fromLatin1(path), {});
            QCOMPARE(answer.status, 401);
            QCOMPARE(answer.headers.value("www-authenticate"), "Bearer"_ba);
            QCOMPARE(answer.json()["error"_L1]["code"_L1].toString(), u"unauthorized"_s);
        }
    }

    void otherCredentialsOpenNothing()
    {
        QCOMPARE(ops(u"me"_s, "service-key-of-the-tests").status, 401);
        QCOMPARE(ops(u"me"_s, "scrape-me-please").status, 401);
        QCOMPARE(ops(u"me"_s, m_token.chopped(1)).status, 401);
        QCOMPARE(ops(u"me"_s, m_token.toUpper()).status, 401);
        QCOMPARE(get(m_gateway->opsUrl(), u"/ops/v1/me?token="_s + QString::fromLatin1(m_token)).status, 401);
        QCOMPARE(get(m_gateway->opsUrl(), u"/ops/v1/me"_s, {{"Authorization", "Basic " + m_token}}).status, 401);
        // And the operator's token opens nothing of the services.
        QCOMPARE(get(m_gateway->url(), u"/metrics"_s, bearer(m_token)).status, 401);
        QCOMPARE(post(m_gateway->url(), u"/loopgpt_record_outcome"_s, "{}", bearer(m_token)).status, 401);
    }

    void tenFailuresLockTheAddressOut()
    {
        for (int i = 0; i < 10; ++i)
            QCOMPARE(ops(u"me"_s, "guess-" + QByteArray::number(i)).status, 401);
        const Answer locked = ops(u"me"_s, "guess-10");
        QCOMPARE(locked.status, 429);
        QCOMPARE(locked.json()["error"_L1]["code"_L1].toString(), u"rate_limited"_s);
        const int wait = locked.headers.value("retry-after").toInt();
        QVERIFY(wait >= 1 && wait <= 60);
        // Who has the right token is not locked out by whoever guesses beside them, nor are the services.
        QCOMPARE(ops(u"me"_s, m_token).status, 200);
        QCOMPARE(get(m_gateway->url(), u"/healthz"_s).status, 200);
    }

    void pathsAndMethods()
    {
        const Answer unknown = ops(u"nothing"_s, m_token);
        QCOMPARE(unknown.status, 404);
        QCOMPARE(unknown.json()["error"_L1]["code"_L1].toString(), u"not_found"_s);
        const Answer method = request("POST", m_gateway->opsUrl(), u"/ops/v1/overview"_s, "{}", bearer(m_token));
        QCOMPARE(method.status, 405);
        QVERIFY(method.headers.value("allow").contains("GET"));
        const Answer preflight = request("OPTIONS", m_gateway->opsUrl(), u"/ops/v1/overview"_s);
        QVERIFY(preflight.status >= 400);
        QVERIFY(!preflight.headers.contains("access-control-allow-origin"));
        // Services and operators share no listener.
        QCOMPARE(get(m_gateway->url(), u"/ops/v1/me"_s, bearer(m_token)).status, 404);
        QCOMPARE(get(m_gateway->opsUrl(), u"/functions/v1/loopgpt_route_order"_s, bearer(m_token)).status, 404);
        RawConnection head(m_gateway->opsUrl(),
                           rawRequest("HEAD /ops/v1/overview", "Authorization: Bearer " + m_token + "\r\n"));
        QCOMPARE(head.reply(true).status, 200);
    }

    void malformedRequestsAreRefused()
    {
        for (
            const QByteArray &bytes :
            {"GET /ops/v1/me HTTP/1.1\r\n\r\n"_ba, "GET //ops/v1/me HTTP/1.1\r\nHost: x\r\n\r\n"_ba,
             "POST /ops/v1/providers/what-if HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n"
              "\r\n{}"_ba}) {
            RawConnection connection(m_gateway->opsUrl(), bytes);
            QVERIFY(connection.closes());
            QVERIFY2(connection.received().startsWith("HTTP/1.1 400 "), connection.received().constData());
        }
    }

    void describesItself()
    {
        const QJsonObject document = ops(u"openapi.json"_s, m_token).json();
        QVERIFY(document["openapi"_L1].toString().startsWith(u"3.1."_s));
        QVERIFY(!document["info"_L1]["title"_L1].toString().isEmpty());
        QVERIFY(!document["info"_L1]["version"_L1].toString().isEmpty());
        const QJsonObject paths = document["paths"_L1].toObject();
        QVERIFY(paths.size() >= 10);
        const QStringList roles{u"viewer"_s, u"approver"_s, u"operator"_s, u"admin"_s};
        for (auto path = paths.begin(); path != paths.end(); ++path) {
            QVERIFY2(path.key().startsWith(u"/ops/v1/"_s) || path.key().startsWith(u"/ofrep/v1/"_s),
                     qPrintable(path.key()));
            const QJsonObject operations = path.value().toObject();
            for (auto operation = operations.begin(); operation != operations.end(); ++operation) {
                const QJsonValue value = operation.value();
                QVERIFY2(roles.contains(value["x-role"_L1].toString()), qPrintable(path.key()));
                QVERIFY(value["responses"_L1]["200"_L1].isObject());
                for (const QString &name : path.key().split(u'/')) {
                    if (!name.startsWith(u'{'))
                        continue;
                    const QJsonArray parameters = value["parameters"_L1].toArray();
                    QVERIFY2(std::ranges::any_of(parameters,
                                                 [&](const QJsonValue &parameter) {
                                                     return parameter["name"_L1].toString() == name.sliced(1).chopped(1)
                                                         && parameter["in"_L1].toString() == u"path";
                                                 }),
                             qPrintable(path.key()));
                }
                if (operation.key() != u"get" || path.key().contains(u'{') || path.key().endsWith(u"/stream"))
                    continue;
                // What it describes is there.
                const Answer answer = get(m_gateway->opsUrl(), path.key(), bearer(m_token));
                const bool isForAdmins = value["x-role"_L1].toString() == u"admin";
                // Of a service that does not run here it says so.
                const bool isAbsent = answer.status == 503
                    && answer.json()["error"_L1]["code"_L1].toString() == u"not_configured";
                QVERIFY2(answer.status == 200 || answer.status == 400 || isAbsent || (isForAdmins && answer.status == 403),
                         qPrintable(path.key()));
            }
        }
        QStringList references;
        collectReferences(document, references);
        QVERIFY(references.size() > 10);
        const QJsonObject schemas = document["components"_L1]["schemas"_L1].toObject();
        for (const QString &reference : references) {
            const QString prefix = u"#/components/schemas/"_s;
            QVERIFY2(reference.startsWith(prefix) && schemas.contains(reference.sliced(prefix.size())),
                     qPrintable(reference));
        }
    }

private:
    Answer ops(const QString &path, const QByteArray &token) const
    {
        return get(m_gateway->opsUrl(), u"/ops/v1/"_s + path, token.isEmpty() ? RequestHeaders() : bearer(token));
    }

    std::unique_ptr<GatewayProcess> m_gateway;
    QByteArray m_token;
};

QTEST_GUILESS_MAIN(TstOpsAccess)
#include "tst_ops_access.moc"
