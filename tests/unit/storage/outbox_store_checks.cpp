#include "tests/unit/storage/outbox_checks.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace signalbox::storage::checks {

namespace {

const core::WallTime kNow = core::wallTime(1'767'225'600'000);

const OutboxStore &outbox()
{
    static const OutboxStore store(QString::fromLatin1(kOutboxTable));
    return store;
}

const OutboxLeases &leases()
{
    static const OutboxLeases all(QString::fromLatin1(kOutboxTable));
    return all;
}

Result<bool> put(Database &store, const OutboxRow &row)
{
    return within<bool>(store, [&row](Connection &connection) -> Result<bool> {
        const auto done = outbox().enqueue(connection, row);
        return done ? Result<bool>(true) : std::unexpected(done.error());
    });
}

OutboxRow rowAt(const QString &id, const QString &target, core::WallTime at)
{
    return outboxMessage(id, {}, target, "{}", at);
}

QStringList claimed(Database &store, const OutboxClaim &claim)
{
    const auto got
        = within<OutboxClaimed>(store, [&claim](Connection &connection) { return leases().claim(connection, claim); });
    QStringList ids;
    for (const OutboxRow &row : got.value_or(OutboxClaimed()).rows)
        ids += row.webhookId;
    return ids;
}

OutboxClaim claimOf(const QString &owner, core::WallTime now)
{
    return {.owner = owner, .now = now};
}

std::optional<OutboxRow> record(Database &store, const QString &owner, const QString &id, const DeliveryResult &result,
                                core::WallTime now, const OutboxLeases::Next &next)
{
    using Maybe = std::optional<OutboxRow>;
    return within<Maybe>(
               store, [&](Connection &connection) { return leases().record(connection, owner, id, result, next, now); })
        .value_or(std::nullopt);
}

std::optional<core::WallTime> never(int)
{
    return {};
}

DeliveryResult failed(int status)
{
    return {DeliveryResult::Kind::Failed, status, u"status %1"_s.arg(status)};
}

} // namespace

void makeOutbox(Database &store)
{
    const QString table = QString::fromLatin1(kOutboxTable);
    const auto made = within<bool>(store, [&table](Connection &connection) -> Result<bool> {
        QStringList statements{u"DROP TABLE IF EXISTS "_s + table};
        statements += outboxTableSql(table, connection.dialect()).split(u';', Qt::SkipEmptyParts);
        for (const QString &statement : statements) {
            if (statement.trimmed().isEmpty())
                continue;
            if (const auto done = connection.execute(statement); !done)
                return std::unexpected(done.error());
        }
        return true;
    });
    QVERIFY2(made, made ? "" : qPrintable(made.error().detail.text()));
}

void enqueue(Database &store, const QString &id, const QString &target, const QString &subject)
{
    QVERIFY(put(store, outboxMessage(id, subject, target, "{\"id\":1}", core::systemClock().wall())));
}

OutboxRow messageOf(Database &store, const QString &id)
{
    using Maybe = std::optional<OutboxRow>;
    const auto found = within<Maybe>(store, [&id](Connection &connection) { return outbox().find(connection, id); });
    return found.value_or(std::nullopt).value_or(OutboxRow());
}

void aMessageComesBackAsItWas(Database &store)
{
    QByteArray body;
    for (int byte = 0; byte < 256; ++byte)
        body += char(byte);
    QVERIFY(put(store, outboxMessage(u"msg_1"_s, u"cr_1"_s, u"core"_s, body, kNow, 250ms)));
    const OutboxRow row = messageOf(store, u"msg_1"_s);
    QCOMPARE(row.webhookId, u"msg_1"_s);
    QCOMPARE(row.subject, u"cr_1"_s);
    QCOMPARE(row.target, u"core"_s);
    QCOMPARE(row.body, body);
    QCOMPARE(row.state, OutboxState::Pending);
    QCOMPARE(row.attempts, 0);
    QVERIFY(row.createdAt == kNow);
    QVERIFY(row.nextAttemptAt == kNow + 250ms);
    QVERIFY(!row.leaseUntil && !row.deliveredAt && !row.deadAt && !row.held);
    using Maybe = std::optional<OutboxRow>;
    const auto bySubject
        = within<Maybe>(store, [](Connection &connection) { return outbox().findBySubject(connection, u"cr_1"_s); });
    QVERIFY(bySubject && *bySubject);
    QCOMPARE((*bySubject)->webhookId, u"msg_1"_s);
}

void idsAndSubjectsAreUnique(Database &store)
{
    QVERIFY(put(store, outboxMessage(u"msg_1"_s, u"cr_1"_s, u"core"_s, "{}", kNow)));
    const auto sameId = put(store, outboxMessage(u"msg_1"_s, u"cr_2"_s, u"core"_s, "{}", kNow));
    const auto sameSubject = put(store, outboxMessage(u"msg_2"_s, u"cr_1"_s, u"core"_s, "{}", kNow));
    QVERIFY(!sameId && sameId.error().code == ErrorCode::Conflict);
    QVERIFY(!sameSubject && sameSubject.error().code == ErrorCode::Conflict);
    QVERIFY(put(store, outboxMessage(u"msg_3"_s, {}, u"core"_s, "{}", kNow)));
    QVERIFY2(put(store, outboxMessage(u"msg_4"_s, {}, u"core"_s, "{}", kNow)), "no subject collides with none");
}

void claimsAreExclusiveUntilTheLeaseEnds(Database &store)
{
    QVERIFY(put(store, rowAt(u"msg_2"_s, u"core"_s, kNow + 1ms)));
    QVERIFY(put(store, rowAt(u"msg_1"_s, u"core"_s, kNow)));
    QVERIFY(put(store, rowAt(u"msg_later"_s, u"core"_s, kNow + 1s)));
    QCOMPARE(claimed(store, claimOf(u"a"_s, kNow + 5ms)), (QStringList{u"msg_1"_s, u"msg_2"_s}));
    QCOMPARE(claimed(store, claimOf(u"b"_s, kNow + 5ms)), QStringList());
    QCOMPARE(messageOf(store, u"msg_1"_s).attempts, 1);
    QCOMPARE(messageOf(store, u"msg_1"_s).leaseOwner, u"a"_s);

    const auto renewed = within<bool>(store, [](Connection &connection) -> Result<bool> {
        return leases().renew(connection, u"a"_s, {u"msg_1"_s}, kNow + 15s).has_value();
    });
    QVERIFY(renewed && *renewed);
    QCOMPARE(claimed(store, claimOf(u"b"_s, kNow + 12s)), (QStringList{u"msg_2"_s, u"msg_later"_s}));
    QCOMPARE(messageOf(store, u"msg_2"_s).attempts, 2);
    OutboxClaim own = claimOf(u"a"_s, kNow + 60s);
    own.inFlight = {{u"msg_1"_s, u"core"_s}};
    QVERIFY2(!claimed(store, own).contains(u"msg_1"_s), "what is in flight is not sent a second time");
}

void aClaimSharesItsSlotsByTarget(Database &store)
{
    for (int i = 0; i < 20; ++i)
        QVERIFY(put(store, rowAt(u"slow_%1"_s.arg(i, 2, 10, QChar(u'0')), u"slow"_s, kNow)));
    QVERIFY(put(store, rowAt(u"quick"_s, u"quick"_s, kNow + 1s)));
    OutboxClaim claim = claimOf(u"a"_s, kNow + 2s);
    claim.perTarget = 6;
    const QStringList first = claimed(store, claim);
    QCOMPARE(first.size(), 6);
    for (const QString &id : first)
        claim.inFlight[id] = u"slow"_s;
    claim.limit = 2;
    QCOMPARE(claimed(store, claim), QStringList{u"quick"_s});
    claim.inFlight.clear();
    claim.pausedTargets = {u"slow"_s};
    QCOMPARE(claimed(store, claim), QStringList());
}

void resultsMoveAMessageOn(Database &store)
{
    QVERIFY(put(store, rowAt(u"msg_1"_s, u"core"_s, kNow)));
    QCOMPARE(claimed(store, claimOf(u"a"_s, kNow)), QStringList{u"msg_1"_s});
    const auto again = record(store, u"a"_s, u"msg_1"_s, failed(500), kNow + 1s,
                              [](int failures) { return std::optional(kNow + failures * 10s); });
    QVERIFY(again);
    QCOMPARE(again->state, OutboxState::Pending);
    QCOMPARE(again->step, 1);
    QVERIFY(again->nextAttemptAt == kNow + 10s);
    QCOMPARE(messageOf(store, u"msg_1"_s).lastStatus, 500);
    QCOMPARE(messageOf(store, u"msg_1"_s).lastError, u"status 500"_s);
    QCOMPARE(claimed(store, claimOf(u"a"_s, kNow + 9s)), QStringList());
    QCOMPARE(claimed(store, claimOf(u"b"_s, kNow + 10s)), QStringList{u"msg_1"_s});
    const auto delivered = record(store, u"b"_s, u"msg_1"_s, {DeliveryResult::Kind::Delivered, 204}, kNow + 11s, never);
    QVERIFY(delivered);
    const OutboxRow row = messageOf(store, u"msg_1"_s);
    QCOMPARE(row.state, OutboxState::Delivered);
    QCOMPARE(row.attempts, 2);
    QCOMPARE(row.lastStatus, 204);
    QCOMPARE(row.lastError, QString());
    QVERIFY(row.deliveredAt == kNow + 11s);
    QVERIFY(!row.leaseUntil);

    QVERIFY(put(store, rowAt(u"msg_2"_s, u"core"_s, kNow)));
    QCOMPARE(claimed(store, claimOf(u"a"_s, kNow)), QStringList{u"msg_2"_s});
    const DeliveryResult gone{DeliveryResult::Kind::Refused, 410, u"status 410"_s};
    const auto dead = record(store, u"a"_s, u"msg_2"_s, gone, kNow + 1s, [](int) { return std::optional(kNow); });
    QVERIFY(dead);
    QCOMPARE(messageOf(store, u"msg_2"_s).state, OutboxState::Dead);
    QVERIFY(messageOf(store, u"msg_2"_s).deadAt == kNow + 1s);
    QCOMPARE(claimed(store, claimOf(u"a"_s, kNow + 24h)), QStringList());
}

void aLateSuccessCountsALateFailureDoesNot(Database &store)
{
    QVERIFY(put(store, rowAt(u"msg_1"_s, u"core"_s, kNow)));
    QCOMPARE(claimed(store, claimOf(u"a"_s, kNow)), QStringList{u"msg_1"_s});
    QCOMPARE(claimed(store, claimOf(u"b"_s, kNow + 11s)), QStringList{u"msg_1"_s});
    QVERIFY2(!record(store, u"a"_s, u"msg_1"_s, failed(500), kNow + 12s, never), "b has the message");
    QCOMPARE(messageOf(store, u"msg_1"_s).state, OutboxState::Pending);
    QCOMPARE(messageOf(store, u"msg_1"_s).leaseOwner, u"b"_s);
    QVERIFY(record(store, u"a"_s, u"msg_1"_s, {DeliveryResult::Kind::Delivered, 200}, kNow + 12s, never));
    QVERIFY2(!record(store, u"b"_s, u"msg_1"_s, {DeliveryResult::Kind::Delivered, 200}, kNow + 13s, never),
             "delivered is written once");
}

void replayKeepsTheId(Database &store)
{
    const auto replay = [&store](const QString &id, core::WallTime now) {
        return within<OutboxRow>(store, [&](Connection &connection) { return outbox().replay(connection, id, now); });
    };
    QVERIFY(put(store, rowAt(u"msg_1"_s, u"core"_s, kNow)));
    QCOMPARE(claimed(store, claimOf(u"a"_s, kNow)).size(), 1);
    QVERIFY(record(store, u"a"_s, u"msg_1"_s, failed(500), kNow, never));
    const auto replayed = replay(u"msg_1"_s, kNow + 24h);
    QVERIFY(replayed);
    QCOMPARE(replayed->state, OutboxState::Pending);
    QCOMPARE(replayed->step, 0);
    QCOMPARE(replayed->attempts, 1);
    QCOMPARE(replayed->body, "{}"_ba);
    QCOMPARE(claimed(store, claimOf(u"a"_s, kNow + 24h)), QStringList{u"msg_1"_s});
    QVERIFY(record(store, u"a"_s, u"msg_1"_s, {DeliveryResult::Kind::Delivered, 200}, kNow + 24h, never));
    QCOMPARE(replay(u"msg_1"_s, kNow).error().code, ErrorCode::Conflict);
    QCOMPARE(replay(u"msg_none"_s, kNow).error().code, ErrorCode::NotFound);
}

void aClockPutBackHoldsNothingUp(Database &store)
{
    QVERIFY(put(store, rowAt(u"msg_new"_s, u"core"_s, kNow + 1h)));
    QVERIFY(put(store, outboxMessage(u"msg_planned"_s, {}, u"core"_s, "{}", kNow - 1min, 1h)));
    QVERIFY(put(store, rowAt(u"msg_leased"_s, u"core"_s, kNow + 1h)));
    OutboxClaim before = claimOf(u"dead"_s, kNow + 1h);
    before.inFlight = {{u"msg_new"_s, u"other"_s}};
    QCOMPARE(claimed(store, before), (QStringList{u"msg_planned"_s, u"msg_leased"_s}));
    QVERIFY(
        record(store, u"dead"_s, u"msg_planned"_s, failed(500), kNow, [](int) { return std::optional(kNow + 2h); }));
    // The clock goes back by an hour: what was written in the future is due, and a lease that ends then has ended.
    QStringList due = claimed(store, claimOf(u"b"_s, kNow));
    due.sort();
    QCOMPARE(due, (QStringList{u"msg_leased"_s, u"msg_new"_s}));
}

void heldMessagesWait(Database &store)
{
    QVERIFY(put(store, rowAt(u"msg_1"_s, u"core"_s, kNow)));
    const auto hold = [&store](bool held) {
        return within<qint64>(store, [held](Connection &connection) { return outbox().setHeld(connection, held); });
    };
    QCOMPARE(hold(true).value_or(-1), 1);
    QCOMPARE(claimed(store, claimOf(u"a"_s, kNow)), QStringList());
    QCOMPARE(hold(false).value_or(-1), 1);
    QCOMPARE(claimed(store, claimOf(u"a"_s, kNow)), QStringList{u"msg_1"_s});
}

void listsAndStats(Database &store)
{
    for (int i = 0; i < 5; ++i)
        QVERIFY(put(store, rowAt(u"msg_%1"_s.arg(i), u"core"_s, kNow + i / 2 * 1s)));
    QCOMPARE(claimed(store, claimOf(u"a"_s, kNow)), (QStringList{u"msg_0"_s, u"msg_1"_s}));
    QVERIFY(record(store, u"a"_s, u"msg_0"_s, failed(500), kNow, never));
    QVERIFY(record(store, u"a"_s, u"msg_1"_s, {DeliveryResult::Kind::Delivered, 200}, kNow, never));

    const auto page = [&store](std::optional<OutboxState> state, int limit, const QString &cursor) {
        return within<OutboxPage>(
            store, [&](Connection &connection) { return outbox().list(connection, state, limit, cursor); });
    };
    QStringList all;
    QString cursor;
    do {
        const auto next = page({}, 2, cursor);
        QVERIFY(next);
        for (const OutboxRow &row : next->rows)
            all += row.webhookId;
        cursor = next->nextCursor;
    } while (!cursor.isEmpty());
    QCOMPARE(all.join(u' '), u"msg_4 msg_3 msg_2 msg_1 msg_0"_s);
    const auto pending = page(OutboxState::Pending, 50, {});
    QVERIFY(pending);
    QCOMPARE(pending->rows.size(), size_t(3));
    QVERIFY(pending->nextCursor.isEmpty());
    QCOMPARE(page({}, 2, u"nonsense"_s).error().code, ErrorCode::InvalidInput);

    const auto stats = within<OutboxStats>(store, [](Connection &connection) { return outbox().stats(connection); });
    QVERIFY(stats);
    QCOMPARE(stats->pending, 3);
    QCOMPARE(stats->dead, 1);
    QVERIFY(stats->oldestPending == kNow + 1s);

    const auto pruned
        = within<qint64>(store, [](Connection &connection) { return outbox().prune(connection, kNow + 1s); });
    QCOMPARE(pruned.value_or(-1), 1);
    QCOMPARE(messageOf(store, u"msg_1"_s).webhookId, QString());
}

} // namespace signalbox::storage::checks
