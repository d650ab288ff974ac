#include "backend/services/approvals/quorum.h"
#include "tests/unit/approvals/random_text.h"

#include <QTest>

using namespace signalbox::approvals;
using namespace signalbox;
using namespace Qt::StringLiterals;
using std::chrono::seconds;

namespace {

const core::WallTime kNow = core::wallTime(1'767'225'600'000);

/// A candidate with its people and votes, to which verdicts are applied as a transaction would.
struct Round
{
    Candidate candidate;
    std::vector<Approver> approvers = {{.id = u"ana"_s, .whatsapp = u"whatsapp:+15551230001"_s},
                                       {.id = u"bo"_s, .imessage = u"bo@orchid.example"_s},
                                       {.id = u"cy"_s, .whatsapp = u"whatsapp:+15551230003"_s, .step = 1}};
    std::vector<Vote> votes = {};
    EditRules rules = {};

    explicit Round(int required)
    {
        candidate.id = u"cr_q1"_s;
        candidate.proposedText = candidate.currentText = u"Proposed"_s;
        candidate.requiredApprovals = required;
        candidate.state = State::Prompted;
        candidate.createdAt = kNow;
        candidate.deadlineAt = kNow + seconds(900);
    }

    Verdict act(Act act)
    {
        if (act.at == core::WallTime())
            act.at = kNow + seconds(1);
        const Verdict verdict = decide(candidate, approvers, votes, act, rules);
        if (verdict.vote) {
            std::erase_if(votes, [&](const Vote &any) {
                return any.approver == verdict.vote->approver && any.revision == verdict.vote->revision;
            });
            votes.push_back(*verdict.vote);
        }
        if (verdict.newRevision) {
            candidate.revision = *verdict.newRevision;
            candidate.currentText = verdict.newText;
            candidate.editedBy = act.approver;
        }
        if (verdict.decision) {
            candidate.decision = verdict.decision;
            candidate.state = stateOf(*verdict.decision);
            candidate.finalText = verdict.finalText;
        }
        return verdict;
    }

    Verdict approve(const QString &who, std::optional<int> revision = {}, bool seen = true)
    {
        return act({.action = Action::Approve, .revision = revision, .approver = who, .textSeen = seen});
    }
    Verdict edit(const QString &who, const QString &text)
    {
        return act({.action = Action::Edit, .text = text, .approver = who});
    }
    Verdict skip(const QString &who) { return act({.action = Action::Skip, .approver = who}); }
};

} // namespace

class TestQuorum : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneApprovalDecides()
    {
        Round round(1);
        const Verdict verdict = round.approve(u"ana"_s);
        QCOMPARE(verdict.outcome.kind, OutcomeKind::Processed);
        QCOMPARE(verdict.decision, Decision::Approved);
        QCOMPARE(verdict.finalText, u"Proposed"_s);
        QVERIFY(!verdict.newRevision);
    }

    void anEditDecidesWithAQuorumOfOne()
    {
        Round round(1);
        const Verdict verdict = round.edit(u"bo"_s, u" Better\r\ntext "_s);
        QCOMPARE(verdict.decision, Decision::Edited);
        QCOMPARE(verdict.finalText, u"Better\ntext"_s);
        QCOMPARE(verdict.newRevision, 2);
        QCOMPARE(verdict.vote->action, Action::Edit);
        QCOMPARE(verdict.vote->revision, 2);
    }

    void workedExampleNine()
    {
        Round round(2);
        const Verdict first = round.approve(u"ana"_s);
        QCOMPARE(first.outcome,
                 (Outcome {.kind = OutcomeKind::Recorded, .candidateId = u"cr_q1"_s, .approvals = 1, .required = 2,
                           .revision = 1, .state = State::Prompted}));
        const Verdict second = round.edit(u"bo"_s, u"Shorter text"_s);
        QCOMPARE(second.outcome,
                 (Outcome {.kind = OutcomeKind::Recorded, .candidateId = u"cr_q1"_s, .approvals = 1, .required = 2,
                           .revision = 2, .state = State::Prompted}));
        const Verdict stale = round.approve(u"ana"_s, 1);
        QCOMPARE(stale.outcome.kind, OutcomeKind::StaleRevision);
        QCOMPARE(stale.outcome.text, u"Shorter text"_s);
        QCOMPARE(stale.outcome.revision, 2);
        QVERIFY(!stale.vote);
        const Verdict last = round.approve(u"ana"_s, 2);
        QCOMPARE(last.decision, Decision::Edited);
        QCOMPARE(last.finalText, u"Shorter text"_s);
    }

    void aPersonCountsOnce()
    {
        Round round(2);
        round.approve(u"ana"_s);
        Act again {.action = Action::Approve, .approver = u"ana"_s, .channel = Channel::Console, .textSeen = true};
        const Verdict verdict = round.act(again);
        QCOMPARE(verdict.outcome.kind, OutcomeKind::Recorded);
        QCOMPARE(verdict.outcome.approvals, 1);
        QVERIFY(!verdict.vote);
    }

    void oneSkipRejectsWhateverTheQuorum()
    {
        Round round(2);
        round.approve(u"ana"_s);
        const Verdict verdict = round.act({.action = Action::Skip, .text = u" tone "_s, .approver = u"bo"_s});
        QCOMPARE(verdict.decision, Decision::Rejected);
        QVERIFY(verdict.finalText.isNull());
        QCOMPARE(verdict.reason, u"tone"_s);
    }

    void theSubmittersOwnApprovalDoesNotCount_data()
    {
        QTest::addColumn<QString>("submittedBy");
        QTest::newRow("id") << u"ana"_s;
        QTest::newRow("address") << u"whatsapp:+15551230001"_s;
        QTest::newRow("bare number") << u"+1 555 123-0001"_s;
    }

    void theSubmittersOwnApprovalDoesNotCount()
    {
        QFETCH(QString, submittedBy);
        Round round(1);
        round.candidate.submittedBy = submittedBy;
        const Verdict own = round.approve(u"ana"_s);
        QCOMPARE(own.outcome.kind, OutcomeKind::Recorded);
        QCOMPARE(own.outcome.approvals, 0);
        QVERIFY(!own.vote->counts);
        const Verdict edited = round.edit(u"ana"_s, u"Mine"_s);
        QCOMPARE(edited.outcome.kind, OutcomeKind::Recorded);
        QCOMPARE(edited.outcome.approvals, 0);
        QCOMPARE(edited.newRevision, 2);
        QCOMPARE(round.approve(u"bo"_s, 2).decision, Decision::Edited);
    }

    void theSubmittersOwnSkipCounts()
    {
        Round round(1);
        round.candidate.submittedBy = u"ana"_s;
        QCOMPARE(round.skip(u"ana"_s).decision, Decision::Rejected);
    }

    void anOperatorWhoSubmittedIsBarred()
    {
        Round round(1);
        round.candidate.submittedBy = u"dana"_s;
        Act act {.action = Action::Approve, .approver = u"ana"_s, .channel = Channel::Console,
                 .operatorName = u"dana"_s, .textSeen = true};
        QVERIFY(!round.act(act).decision);
        // The approver whom the operator stands for has still not spoken.
        QCOMPARE(round.approve(u"ana"_s).decision, Decision::Approved);
    }

    void whatWasNotShownCannotBeApproved()
    {
        Round round(2);
        QCOMPARE(round.approve(u"ana"_s, {}, false).outcome.kind, OutcomeKind::TextNotShown);
        round.edit(u"bo"_s, u"Second"_s);
        QCOMPARE(round.approve(u"ana"_s, {}, false).outcome.kind, OutcomeKind::StaleRevision);
        QVERIFY(!round.approve(u"bo"_s, {}, false).vote); // the editor has approved already
        QCOMPARE(round.skip(u"ana"_s).decision, Decision::Rejected); // needs no proof
    }

    void terminalCandidatesStayAsTheyAre_data()
    {
        QTest::addColumn<State>("state");
        for (const State state :
             {State::Approved, State::Edited, State::Rejected, State::Expired, State::Cancelled})
            QTest::newRow(name(state).data()) << state;
    }

    void terminalCandidatesStayAsTheyAre()
    {
        QFETCH(State, state);
        for (const Action action : {Action::Approve, Action::Edit, Action::Skip}) {
            Round round(1);
            round.candidate.state = state;
            const Verdict verdict =
                round.act({.action = action, .text = u"t"_s, .approver = u"ana"_s, .textSeen = true});
            QCOMPARE(reasonText(verdict.outcome), u"Candidate already "_s + name(state));
            QVERIFY(!verdict.vote && !verdict.decision && !verdict.newRevision);
        }
    }

    void theDeadlineWins()
    {
        Round round(1);
        const core::WallTime end = round.candidate.deadlineAt;
        const Act late {.action = Action::Approve, .approver = u"ana"_s, .textSeen = true, .at = end};
        QCOMPARE(reasonText(round.act(late).outcome), u"Candidate already expired"_s);
        Act justInTime = late;
        justInTime.at = end - std::chrono::milliseconds(1);
        QCOMPARE(round.act(justInTime).decision, Decision::Approved);
    }

    void newCandidatesCanBeDecided()
    {
        Round round(1);
        round.candidate.state = State::New;
        QCOMPARE(round.approve(u"ana"_s).decision, Decision::Approved);
    }

    void escalationApproversWaitForTheirStep()
    {
        Round round(1);
        QCOMPARE(round.approve(u"cy"_s).outcome, (Outcome {.kind = OutcomeKind::NotFound}));
        round.candidate.escalationStep = 1;
        QCOMPARE(round.approve(u"cy"_s).decision, Decision::Approved);
    }

    void strangersLearnNothing()
    {
        Round round(1);
        round.candidate.state = State::Rejected;
        QCOMPARE(round.skip(u"eve"_s).outcome, (Outcome {.kind = OutcomeKind::NotFound}));
    }

    void theConsoleMustNameTheRevisionItShows()
    {
        for (const Action action : {Action::Approve, Action::Edit, Action::Skip}) {
            Round round(2);
            round.edit(u"bo"_s, u"Second"_s);
            Act act {.action = action, .revision = 1, .text = u"t"_s, .approver = u"ana"_s, .textSeen = true,
                     .exactRevision = true};
            QCOMPARE(round.act(act).outcome.kind, OutcomeKind::StaleRevision);
            act.revision = 2;
            QVERIFY(round.act(act).vote);
        }
    }

    void editsCanBeForbidden()
    {
        Round round(1);
        round.candidate.allowEdit = false;
        QCOMPARE(round.edit(u"ana"_s, u"x"_s).outcome.kind, OutcomeKind::EditNotAllowed);
    }

    void editLengths()
    {
        const EditRules rules;
        const auto textOf = [&](qsizetype count) { return u"👍"_s.repeated(count); };
        QCOMPARE(editText(textOf(200), u"short"_s, rules), textOf(200));
        QCOMPARE(editText(textOf(201), u"short"_s, rules).error(), OutcomeKind::EditTooLong);
        QCOMPARE(editText(textOf(400), textOf(400), rules), textOf(400));
        QCOMPARE(editText(textOf(401), textOf(400), rules).error(), OutcomeKind::EditTooLong);
        const EditRules wide {.maxChars = 5000};
        QVERIFY(editText(textOf(3000), u"x"_s, wide));
        QCOMPARE(editText(textOf(3001), u"x"_s, wide).error(), OutcomeKind::EditTooLong);
        const EditRules cutting {.overflow = EditOverflow::Truncate};
        QCOMPARE(editText(textOf(201), u"short"_s, cutting), textOf(200));
        QCOMPARE(editText(u" \n\u200b"_s, u"short"_s, rules).error(), OutcomeKind::EmptyEdit);
    }

    void aBodyThatMayBeCutIsNoEdit()
    {
        const EditRules cutting {.maxChars = 3000, .overflow = EditOverflow::Truncate};
        QCOMPARE(editText(u"text"_s, u"x"_s, cutting, 1600).error(), OutcomeKind::EditTooLong);
        QVERIFY(editText(u"text"_s, u"x"_s, cutting, 1599));
    }

    /// Random histories: never a decision without enough counting people for the current text, never two decisions,
    /// and what is published is what the counting people approved.
    void randomHistories()
    {
        RandomText random(printedSeed());
        static const QStringList kPeople = {u"ana"_s, u"bo"_s, u"cy"_s, u"eve"_s};
        for (int history = 0; history < 5'000; ++history) {
            Round round(1 + int(random.below(3)));
            round.candidate.submittedBy = random.oneIn(3) ? random.pick(kPeople) : QString();
            round.candidate.escalationStep = int(random.below(2));
            for (int step = 0; step < 12; ++step) {
                const State before = round.candidate.state;
                const Action action
                    = random.pick(std::array{Action::Approve, Action::Approve, Action::Edit, Action::Skip});
                const Verdict verdict =
                    round.act({.action = random.oneIn(3) ? action : Action::Approve,
                               .revision = random.oneIn(3) ? std::optional(int(1 + random.below(3))) : std::nullopt,
                               .text = QString::number(step),
                               .approver = random.pick(kPeople),
                               .textSeen = !random.oneIn(4)});
                if (!verdict.decision)
                    continue;
                QVERIFY(!isTerminal(before));
                if (verdict.decision == Decision::Rejected)
                    continue;
                QVERIFY(countApprovals(round.votes, round.candidate.revision) >= round.candidate.requiredApprovals);
                QCOMPARE(verdict.finalText, round.candidate.currentText);
                QCOMPARE(*verdict.decision == Decision::Edited, round.candidate.revision > 1);
                for (const Vote &vote : round.votes)
                    QVERIFY(!vote.counts || vote.approver != round.candidate.submittedBy
                            || vote.action == Action::Skip);
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestQuorum)
#include "tst_quorum.moc"
