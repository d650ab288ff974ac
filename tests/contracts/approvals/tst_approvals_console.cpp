#include "backend/platform/storage/migrations.h"
#include "backend/services/approvals/candidate_view.h"
#include "backend/services/approvals/console_step.h"
#include "backend/services/approvals/submit_step.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

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
class TstApprovalsConsole : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_store = *storage::Database::open({.url = u"sqlite::memory:"_s});
        const auto known = storage::loadMigrations(
            storage::Dialect::Sqlite, qEnvironmentVariable("SIGNALBOX_SOURCE") + u"/resources/migrations"_s);
        QVERIFY(storage::migrate(*m_store, *known));
        m_config.twilio.on = true;
        m_config.policy.whatsappOn = true;
        m_config.policy.ownerWhatsapp = u"whatsapp:+15551230001"_s;
    }

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
        QCOMPARE(auditTypes().last(), u"refused"_s);
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
    template <class Step>
    auto inStore(Step step)
    {
        using Value = typename decltype(step(std::declval<storage::Connection &>()))::value_type;
        std::optional<Value> value;
        const auto done = m_store->writeNow([&](storage::Connection &connection) -> Result<QVariant> {
            auto result = step(connection);
            if (!result)
                return std::unexpected(result.error());
            value = std::move(*result);
            return QVariant();
        });
        if (!done)
            qFatal("%s", qPrintable(done.error().detail.text()));
        return *value;
    }

    void submit(const QJsonObject &policy, const QString &by = {})
    {
        QJsonObject json {{u"id"_s, u"cr_1"_s}, {u"brand_id"_s, u"b"_s}, {u"platform"_s, u"x"_s}, {u"source_ref"_s, u"1"_s},
                          {u"proposed_text"_s, u"Yes"_s}, {u"persona"_s, u"smart"_s}, {u"context_url"_s, u"https://x.com/d"_s},
                          {u"policy"_s, policy}};
        if (!by.isEmpty())
            json[u"submitted_by"_s] = by;
        const auto submission = parseSubmission(QJsonDocument(json).toJson());
        const auto resolved = resolvePolicy(*submission, m_config.policy);
        QVERIFY(resolved);
        const Candidate candidate = newCandidate(*submission, *resolved, m_now);
        inStore([&](storage::Connection &connection) {
            return submitCandidate(connection, candidate, *resolved, stepContext(m_config, m_now));
        });
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

    QStringList auditTypes()
    {
        QStringList types;
        for (const AuditRow &row :
             inStore([](storage::Connection &connection) { return readAudit(connection, u"cr_1"_s, 0, 100); }))
            types += QString::fromLatin1(row.entry.type);
        return types;
    }

    std::unique_ptr<storage::Database> m_store;
    Config m_config;
    core::WallTime m_now = core::wallTime(1'767'225'600'000);
};

QTEST_GUILESS_MAIN(TstApprovalsConsole)
#include "tst_approvals_console.moc"
