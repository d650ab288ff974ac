#include "backend/platform/security/standard_webhooks.h"
#include "backend/services/approvals/decision_sender.h"
#include "backend/services/approvals/imessage_watch.h"
#include "backend/services/approvals/twilio_client.h"
#include "backend/services/approvals/twilio_signature.h"
#include "tests/support/wire/stub_server.h"

#include <QCoroTask>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::approvals;
using namespace std::chrono_literals;
using signalbox::wire::StubReply;
using signalbox::wire::StubRequest;
using signalbox::wire::StubServer;

namespace {

const QByteArray kSid = "SM00000000000000000000000000000001";

QByteArray rfc2822(core::WallTime time)
{
    return QDateTime::fromMSecsSinceEpoch(core::epochMs(time), Qt::UTC).toString(Qt::RFC2822Date).toLatin1();
}

QJsonObject listed(const QByteArray &sid, const QString &body, core::WallTime created)
{
    return {{u"sid"_s, QString::fromLatin1(sid)},
            {u"status"_s, u"queued"_s},
            {u"body"_s, body},
            {u"date_created"_s, QString::fromLatin1(rfc2822(created))}};
}

StubReply page(const QJsonArray &messages, const QString &next = {})
{
    const QJsonObject json{{u"messages"_s, messages},
                           {u"next_page_uri"_s, next.isEmpty() ? QJsonValue() : QJsonValue(next)}};
    return {200, QJsonDocument(json).toJson()};
}

} // namespace

/// The clients of the channels and of core, against scripted parties on loopback.
class TstChannelClients : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        auto client = upstream::makeClient({});
        QVERIFY(client);
        m_client = std::move(*client);
    }

    void twilioGetsItsForm()
    {
        StubServer stub([](const StubRequest &) {
            return StubReply{201, "{\"sid\":\"" + kSid + "\",\"status\":\"queued\",\"error_code\":null}"};
        });
        TwilioClient client(*m_client);
        TwilioMessage message;
        message.to = u"whatsapp:+15551230001"_s;
        message.from = u"whatsapp:+15550009999"_s;
        message.body = u"é & +"_s;
        message.validity = 90s;
        const SendResult sent = QCoro::waitFor(client.send(twilio(stub), message, {}));
        QCOMPARE(sent.action, SendAction::Accepted);
        QCOMPARE(sent.sid, kSid);
        QCOMPARE(stub.requests().size(), size_t(1));
        const StubRequest &request = stub.requests().front();
        QCOMPARE(request.method, "POST"_ba);
        QCOMPARE(request.target, "/base/2010-04-01/Accounts/AC1/Messages.json"_ba);
        QCOMPARE(request.headers["content-type"], "application/x-www-form-urlencoded"_ba);
        QCOMPARE(request.headers["authorization"], "Basic " + "SK1:secret"_ba.toBase64());
        const FormFields fields = parseForm(request.body);
        QCOMPARE(formValue(fields, "To"), "whatsapp:+15551230001"_ba);
        QCOMPARE(formValue(fields, "Body"), "é & +"_ba);
        QCOMPARE(formValue(fields, "ValidityPeriod"), "90"_ba);
    }

    void twilioFaultsAreValues_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("action");
        const auto row = [](const char *name, int status, const QByteArray &body, SendAction action) {
            QTest::newRow(name) << status << body << int(action);
        };
        row("429", 429, "{\"code\":20429}", SendAction::RetryLater);
        row("500", 500, "{}", SendAction::Reconcile);
        row("not json", 503, "<html>", SendAction::Reconcile);
        row("401", 401, "{\"code\":20003}", SendAction::StopSending);
        row("silent", 0, {}, SendAction::Reconcile);
        row("dropped", -1, {}, SendAction::Reconcile);
        row("refused", -2, {}, SendAction::RetryLater);
    }

    void twilioFaultsAreValues()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(int, action);
        StubServer stub([status, body](const StubRequest &) {
            StubReply reply{status, body, {{"Retry-After", "7"}}};
            reply.silent = status == 0;
            reply.drop = status == -1;
            return reply;
        });
        TwilioClient client(*m_client);
        TwilioSettings settings = twilio(stub);
        settings.timeout = 300ms;
        if (status == -2)
            settings.apiBase = QUrl(u"http://127.0.0.1:1"_s);
        TwilioMessage message;
        message.to = u"whatsapp:+1"_s;
        message.body = u"x"_s;
        const SendResult sent = QCoro::waitFor(client.send(settings, message, {}));
        QCOMPARE(int(sent.action), action);
        if (status == 429)
            QCOMPARE(sent.wait, 7s);
        QVERIFY2(stub.requests().size() <= 1, "nothing is sent twice");
    }

    void aLostAnswerIsLookedUp()
    {
        const core::WallTime began = core::wallTime(1'767'225'600'000);
        StubServer stub([began](const StubRequest &request) {
            if (request.parameter(u"Page"_s) == u"1"_s)
                return page({listed(kSid, u"ID: `cr_7k2m`\n> x"_s, began + 1s),
                             listed("SM_old", u"ID: `cr_7k2m`"_s, began - 60s)});
            return page({listed("SM_other", u"ID: `cr_7k2mx`\n> cr_7k2m"_s, began + 3s),
                         listed("SM_known", u"ID: `cr_7k2m`"_s, began + 2s)},
                        u"/base/2010-04-01/Accounts/AC1/Messages.json?Page=1&PageToken=PAx"_s);
        });
        TwilioClient client(*m_client);
        const MessageLookUp wanted{.to = u"whatsapp:+15551230001"_s,
                                   .from = u"whatsapp:+15550009999"_s,
                                   .id = u"cr_7k2m"_s,
                                   .since = began,
                                   .knownSids = {"SM_known"}};
        const auto found = QCoro::waitFor(client.lookUp(twilio(stub), wanted, {}));
        QVERIFY(found && *found);
        QCOMPARE((*found)->sid, kSid);
        QCOMPARE(stub.requests().size(), size_t(2));
        const StubRequest &request = stub.requests().front();
        QCOMPARE(request.method, "GET"_ba);
        QVERIFY(request.target.contains("To=whatsapp%3A%2B15551230001"));
        QVERIFY(request.target.contains("From=whatsapp%3A%2B15550009999"));
        QVERIFY2(!request.target.contains("DateSent"), "a message still queued has none");
    }

    void twoLooksBeforeItCountsAsUnsent()
    {
        const core::WallTime began = core::systemClock().wall();
        int looks = 0;
        StubServer stub([&looks, began](const StubRequest &) {
            return ++looks == 2 ? page({listed(kSid, u"ID: `cr_1@2`"_s, began)}) : page({});
        });
        TwilioClient client(*m_client);
        const MessageLookUp wanted{.to = u"whatsapp:+1"_s, .id = u"cr_1"_s, .revision = 2, .since = began};
        const auto second = QCoro::waitFor(client.reconcile(twilio(stub), wanted, {}, 20ms));
        QVERIFY(second && *second);
        QCOMPARE(looks, 2);
        const auto none = QCoro::waitFor(client.reconcile(twilio(stub), wanted, {}, 20ms));
        QVERIFY(none && !*none);
        QCOMPARE(looks, 4);
        stub.setScript([](const StubRequest &) { return StubReply{500, "oops"}; });
        QVERIFY2(!QCoro::waitFor(client.reconcile(twilio(stub), wanted, {}, 20ms)), "no answer is no proof");
    }

    void sidecarAnswers_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("outcome");
        const auto row = [](const char *name, int status, const QByteArray &body, SidecarSend::Outcome outcome) {
            QTest::newRow(name) << status << body << int(outcome);
        };
        using enum SidecarSend::Outcome;
        row("sent", 200, "{\"status\":\"sent\",\"recipient\":\"a\",\"message\":\"b\"}", Sent);
        row("field missing", 400, "{\"error\":\"recipient missing\"}", Permanent);
        row("no disk access", 503, "{\"status\":\"failed\",\"error\":\"x\",\"solution\":\"y\"}", TryLater);
        row("failed", 500, "{\"status\":\"failed\",\"error\":\"x\"}", TryLater);
        row("a proxy's", 502, "<html>", Unknown);
        row("dropped", -1, {}, Unknown);
        row("silent", 0, {}, Unknown);
        row("refused", -2, {}, TryLater);
    }

    void sidecarAnswers()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(int, outcome);
        StubServer stub([status, body](const StubRequest &) {
            StubReply reply{status, body};
            reply.silent = status == 0;
            reply.drop = status == -1;
            return reply;
        });
        ImessageClient client(*m_client);
        ImessageSettings settings = sidecar(stub);
        settings.timeout = 300ms;
        if (status == -2)
            settings.base = QUrl(u"http://127.0.0.1:1"_s);
        const SidecarSend sent = QCoro::waitFor(client.send(settings, u"dana@orchid.example"_s, u"Zeile\n\"2\""_s, {}));
        QCOMPARE(int(sent.outcome), outcome);
        QVERIFY(stub.requests().size() <= 1);
        if (status > 0) {
            const QJsonObject json = QJsonDocument::fromJson(stub.requests().front().body).object();
            QCOMPARE(json[u"recipient"_s].toString(), u"dana@orchid.example"_s);
            QCOMPARE(json[u"text"_s].toString(), u"Zeile\n\"2\""_s);
        }
    }

    void theWatchGoesOnAndRotatesItsSecret()
    {
        QList<QByteArray> calls;
        bool watching = true; // since the process before
        bool fails = false;
        StubServer stub([&](const StubRequest &request) {
            calls += request.path().sliced(7);
            if (fails)
                return StubReply{500, "{}"};
            if (request.path() == "/watch/stop")
                watching = false;
            const bool was = std::exchange(watching, request.path() == "/watch/start");
            return StubReply{200, was ? "{\"status\":\"already_watching\"}" : "{\"status\":\"started\"}"};
        });
        ImessageClient client(*m_client);
        ImessageSettings settings = sidecar(stub);
        ImessageWatch watch(client, [&settings] { return settings; }, {.whenWell = 1h, .afterFault = 30ms});
        watch.start();
        QTRY_COMPARE(watch.health(), ImessageWatch::Health::Ok);
        QCOMPARE(calls, (QList<QByteArray>{"start", "stop", "start"}));
        const QJsonObject json = QJsonDocument::fromJson(stub.requests().back().body).object();
        QCOMPARE(json[u"webhookUrl"_s].toString(), u"https://gw.example.test/webhooks/imessage"_s);
        QCOMPARE(json[u"webhookHeaders"_s][u"Authorization"_s].toString(), u"Bearer first"_s);

        calls.clear();
        watch.wake();
        QTRY_COMPARE(calls, QList<QByteArray>{"start"});
        calls.clear();
        settings.webhookSecret = "second";
        watch.wake();
        QTRY_COMPARE(calls, (QList<QByteArray>{"stop", "start"}));
        QVERIFY(stub.requests().back().body.contains("Bearer second"));

        fails = true;
        watch.wake();
        QTRY_COMPARE(watch.health(), ImessageWatch::Health::Failing);
        calls.clear();
        QTRY_VERIFY2(calls.size() >= 3, "asks soon again after a fault");
        fails = false;
        QTRY_COMPARE(watch.health(), ImessageWatch::Health::Ok);
        settings.on = false;
        watch.wake();
        QTRY_COMPARE(watch.health(), ImessageWatch::Health::Unknown);
        QCoro::waitFor(watch.end());
    }

    void callbacksAreSignedForEachAttempt()
    {
        StubServer stub([](const StubRequest &) { return StubReply{204, {}}; });
        CallbackSettings settings;
        settings.url = stub.url();
        settings.keys = {QByteArray(32, 'k'), QByteArray(32, 'p')};
        DecisionSender sender(*m_client, [&settings] { return settings; });
        const auto result = QCoro::waitFor(sender.deliver(message(), {}));
        QCOMPARE(result.kind, storage::DeliveryResult::Kind::Delivered);
        QCOMPARE(result.status, 204);
        const StubRequest request = stub.requests().front();
        QCOMPARE(request.body, message().body);
        QCOMPARE(request.headers["content-type"], "application/json"_ba);
        QVERIFY(request.headers["user-agent"].startsWith("brandpilot-approval-gateway/"));
        QCOMPARE(request.headers["idempotency-key"], "msg_01KDVKP1T8Q4ZB6W3T8QX5M2NA"_ba);
        QCOMPARE(request.headers["x-delivery-attempt"], "3"_ba);
        QVERIFY(!request.headers.contains("authorization"));
        const security::WebhookHeaders headers{request.headers["webhook-id"], request.headers["webhook-timestamp"],
                                               request.headers["webhook-signature"]};
        for (const QByteArray &key : settings.keys)
            QVERIFY(security::verifyWebhook({key}, headers, request.body, core::systemClock().wall(), 10s));

        settings.bearer = "the secret";
        settings.signs = false;
        QCoro::waitFor(sender.deliver(message(), {}));
        QCOMPARE(stub.requests().back().headers["authorization"], "Bearer the secret"_ba);
        QVERIFY(!stub.requests().back().headers.contains("webhook-signature"));
    }

    void callbackAnswers_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("retryAfter");
        using enum storage::DeliveryResult::Kind;
        const auto row = [](const char *name, int status, storage::DeliveryResult::Kind kind, int retryAfter = -1) {
            QTest::newRow(name) << status << int(kind) << retryAfter;
        };
        row("200", 200, Delivered);
        row("302", 302, Failed);
        row("404", 404, Failed);
        row("410", 410, Refused);
        row("429", 429, Failed, 42);
        row("503", 503, Failed, 42);
        row("500", 500, Failed);
        row("silent", 0, Failed);
        row("dropped", -1, Failed);
    }

    void callbackAnswers()
    {
        QFETCH(int, status);
        QFETCH(int, kind);
        QFETCH(int, retryAfter);
        StubServer stub([status](const StubRequest &) {
            StubReply reply{status, {}, {{"Retry-After", "42"}, {"Location", "/elsewhere"}}};
            reply.silent = status == 0;
            reply.drop = status == -1;
            return reply;
        });
        CallbackSettings settings;
        settings.url = stub.url();
        settings.keys = {QByteArray(32, 'k')};
        settings.timeout = 300ms;
        DecisionSender sender(*m_client, [&settings] { return settings; });
        const auto result = QCoro::waitFor(sender.deliver(message(), {}));
        QCOMPARE(int(result.kind), kind);
        QCOMPARE(result.status, std::max(0, status));
        QCOMPARE(result.retryAfter.has_value(), retryAfter >= 0);
        if (retryAfter >= 0)
            QCOMPARE(*result.retryAfter, std::chrono::seconds(retryAfter));
        QCOMPARE(stub.count("/elsewhere"), 0);
        QCOMPARE(result.error.isEmpty(), status == 200);
        QVERIFY(!result.error.contains(u"127.0.0.1"_s));
    }

    void withoutAUrlNothingIsAnAttempt()
    {
        DecisionSender sender(*m_client, [] { return CallbackSettings(); });
        QCOMPARE(QCoro::waitFor(sender.deliver(message(), {})).kind, storage::DeliveryResult::Kind::NotSent);
    }

private:
    static TwilioSettings twilio(const StubServer &stub)
    {
        TwilioSettings settings;
        settings.on = true;
        settings.accountSid = "AC1";
        settings.user = "SK1";
        settings.password = "secret";
        settings.apiBase = stub.url();
        settings.apiBase.setPath(u"/base/"_s);
        settings.timeout = 5s;
        return settings;
    }

    static ImessageSettings sidecar(const StubServer &stub)
    {
        ImessageSettings settings;
        settings.on = true;
        settings.base = stub.url();
        settings.webhookUrl = QUrl(u"https://gw.example.test/webhooks/imessage"_s);
        settings.webhookSecret = "first";
        return settings;
    }

    static storage::OutboxRow message()
    {
        storage::OutboxRow row = storage::outboxMessage(u"msg_01KDVKP1T8Q4ZB6W3T8QX5M2NA"_s, u"cr_1"_s, u"core"_s,
                                                        "{\"id\":\"cr_1\"}", core::systemClock().wall());
        row.attempts = 3;
        return row;
    }

    std::unique_ptr<upstream::Client> m_client;
};

QTEST_GUILESS_MAIN(TstChannelClients)
#include "tst_channel_clients.moc"
