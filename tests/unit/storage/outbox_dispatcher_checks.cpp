#include "tests/unit/storage/outbox_checks.h"

#include "backend/platform/core/sleep.h"

#include <QCoroTask>
#include <QElapsedTimer>
#include <QTest>

#include <algorithm>
#include <numeric>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace signalbox::storage::checks {

namespace {

constexpr core::milliseconds kPatience = 5s;
/// How often a delivery looks whether its receiver is still there.
constexpr core::milliseconds kSlice = 50ms;

int sumOf(const std::map<QString, int> &counts)
{
    return std::accumulate(counts.begin(), counts.end(), 0,
                           [](int sum, const auto &each) { return sum + each.second; });
}

bool isDelivered(Database &store, const QString &id)
{
    return messageOf(store, id).state == OutboxState::Delivered;
}

} // namespace

Receiver::~Receiver()
{
    m_isGone = true;
    (void)QTest::qWaitFor([this] { return inFlight == 0; });
}

OutboxPorts Receiver::ports()
{
    OutboxPorts ports;
    ports.deliver
        = [this](OutboxRow row, CancelToken cancel) { return deliver(this, std::move(row), std::move(cancel)); };
    ports.onRecorded = [this](const OutboxRow &row, const DeliveryResult &) { recorded.push_back(row); };
    return ports;
}

OutboxOptions Receiver::options()
{
    OutboxOptions options{.table = QString::fromLatin1(kOutboxTable)};
    options.poll = 50ms;
    options.lease = 600ms;
    return options;
}

Task<DeliveryResult> Receiver::deliver(Receiver *self, OutboxRow row, CancelToken cancel)
{
    ++self->got[row.webhookId];
    self->mostInFlight = std::max(self->mostInFlight, ++self->inFlight);
    const auto slow = self->slow.find(row.target);
    const core::milliseconds time = slow == self->slow.end() ? 1ms : slow->second;
    bool whole = true;
    for (core::milliseconds left = time; whole && left > 0ms && !self->m_isGone; left -= kSlice)
        whole = co_await core::sleepFor(std::min(left, kSlice), cancel);
    --self->inFlight;
    if (!whole)
        co_return {DeliveryResult::Kind::NotSent};
    if (self->answer)
        co_return self->answer(row);
    co_return {DeliveryResult::Kind::Delivered, 200};
}

void deliversWithinASecondOfTheWakeUp(Database &store)
{
    Receiver receiver;
    OutboxOptions options = Receiver::options();
    options.poll = 1h; // only the wake-up can do it
    OutboxDispatcher dispatcher(store, options, receiver.ports());
    dispatcher.start();
    QElapsedTimer time;
    time.start();
    enqueue(store, u"msg_1"_s, u"core"_s);
    const std::unique_ptr<QThread> other(QThread::create([&dispatcher] { dispatcher.wake(); }));
    other->start();
    QTRY_VERIFY(isDelivered(store, u"msg_1"_s));
    QVERIFY2(time.elapsed() < 1000, qPrintable(QString::number(time.elapsed())));
    QVERIFY(other->wait());
    QCOMPARE(messageOf(store, u"msg_1"_s).attempts, 1);
    QCoro::waitFor(dispatcher.end(kPatience));
}

void eachIsDeliveredOnceByTwo(Database &a, Database &b)
{
    constexpr int kMessages = 300;
    Receiver first;
    Receiver second;
    OutboxDispatcher one(a, Receiver::options(), first.ports());
    OutboxDispatcher two(b, Receiver::options(), second.ports());
    one.start();
    two.start();
    // Both have looked once by then: on SQLite the first look takes over every lease that it finds.
    QCoro::waitFor(core::sleepFor(1ms));
    for (int i = 0; i < kMessages; ++i) {
        enqueue(i % 2 ? a : b, u"msg_%1"_s.arg(i), u"target %1"_s.arg(i % 3));
        (i % 2 ? one : two).wake();
    }
    QTRY_COMPARE_WITH_TIMEOUT(first.recorded.size() + second.recorded.size(), size_t(kMessages), 60000);
    QCOMPARE(sumOf(first.got) + sumOf(second.got), kMessages);
    for (int i = 0; i < kMessages; ++i)
        QCOMPARE(first.got[u"msg_%1"_s.arg(i)] + second.got[u"msg_%1"_s.arg(i)], 1);
    QVERIFY2(!first.recorded.empty() && !second.recorded.empty(), "both took part");
    QVERIFY(first.mostInFlight <= 8 && second.mostInFlight <= 8);
    QVERIFY(first.mostInFlight > 1);
    QCoro::waitFor(one.end(kPatience));
    QCoro::waitFor(two.end(kPatience));
}

void aSlowTargetLeavesSlotsToOthers(Database &store)
{
    Receiver receiver;
    receiver.slow[u"slow"_s] = 30s;
    for (int i = 0; i < 50; ++i)
        enqueue(store, u"slow_%1"_s.arg(i), u"slow"_s);
    for (int i = 0; i < 20; ++i)
        enqueue(store, u"quick_%1"_s.arg(i), u"quick"_s);
    OutboxDispatcher dispatcher(store, Receiver::options(), receiver.ports());
    dispatcher.start();
    QTRY_COMPARE_WITH_TIMEOUT(receiver.recorded.size(), size_t(20), 10000);
    QCOMPARE(receiver.inFlight, 6);
    QVERIFY(receiver.mostInFlight <= 8);
    QCoro::waitFor(dispatcher.end(10ms));
    QCOMPARE(receiver.inFlight, 0);
}

void failuresFollowTheScheduleUntilDead(Database &store)
{
    Receiver receiver;
    QList<int> attempts;
    receiver.answer = [&attempts](const OutboxRow &row) {
        attempts += row.attempts;
        return DeliveryResult{DeliveryResult::Kind::Failed, 500, u"status 500"_s};
    };
    OutboxOptions options = Receiver::options();
    options.schedule = *RetrySchedule::parse(u"0,0.1,0.3"_s);
    options.poll = 1h;
    QElapsedTimer time;
    time.start();
    enqueue(store, u"msg_1"_s, u"core"_s);
    OutboxDispatcher dispatcher(store, options, receiver.ports());
    dispatcher.start();
    QTRY_COMPARE(messageOf(store, u"msg_1"_s).state, OutboxState::Dead);
    QVERIFY2(time.elapsed() >= 360, qPrintable(QString::number(time.elapsed())));
    QCOMPARE(attempts, (QList<int>{1, 2, 3}));

    // A replay begins the schedule anew, the attempts go on counting.
    receiver.answer = [&attempts](const OutboxRow &row) {
        attempts += row.attempts;
        return DeliveryResult{DeliveryResult::Kind::Delivered, 200};
    };
    QVERIFY(within<OutboxRow>(store, [](Connection &connection) {
        return OutboxStore(QString::fromLatin1(kOutboxTable))
            .replay(connection, u"msg_1"_s, core::systemClock().wall());
    }));
    dispatcher.wake();
    QTRY_VERIFY(isDelivered(store, u"msg_1"_s));
    QCOMPARE(attempts, (QList<int>{1, 2, 3, 4}));
    QCoro::waitFor(dispatcher.end(kPatience));
}

void theHookIsInTheSameTransaction(Database &store)
{
    const auto noted = [&store] {
        return within<qint64>(store, [](Connection &connection) -> Result<qint64> {
            const auto rows = connection.query(u"SELECT COUNT(*) FROM hook_notes"_s);
            return rows ? Result<qint64>((*rows)[0][0].toLongLong()) : std::unexpected(rows.error());
        });
    };
    QVERIFY(store.writeNow([](Connection &connection) -> Result<QVariant> {
        for (const QString &sql : {u"DROP TABLE IF EXISTS hook_notes"_s, u"CREATE TABLE hook_notes (id TEXT)"_s}) {
            if (const auto done = connection.execute(sql); !done)
                return std::unexpected(done.error());
        }
        return QVariant();
    }));
    Receiver receiver;
    const auto calls = std::make_shared<std::atomic<int>>(0);
    OutboxPorts ports = receiver.ports();
    ports.onResult = [calls](Connection &connection, const OutboxRow &row, const DeliveryResult &) -> Result<void> {
        const auto done = connection.execute(u"INSERT INTO hook_notes (id) VALUES (?)"_s, {row.webhookId});
        // The first time the note must go with the result that is not recorded.
        if (calls->fetch_add(1) == 0)
            return fail(ErrorCode::Unavailable, PublicText());
        return done ? Result<void>() : std::unexpected(done.error());
    };
    OutboxDispatcher dispatcher(store, Receiver::options(), ports);
    enqueue(store, u"msg_1"_s, u"core"_s);
    dispatcher.start();
    QTRY_VERIFY(isDelivered(store, u"msg_1"_s));
    QCOMPARE(noted().value_or(-1), 1);
    QCOMPARE(receiver.got[u"msg_1"_s], 1);
    QVERIFY(calls->load() >= 2);
    QCoro::waitFor(dispatcher.end(kPatience));
}

void whatCannotBeSentIsNotAnAttempt(Database &store)
{
    Receiver receiver;
    receiver.answer = [](const OutboxRow &row) {
        return row.target == u"off"_s ? DeliveryResult{DeliveryResult::Kind::NotSent}
                                      : DeliveryResult{DeliveryResult::Kind::Delivered, 200};
    };
    for (int i = 0; i < 20; ++i)
        enqueue(store, u"off_%1"_s.arg(i), u"off"_s);
    enqueue(store, u"on"_s, u"on"_s);
    OutboxDispatcher dispatcher(store, Receiver::options(), receiver.ports());
    dispatcher.start();
    QTRY_VERIFY(isDelivered(store, u"on"_s));
    QTRY_COMPARE(dispatcher.inFlight(), 0);
    const OutboxRow row = messageOf(store, u"off_0"_s);
    QCOMPARE(row.state, OutboxState::Pending);
    QCOMPARE(row.attempts, 0);
    QCOMPARE(row.step, 0);
    QCoro::waitFor(dispatcher.end(kPatience));
    QVERIFY2(sumOf(receiver.got) <= 8, "the target was left alone");
}

void theEndHandsLeasesBack(Database &store)
{
    Receiver receiver;
    receiver.slow[u"core"_s] = 1h;
    enqueue(store, u"msg_1"_s, u"core"_s);
    OutboxDispatcher dispatcher(store, Receiver::options(), receiver.ports());
    dispatcher.start();
    QTRY_COMPARE(receiver.inFlight, 1);
    QCoro::waitFor(dispatcher.end(20ms));
    QCOMPARE(receiver.inFlight, 0);
    QVERIFY(!messageOf(store, u"msg_1"_s).leaseUntil);

    receiver.slow.clear();
    OutboxDispatcher next(store, Receiver::options(), receiver.ports());
    next.start();
    QTRY_VERIFY(isDelivered(store, u"msg_1"_s));
    QCoro::waitFor(next.end(kPatience));
}

void leasesOutliveSlowAnswers(Database &store, Database &other)
{
    Receiver slow;
    slow.slow[u"core"_s] = 2500ms; // some leases long
    Receiver idle;
    enqueue(store, u"msg_1"_s, u"core"_s);
    OutboxDispatcher one(store, Receiver::options(), slow.ports());
    one.start();
    QTRY_COMPARE(slow.inFlight, 1);
    OutboxDispatcher two(other, Receiver::options(), idle.ports());
    two.start();
    QTRY_VERIFY(isDelivered(store, u"msg_1"_s));
    QCOMPARE(slow.got[u"msg_1"_s], 1);
    QVERIFY(idle.got.empty());
    QCoro::waitFor(one.end(kPatience));
    QCoro::waitFor(two.end(kPatience));
}

} // namespace signalbox::storage::checks
