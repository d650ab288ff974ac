#include "backend/platform/http/stages.h"
#include "backend/runtime/request_journal.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::runtime;

namespace {

const QByteArray kCaller = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

/// The span that the stage gives a request.
trace::Context spanFor(const QByteArray &traceparent, bool exports)
{
    std::function<void(trace::Span)> exporter;
    if (exports)
        exporter = [](trace::Span) {};
    const http::Stage stage = http::stages::traceSpan(std::move(exporter));
    http::RequestContext request;
    if (!traceparent.isEmpty())
        request.head.headers.set("traceparent", traceparent);
    const http::Match match;
    const settings::Snapshot settings(0, {});
    http::HeadStep step {.request = request, .match = match, .settings = settings};
    stage.onHead(step);
    return request.span;
}

} // namespace

/// Span ids, and what is joined by them.
class TstTraceStage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRequestHasASpanAlsoWhenNobodyCollects()
    {
        const trace::Context span = spanFor({}, false);
        QVERIFY(span.isValid());
        QVERIFY(!span.sampled);
        QVERIFY(spanFor({}, true).sampled);
    }

    void theCallersTraceIsTakenUp_data()
    {
        QTest::addColumn<bool>("exports");
        QTest::newRow("collected") << true;
        QTest::newRow("not collected") << false;
    }

    void theCallersTraceIsTakenUp()
    {
        QFETCH(bool, exports);
        const trace::Context span = spanFor(kCaller, exports);
        QCOMPARE(span.traceId, kCaller.mid(3, 32));
        QVERIFY(span.spanId != kCaller.mid(36, 16));
        QVERIFY(span.sampled);
        QVERIFY(!spanFor(QByteArray(kCaller).replace(53, 2, "00"), exports).sampled);
    }

    void callsAreJoinedWithTheirRequest()
    {
        metrics::Registry registry;
        metrics::RequestRing ring(registry);
        RequestJournal journal(ring.addWriter());
        const auto request = std::make_shared<http::RequestContext>();
        request->requestId = "req_1";
        request->span = spanFor({}, false);
        upstream::CallRecord call;
        call.upstream = "kroger";
        call.status = 200;
        call.tries = 2;
        call.parentSpanId = request->span.spanId;
        journal.onCall(call);
        call.upstream = "walmart";
        call.parentSpanId = "00f067aa0ba902b7";
        journal.onCall(call);
        http::Exchange exchange;
        exchange.request = request;
        exchange.status = 200;
        journal.onExchange(exchange);
        ring.drain();
        const auto record = ring.find("req_1");
        QVERIFY(record);
        QCOMPARE(record->calls.size(), 1U);
        QCOMPARE(record->calls[0].upstream, "kroger"_ba);
        QCOMPARE(record->calls[0].attempts, 2);
    }
};

QTEST_GUILESS_MAIN(TstTraceStage)
#include "tst_trace_stage.moc"
