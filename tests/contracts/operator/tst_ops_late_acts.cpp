#include "backend/services/approvals/console_step.h"
#include "backend/services/approvals/console_store.h"
#include "tests/contracts/approvals/approvals_store.h"

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::approvals;

/// Acts of the console that came to nothing, on the store itself: what they leave behind.
class TstOpsLateActs : public QObject, private ApprovalsStore
{
    Q_OBJECT

private Q_SLOTS:
    void init() { open(); }

    void anActBehindTheDeadlineExpiresTheCandidate()
    {
        submit(u"cr_1"_s);
        m_now += std::chrono::hours(1);
        const Wakes wakes = keep(OutcomeKind::Already);
        QVERIFY(wakes.outbox);
        QCOMPARE(inStore([](auto &connection) { return readCandidateView(connection, u"cr_1"_s); })->stored.candidate.state,
                 State::Expired);
        QCOMPARE(auditTypes(u"cr_1"_s), (QStringList {u"received"_s, u"prompt_queued"_s, u"inbound"_s, u"expired"_s}));
    }

    void anActThatWasRefusedLeavesNothingElse()
    {
        submit(u"cr_1"_s);
        QVERIFY(!keep(OutcomeKind::StaleRevision).outbox);
        QCOMPARE(auditTypes(u"cr_1"_s).last(), u"inbound"_s);
        const auto rows = inStore([](auto &connection) { return newestAudit(connection, u"cr_1"_s, 1); });
        QCOMPARE(rows.size(), 1U);
        QCOMPARE(rows.front().entry.actor, u"console:mia"_s);
        QVERIFY(rows.front().data->details.contains("\"outcome\":\"stale_revision\""));
    }

    void changesAreNamedOnceUpToALimit()
    {
        for (const QString &id : {u"cr_1"_s, u"cr_2"_s, u"cr_3"_s})
            submit(id);
        const auto since = [this](qint64 seq, int limit) {
            return inStore([=](auto &connection) { return changedSince(connection, seq, limit); });
        };
        const qint64 head = inStore([](auto &connection) { return readAuditHead(connection); }).seq;
        QCOMPARE(since(0, 3)->size(), 3);
        QVERIFY(!since(0, 2));
        QVERIFY(since(head, 3)->isEmpty());
        QCOMPARE(*since(head - 1, 3), QStringList {u"cr_3"_s});
        const OpenSummary open = inStore([](auto &connection) { return openSummary(connection); });
        QCOMPARE(open.count, 3);
        QVERIFY(open.nextDeadline == m_now + std::chrono::seconds(900));
    }

    void votesAndPromptsOfMany()
    {
        QStringList ids;
        for (int i = 0; i < 1100; ++i) { // more than one statement asks for
            ids += u"cr_%1"_s.arg(i);
            submit(ids.last());
        }
        QCOMPARE(inStore([&](auto &connection) { return approversOf(connection, ids); }).size(), 1100U);
        auto prompts = inStore([&](auto &connection) { return promptTallies(connection, ids); });
        QCOMPARE(prompts.size(), 1100U);
        QCOMPARE(prompts[u"cr_1099"_s].waiting, 1);
        QVERIFY(inStore([&](auto &connection) { return votesOf(connection, ids); }).empty());
    }

private:
    Wakes keep(OutcomeKind kind)
    {
        const ConsoleAct act {.candidateId = u"cr_1"_s, .operatorName = u"mia"_s};
        const ConsoleOutcome outcome {.kind = ConsoleOutcome::Kind::Refused, .outcome = {.kind = kind}};
        return inStore([&](auto &connection) { return keepRefusedAct(connection, act, outcome, m_config, m_now); });
    }
};

QTEST_GUILESS_MAIN(TstOpsLateActs)
#include "tst_ops_late_acts.moc"
