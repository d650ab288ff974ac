#include "backend/platform/storage/migrations.h"
#include "backend/services/approvals/candidate_view.h"
#include "backend/services/approvals/console_step.h"
#include "backend/services/approvals/console_store.h"
#include "backend/services/approvals/submit_step.h"

#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::approvals;

/// Acts of the console that came to nothing, on the store itself: what they leave behind.
class TstOpsLateActs : public QObject
{
    Q_OBJECT

    template <class Step> auto inStore(Step step)
    {
        using Value = typename decltype(step(std::declval<storage::Connection &>()))::value_type;
        std::optional<Value> value;
        const auto done = m_store->writeNow([&](storage::Connection &connection) -> Result<QVariant> {
            auto result = step(connection);
            if (!result)
                return std::unexpected(result.error());
            value.emplace(std::move(*result));
            return QVariant();
        });
        if (!done)
            qFatal("%s", qPrintable(done.error().detail.text()));
        return *value;
    }

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

    void anActBehindTheDeadlineExpiresTheCandidate()
    {
        submit(u"cr_1"_s);
        m_now += std::chrono::hours(1);
        const Wakes wakes = keep(OutcomeKind::Already);
        QVERIFY(wakes.outbox);
        QCOMPARE(inStore([](auto &connection) { return readCandidateView(connection, u"cr_1"_s); })->stored.candidate.state,
                 State::Expired);
        QCOMPARE(types(), (QStringList {u"received"_s, u"prompt_queued"_s, u"inbound"_s, u"expired"_s}));
    }

    void anActThatWasRefusedLeavesNothingElse()
    {
        submit(u"cr_1"_s);
        QVERIFY(!keep(OutcomeKind::StaleRevision).outbox);
        QCOMPARE(types().last(), u"inbound"_s);
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
    void submit(const QString &id)
    {
        const QJsonObject json {{u"id"_s, id}, {u"brand_id"_s, u"b"_s}, {u"platform"_s, u"x"_s}, {u"source_ref"_s, u"1"_s},
                                {u"proposed_text"_s, u"Yes"_s}, {u"persona"_s, u"smart"_s}, {u"context_url"_s, u"https://x.com/d"_s}};
        const auto submission = parseSubmission(QJsonDocument(json).toJson());
        const auto resolved = resolvePolicy(*submission, m_config.policy);
        const Candidate candidate = newCandidate(*submission, *resolved, m_now);
        inStore([&](storage::Connection &connection) {
            return submitCandidate(connection, candidate, *resolved, stepContext(m_config, m_now));
        });
    }

    Wakes keep(OutcomeKind kind)
    {
        const ConsoleAct act {.candidateId = u"cr_1"_s, .operatorName = u"mia"_s};
        const ConsoleOutcome outcome {.kind = ConsoleOutcome::Kind::Refused, .outcome = {.kind = kind}};
        return inStore([&](auto &connection) { return keepRefusedAct(connection, act, outcome, m_config, m_now); });
    }

    QStringList types()
    {
        QStringList types;
        for (const AuditRow &row : inStore([](auto &connection) { return newestAudit(connection, u"cr_1"_s, 100); }))
            types += QString::fromLatin1(row.entry.type);
        return types;
    }

    std::unique_ptr<storage::Database> m_store;
    Config m_config;
    core::WallTime m_now = core::wallTime(1'767'225'600'000);
};

QTEST_GUILESS_MAIN(TstOpsLateActs)
#include "tst_ops_late_acts.moc"
