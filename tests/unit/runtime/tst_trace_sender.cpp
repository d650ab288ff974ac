#include "backend/runtime/backup_mark.h"
#include "backend/runtime/trace_sender.h"
#include "tests/support/wire/stub_server.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::runtime;
using namespace std::chrono_literals;

namespace {

trace::Span span()
{
    trace::Span one;
    one.context = trace::childOf({});
    one.name = "GET /healthz";
    one.service = "platform";
    return one;
}

qsizetype spansIn(const wire::StubRequest &request)
{
    const QJsonDocument body = QJsonDocument::fromJson(request.body);
    return body["resourceSpans"_L1][0]["scopeSpans"_L1][0]["spans"_L1].toArray().size();
}

/// A sender with a client of its own, in the order in which a worker holds them.
struct Bench
{
    explicit Bench(const QUrl &endpoint) : sender(traceCollector(endpoint.toString()), registry)
    {
        client = std::move(*upstream::makeClient({}));
        sender.start(*client);
    }

    metrics::Registry registry;
    TraceSender sender;
    std::unique_ptr<upstream::Client> client;
};

} // namespace

class TstTraceSender : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theCollectorIsBehindTheEndpoint()
    {
        QCOMPARE(traceCollector(u"http://tempo:4318"_s), QUrl(u"http://tempo:4318/v1/traces"_s));
        QCOMPARE(traceCollector(u"http://tempo:4318/otlp/"_s), QUrl(u"http://tempo:4318/otlp/v1/traces"_s));
    }

    void spansAreSentByThemselves()
    {
        wire::StubServer sink([](const wire::StubRequest &) { return wire::StubReply {}; });
        Bench bench(sink.url());
        bench.sender.add(span());
        QTRY_COMPARE(sink.count("/v1/traces"), 1);
        QCOMPARE(sink.requests().front().headers.value("content-type"), "application/json"_ba);
        QCOMPARE(spansIn(sink.requests().front()), 1);
    }

    void aCallWithoutAParentIsNoSpan()
    {
        wire::StubServer sink([](const wire::StubRequest &) { return wire::StubReply {}; });
        Bench bench(sink.url());
        upstream::CallRecord call;
        call.upstream = "kroger";
        call.method = "GET";
        bench.sender.addCall(call, "commerce");
        call.context = trace::childOf({});
        call.parentSpanId = "00f067aa0ba902b7";
        bench.sender.addCall(call, "commerce");
        bool done = false;
        bench.sender.finish([&done] { done = true; });
        QTRY_VERIFY(done);
        QCOMPARE(sink.requests().size(), 1U);
        const QJsonDocument body = QJsonDocument::fromJson(sink.requests().front().body);
        const QJsonArray spans = body["resourceSpans"_L1][0]["scopeSpans"_L1][0]["spans"_L1].toArray();
        QCOMPARE(spans.size(), 1);
        QCOMPARE(spans[0]["parentSpanId"_L1].toString(), u"00f067aa0ba902b7"_s);
        QCOMPARE(spans[0]["kind"_L1].toInt(), 3);
    }

    void whatIsLeftIsSentAtTheEnd()
    {
        wire::StubServer sink([](const wire::StubRequest &) { return wire::StubReply {.delay = 50ms}; });
        Bench bench(sink.url());
        for (int i = 0; i < 1300; ++i)
            bench.sender.add(span());
        bool done = false;
        bench.sender.finish([&done] { done = true; });
        QTRY_VERIFY(done);
        qsizetype sent = 0;
        for (const wire::StubRequest &request : sink.requests())
            sent += spansIn(request);
        QCOMPARE(sent, 1300);
    }

    void aSilentCollectorHoldsNothingUp()
    {
        wire::StubServer sink([](const wire::StubRequest &) { return wire::StubReply {.silent = true}; });
        Bench bench(sink.url());
        bench.sender.add(span());
        QTRY_COMPARE(sink.count("/v1/traces"), 1);
        bool done = false;
        bench.sender.finish([&done] { done = true; });
        QTRY_VERIFY_WITH_TIMEOUT(done, 4000);
        QCOMPARE(sink.count("/v1/traces"), 1);
    }

    void theTimeOfABackupIsKept()
    {
        const QTemporaryDir folder;
        QVERIFY(!lastBackup(folder.path()));
        QVERIFY(markBackup(folder.path(), core::wallTime(1767225600123)));
        QCOMPARE(core::epochMs(*lastBackup(folder.path())), 1767225600123);
        QVERIFY(!markBackup(folder.filePath(u"missing"_s), core::wallTime(1)));
    }
};

QTEST_GUILESS_MAIN(TstTraceSender)
#include "tst_trace_sender.moc"
