#include "tests/contracts/approvals/approvals_desk.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox::wire;

namespace {

const QByteArray kAna = "whatsapp:+15551230002";
const QByteArray kBo = "whatsapp:+15551230003";

QJsonObject two(int required, const QJsonObject &more = {})
{
    QJsonObject policy {
        {u"required_approvals"_s, required},
        {u"approvers"_s, QJsonArray {QJsonObject {{u"id"_s, u"ana"_s}, {u"whatsapp"_s, QString::fromLatin1(kAna)}},
                                     QJsonObject {{u"id"_s, u"bo"_s}, {u"whatsapp"_s, QString::fromLatin1(kBo)}}}}};
    for (auto it = more.begin(); it != more.end(); ++it)
        policy[it.key()] = it.value();
    return {{u"policy"_s, policy}};
}

QString reason(const QJsonObject &answer)
{
    return answer["reason"_L1].toString();
}

} // namespace

/// Sections 8.3, 9, 10, 11, 14 and 20.1 of contract approval-gateway over the wire.
class TstApprovalsReplies : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_desk = std::make_unique<ApprovalsDesk>();
        QVERIFY2(m_desk->start(), m_desk->errorText().constData());
    }

    void whatIsAnswered_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("answer");
        QTest::newRow("approve") << "approve %1"_ba << u"approved"_s;
        QTest::newRow("tab, capitals, dot") << "APPROVE\t%1."_ba << u"approved"_s;
        QTest::newRow("skip") << "skip %1: too salesy"_ba << u"rejected"_s;
        QTest::newRow("reject") << "reject %1"_ba << u"rejected"_s;
        QTest::newRow("edit") << "edit %1: Short"_ba << u"edited"_s;
        QTest::newRow("but") << "approve %1 but drop the link"_ba << u"Invalid command format"_s;
        QTest::newRow("two commands") << "approve %1\napprove %1"_ba << u"Ambiguous reply"_s;
        QTest::newRow("empty edit") << "edit %1:"_ba << u"Empty edit"_s;
        QTest::newRow("edit without colon") << "edit %1 see https://x.y"_ba << u"Invalid command format"_s;
        QTest::newRow("long edit") << "edit %1: "_ba + QByteArray(201, 'x') << u"Edit too long"_s;
        QTest::newRow("help") << "help"_ba << u"Invalid command format"_s;
        QTest::newRow("bare") << "yes"_ba << u"Invalid command format"_s;
    }

    void whatIsAnswered()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, answer);
        const QString id = u"cr_t"_s + QString::number(++m_number);
        QCOMPARE(m_desk->submit(id).json()["status"_L1].toString(), u"prompted"_s);
        const QJsonObject said = m_desk->say(ApprovalsDesk::kOwner, QByteArray(text).replace("%1", id.toLatin1()));
        const bool decided = said["status"_L1].toString() == u"processed";
        QCOMPARE(decided ? said["decision"_L1].toString() : reason(said), answer);
        if (!decided)
            return;
        QTRY_COMPARE(m_desk->decisions(id).size(), 1);
        QCOMPARE(m_desk->decisions(id).front()["decision"_L1].toString(), answer);
        QCOMPARE(reason(m_desk->say(ApprovalsDesk::kOwner, "approve " + id.toLatin1())), u"Candidate already "_s + answer);
    }

    void theSameMessageTwiceHasOneEffect()
    {
        m_desk->submit(u"cr_twice"_s, two(2));
        QTRY_COMPARE(m_desk->sendsAbout(u"cr_twice"_s), 2);
        const QJsonObject first = m_desk->say(kAna, "skip cr_twice: no", "SMreplay");
        QCOMPARE(first["status"_L1].toString(), u"processed"_s);
        QCOMPARE(m_desk->say(kAna, "skip cr_twice: no", "SMreplay"), first);
        QCOMPARE(m_desk->tell(u"x@y.example"_s, u"approve cr_twice"_s)["reason"_L1].toString(), u"Candidate not found"_s);
        QTRY_COMPARE(m_desk->decisions(u"cr_twice"_s).size(), 1);
        QCOMPARE(m_desk->decisions(u"cr_twice"_s).front()["meta"_L1]["reason"_L1].toString(), u"no"_s);
        QCOMPARE(m_desk->auditTypes(u"cr_twice"_s).count(u"decided"_s), 1);
    }

    void twoAnswersInTheSameMomentMakeOneDecision()
    {
        for (int round = 0; round < 8; ++round) {
            const QString id = u"cr_race"_s + QString::number(round);
            m_desk->submit(id, two(1));
            QTRY_COMPARE(m_desk->sendsAbout(id), 2);
            QTRY_COMPARE(m_desk->candidate(id)["prompts"_L1][1]["status"_L1].toString(), u"sent"_s);
            QNetworkAccessManager network;
            std::vector<std::unique_ptr<QNetworkReply>> replies;
            for (const auto &[from, text] : {std::pair(kAna, "approve "_ba), std::pair(kBo, "skip "_ba)}) {
                const Form form {{"MessageSid", "SMrace" + id.toLatin1() + text.left(2)}, {"From", from}, {"Body", text + id.toLatin1()}};
                QNetworkRequest request(m_desk->url().resolved(QUrl(u"/webhooks/whatsapp"_s)));
                request.setRawHeader("Content-Type", "application/x-www-form-urlencoded");
                request.setRawHeader("Accept", "application/json");
                request.setRawHeader("X-Twilio-Signature",
                                     ApprovalsDesk::signature(ApprovalsDesk::kPublic + "/webhooks/whatsapp", form));
                replies.emplace_back(network.post(request, encodedForm(form)));
            }
            int processed = 0;
            for (const auto &reply : replies) {
                QTRY_VERIFY(reply->isFinished());
                processed += QJsonDocument::fromJson(reply->readAll())["status"_L1].toString() == u"processed" ? 1 : 0;
            }
            QCOMPARE(processed, 1);
            QTRY_COMPARE(m_desk->decisions(id).size(), 1);
            QCOMPARE(m_desk->auditTypes(id).count(u"decided"_s), 1);
        }
    }

    void aPersonCountsOnceAndTheSubmitterNot()
    {
        const QJsonArray three {QJsonObject {{u"id"_s, u"ana"_s}, {u"whatsapp"_s, QString::fromLatin1(kAna)}},
                                QJsonObject {{u"id"_s, u"bo"_s}, {u"whatsapp"_s, QString::fromLatin1(kBo)}},
                                QJsonObject {{u"id"_s, u"cy"_s}, {u"whatsapp"_s, u"whatsapp:+15551230004"_s}}};
        QJsonObject request = two(2, {{u"approvers"_s, three}});
        request[u"submitted_by"_s] = u"ana"_s;
        QCOMPARE(m_desk->submit(u"cr_self"_s, request).json()["status"_L1].toString(), u"prompted"_s);
        QTRY_COMPARE(m_desk->sendsAbout(u"cr_self"_s), 3);
        QTRY_COMPARE(m_desk->candidate(u"cr_self"_s)["prompts"_L1][1]["status"_L1].toString(), u"sent"_s);
        QCOMPARE(m_desk->say(kAna, "approve cr_self")["approvals"_L1].toInt(-1), 0);
        QCOMPARE(m_desk->say(kBo, "approve cr_self")["approvals"_L1].toInt(), 1);
        QCOMPARE(m_desk->say(kBo, "approve cr_self")["approvals"_L1].toInt(), 1);
        QCOMPARE(m_desk->say(kAna, "skip cr_self")["decision"_L1].toString(), u"rejected"_s);
    }

    void aQuotedPromptNamesTheCandidate()
    {
        m_desk->submit(u"cr_quoted"_s);
        const QByteArray sid = m_desk->lastSid();
        m_desk->submit(u"cr_other"_s);
        QCOMPARE(reason(m_desk->say(ApprovalsDesk::kOwner, "approve cr_other", {}, {{"OriginalRepliedMessageSid", sid}})),
                 u"Ambiguous reply"_s);
        QCOMPARE(m_desk->say(kAna, "yes", {}, {{"OriginalRepliedMessageSid", sid}})["reason"_L1].toString(),
                 u"Invalid command format"_s);
        const QJsonObject said = m_desk->say(ApprovalsDesk::kOwner, "👍", {}, {{"OriginalRepliedMessageSid", sid}});
        QCOMPARE(said["candidate_id"_L1].toString(), u"cr_quoted"_s);
        QCOMPARE(said["decision"_L1].toString(), u"approved"_s);
    }

    void idsMatchInOtherCaseOnlyForTheirApprovers()
    {
        m_desk->submit(u"cr_Case"_s);
        QCOMPARE(reason(m_desk->say(kAna, "approve CR_CASE")), u"Candidate not found"_s);
        QCOMPARE(m_desk->say(ApprovalsDesk::kOwner, "approve CR_CASE")["decision"_L1].toString(), u"approved"_s);
    }

    void showGivesTheTextAndCounts()
    {
        m_desk->submit(u"cr_show"_s, two(2, {{u"allow_edit"_s, false}}));
        QTRY_COMPARE(m_desk->sendsAbout(u"cr_show"_s), 2);
        QCOMPARE(m_desk->say(kAna, "show cr_show"), (QJsonObject {{u"status"_s, u"shown"_s}, {u"candidate_id"_s, u"cr_show"_s}}));
        const Answer twiml = m_desk->whatsapp({{"MessageSid", "SMshow"}, {"From", kAna}, {"Body", "show cr_show"}});
        QVERIFY(twiml.body.contains("<Message>") && twiml.body.contains("SAML and OIDC"));
        QCOMPARE(reason(m_desk->say(kAna, "edit cr_show: other")), u"Edit not allowed"_s);
    }

    void nobodyApprovesWhatTheyWereNotShown()
    {
        ApprovalsDesk desk;
        QVERIFY2(desk.start(), desk.errorText().constData());
        desk.twilio.setScript([](const StubRequest &) { return StubReply {.status = 429, .body = R"({"code":20429})"}; });
        QCOMPARE(desk.submit(u"cr_unseen"_s).json()["status"_L1].toString(), u"queued"_s);
        QTRY_COMPARE(desk.candidate(u"cr_unseen"_s)["prompts"_L1][0]["status"_L1].toString(), u"pending"_s);
        const QJsonObject said = desk.say(ApprovalsDesk::kOwner, "approve cr_unseen");
        QVERIFY(reason(said) == u"Text not shown" || desk.candidate(u"cr_unseen"_s)["prompts"_L1][0]["status"_L1] == u"sending"_s);
        QCOMPARE(desk.say(ApprovalsDesk::kOwner, "skip cr_unseen")["decision"_L1].toString(), u"rejected"_s);
    }

    void acknowledgements()
    {
        ApprovalsDesk desk({{u"ACK_REPLIES"_s, u"true"_s}});
        QVERIFY2(desk.start(), desk.errorText().constData());
        desk.submit(u"cr_ack"_s, {{u"owner_whatsapp"_s, QString::fromLatin1(ApprovalsDesk::kOwner)},
                                  {u"owner_imessage"_s, u"dana@orchid.example"_s}});
        const Answer stranger = desk.whatsapp({{"MessageSid", "SMa"}, {"From", kBo}, {"Body", "approve cr_ack"}});
        QCOMPARE(stranger.status, 200);
        QVERIFY(stranger.body.endsWith("<Response/>"));
        const Answer done = desk.whatsapp({{"MessageSid", "SMb"}, {"From", ApprovalsDesk::kOwner}, {"Body", "approve cr_ack"}});
        QVERIFY2(done.body.contains("<Message>Approved: cr_ack</Message>"), done.body.constData());
        QCOMPARE(desk.tell(u"dana@orchid.example"_s, u"approve cr_ack"_s)["reason"_L1].toString(), u"Candidate already approved"_s);
        QTRY_VERIFY(desk.texts(u"dana@orchid.example"_s).contains(u"Candidate already approved"_s));
    }

    void imessageShapes()
    {
        const RequestHeaders bearer = ApprovalsDesk::bearer();
        const auto posted = [&](const QByteArray &body) { return post(m_desk->url(), u"/webhooks/imessage"_s, body, bearer); };
        QCOMPARE(posted("{").status, 400);
        QCOMPARE(posted("{").json()["detail"_L1].toString(), u"Invalid JSON"_s);
        QCOMPARE(posted("[]").json()["code"_L1].toString(), u"bad_json"_s);
        for (const QByteArray &body : {"{\"from\":\"dana@orchid.example\"}"_ba, "{\"from\":\"dana@orchid.example\",\"text\":null}"_ba,
                                      "{\"message\":{\"text\":\"approve cr_i\",\"sender\":\"dana@orchid.example\",\"isGroupChat\":true}}"_ba}) {
            const QJsonObject json = posted(body).json();
            QCOMPARE(json["status"_L1].toString(), u"ignored"_s);
            QVERIFY(json["hint"_L1].isString());
        }
        m_desk->submit(u"cr_i"_s, {{u"owner_imessage"_s, u"+15551239999"_s}});
        const QByteArray direct = "{\"from\":\"+1 (555) 123-9999\",\"text\":\"approve cr_i\",\"timestamp\":\"2026-01-01T00:00:00Z\"}";
        const QJsonObject done = posted(direct).json();
        QCOMPARE(done["decision"_L1].toString(), u"approved"_s);
        QCOMPARE(posted(direct).json(), done);
    }

    void bareAndTwoStepReplies()
    {
        ApprovalsDesk desk({{u"TWO_STEP_EDIT"_s, u"true"_s}, {u"BARE_REPLY_MODE"_s, u"single"_s}});
        QVERIFY2(desk.start(), desk.errorText().constData());
        desk.submit(u"cr_s1"_s);
        QCOMPARE(desk.say(ApprovalsDesk::kOwner, "edit cr_s1")["status"_L1].toString(), u"ignored"_s);
        const QJsonObject edited = desk.say(ApprovalsDesk::kOwner, "The new text");
        QCOMPARE(edited["decision"_L1].toString(), u"edited"_s);
        QCOMPARE(desk.candidate(u"cr_s1"_s)["final_text"_L1].toString(), u"The new text"_s);
        // Another one was open within the last minute, so a bare word could mean either.
        desk.submit(u"cr_s2"_s);
        QCOMPARE(desk.say(ApprovalsDesk::kOwner, "yes")["status"_L1].toString(), u"ignored"_s);
        QCOMPARE(desk.say(kAna, "yes")["status"_L1].toString(), u"ignored"_s);
        desk.submit(u"cr_s3"_s, {{u"owner_whatsapp"_s, QString::fromLatin1(kBo)}});
        QCOMPARE(desk.say(kBo, "yes")["candidate_id"_L1].toString(), u"cr_s3"_s);
    }

    void escalationJoinsAtItsTime()
    {
        const QJsonObject step {{u"after_sec"_s, 1},
                                {u"approvers"_s, QJsonArray {QJsonObject {{u"id"_s, u"boss"_s}, {u"whatsapp"_s, u"whatsapp:+15551230077"_s}}}}};
        const QJsonObject policy {{u"escalation"_s, QJsonArray {step}}};
        m_desk->submit(u"cr_esc"_s, {{u"policy"_s, policy}});
        QCOMPARE(reason(m_desk->say("whatsapp:+15551230077", "approve cr_esc")), u"Candidate not found"_s);
        QTRY_COMPARE_WITH_TIMEOUT(m_desk->sendsAbout(u"cr_esc"_s), 2, 3500);
        QTRY_COMPARE(m_desk->candidate(u"cr_esc"_s)["prompts"_L1][1]["status"_L1].toString(), u"sent"_s);
        QCOMPARE(m_desk->candidate(u"cr_esc"_s)["prompts"_L1][1]["kind"_L1].toString(), u"escalation"_s);
        QCOMPARE(m_desk->say("whatsapp:+15551230077", "approve cr_esc")["decision"_L1].toString(), u"approved"_s);
        QVERIFY(m_desk->auditTypes(u"cr_esc"_s).contains(u"escalated"_s));
    }

private:
    std::unique_ptr<ApprovalsDesk> m_desk;
    int m_number = 0;
};

QTEST_GUILESS_MAIN(TstApprovalsReplies)
#include "tst_approvals_replies.moc"
