#include "tests/contracts/operator/approvals_console.h"
#include "tests/support/wire/raw_connection.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox::wire;

namespace {

const std::vector<std::pair<QString, QString>> kTwo {{u"ana"_s, u"whatsapp:+15551230002"_s},
                                                     {u"bo"_s, u"whatsapp:+15551230003"_s}};

QJsonObject detailsOf(const Answer &answer)
{
    return answer.json()["error"_L1]["details"_L1].toObject();
}

/// What the operators' audit says of an approval, the newest first.
QStringList auditOf(const Console &console, const QString &id)
{
    QStringList found;
    for (const QJsonValue &entry : console.read(u"audit?filter=target:"_s + id)["items"_L1].toArray())
        found += entry["outcome"_L1].toString() + u' ' + entry["actor"_L1].toString() + u' ' + entry["after"_L1].toString();
    return found;
}

} // namespace

/// `/ops/v1/approvals`: the inbox, and the rules of contract platform 13.
class TstOpsApprovals : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(m_desk.start(), m_desk.errorText().constData());
        m_local.emplace(m_desk.gateway());
        m_mia.emplace(approverOf(m_desk, u"mia"_s));
        m_noa.emplace(approverOf(m_desk, u"noa"_s));
        m_ana.emplace(approverOf(m_desk, u"ana"_s));
        m_viewer.emplace(approverOf(m_desk, u"vic"_s, u"viewer"_s));
    }

    void theInboxIsOrderedFilteredAndPaged()
    {
        ApprovalsDesk desk;
        QVERIFY2(desk.start(), desk.errorText().constData());
        const Console console(desk.gateway());
        QCOMPARE(idsOf(console.read(u"approvals"_s)), QStringList());
        for (const auto &[id, seconds] : {std::pair(u"cr_b"_s, 600), std::pair(u"cr_a"_s, 300), std::pair(u"cr_c"_s, 900)})
            QCOMPARE(desk.submit(id, {{u"deadline_sec"_s, seconds}, {u"brand_id"_s, QString(u"b_"_s + id)}}).status, 202);
        QCOMPARE(desk.submit(u"cr_d"_s).status, 202);
        desk.say(ApprovalsDesk::kOwner, "skip cr_d: too long");
        desk.say(ApprovalsDesk::kOwner, "approve cr_c");
        const QJsonObject all = console.read(u"approvals"_s);
        QCOMPARE(idsOf(all), (QStringList {u"cr_a"_s, u"cr_b"_s, u"cr_c"_s, u"cr_d"_s}));
        QCOMPARE(all["total"_L1].toInt(), 4);
        const QJsonObject skipped = all["items"_L1][3].toObject();
        QCOMPARE(skipped["state"_L1].toString(), u"rejected"_s);
        QCOMPARE(skipped["reason"_L1].toString(), u"too long"_s);
        QCOMPARE(skipped["decider"_L1].toString(), u"whatsapp:+*******0001"_s);

        const QJsonObject first = console.read(u"approvals?limit=3"_s);
        QCOMPARE(idsOf(first).size(), 3);
        QCOMPARE(first["total"_L1].toInt(), 4);
        const QJsonObject second = console.read(u"approvals?limit=3&cursor="_s + first["nextCursor"_L1].toString());
        QCOMPARE(idsOf(second), QStringList {u"cr_d"_s});
        QVERIFY(!second.contains("nextCursor"_L1));
        QCOMPARE(idsOf(console.read(u"approvals?filter=open:yes"_s)), (QStringList {u"cr_a"_s, u"cr_b"_s}));
        QCOMPARE(idsOf(console.read(u"approvals?filter=state:approved"_s)), QStringList {u"cr_c"_s});
        QCOMPARE(idsOf(console.read(u"approvals?filter=brand:b_cr_b"_s)), QStringList {u"cr_b"_s});
        QCOMPARE(idsOf(console.read(u"approvals?sort=-id"_s)).first(), u"cr_d"_s);
        QCOMPARE(errorCode(console.get(u"/ops/v1/approvals?filter=colour:red"_s)), u"bad_filter"_s);
        QCOMPARE(console.get(u"/ops/v1/approvals?cursor=gone"_s).status, 410);
        QCOMPARE(console.read(u"overview"_s)["waiting"_L1].isObject(), true);
        QTRY_COMPARE(console.read(u"overview"_s)["waiting"_L1]["count"_L1].toInt(), 2);
        const QJsonObject urgent = console.read(u"overview"_s)["waiting"_L1]["items"_L1][0].toObject();
        QCOMPARE(urgent["id"_L1].toString(), u"cr_a"_s);
        QCOMPARE(urgent["kind"_L1].toString(), u"candidate"_s);
        QVERIFY(urgent["title"_L1].toString().startsWith(u"b_cr_a: Yes - SAML"_s));
        QVERIFY(urgent.contains("deadline"_L1));
    }

    void aCandidateIsShownWithoutAddresses()
    {
        QCOMPARE(m_desk.submit(u"cr_shown"_s, {{u"risk_flags"_s, QJsonArray {u"price"_s}}}).status, 202);
        m_desk.say("whatsapp:+15559990000", "approve cr_shown");
        m_desk.say(ApprovalsDesk::kOwner, "edit cr_shown: Yes - both are in every plan.");
        m_desk.say(ApprovalsDesk::kOwner, "approve cr_shown");
        QTRY_COMPARE(detailOf(*m_viewer, u"cr_shown"_s)["callback"_L1]["state"_L1].toString(), u"delivered"_s);
        const Answer answer = m_viewer->get(u"/ops/v1/approvals/candidate/cr_shown"_s);
        QCOMPARE(answer.status, 200);
        QVERIFY2(!answer.body.contains("+1555"), answer.body.constData());
        const QJsonObject detail = answer.json();
        QCOMPARE(detail["approval"_L1]["state"_L1].toString(), u"edited"_s);
        QCOMPARE(detail["approval"_L1]["barred"_L1].toString(), u"closed"_s);
        QCOMPARE(detail["proposedText"_L1].toString(), u"Yes - SAML and OIDC are both in the Team plan."_s);
        QVERIFY(detail["diff"_L1].toArray().size() > 2);
        QCOMPARE(detail["people"_L1][0]["whatsapp"_L1].toString(), u"whatsapp:+*******0001"_s);
        QCOMPARE(detail["votes"_L1][0]["action"_L1].toString(), u"edit"_s);
        QCOMPARE(detail["prompts"_L1][0]["channel"_L1].toString(), u"whatsapp"_s);
        // The stranger's try and the late answer stand in the history, with what came of them.
        QHash<QString, QJsonObject> last;
        for (const QJsonValue &event : detail["history"_L1].toArray())
            last[event["type"_L1].toString()] = event.toObject();
        QCOMPARE(last[u"refused"_s]["outcome"_L1].toString(), u"not_found"_s);
        QCOMPARE(last[u"inbound"_s]["outcome"_L1].toString(), u"already"_s);
        QCOMPARE(last[u"decided"_s]["actor"_L1].toString(), u"whatsapp:+*******0001"_s);
        QVERIFY(historyOf(detail).startsWith(u"received"_s));
    }

    void decisionsReachCore_data()
    {
        QTest::addColumn<QJsonObject>("wish");
        QTest::addColumn<QString>("decision");
        QTest::addColumn<QString>("text");
        QTest::newRow("approve") << QJsonObject {{"action"_L1, "approve"_L1}} << u"approved"_s
                                 << u"Yes - SAML and OIDC are both in the Team plan."_s;
        QTest::newRow("edit") << QJsonObject {{"action"_L1, "edit"_L1}, {"text"_L1, "Yes."_L1}} << u"edited"_s << u"Yes."_s;
        QTest::newRow("skip") << QJsonObject {{"action"_L1, "skip"_L1}, {"reason"_L1, "off topic"_L1}} << u"rejected"_s
                              << QString();
    }

    void decisionsReachCore()
    {
        QFETCH(QJsonObject, wish);
        QFETCH(QString, decision);
        QFETCH(QString, text);
        const QString id = u"cr_core_"_s + decision;
        QCOMPARE(m_desk.submit(id).status, 202);
        QCOMPARE(rowOf(*m_mia, id)["mayDecide"_L1].toBool(), true);
        wish.insert("revision"_L1, 1);
        const Answer answer = decide(*m_mia, id, wish);
        QCOMPARE(answer.status, 200);
        QVERIFY(answer.json()["decided"_L1].toBool());
        QCOMPARE(answer.json()["approval"_L1]["decider"_L1].toString(), u"console:mia"_s);
        QVERIFY(!answer.json()["auditId"_L1].toString().isEmpty());
        QTRY_COMPARE(m_desk.decisions(id).size(), 1);
        const QJsonObject told = m_desk.decisions(id).first();
        QCOMPARE(told["decision"_L1].toString(), decision);
        QCOMPARE(told["decider"_L1].toString(), u"console:mia"_s);
        QCOMPARE(told["final_text"_L1].toString(), text);
        QCOMPARE(told["meta"_L1]["approvals"_L1][0]["channel"_L1].toString(), u"console"_s);
        if (decision == u"rejected")
            QCOMPARE(told["meta"_L1]["reason"_L1].toString(), u"off topic"_s);
        // A reply that comes later hears of it.
        QCOMPARE(m_desk.say(ApprovalsDesk::kOwner, "approve " + id.toLatin1())["reason"_L1].toString(),
                 u"Candidate already "_s + decision);
        QVERIFY(auditOf(*m_local, id).first().startsWith(u"done mia "_s + wish["action"_L1].toString()));
    }

    void ofTwoAtOnceOneWins()
    {
        for (int i = 0; i < 8; ++i) {
            const QString id = u"cr_race%1"_s.arg(i);
            QCOMPARE(m_desk.submit(id).status, 202);
            std::vector<std::unique_ptr<RawConnection>> both;
            for (const Console *console : {&*m_mia, &*m_noa})
                both.push_back(std::make_unique<RawConnection>(m_desk.gateway().opsUrl(), rawDecision(*console, id)));
            int won = 0;
            for (const auto &connection : both) {
                const Answer answer = connection->reply();
                won += answer.status == 200 ? 1 : 0;
                if (answer.status == 200)
                    continue;
                QCOMPARE(answer.status, 409);
                QCOMPARE(errorCode(answer), u"already_decided"_s);
                QVERIFY(detailsOf(answer)["decider"_L1].toString().startsWith(u"console:"_s));
                QVERIFY(!detailsOf(answer)["decidedAt"_L1].toString().isEmpty());
                QCOMPARE(answer.json()["error"_L1]["message"_L1].toString(), u"Candidate already approved"_s);
            }
            QCOMPARE(won, 1);
            QTRY_COMPARE(m_desk.decisions(id).size(), 1);
            QCOMPARE(historyOf(detailOf(*m_mia, id)).count(u"decided"_s), 1);
        }
    }

    void aRepeatIsAnsweredTheSame()
    {
        QCOMPARE(m_desk.submit(u"cr_again"_s).status, 202);
        const QJsonObject wish {{"action"_L1, "approve"_L1}, {"revision"_L1, 1}};
        const RequestHeaders key {{"Idempotency-Key", "key-again"}};
        const Answer first = decide(*m_mia, u"cr_again"_s, wish, key);
        QCOMPARE(first.status, 200);
        const Answer second = decide(*m_mia, u"cr_again"_s, wish, key);
        QCOMPARE(second.status, 200);
        QCOMPARE(second.json(), first.json());
        const Answer other = decide(*m_mia, u"cr_again"_s, {{"action"_L1, "skip"_L1}, {"revision"_L1, 1}}, key);
        QCOMPARE(errorCode(other), u"idempotency_conflict"_s);
        QTRY_COMPARE(m_desk.decisions(u"cr_again"_s).size(), 1);
        QCOMPARE(auditOf(*m_local, u"cr_again"_s).filter(u"done"_s).size(), 1);
    }

    void onlyThoseWhoAreNamedMayDecide()
    {
        QCOMPARE(m_desk.submit(u"cr_named"_s, policyOf(2, kTwo)).status, 202);
        QCOMPARE(rowOf(*m_mia, u"cr_named"_s)["barred"_L1].toString(), u"not_an_approver"_s);
        const Answer refused = decide(*m_mia, u"cr_named"_s, "approve");
        QCOMPARE(refused.status, 403);
        QCOMPARE(errorCode(refused), u"not_an_approver"_s);
        QCOMPARE(historyOf(detailOf(*m_mia, u"cr_named"_s)).count(u"refused"_s), 1);
        QVERIFY(auditOf(*m_local, u"cr_named"_s).first().startsWith(u"failed mia "_s));

        QCOMPARE(rowOf(*m_ana, u"cr_named"_s)["mayDecide"_L1].toBool(), true);
        const Answer counted = decide(*m_ana, u"cr_named"_s, "approve");
        QCOMPARE(counted.status, 200);
        QVERIFY(!counted.json()["decided"_L1].toBool());
        QCOMPARE(counted.json()["approval"_L1]["given"_L1].toInt(), 1);
        QCOMPARE(rowOf(*m_ana, u"cr_named"_s)["barred"_L1].toString(), u"voted"_s);
        // An account that lists bo's address is bo.
        QCOMPARE(m_desk.gateway().run({u"operator"_s, u"add"_s, u"b.smith"_s, u"--role"_s, u"approver"_s, u"--address"_s,
                                       u"whatsapp:+15551230003"_s, u"--json"_s}), 0);
        const QByteArray token
            = QJsonDocument::fromJson(m_desk.gateway().printedText())["token"_L1].toString().toLatin1();
        const RequestHeaders bearer {{"Authorization", "Bearer " + token}};
        QTRY_COMPARE(get(m_desk.gateway().opsUrl(), u"/ops/v1/me"_s, bearer).status, 200);
        const Answer decided = post(m_desk.gateway().opsUrl(), u"/ops/v1/approvals/candidate/cr_named/decide"_s,
                                    "{\"action\":\"approve\",\"revision\":1}", bearer);
        QCOMPARE(decided.status, 200);
        QCOMPARE(decided.json()["approval"_L1]["decider"_L1].toString(), u"console:b.smith"_s);
    }

    void aRevisionThatWasReplacedIsStale()
    {
        QCOMPARE(m_desk.submit(u"cr_stale"_s, policyOf(2, kTwo)).status, 202);
        m_desk.say("whatsapp:+15551230003", "edit cr_stale: Short.");
        for (const char *action : {"approve", "skip"}) {
            const Answer stale = decide(*m_ana, u"cr_stale"_s, action);
            QCOMPARE(stale.status, 409);
            QCOMPARE(errorCode(stale), u"stale_revision"_s);
            QCOMPARE(stale.json()["error"_L1]["message"_L1].toString(), u"Stale revision"_s);
            QCOMPARE(detailsOf(stale)["revision"_L1].toInt(), 2);
            QCOMPARE(detailsOf(stale)["text"_L1].toString(), u"Short."_s);
        }
        QCOMPARE(detailOf(*m_ana, u"cr_stale"_s)["history"_L1].toArray().last()["outcome"_L1].toString(),
                 u"stale_revision"_s);
        // What is on the screen counts as shown, so nobody has to ask for it.
        const Answer decided = decide(*m_ana, u"cr_stale"_s, "approve", 2);
        QCOMPARE(decided.json()["approval"_L1]["state"_L1].toString(), u"edited"_s);
        QCOMPARE(decided.json()["approval"_L1]["finalText"_L1].toString(), u"Short."_s);
    }

    void theSubmitterDoesNotCount()
    {
        QCOMPARE(m_desk.submit(u"cr_self"_s, {{u"submitted_by"_s, u"mia"_s}}).status, 202);
        QCOMPARE(rowOf(*m_mia, u"cr_self"_s)["barred"_L1].toString(), u"submitter"_s);
        const Answer own = decide(*m_mia, u"cr_self"_s, "approve");
        QCOMPARE(own.status, 200);
        QVERIFY(!own.json()["decided"_L1].toBool());
        QCOMPARE(own.json()["approval"_L1]["given"_L1].toInt(), 0);
        QVERIFY(decide(*m_noa, u"cr_self"_s, "approve").json()["decided"_L1].toBool());
    }

    void aViewerOnlyLooks()
    {
        QCOMPARE(m_desk.submit(u"cr_look"_s).status, 202);
        QCOMPARE(rowOf(*m_viewer, u"cr_look"_s)["barred"_L1].toString(), u"role"_s);
        QCOMPARE(decide(*m_viewer, u"cr_look"_s, "approve").status, 403);
        QCOMPARE(rowOf(*m_viewer, u"cr_look"_s)["state"_L1].toString(), u"prompted"_s);
    }

    void whatCannotBeDoneIsSaid()
    {
        QCOMPARE(m_desk.submit(u"cr_bad"_s).status, 202);
        QJsonObject policy = policyOf(1, kTwo);
        QJsonObject inner = policy[u"policy"_s].toObject();
        inner[u"allow_edit"_s] = false;
        QCOMPARE(m_desk.submit(u"cr_fixed"_s, {{u"policy"_s, inner}}).status, 202);
        const auto edit = [](const QString &text) {
            return QJsonObject {{"action"_L1, "edit"_L1}, {"revision"_L1, 1}, {"text"_L1, text}};
        };
        const Answer tooLong = decide(*m_mia, u"cr_bad"_s, edit(QString(3001, u'x')));
        QCOMPARE(tooLong.status, 400);
        QCOMPARE(errorCode(tooLong), u"edit_too_long"_s);
        QCOMPARE(detailsOf(tooLong)["limit"_L1].toInt(), 200);
        QCOMPARE(errorCode(decide(*m_mia, u"cr_bad"_s, edit(u"  "_s))), u"empty_edit"_s);
        QCOMPARE(decide(*m_ana, u"cr_fixed"_s, edit(u"Yes."_s)).status, 409);
        QCOMPARE(errorCode(decide(*m_ana, u"cr_fixed"_s, edit(u"Yes."_s))), u"edit_not_allowed"_s);
        QCOMPARE(errorField(decide(*m_mia, u"cr_bad"_s, {{"revision"_L1, 1}})), u"action"_s);
        QCOMPARE(errorField(decide(*m_mia, u"cr_bad"_s, {{"action"_L1, "approve"_L1}})), u"revision"_s);
        QCOMPARE(errorField(decide(*m_mia, u"cr_bad"_s, {{"action"_L1, "post"_L1}, {"revision"_L1, 1}})), u"action"_s);
        QCOMPARE(errorField(decide(*m_mia, u"cr_bad"_s, {{"action"_L1, "approve"_L1}, {"revision"_L1, 1}, {"text"_L1, "x"_L1}})),
                 u"text"_s);
        QCOMPARE(decide(*m_mia, u"cr_none"_s, "approve").status, 404);
        const Answer workflow = m_mia->get(u"/ops/v1/approvals/workflow/w1"_s);
        QCOMPARE(workflow.status, 404);
        QVERIFY(workflow.json()["error"_L1]["message"_L1].toString().contains("engineering"_L1));
        QCOMPARE(m_mia->get(u"/ops/v1/approvals/cat/w1"_s).status, 404);
        QCOMPARE(rowOf(*m_mia, u"cr_bad"_s)["state"_L1].toString(), u"prompted"_s);
    }

    void theStreamTellsWhatAPhoneDecided()
    {
        QCOMPARE(m_desk.submit(u"cr_news"_s).status, 202);
        RawConnection stream(m_desk.gateway().opsUrl(),
                             rawRequest("GET /ops/v1/stream?topics=approvals",
                                        "Authorization: Bearer " + m_viewer->token() + "\r\n"));
        QVERIFY(stream.readUntil("\r\n\r\n"));
        m_desk.say(ApprovalsDesk::kOwner, "approve cr_news");
        QVERIFY2(stream.readUntil("cr_news"), stream.received().constData());
        QVERIFY(stream.readUntil("\"open\":"));
        QVERIFY(stream.received().contains("event: approvals\n"));
        QTRY_COMPARE(detailOf(*m_viewer, u"cr_news"_s)["callback"_L1]["state"_L1].toString(), u"delivered"_s);
    }

    void aFailureWithoutACodeNamesNone()
    {
        ApprovalsDesk desk({{u"PHOTON_BASE_URL"_s, u"http://127.0.0.1:9"_s}});
        QVERIFY2(desk.start(), desk.errorText().constData());
        const Console console(desk.gateway());
        desk.submit(u"cr_down"_s, {{u"owner_imessage"_s, u"dana@orchid.example"_s}});
        const auto prompt = [&console] {
            const QJsonArray prompts = detailOf(console, u"cr_down"_s)["prompts"_L1].toArray();
            const auto found = std::ranges::find_if(
                prompts, [](const QJsonValue &each) { return each["channel"_L1] == "imessage"_L1; });
            return found == prompts.end() ? QJsonObject() : found->toObject();
        };
        QTRY_VERIFY(prompt()["attempts"_L1].toInt() > 0 && prompt()["status"_L1].toString() == u"pending"_s);
        QCOMPARE(prompt()["error"_L1].toString(), QString());
    }

    void withoutApprovalsThereIsNoInbox()
    {
        GatewayProcess gateway({{u"SIGNALBOX_SERVICES"_s, u"commerce"_s}});
        QVERIFY2(gateway.start(), gateway.errorText().constData());
        const Console console(gateway);
        for (const QString &path : {u"/ops/v1/approvals"_s, u"/ops/v1/approvals/candidate/x"_s, u"/ops/v1/outbox"_s, u"/ops/v1/outbox/targets"_s}) {
            QCOMPARE(console.get(path).status, 503);
            QCOMPARE(errorCode(console.get(path)), u"not_configured"_s);
        }
    }

private:
    ApprovalsDesk m_desk;
    std::optional<Console> m_local;
    std::optional<Console> m_mia;
    std::optional<Console> m_noa;
    std::optional<Console> m_ana;
    std::optional<Console> m_viewer;
};

QTEST_GUILESS_MAIN(TstOpsApprovals)
#include "tst_ops_approvals.moc"
