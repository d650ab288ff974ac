#include "tests/support/wire/gateway_process.h"
#include "tests/support/wire/raw_connection.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QTcpServer>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace signalbox::wire;

namespace {

const QByteArray kOrder = R"({"items":[{"id":"1","name":"Rice","quantity":4}],"shippingAddress":{"street":"1 A St",)"
                          R"("city":"X","state":"CA","postalCode":"94102","country":"US"}})";
constexpr int kPipelined = 16;

using Crowd = std::vector<std::unique_ptr<RawConnection>>;

Crowd crowd(const QUrl &url, int connections, const QByteArray &request)
{
    Crowd all;
    for (int i = 0; i < connections; ++i)
        all.push_back(std::make_unique<RawConnection>(url, request.repeated(kPipelined)));
    return all;
}

/// Slowest of ten looks at the landing view, in ms; -1 when one failed.
qint64 slowestLook(const GatewayProcess &gateway)
{
    QFile file(gateway.dataDir() + u"/ops.json"_s);
    if (!file.open(QIODevice::ReadOnly))
        return -1;
    const QByteArray token = QJsonDocument::fromJson(file.readAll())["token"_L1].toString().toUtf8();
    qint64 slowest = 0;
    for (int i = 0; i < 10; ++i) {
        QElapsedTimer clock;
        clock.start();
        const Answer answer = get(gateway.opsUrl(), u"/ops/v1/overview"_s, {{"Authorization", "Bearer " + token}});
        if (answer.status != 200)
            return -1;
        slowest = std::max(slowest, clock.elapsed());
    }
    return slowest;
}

} // namespace

/// The operator listener and the platform's probes answer while the workers have more than they can do.
class TstSaturation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void operatorsAreAnsweredWhileAProviderIsSilent()
    {
        // Accepted by the kernel, never by anybody: the provider hangs.
        QTcpServer silent;
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        GatewayProcess gateway({{u"SIGNALBOX_WORKERS"_s, u"1"_s},
                                {u"SIGNALBOX_DRAIN_SECONDS"_s, u"1"_s},
                                {u"LOOPGPT_ENABLE_KROGER"_s, u"true"_s},
                                {u"KROGER_CLIENT_ID"_s, u"client-1"_s},
                                {u"KROGER_CLIENT_SECRET"_s, u"very-private"_s},
                                {u"LOOPGPT_KROGER_TIMEOUT"_s, u"20000"_s},
                                {u"KROGER_BASE_URL"_s, u"http://127.0.0.1:%1"_s.arg(silent.serverPort())}});
        QVERIFY2(gateway.start(), gateway.errorText().constData());
        const Crowd waiting = crowd(gateway.url(), 80, rawRequest("POST /loopgpt_route_order", {}, kOrder));
        QTRY_VERIFY(get(gateway.url(), u"/metrics"_s).body.contains("signalbox_http_requests_in_flight"));
        const qint64 slowest = slowestLook(gateway);
        QVERIFY(slowest >= 0);
        QVERIFY2(slowest < 1000, qPrintable(QString::number(slowest)));
        QElapsedTimer clock;
        clock.start();
        QCOMPARE(get(gateway.url(), u"/healthz"_s).status, 200);
        QVERIFY(clock.elapsed() < 1000);
        QCOMPARE(gateway.stop(), 0);
    }

    void operatorsAreAnsweredWhileEveryWorkerIsBusy()
    {
        GatewayProcess gateway({{u"SIGNALBOX_WORKERS"_s, u"1"_s}});
        QVERIFY2(gateway.start(), gateway.errorText().constData());
        const QByteArray order = rawRequest("POST /loopgpt_route_order", {}, kOrder);
        Crowd busy = crowd(gateway.url(), 60, order);
        const qint64 slowest = slowestLook(gateway);
        QVERIFY(slowest >= 0);
        QVERIFY2(slowest < 1000, qPrintable(QString::number(slowest)));
        for (const auto &connection : busy) {
            for (int i = 0; i < kPipelined; ++i)
                QCOMPARE(connection->reply().status, 200);
        }
        QCOMPARE(gateway.stop(), 0);
    }

    void connectionsOverTheCapAreTurnedAway()
    {
        GatewayProcess gateway({{u"SIGNALBOX_MAX_CONNECTIONS"_s, u"8"_s}});
        QVERIFY2(gateway.start(), gateway.errorText().constData());
        Crowd all;
        for (int i = 0; i < 8; ++i) {
            all.push_back(std::make_unique<RawConnection>(gateway.url(), rawRequest("GET /healthz")));
            QCOMPARE(all.back()->reply().status, 200);
        }
        RawConnection over(gateway.url(), rawRequest("GET /healthz"));
        QVERIFY(over.closes());
        QVERIFY(over.received().isEmpty());
        QVERIFY(slowestLook(gateway) >= 0);
        all.pop_back();
        bool freed = false;
        QTRY_VERIFY((freed = freed || RawConnection(gateway.url(), rawRequest("GET /healthz")).reply().status == 200));
    }
};

QTEST_GUILESS_MAIN(TstSaturation)
#include "tst_saturation.moc"
