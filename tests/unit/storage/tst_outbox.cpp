#include "tests/unit/storage/outbox_checks.h"

#include <QCoroTask>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::storage;
using namespace std::chrono_literals;

/// The outbox on SQLite.
class TstOutbox : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        open();
        checks::makeOutbox(*m_store);
    }

    void cleanup() { m_store.reset(); }

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
    void eachIsDeliveredOnceByTwo() { checks::eachIsDeliveredOnceByTwo(*m_store, *m_store); }
    void aSlowTargetLeavesSlotsToOthers() { checks::aSlowTargetLeavesSlotsToOthers(*m_store); }
    void failuresFollowTheScheduleUntilDead() { checks::failuresFollowTheScheduleUntilDead(*m_store); }
    void theHookIsInTheSameTransaction() { checks::theHookIsInTheSameTransaction(*m_store); }
    void whatCannotBeSentIsNotAnAttempt() { checks::whatCannotBeSentIsNotAnAttempt(*m_store); }
    void theEndHandsLeasesBack() { checks::theEndHandsLeasesBack(*m_store); }

    /// A process that died left a lease of an hour: the next one on the local store takes it over at once.
    void leasesFoundAtTheStartAreTakenOver()
    {
        checks::enqueue(*m_store, u"msg_1"_s, u"core"_s);
        checks::Receiver dead;
        dead.slow[u"core"_s] = 1h;
        OutboxOptions options = checks::Receiver::options();
        options.lease = 1h;
        {
            OutboxDispatcher killed(*m_store, options, dead.ports());
            killed.start();
            QTRY_COMPARE(dead.inFlight, 1);
        }
        m_store.reset();
        open();
        QVERIFY(checks::messageOf(*m_store, u"msg_1"_s).leaseUntil);
        checks::Receiver receiver;
        OutboxDispatcher dispatcher(*m_store, options, receiver.ports());
        dispatcher.start();
        QTRY_COMPARE(checks::messageOf(*m_store, u"msg_1"_s).state, OutboxState::Delivered);
        QCOMPARE(checks::messageOf(*m_store, u"msg_1"_s).attempts, 2);
        QCoro::waitFor(dispatcher.end(1s));
    }

private:
    void open()
    {
        auto store = Database::open({.url = u"sqlite:"_s + m_folder->filePath(u"store.db"_s)});
        QVERIFY(store);
        m_store = std::move(*store);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Database> m_store;
};

QTEST_GUILESS_MAIN(TstOutbox)
#include "tst_outbox.moc"
