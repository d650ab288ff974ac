#include "tests/support/wire/gateway_process.h"
#include "tests/support/wire/raw_connection.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace signalbox::wire;

namespace {

constexpr int kRounds = 15; ///< SIGNALBOX_CRASH_ROUNDS for more; QTEST_FUNCTION_TIMEOUT (ms) then has to grow with it
constexpr int kConnections = 4;
constexpr int kOrdersEach = 6;

const QString kRoute = u"/functions/v1/loopgpt_route_order"_s;
const QString kConfirm = u"/functions/v1/loopgpt_confirm_order"_s;
const QByteArray kOrder = R"({"items":[{"id":"1","name":"Rice","quantity":4}],"shippingAddress":{"street":"1 A St",)"
                          R"("city":"X","state":"CA","postalCode":"94102","country":"US"}})";

int rounds()
{
    bool isSet = false;
    const int asked = qEnvironmentVariableIntValue("SIGNALBOX_CRASH_ROUNDS", &isSet);
    return isSet ? asked : kRounds;
}

QByteArray tokenBody(const QUrl &url)
{
    const QJsonObject routed = post(url, kRoute, kOrder).json();
    return QJsonDocument(QJsonObject{{u"confirmationToken"_s, routed["confirmationToken"_L1]}})
        .toJson(QJsonDocument::Compact);
}

/// A connection with orders under way, in the order of their answers.
struct Sender
{
    std::unique_ptr<RawConnection> connection;
    QByteArrayList bodies;
};

} // namespace

/// `kill -9` in the middle of confirms: what was acknowledged is there after the restart.
class TstCrash : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void acknowledgedOrdersSurvive()
    {
        GatewayProcess gateway({{u"DATABASE_URL"_s, u"sqlite:orders.db"_s},
                                {u"LOOPGPT_TOKEN_SECRET"_s, u"a-secret-that-outlives-the-process-0123"_s},
                                {u"LOOPGPT_ENABLE_WALMART"_s, u"true"_s},
                                {u"LOOPGPT_WALMART_MOCK"_s, u"true"_s}});
        QVERIFY2(gateway.start(), gateway.errorText().constData());
        int acknowledged = 0;
        int cut = 0;
        qint64 slowestStart = 0;
        for (int round = 0; round < rounds(); ++round) {
            std::vector<Sender> senders(kConnections);
            for (Sender &sender : senders) {
                for (int i = 0; i < kOrdersEach; ++i)
                    sender.bodies += tokenBody(gateway.url());
            }
            for (Sender &sender : senders) {
                QByteArray bytes;
                for (const QByteArray &body : sender.bodies)
                    bytes += rawRequest("POST " + kConfirm.toUtf8(), {}, body);
                sender.connection = std::make_unique<RawConnection>(gateway.url(), bytes);
            }
            QHash<QByteArray, QString> orders;
            const auto take = [&orders](Sender &sender) {
                const Answer answer = sender.connection->reply();
                if (answer.status == 200)
                    orders.insert(sender.bodies.takeFirst(), answer.json()["orderId"_L1].toString());
                return answer.status == 200;
            };
            // After a different number of answers each time; the rest is under way.
            for (int i = 0; i < round % kOrdersEach; ++i)
                QVERIFY(take(senders[0]));
            gateway.killNow();
            for (Sender &sender : senders) {
                while (!sender.bodies.isEmpty() && take(sender)) { }
                cut += int(sender.bodies.size());
            }
            acknowledged += int(orders.size());
            QElapsedTimer clock;
            clock.start();
            QVERIFY2(gateway.start(), gateway.errorText().constData());
            slowestStart = std::max(slowestStart, clock.elapsed());
            for (auto it = orders.begin(); it != orders.end(); ++it) {
                const Answer again = post(gateway.url(), kConfirm, it.key());
                QCOMPARE(again.status, 200);
                QCOMPARE(again.json()["orderId"_L1].toString(), it.value());
                QCOMPARE(again.json()["replayed"_L1].toBool(), true);
            }
        }
        qInfo("%d kills: %d orders acknowledged, %d cut off, slowest start %lld ms", rounds(), acknowledged, cut,
              slowestStart);
        QVERIFY(acknowledged > 0);
        QVERIFY2(cut > 0, "the process was never killed in the middle of anything");
        QCOMPARE(gateway.stop(), 0);
    }

    void outcomesSurvive()
    {
        const RequestHeaders service{{"Authorization", "Bearer service-key-of-the-tests"}};
        GatewayProcess gateway(
            {{u"DATABASE_URL"_s, u"sqlite:orders.db"_s}, {u"LOOPGPT_SERVICE_KEY"_s, u"service-key-of-the-tests"_s}});
        QVERIFY2(gateway.start(), gateway.errorText().constData());
        const QByteArray body = R"({"orderId":"o-1","providerId":"kroger","itemsOrdered":3,"wasSuccessful":true,)"
                                R"("totalValue":48.5,"commissionRate":0.03})";
        const Answer first = post(gateway.url(), u"/loopgpt_record_outcome"_s, body, service);
        QCOMPARE(first.status, 200);
        gateway.killNow();
        QVERIFY2(gateway.start(), gateway.errorText().constData());
        const Answer again = post(gateway.url(), u"/loopgpt_record_outcome"_s, body, service);
        QCOMPARE(again.status, 200);
        QCOMPARE(again.json()["replayed"_L1].toBool(), true);
        QCOMPARE(again.json()["metrics"_L1]["total_orders"_L1].toInt(), 1);
    }

    void staleOpsFileIsReplaced()
    {
        GatewayProcess gateway;
        QVERIFY2(gateway.start(), gateway.errorText().constData());
        gateway.killNow();
        QVERIFY2(gateway.start(), gateway.errorText().constData());
        QFile file(gateway.dataDir() + u"/ops.json"_s);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(QUrl(QJsonDocument::fromJson(file.readAll())["url"_L1].toString()), gateway.opsUrl());
    }
};

QTEST_GUILESS_MAIN(TstCrash)
#include "tst_crash.moc"
