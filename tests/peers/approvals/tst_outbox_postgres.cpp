#include "tests/support/postgres.h"
#include "tests/unit/storage/outbox_checks.h"

#include <QCoroTask>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::storage;
using namespace std::chrono_literals;

/// The outbox on PostgreSQL, with the connections of two processes.
class TstOutboxPostgres : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_server = support::PostgresServer::start();
        QVERIFY2(m_server, "PostgreSQL did not start");
        const QString url = m_server->createDatabase();
        auto store = Database::open({.url = url, .poolSize = 4});
        auto other = Database::open({.url = url, .poolSize = 4});
        QVERIFY(store && other);
        m_store = std::move(*store);
        m_other = std::move(*other);
    }

    void init() { checks::makeOutbox(*m_store); }

    void cleanupTestCase()
    {
        m_store.reset();
        m_other.reset();
    }

    void aMessageComesBackAsItWas() { checks::aMessageComesBackAsItWas(*m_store); }
    void idsAndSubjectsAreUnique() { checks::idsAndSubjectsAreUnique(*m_store); }
    void claimsAreExclusiveUntilTheLeaseEnds() { checks::claimsAreExclusiveUntilTheLeaseEnds(*m_store); }
    void aClaimSharesItsSlotsByTarget() { checks::aClaimSharesItsSlotsByTarget(*m_store); }
    void resultsMoveAMessageOn() { checks::resultsMoveAMessageOn(*m_store); }
    void aLateSuccessCountsALateFailureDoesNot() { checks::aLateSuccessCountsALateFailureDoesNot(*m_store); }
    void replayKeepsTheId() { checks::replayKeepsTheId(*m_store); }
    void aClockPutBackHoldsNothingUp() { checks::aClockPutBackHoldsNothingUp(*m_store); }
    void heldMessagesWait() { checks::heldMessagesWait(*m_store); }
    void listsAndStats() { checks::listsAndStats(*m_store); }
    void deliversWithinASecondOfTheWakeUp() { checks::deliversWithinASecondOfTheWakeUp(*m_store); }
    void eachIsDeliveredOnceByTwo() { checks::eachIsDeliveredOnceByTwo(*m_store, *m_other); }
    void aSlowTargetLeavesSlotsToOthers() { checks::aSlowTargetLeavesSlotsToOthers(*m_store); }
    void failuresFollowTheScheduleUntilDead() { checks::failuresFollowTheScheduleUntilDead(*m_store); }
    void theHookIsInTheSameTransaction() { checks::theHookIsInTheSameTransaction(*m_store); }
    void whatCannotBeSentIsNotAnAttempt() { checks::whatCannotBeSentIsNotAnAttempt(*m_store); }
    void theEndHandsLeasesBack() { checks::theEndHandsLeasesBack(*m_store); }
    void leasesOutliveSlowAnswers() { checks::leasesOutliveSlowAnswers(*m_store, *m_other); }

    /// Claims never hand one message to two, however many ask at once.
    void claimsRaceWithoutSharing()
    {
        constexpr int kMessages = 200;
        const OutboxLeases leases(QString::fromLatin1(checks::kOutboxTable));
        for (int i = 0; i < kMessages; ++i)
            checks::enqueue(*m_store, u"msg_%1"_s.arg(i), u"core"_s);
        std::vector<Task<Result<QVariant>>> claims;
        for (int i = 0; i < 40; ++i) {
            const OutboxClaim claim{.owner = u"owner %1"_s.arg(i), .now = core::systemClock().wall()};
            claims.push_back((i % 2 ? m_store : m_other)->write([leases, claim](Connection &c) -> Result<QVariant> {
                const auto claimed = leases.claim(c, claim);
                return claimed ? Result<QVariant>(QVariant::fromValue(*claimed)) : std::unexpected(claimed.error());
            }));
        }
        std::map<QString, int> got;
        for (Task<Result<QVariant>> &claim : claims) {
            const auto outcome = QCoro::waitFor(std::move(claim));
            QVERIFY(outcome);
            for (const OutboxRow &row : outcome->value<OutboxClaimed>().rows)
                ++got[row.webhookId];
        }
        QVERIFY(!got.empty());
        for (const auto &[id, times] : got)
            QCOMPARE(times, 1);
    }

    /// A process that died: its message goes out when the lease has ended, not before.
    void anothersLeaseIsTakenOverWhenItEnds()
    {
        checks::enqueue(*m_store, u"msg_1"_s, u"core"_s);
        checks::Receiver dead;
        dead.slow[u"core"_s] = 1h;
        {
            OutboxDispatcher killed(*m_other, checks::Receiver::options(), dead.ports());
            killed.start();
            QTRY_COMPARE(dead.inFlight, 1);
        }
        const auto leaseEnds = checks::messageOf(*m_store, u"msg_1"_s).leaseUntil;
        QVERIFY(leaseEnds);
        checks::Receiver receiver;
        OutboxDispatcher dispatcher(*m_store, checks::Receiver::options(), receiver.ports());
        dispatcher.start();
        QTRY_COMPARE(checks::messageOf(*m_store, u"msg_1"_s).state, OutboxState::Delivered);
        QVERIFY(checks::messageOf(*m_store, u"msg_1"_s).deliveredAt >= leaseEnds);
        QCOMPARE(checks::messageOf(*m_store, u"msg_1"_s).attempts, 2);
        QCoro::waitFor(dispatcher.end(1s));
    }

private:
    std::unique_ptr<support::PostgresServer> m_server;
    std::unique_ptr<Database> m_store;
    std::unique_ptr<Database> m_other;
};

QTEST_GUILESS_MAIN(TstOutboxPostgres)
#include "tst_outbox_postgres.moc"
