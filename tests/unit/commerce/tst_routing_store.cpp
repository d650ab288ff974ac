#include "backend/services/commerce/routing_store.h"
#include "tests/unit/commerce/memory_store.h"

#include <QTest>

using namespace signalbox;
using namespace signalbox::commerce;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const core::WallTime kNow = core::wallTime(1767225600000);
constexpr auto kLease = 30s;

RoutingRecord recordOf(const QByteArray &jti)
{
    ProviderQuote quote;
    quote.provider = ProviderId::Walmart;
    quote.quote.totalCents = 2933;
    return {jti, "req_1767225600000_k3v9x2qa", u"user-42"_s, {}, {quote}};
}

} // namespace

class TestRoutingStore : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<storage::Database> m_database;

    template <class T>
    T get(Task<Result<T>> task)
    {
        Result<T> result = QCoro::waitFor(std::move(task));
        if (!result)
            qFatal("the store failed: %s", qPrintable(result.error().detail.text()));
        return std::move(*result);
    }

    StoredRouting found(RoutingStore &store)
    {
        return get(store.find("a")).value();
    }

    bool claimed(RoutingStore &store, int seen, core::WallTime now = kNow, bool mayPlace = false)
    {
        return get(store.claim("a", seen, now, now + kLease, mayPlace));
    }

    static Standing standing(const StoredRouting &routing, core::WallTime now = kNow)
    {
        return standingOf(routing, now);
    }

private Q_SLOTS:
    void init()
    {
        m_database = memoryStore();
        QVERIFY(m_database);
        RoutingStore store(*m_database);
        QVERIFY(QCoro::waitFor(store.create(recordOf("a"), kNow)));
    }

    void whatWasRoutedComesBack()
    {
        RoutingStore store(*m_database);
        const StoredRouting routing = found(store);
        QCOMPARE(routing.record.userId, u"user-42"_s);
        QCOMPARE(routing.record.ranking.front().quote.totalCents, 2933);
        QCOMPARE(standing(routing), Standing::Open);
        QVERIFY(!get(store.find("b")));
    }

    void oneOfManyClaimsWins()
    {
        RoutingStore store(*m_database);
        std::vector<Task<Result<bool>>> claims;
        for (int i = 0; i < 16; ++i)
            claims.push_back(store.claim("a", 0, kNow, kNow + kLease, true));
        int winners = 0;
        for (auto &claim : claims)
            winners += get(std::move(claim)) ? 1 : 0;
        QCOMPARE(winners, 1);
        QCOMPARE(found(store).attempt, 1);
        QCOMPARE(standing(found(store)), Standing::Busy);
    }

    void aConfirmedRoutingStaysConfirmed()
    {
        RoutingStore store(*m_database);
        QVERIFY(claimed(store, 0));
        QVERIFY(get(store.finish({"a", 1}, R"({"orderId":"o"})")));
        QCOMPARE(standing(found(store)), Standing::Confirmed);
        QCOMPARE(found(store).answer, R"({"orderId":"o"})"_ba);
        QVERIFY(!claimed(store, 1));
        QVERIFY(!get(store.cancel("a", 1, kNow)));
        QVERIFY(!get(store.release({"a", 1}, "{}")));
    }

    void aFailedOneIsOpenAgainWithItsFailure()
    {
        RoutingStore store(*m_database);
        QVERIFY(claimed(store, 0, kNow, true));
        QVERIFY(get(store.release({"a", 1}, R"({"code":"PROVIDER_ERROR"})")));
        QCOMPARE(standing(found(store)), Standing::Open);
        QCOMPARE(found(store).answer, R"({"code":"PROVIDER_ERROR"})"_ba);
        QVERIFY(!claimed(store, 0));
        QVERIFY(claimed(store, 1));
        QVERIFY(found(store).answer.isEmpty());
    }

    void cancelledMeansCancelled()
    {
        RoutingStore store(*m_database);
        QVERIFY(get(store.cancel("a", 0, kNow)));
        QCOMPARE(standing(found(store)), Standing::Cancelled);
        QVERIFY(!claimed(store, 0));
        QVERIFY(!get(store.cancel("a", 0, kNow)));
    }

    void aRunningConfirmIsNotCancelled()
    {
        RoutingStore store(*m_database);
        QVERIFY(claimed(store, 0));
        QVERIFY(!get(store.cancel("a", 1, kNow)));
        QVERIFY(!claimed(store, 1));
    }

    void aDeadProcessThatPlacedNothingGivesTheClaimBack()
    {
        RoutingStore store(*m_database);
        QVERIFY(claimed(store, 0));
        const auto later = kNow + kLease + 1ms;
        QCOMPARE(standing(found(store), kNow + kLease), Standing::Busy);
        QCOMPARE(standing(found(store), later), Standing::Open);
        QVERIFY(claimed(store, 1, later));
        // The first one wakes up late and changes nothing.
        QVERIFY(!get(store.finish({"a", 1}, "{}")));
        QVERIFY(!get(store.renew({"a", 1}, later + kLease, true)));
        QVERIFY(get(store.finish({"a", 2}, "{}")));
    }

    void aDeadProcessThatMayHavePlacedLeavesADoubt()
    {
        RoutingStore store(*m_database);
        QVERIFY(claimed(store, 0, kNow, true));
        const auto later = kNow + kLease + 1ms;
        QCOMPARE(standing(found(store), later), Standing::InDoubt);
        QVERIFY(!claimed(store, 1, later));
        QVERIFY(!get(store.cancel("a", 1, later)));
        // It was only slow: its order counts.
        QVERIFY(get(store.finish({"a", 1}, "{}")));
        QCOMPARE(standing(found(store), later), Standing::Confirmed);
    }

    void anAbandonedOneIsInDoubtAtOnce()
    {
        RoutingStore store(*m_database);
        QVERIFY(claimed(store, 0));
        QVERIFY(get(store.abandon({"a", 1})));
        QCOMPARE(standing(found(store)), Standing::InDoubt);
    }

    void theSecondAttemptHasItsOwnLease()
    {
        RoutingStore store(*m_database);
        QVERIFY(claimed(store, 0));
        QVERIFY(get(store.renew({"a", 1}, kNow + 2 * kLease, true)));
        QCOMPARE(found(store).attempt, 2);
        QCOMPARE(standing(found(store), kNow + 2 * kLease), Standing::Busy);
        QCOMPARE(standing(found(store), kNow + 2 * kLease + 1ms), Standing::InDoubt);
        QVERIFY(!get(store.release({"a", 1}, "{}")));
        QVERIFY(get(store.release({"a", 2}, "{}")));
    }

    void theBoardOfAProcessWithoutADatabaseKeepsTheSameRules()
    {
        RoutingBoard board;
        RoutingStore store(*m_database, &board);
        QVERIFY(QCoro::waitFor(store.create(recordOf("a"), kNow)));
        QCOMPARE(found(store).record.userId, u"user-42"_s);
        QVERIFY(!get(store.find("b")));

        QVERIFY(claimed(store, 0));
        QVERIFY(!claimed(store, 0));
        QVERIFY(!claimed(store, 1));
        QCOMPARE(standing(found(store)), Standing::Busy);
        QVERIFY(!get(store.cancel("a", 1, kNow)));
        QVERIFY(get(store.renew({"a", 1}, kNow + 2 * kLease, true)));
        QCOMPARE(standing(found(store), kNow + 3 * kLease), Standing::InDoubt);
        QVERIFY(!claimed(store, 2, kNow + 3 * kLease));
        QVERIFY(!get(store.release({"a", 1}, "{}")));
        QVERIFY(get(store.release({"a", 2}, "{}")));
        QCOMPARE(standing(found(store)), Standing::Open);

        QVERIFY(claimed(store, 2, kNow, true));
        QVERIFY(get(store.abandon({"a", 3})));
        QCOMPARE(standing(found(store)), Standing::InDoubt);
        QVERIFY(get(store.finish({"a", 3}, "{\"order\":1}")));
        QCOMPARE(standing(found(store)), Standing::Confirmed);
        QCOMPARE(found(store).answer, "{\"order\":1}"_ba);
        QVERIFY(!get(store.finish({"a", 3}, "{}")));

        QVERIFY(QCoro::waitFor(store.create(recordOf("b"), kNow + 1h)));
        QVERIFY(get(store.cancel("b", 0, kNow)));
        QVERIFY(!claimed(store, 3));
        QVERIFY(get(store.prune(kNow + 30min)));
        QVERIFY(!get(store.find("a")));
        QCOMPARE(standing(get(store.find("b")).value()), Standing::Cancelled);
        QCOMPARE(countOf(*m_database, u"SELECT COUNT(*) FROM commerce_routings"_s), 1);
    }

    void theBoardIsBounded()
    {
        RoutingBoard board;
        for (int i = 0; i < RoutingBoard::kMaxRows + 5; ++i)
            board.add(QByteArray::number(i), "{}", i);
        QCOMPARE(board.size(), RoutingBoard::kMaxRows);
        QVERIFY(!board.find("4"));
        QVERIFY(board.find("5"));

        constexpr qsizetype kMebibyte = 1024 * 1024;
        for (int i = 0; i < 20; ++i)
            board.add("big" + QByteArray::number(i), QByteArray(kMebibyte, 'x'), i);
        QVERIFY(board.size() <= RoutingBoard::kMaxBytes / kMebibyte);
        QVERIFY(!board.find("big0"));
        QVERIFY(board.find("big19"));
    }

    void oldRecordsAreForgotten()
    {
        RoutingStore store(*m_database);
        QVERIFY(QCoro::waitFor(store.create(recordOf("b"), kNow + 1h)));
        QVERIFY(get(store.prune(kNow + 30min)));
        QVERIFY(!get(store.find("a")));
        QVERIFY(get(store.find("b")));
    }
};

QTEST_GUILESS_MAIN(TestRoutingStore)
#include "tst_routing_store.moc"
