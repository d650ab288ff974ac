#include "backend/runtime/request_journal.h"

#include <QTest>

using namespace std::chrono_literals;
using namespace signalbox;
using namespace signalbox::runtime;

namespace {

const core::WallTime kStart = core::wallTime(1'767'225'600'000);

upstream::CallRecord callAt(core::WallTime start, const QByteArray &upstream)
{
    upstream::CallRecord call;
    call.upstream = upstream;
    call.status = 200;
    call.tries = 2;
    call.start = start;
    call.elapsed = 40ms;
    call.pauses = {{15ms, 5ms}};
    call.parentSpanId = "00f067aa0ba902b7";
    return call;
}

} // namespace

/// When the parts of a request began, for its waterfall.
class TstRequestJournal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void partsBeginWhenTheyBegan()
    {
        metrics::Registry registry;
        metrics::RequestRing ring(registry);
        RequestJournal journal(ring.addWriter());
        journal.onCall(callAt(kStart + 12ms, "kroger"));
        journal.onCall(callAt(kStart + 30ms, "walmart"));
        journal.onCall(callAt(kStart - 3ms, "early")); // the clock was set meanwhile
        http::Exchange exchange;
        const auto request = std::make_shared<http::RequestContext>();
        request->requestId = "req_1";
        request->startedAt = kStart;
        request->span.spanId = "00f067aa0ba902b7";
        request->stages = {{"received", 0.5}, {"answered", 90.5}};
        exchange.request = request;
        exchange.status = 200;
        journal.onExchange(exchange);
        ring.drain();
        const auto record = ring.find("req_1");
        QVERIFY(record);
        QCOMPARE(record->calls.size(), size_t(3));
        QCOMPARE(record->calls[0].start, 12ms);
        QCOMPARE(record->calls[1].start, 30ms);
        QCOMPARE(record->calls[2].start, 0ms);
        QCOMPARE(record->calls[0].pauses.front().first, 15ms);
        // Stages are told as moments and kept as durations: one begins where the other ended.
        QCOMPARE(record->stages[0].took, std::chrono::microseconds(500));
        QCOMPARE(record->stages[1].took, std::chrono::microseconds(90'000));
    }

    /// The call that hung until its request's time was up is the one that matters.
    void aCallThatEndsAfterItsRequestIsNotLost()
    {
        metrics::Registry registry;
        metrics::RequestRing ring(registry);
        RequestJournal journal(ring.addWriter());
        http::Exchange exchange;
        const auto request = std::make_shared<http::RequestContext>();
        request->requestId = "req_1";
        request->startedAt = kStart;
        request->span.spanId = "00f067aa0ba902b7";
        exchange.request = request;
        exchange.status = 200;
        journal.onCall(callAt(kStart + 1ms, "walmart"));
        journal.onExchange(exchange);
        ring.drain();
        const size_t before = ring.bytes();
        journal.onCall(callAt(kStart + 2ms, "kroger"));
        journal.onCall(callAt(kStart + 3ms, "mealme"));
        QVERIFY2(ring.drain().empty(), "it is no request of its own");
        QCOMPARE(ring.size(), size_t(1));
        QVERIFY(ring.bytes() > before);
        const auto record = ring.find("req_1");
        QCOMPARE(record->calls.size(), size_t(3));
        QCOMPARE(record->calls[1].upstream, QByteArray("kroger"));
        QCOMPARE(record->calls[1].start, 2ms);
        QCOMPARE(record->calls[2].upstream, QByteArray("mealme"));

        // Read together with its request it is in what the stream gets as well.
        request->requestId = "req_2";
        journal.onExchange(exchange);
        journal.onCall(callAt(kStart + 2ms, "kroger"));
        const auto fresh = ring.drain();
        QCOMPARE(fresh.size(), size_t(1));
        QCOMPARE(fresh.front()->id, QByteArray("req_2"));
    }
};

QTEST_GUILESS_MAIN(TstRequestJournal)
#include "tst_request_journal.moc"
