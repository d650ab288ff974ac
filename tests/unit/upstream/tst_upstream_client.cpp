#include "stub_server.h"

#include "backend/platform/metrics/registry.h"
#include "backend/platform/upstream/breaker.h"
#include "backend/platform/upstream/client.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>

using namespace signalbox;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using upstream::Call;
using upstream::ClientOptions;
using upstream::Reply;

namespace {

Call callTo(const QUrl &url, core::milliseconds within = 5s)
{
    Call call;
    call.upstream = "stub"_ba;
    call.url = url;
    call.deadline = core::systemClock().steady() + within;
    return call;
}

Result<Reply> exchange(upstream::Client &client, Call call)
{
    return QCoro::waitFor(client.send(std::move(call)));
}

std::unique_ptr<upstream::Client> client(ClientOptions options = {})
{
    return std::move(*upstream::makeClient(std::move(options)));
}

StubServer::Answer always(QByteArray answer)
{
    return [answer](const StubServer::Request &) { return answer; };
}

class ManualClock final : public core::Clock
{
public:
    core::WallTime wall() const override { return core::wallTime(1767225600000); }
    core::SteadyTime steady() const override { return core::SteadyTime(1000s) + m_passed; }
    void advance(core::milliseconds by) { m_passed += by; }

private:
    core::milliseconds m_passed {0};
};

/// Stores the result of a call that goes on beside the test.
Task<void> follow(upstream::Client *client, Call call, std::optional<Result<Reply>> *result)
{
    *result = co_await client->send(std::move(call));
}

} // namespace

class TestUpstreamClient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sendsAndReceives();
    void reusesConnections();
    void deadlineEndsTheCall();
    void repeatsAfter503();
    void waitsAsRetryAfterSays();
    void doesNotWaitBeyondTheDeadline();
    void doesNotRepeat400();
    void placingIsSentOnce();
    void placingTakesAFreshConnection();
    void cancelClosesTheSocket();
    void cancelEndsAPause();
    void destructionCancels();
    void closeCancels();
    void breakerOpensAndRecovers();
    void budgetStopsRetryStorms();
    void limitsTheReply();
    void refusesInternalAddresses_data();
    void refusesInternalAddresses();
    void guardAlsoChecksPooledConnections();
    void allowListLetsLoopbackThrough();
    void namesTheReason();
    void refusesBadCalls();
    void doesNotFollowRedirects();
    void carriesTheTrace();
    void countsCalls();
    void noDelayedAcknowledgements();
};

void TestUpstreamClient::sendsAndReceives()
{
    StubServer stub(always(StubServer::reply(201, "hello"_ba, "X-One: 1\r\nSet-Cookie: a\r\nSet-Cookie: b\r\n"_ba)));
    const auto sender = client();
    Call call = callTo(stub.url(u"/orders?key=1"_s));
    call.method = "POST"_ba;
    call.headers = {{"Content-Type", "application/json"}, {"X-Empty", ""}, {"Content-Length", "999"}};
    call.body = QByteArray(5000, 'x');
    const Result<Reply> reply = exchange(*sender, call);
    QVERIFY(reply);
    QCOMPARE(reply->status, 201);
    QCOMPARE(reply->body, "hello"_ba);
    QCOMPARE(reply->tries, 1);
    QCOMPARE(reply->headers.value("x-one"), "1"_ba);
    QCOMPARE(reply->headers.combined("Set-Cookie"), "a, b"_ba);
    const StubServer::Request &seen = stub.requests().front();
    QCOMPARE(seen.line, "POST /orders?key=1 HTTP/1.1"_ba);
    QCOMPARE(seen.body, call.body);
    QVERIFY(seen.head.contains("Content-Type: application/json\r\n"));
    QVERIFY(seen.head.contains("X-Empty:"));
    QVERIFY(!seen.head.contains("Expect") && !seen.head.contains("Accept-Encoding") && !seen.head.contains("999"));
}

void TestUpstreamClient::reusesConnections()
{
    StubServer stub(always(StubServer::reply(200, "ok"_ba)));
    const auto sender = client();
    for (int i = 0; i < 20; ++i)
        QVERIFY(exchange(*sender, callTo(stub.url(u"/"_s))));
    QCOMPARE(stub.connections(), 1);
}

void TestUpstreamClient::deadlineEndsTheCall()
{
    StubServer stub(always({}));
    const auto sender = client();
    QElapsedTimer timer;
    timer.start();
    const Result<Reply> reply = exchange(*sender, callTo(stub.url(u"/"_s), 100ms));
    QCOMPARE(reply.error().code, ErrorCode::Timeout);
    QVERIFY(timer.elapsed() >= 95 && timer.elapsed() < 2000);
    QTRY_COMPARE(stub.open(), 0);
}

void TestUpstreamClient::repeatsAfter503()
{
    int asked = 0;
    StubServer stub([&asked](const StubServer::Request &) { return StubServer::reply(++asked < 3 ? 503 : 200); });
    const auto sender = client();
    Call call = callTo(stub.url(u"/"_s));
    call.retry = {.maxRetries = 2, .firstPause = 5ms};
    const Result<Reply> reply = exchange(*sender, call);
    QCOMPARE(reply->status, 200);
    QCOMPARE(reply->tries, 3);
    asked = -10;
    QCOMPARE(exchange(*sender, call)->status, 503);
    QCOMPARE(stub.requests().size(), size_t(6));
}

void TestUpstreamClient::waitsAsRetryAfterSays()
{
    int asked = 0;
    StubServer stub([&asked](const StubServer::Request &) {
        return ++asked == 1 ? StubServer::reply(429, {}, "Retry-After: 1\r\n"_ba) : StubServer::reply(200);
    });
    const auto sender = client();
    Call call = callTo(stub.url(u"/"_s));
    call.retry = {.maxRetries = 2, .firstPause = 1ms};
    const Result<Reply> reply = exchange(*sender, call);
    QCOMPARE(reply->status, 200);
    QVERIFY(reply->elapsed >= 1000ms);
}

void TestUpstreamClient::doesNotWaitBeyondTheDeadline()
{
    StubServer stub(always(StubServer::reply(429, {}, "Retry-After: 60\r\n"_ba)));
    const auto sender = client();
    Call call = callTo(stub.url(u"/"_s));
    call.retry = {.maxRetries = 2, .firstPause = 1ms};
    const Result<Reply> reply = exchange(*sender, call);
    QCOMPARE(reply->status, 429);
    QVERIFY(reply->elapsed < 2000ms);
    QCOMPARE(stub.requests().size(), size_t(1));
}

void TestUpstreamClient::doesNotRepeat400()
{
    StubServer stub(always(StubServer::reply(400)));
    const auto sender = client();
    Call call = callTo(stub.url(u"/"_s));
    call.retry = {.maxRetries = 3, .firstPause = 1ms};
    QCOMPARE(exchange(*sender, call)->status, 400);
    QCOMPARE(stub.requests().size(), size_t(1));
}

void TestUpstreamClient::placingIsSentOnce()
{
    StubServer stub(always(StubServer::reply(200)));
    const auto sender = client();
    QVERIFY(exchange(*sender, callTo(stub.url(u"/warm"_s))));
    stub.dropAfterReading();
    Call call = callTo(stub.url(u"/orders"_s));
    call.method = "POST"_ba;
    call.body = "{}"_ba;
    call.placing = true;
    call.retry = {.maxRetries = 3, .firstPause = 1ms};
    const Result<Reply> reply = exchange(*sender, call);
    QCOMPARE(reply.error().code, ErrorCode::Unavailable);
    QCOMPARE(upstream::reason(reply.error()), u"reset"_s);
    QVERIFY(!exchange(*sender, callTo(stub.url(u"/after"_s))));
    const auto placed = std::ranges::count_if(stub.requests(), [](const auto &each) {
        return each.line.contains("/orders");
    });
    QCOMPARE(placed, 1);
}

void TestUpstreamClient::placingTakesAFreshConnection()
{
    StubServer stub(always(StubServer::reply(503)));
    const auto sender = client();
    QVERIFY(exchange(*sender, callTo(stub.url(u"/warm"_s))));
    Call call = callTo(stub.url(u"/orders"_s));
    call.placing = true;
    call.retry = {.maxRetries = 3, .firstPause = 1ms};
    QCOMPARE(exchange(*sender, call)->status, 503);
    QCOMPARE(stub.requests().size(), size_t(2));
    QCOMPARE(stub.requests().back().connection, 2);
    QVERIFY(exchange(*sender, callTo(stub.url(u"/next"_s))));
    QCOMPARE(stub.requests().back().connection, 1);
}

void TestUpstreamClient::cancelClosesTheSocket()
{
    StubServer stub(always({}));
    const auto sender = client();
    const Call call = callTo(stub.url(u"/"_s));
    std::optional<Result<Reply>> result;
    follow(sender.get(), call, &result);
    QTRY_COMPARE(stub.requests().size(), size_t(1));
    QVERIFY(!result);
    call.cancel.cancel();
    QVERIFY(result);
    QCOMPARE(result->error().code, ErrorCode::Cancelled);
    QTRY_COMPARE(stub.open(), 0);
    QCOMPARE(exchange(*sender, call).error().code, ErrorCode::Cancelled);
    QCOMPARE(stub.requests().size(), size_t(1));
}

void TestUpstreamClient::cancelEndsAPause()
{
    StubServer stub(always(StubServer::reply(503)));
    const auto sender = client();
    Call call = callTo(stub.url(u"/"_s), 60s);
    call.retry = {.maxRetries = 1, .firstPause = 20s};
    std::optional<Result<Reply>> result;
    follow(sender.get(), call, &result);
    QTRY_COMPARE(stub.requests().size(), size_t(1));
    call.cancel.cancel();
    QTRY_VERIFY(result);
    QCOMPARE(result->error().code, ErrorCode::Cancelled);
}

void TestUpstreamClient::destructionCancels()
{
    StubServer stub(always({}));
    auto sender = client();
    std::optional<Result<Reply>> result;
    follow(sender.get(), callTo(stub.url(u"/"_s)), &result);
    QTRY_COMPARE(stub.requests().size(), size_t(1));
    sender.reset();
    QVERIFY(result);
    QCOMPARE(result->error().code, ErrorCode::Cancelled);
    QTRY_COMPARE(stub.open(), 0);
}

void TestUpstreamClient::closeCancels()
{
    StubServer stub(always({}));
    const auto sender = client();
    std::optional<Result<Reply>> result;
    follow(sender.get(), callTo(stub.url(u"/"_s)), &result);
    QTRY_COMPARE(stub.requests().size(), size_t(1));
    sender->close();
    QVERIFY(result);
    QCOMPARE(result->error().code, ErrorCode::Cancelled);
    QCOMPARE(exchange(*sender, callTo(stub.url(u"/"_s))).error().code, ErrorCode::Cancelled);
    QCOMPARE(stub.requests().size(), size_t(1));
}

void TestUpstreamClient::breakerOpensAndRecovers()
{
    int status = 500;
    StubServer stub([&status](const StubServer::Request &) { return StubServer::reply(status); });
    ManualClock clock;
    const auto board = std::make_shared<upstream::BreakerBoard>(clock);
    const auto sender = client({.breakers = board});
    for (int i = 0; i < 20; ++i)
        QCOMPARE(exchange(*sender, callTo(stub.url(u"/"_s)))->status, 500);
    const Result<Reply> refused = exchange(*sender, callTo(stub.url(u"/"_s)));
    QCOMPARE(refused.error().code, ErrorCode::Unavailable);
    QCOMPARE(upstream::reason(refused.error()), u"open"_s);
    QCOMPARE(stub.requests().size(), size_t(20));
    clock.advance(5s);
    status = 200;
    QCOMPARE(exchange(*sender, callTo(stub.url(u"/"_s)))->status, 200);
    QCOMPARE(board->at("stub"_ba).view().state, upstream::BreakerState::Closed);
}

void TestUpstreamClient::budgetStopsRetryStorms()
{
    StubServer stub(always(StubServer::reply(503)));
    const auto board = std::make_shared<upstream::BreakerBoard>();
    board->force("stub"_ba, upstream::BreakerForce::Closed);
    const auto sender = client({.breakers = board});
    for (int i = 0; i < 50; ++i) {
        Call call = callTo(stub.url(u"/"_s));
        call.retry = {.maxRetries = 3, .firstPause = 1ms};
        QCOMPARE(exchange(*sender, call)->status, 503);
    }
    QCOMPARE(stub.requests().size(), size_t(50 + 50 / 5 + 10));
}

void TestUpstreamClient::limitsTheReply()
{
    StubServer stub(always(StubServer::reply(200, QByteArray(1001, 'x'))));
    const auto sender = client();
    Call call = callTo(stub.url(u"/"_s));
    call.maxReplyBytes = 1000;
    QCOMPARE(exchange(*sender, call).error().code, ErrorCode::TooLarge);
    call.maxReplyBytes = 1001;
    QCOMPARE(exchange(*sender, call)->body.size(), 1001);
}

void TestUpstreamClient::refusesInternalAddresses_data()
{
    QTest::addColumn<QString>("host");
    QTest::newRow("literal") << u"127.0.0.1"_s;
    QTest::newRow("name that resolves to loopback") << u"localhost"_s;
    QTest::newRow("IPv6") << u"[::1]"_s;
    QTest::newRow("mapped") << u"[::ffff:127.0.0.1]"_s;
}

void TestUpstreamClient::refusesInternalAddresses()
{
    QFETCH(QString, host);
    StubServer stub(always(StubServer::reply(200)));
    const auto sender = client();
    Call call = callTo(stub.url(u"/"_s, host));
    call.guardAddresses = true;
    call.retry = {.maxRetries = 3, .firstPause = 1ms};
    QCOMPARE(exchange(*sender, call).error().code, ErrorCode::Forbidden);
    QCOMPARE(stub.connections(), 0);
}

void TestUpstreamClient::guardAlsoChecksPooledConnections()
{
    StubServer stub(always(StubServer::reply(200)));
    const auto sender = client();
    QVERIFY(exchange(*sender, callTo(stub.url(u"/"_s))));
    Call call = callTo(stub.url(u"/metadata"_s));
    call.guardAddresses = true;
    QCOMPARE(exchange(*sender, call).error().code, ErrorCode::Forbidden);
    QCOMPARE(stub.requests().size(), size_t(1));
}

void TestUpstreamClient::allowListLetsLoopbackThrough()
{
    StubServer stub(always(StubServer::reply(200)));
    const auto sender = client({.allowedInternal = *core::parseCidrList("127.0.0.0/8")});
    Call call = callTo(stub.url(u"/"_s));
    call.guardAddresses = true;
    QCOMPARE(exchange(*sender, call)->status, 200);
}

void TestUpstreamClient::namesTheReason()
{
    QTcpServer closed;
    QVERIFY(closed.listen(QHostAddress::LocalHost, 0));
    const QUrl nobody(u"http://127.0.0.1:%1/"_s.arg(closed.serverPort()));
    closed.close();
    StubServer stub(always("SSH-2.0-OpenSSH_9.2\r\n\r\n"_ba));
    const auto sender = client();
    const auto why = [&sender](const QUrl &url) {
        const Result<Reply> reply = exchange(*sender, callTo(url));
        return reply || reply.error().code != ErrorCode::Unavailable ? u"?"_s : upstream::reason(reply.error());
    };
    QCOMPARE(why(nobody), u"refused"_s);
    QCOMPARE(why(QUrl(u"http://nobody.invalid/"_s)), u"unresolved"_s);
    QCOMPARE(why(stub.url(u"/"_s)), u"garbled"_s);
    stub.dropAfterReading();
    QCOMPARE(why(stub.url(u"/"_s)), u"reset"_s);
}

void TestUpstreamClient::refusesBadCalls()
{
    StubServer stub(always(StubServer::reply(200)));
    const auto sender = client();
    QCOMPARE(exchange(*sender, callTo(QUrl(u"file:///etc/passwd"_s))).error().code, ErrorCode::InvalidInput);
    Call guarded = callTo(QUrl(u"gopher://example.org/"_s));
    guarded.guardAddresses = true;
    QCOMPARE(exchange(*sender, guarded).error().code, ErrorCode::Forbidden);
    Call injected = callTo(stub.url(u"/"_s));
    injected.headers = {{"X-A", "1\r\nX-B: 2"}};
    QCOMPARE(exchange(*sender, injected).error().code, ErrorCode::InvalidInput);
    QCOMPARE(exchange(*sender, callTo(stub.url(u"/"_s), -1ms)).error().code, ErrorCode::Timeout);
    QCOMPARE(stub.connections(), 0);
}

void TestUpstreamClient::doesNotFollowRedirects()
{
    StubServer stub(always(StubServer::reply(302, {}, "Location: /elsewhere\r\n"_ba)));
    const auto sender = client();
    QCOMPARE(exchange(*sender, callTo(stub.url(u"/"_s)))->status, 302);
    QCOMPARE(stub.requests().size(), size_t(1));
}

void TestUpstreamClient::carriesTheTrace()
{
    StubServer stub(always(StubServer::reply(200)));
    std::vector<upstream::CallRecord> records;
    const auto sender = client({.observer = [&records](const upstream::CallRecord &each) { records.push_back(each); }});
    Call call = callTo(stub.url(u"/a/b?token=secret"_s));
    call.parent = trace::childOf({});
    QVERIFY(exchange(*sender, call));
    QVERIFY(exchange(*sender, callTo(stub.url(u"/untraced"_s))));
    QCOMPARE(records.size(), size_t(2));
    const upstream::CallRecord &record = records.front();
    QCOMPARE(record.path, "/a/b"_ba);
    QCOMPARE(record.status, 200);
    QCOMPARE(record.tries, 1);
    QCOMPARE(record.context.traceId, call.parent.traceId);
    QCOMPARE(record.parentSpanId, call.parent.spanId);
    const QByteArray header = "traceparent: " + trace::traceparent(record.context) + "\r\n";
    QVERIFY(stub.requests().front().head.contains(header));
    QVERIFY(!stub.requests().back().head.contains("traceparent"));
    QVERIFY(!records.back().context.isValid());
}

void TestUpstreamClient::countsCalls()
{
    StubServer stub(always(StubServer::reply(404)));
    metrics::Registry registry;
    const auto sender = client({.registry = &registry});
    QVERIFY(exchange(*sender, callTo(stub.url(u"/"_s))));
    QVERIFY(!exchange(*sender, callTo(stub.url(u"/"_s), -1ms)));
    const auto series = registry.read("signalbox_upstream_requests_total"_ba);
    QCOMPARE(series.size(), size_t(2));
    const QByteArray text = registry.prometheusText();
    QVERIFY(text.contains("result=\"4xx\"") && text.contains("result=\"timeout\""));
    QVERIFY(text.contains("signalbox_upstream_request_duration_seconds_bucket"));
}

void TestUpstreamClient::noDelayedAcknowledgements()
{
    StubServer stub(always(StubServer::reply(200, "ok"_ba)));
    const auto sender = client();
    std::vector<qint64> took;
    for (int i = 0; i < 200; ++i) {
        Call call = callTo(stub.url(u"/"_s));
        call.method = "POST"_ba;
        call.body = QByteArray(3000, 'x');
        QElapsedTimer timer;
        timer.start();
        QVERIFY(exchange(*sender, call));
        took.push_back(timer.nsecsElapsed() / 1000);
    }
    std::ranges::sort(took);
    qInfo("exchange over loopback: p50 %lld us, p95 %lld us", took[100], took[190]);
    QVERIFY2(took[190] < 30'000, "a delayed acknowledgement costs about 40 ms");
}

QTEST_GUILESS_MAIN(TestUpstreamClient)
#include "tst_upstream_client.moc"
