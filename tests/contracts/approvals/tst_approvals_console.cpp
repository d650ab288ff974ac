#include "backend/services/approvals/console_step.h"
#include "tests/contracts/approvals/approvals_store.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::approvals;

namespace {

QJsonObject approver(const QString &id, const QString &whatsapp)
{
    return {{u"id"_s, id}, {u"whatsapp"_s, whatsapp}};
}

} // namespace

/// Contract platform 13: decisions from the console, on the store itself.
class TstApprovalsConsole : public QObject, private ApprovalsStore
{
    Q_OBJECT

private Q_SLOTS:
    void init() { open(); }

    void withoutNamedApproversItCountsAsTheOwner()
    {
        submit({});
        const ConsoleOutcome done = act({.candidateId = u"cr_1"_s, .operatorName = u"mia"_s});
        QCOMPARE(done.kind, ConsoleOutcome::Kind::Done);
        QCOMPARE(done.outcome.decision, Decision::Approved);
        QVERIFY(done.wakes.outbox);
        const CandidateView view = read();
        QCOMPARE(view.stored.candidate.decider, u"console:mia"_s);
        QCOMPARE(view.votes.front().channel, Channel::Console);
        QVERIFY(view.callback->body.contains("\"channel\":\"console\""));
        QVERIFY(view.callback->body.contains("\"decider\":\"console:mia\""));
        const ConsoleOutcome late = act({.candidateId = u"cr_1"_s, .action = Action::Skip, .operatorName = u"mia"_s});
        QCOMPARE(late.kind, ConsoleOutcome::Kind::Refused);
        QCOMPARE(reasonText(late.outcome), u"Candidate already approved"_s);
    }

    void onlyNamedApproversMayActWhereTheyAreNamed()
    {
        submit({{u"required_approvals"_s, 2},
                {u"approvers"_s, QJsonArray {approver(u"ana"_s, u"whatsapp:+15551230002"_s), approver(u"bo"_s, u"whatsapp:+15551230003"_s)}}});
        QCOMPARE(act({.candidateId = u"cr_1"_s, .operatorName = u"mia"_s}).kind, ConsoleOutcome::Kind::Forbidden);
        QCOMPARE(auditTypes(u"cr_1"_s).last(), u"refused"_s);
        QCOMPARE(act({.candidateId = u"cr_1"_s, .operatorName = u"ana"_s}).outcome.approvals, 1);
        // The same person by her address counts once.
        const ConsoleOutcome again
            = act({.candidateId = u"cr_1"_s, .operatorName = u"a.smith"_s, .operatorAddresses = {u"whatsapp:+15551230002"_s}});
        QCOMPARE(again.outcome.kind, OutcomeKind::Recorded);
        QCOMPARE(again.outcome.approvals, 1);
        QCOMPARE(act({.candidateId = u"cr_1"_s, .operatorName = u"bo"_s}).outcome.decision, Decision::Approved);
    }

    void anOldRevisionIsStale()
    {
        submit({{u"required_approvals"_s, 2},
                {u"approvers"_s, QJsonArray {approver(u"ana"_s, u"whatsapp:+15551230002"_s), approver(u"bo"_s, u"whatsapp:+15551230003"_s)}}});
        QCOMPARE(act({.candidateId = u"cr_1"_s, .action = Action::Edit, .text = u"Short"_s, .operatorName = u"ana"_s}).outcome.revision, 2);
        const ConsoleOutcome stale = act({.candidateId = u"cr_1"_s, .operatorName = u"bo"_s});
        QCOMPARE(stale.kind, ConsoleOutcome::Kind::Refused);
        QCOMPARE(stale.outcome.kind, OutcomeKind::StaleRevision);
        QCOMPARE(act({.candidateId = u"cr_1"_s, .revision = 2, .operatorName = u"bo"_s}).outcome.decision, Decision::Edited);
        QCOMPARE(read().stored.candidate.finalText, u"Short"_s);
    }

    void theSubmitterIsBarred()
    {
        submit({}, u"mia"_s);
        QCOMPARE(act({.candidateId = u"cr_1"_s, .operatorName = u"mia"_s}).outcome.kind, OutcomeKind::Recorded);
        QCOMPARE(act({.candidateId = u"cr_1"_s, .operatorName = u"noa"_s}).outcome.kind, OutcomeKind::Processed);
    }

    void aPassedDeadlineWins()
    {
        submit({});
        m_now += std::chrono::hours(1);
        const ConsoleOutcome late = act({.candidateId = u"cr_1"_s, .operatorName = u"mia"_s});
        QCOMPARE(reasonText(late.outcome), u"Candidate already expired"_s);
        QCOMPARE(read().stored.candidate.state, State::Expired);
        QVERIFY(late.wakes.outbox);
    }

    void unknown() { QCOMPARE(act({.candidateId = u"none"_s, .operatorName = u"mia"_s}).kind, ConsoleOutcome::Kind::NotFound); }

private:
    void submit(const QJsonObject &policy, const QString &by = {})
    {
        QJsonObject more {{u"policy"_s, policy}};
        if (!by.isEmpty())
            more[u"submitted_by"_s] = by;
        ApprovalsStore::submit(u"cr_1"_s, more);
    }

    ConsoleOutcome act(const ConsoleAct &wanted)
    {
        m_now += std::chrono::seconds(1);
        return inStore([&](storage::Connection &connection) { return actFromConsole(connection, wanted, m_config, m_now); });
    }

    CandidateView read()
    {
        return *inStore([](storage::Connection &connection) { return readCandidateView(connection, u"cr_1"_s); });
    }
};

QTEST_GUILESS_MAIN(TstApprovalsConsole)
#include "tst_approvals_console.moc"
