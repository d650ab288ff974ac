#include "stub_server.h"

#include "backend/platform/metrics/registry.h"
#include "backend/platform/upstream/breaker.h"
#include "backend/platform/upstream/call_metrics.h"
#include "backend/platform/upstream/client.h"

#include <QTest>

using namespace signalbox;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

upstream::Call callTo(const QUrl &url, core::milliseconds within = 5s)
{
    upstream::Call call;
    call.upstream = "stub"_ba;
    call.url = url;
    call.deadline = core::systemClock().steady() + within;
    return call;
}

/// Failures by type, as the metric has them.
QHash<QByteArray, int> failures(const metrics::Registry &registry)
{
    QHash<QByteArray, int> counts;
    for (const metrics::SeriesValue &series : registry.read("signalbox_upstream_failures_total"_ba)) {
        for (const auto &[name, value] : series.labels) {
            if (name == "type")
                counts[value] += int(series.value);
        }
    }
    return counts;
}

} // namespace

/// Why calls failed, and when they were tried.
class TstCallFailures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyOutcomeHasItsType_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("result");
        QTest::addColumn<QByteArray>("type");
        QTest::newRow("fine") << 200 << "2xx"_ba
                              << ""_ba;
        QTest::newRow("redirect") << 302 << "3xx"_ba
                                  << ""_ba;
        QTest::newRow("bad request") << 404 << "4xx"_ba
                                     << "4xx"_ba;
        QTest::newRow("too many") << 429 << "4xx"_ba
                                  << "429"_ba;
        QTest::newRow("broken") << 503 << "5xx"_ba
                                << "5xx"_ba;
        QTest::newRow("late") << 0 << "timeout"_ba
                              << "timeout"_ba;
        QTest::newRow("refused") << 0 << "refused"_ba
                                 << "connect"_ba;
        QTest::newRow("unreachable") << 0 << "unreachable"_ba
                                     << "connect"_ba;
        QTest::newRow("unresolved") << 0 << "unresolved"_ba
                                    << "dns"_ba;
        QTest::newRow("tls") << 0 << "tls"_ba
                             << "tls"_ba;
        QTest::newRow("reset") << 0 << "reset"_ba
                               << "reset"_ba;
        QTest::newRow("garbled") << 0 << "garbled"_ba
                                 << "bad_reply"_ba;
        QTest::newRow("large") << 0 << "tooLarge"_ba
                               << "bad_reply"_ba;
        QTest::newRow("breaker") << 0 << "open"_ba
                                 << "breaker_open"_ba;
        QTest::newRow("full") << 0 << "full"_ba
                              << "overloaded"_ba;
        QTest::newRow("left") << 0 << "cancelled"_ba
                              << "cancelled"_ba;
        QTest::newRow("guard") << 0 << "forbidden"_ba
                               << "other"_ba;
    }

    void everyOutcomeHasItsType()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, result);
        QTEST(upstream::failureType(status, result).toByteArray(), "type");
    }

    void failedCallsAreCounted()
    {
        int asked = 0;
        StubServer stub([&asked](const StubServer::Request &) {
            static constexpr int kAnswers[]{200, 404, 429, 500};
            return StubServer::reply(kAnswers[asked++ % 4]);
        });
        metrics::Registry registry;
        const auto sender = std::move(*upstream::makeClient({.registry = &registry}));
        for (int i = 0; i < 4; ++i)
            QVERIFY(QCoro::waitFor(sender->send(callTo(stub.url(u"/"_s)))));
        QVERIFY(!QCoro::waitFor(sender->send(callTo(stub.url(u"/"_s), -1ms))));
        QVERIFY(!QCoro::waitFor(sender->send(callTo(QUrl(u"http://127.0.0.1:1/"_s)))));
        QCOMPARE(failures(registry),
                 (QHash<QByteArray, int>{{"4xx", 1}, {"429", 1}, {"5xx", 1}, {"timeout", 1}, {"connect", 1}}));
        QVERIFY(
            registry.prometheusText().contains("signalbox_upstream_failures_total{type=\"429\",upstream=\"stub\"} 1")
            || registry.prometheusText().contains(
                "signalbox_upstream_failures_total{upstream=\"stub\",type=\"429\"} 1"));
    }

    /// A caller with a timer of its own for the same time cancels first: the upstream was late all the same.
    void givingUpAtTheDeadlineIsATimeout_data()
    {
        QTest::addColumn<int>("deadline");
        QTest::addColumn<QByteArray>("type");
        QTest::newRow("at the deadline") << 60 << "timeout"_ba;
        QTest::newRow("long before") << 5000 << "cancelled"_ba;
    }

    void givingUpAtTheDeadlineIsATimeout()
    {
        QFETCH(int, deadline);
        QFETCH(QByteArray, type);
        StubServer silent([](const StubServer::Request &) { return QByteArray(); });
        metrics::Registry registry;
        const auto sender = std::move(*upstream::makeClient({.registry = &registry}));
        upstream::Call call = callTo(silent.url(u"/"_s), core::milliseconds(deadline));
        const core::CancelToken gaveUp = call.cancel;
        QTimer::singleShot(50ms, this, [gaveUp] { gaveUp.cancel(); });
        QVERIFY(!QCoro::waitFor(sender->send(std::move(call))));
        QCOMPARE(failures(registry), (QHash<QByteArray, int>{{type, 1}}));
    }

    void pausesLieBetweenTheTries()
    {
        int asked = 0;
        StubServer stub([&asked](const StubServer::Request &) { return StubServer::reply(++asked < 3 ? 503 : 200); });
        std::vector<upstream::CallRecord> records;
        const auto sender = std::move(*upstream::makeClient(
            {.observer = [&records](const upstream::CallRecord &each) { records.push_back(each); }}));
        upstream::Call call = callTo(stub.url(u"/"_s));
        call.retry = {.maxRetries = 3, .firstPause = 40ms};
        QVERIFY(QCoro::waitFor(sender->send(std::move(call))));
        QCOMPARE(records.size(), size_t(1));
        const upstream::CallRecord &record = records.front();
        QCOMPARE(record.tries, 3);
        QCOMPARE(record.pauses.size(), size_t(2));
        core::milliseconds before{0};
        for (const auto &[at, length] : record.pauses) {
            QVERIFY(at >= before);
            QVERIFY(length >= 25ms);
            before = at + length;
        }
        QVERIFY(before <= record.elapsed + 2ms);
    }
};

QTEST_GUILESS_MAIN(TstCallFailures)
#include "tst_call_failures.moc"
