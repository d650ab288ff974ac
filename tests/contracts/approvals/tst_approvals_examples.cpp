#include "tests/contracts/approvals/approvals_desk.h"

#include <QJsonArray>
#include <QMessageAuthenticationCode>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox::wire;

namespace {

const QByteArray kEmptyTwiml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response/>";

QJsonObject object(std::initializer_list<std::pair<QString, QJsonValue>> members)
{
    return QJsonObject(members);
}

/// The request's signature, made by the rule of Standard Webhooks.
QByteArray expectedSignature(const StubRequest &callback)
{
    const QByteArray data
        = callback.headers.value("webhook-id") + '.' + callback.headers.value("webhook-timestamp") + '.' + callback.body;
    return "v1," + QMessageAuthenticationCode::hash(data, ApprovalsDesk::kCallbackKey, QCryptographicHash::Sha256).toBase64();
}

} // namespace

/// Every worked example of contract approval-gateway 22.
class TstApprovalsExamples : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_desk = std::make_unique<ApprovalsDesk>();
        QVERIFY2(m_desk->start(), m_desk->errorText().constData());
    }

    void w1SubmitPrompted()
    {
        const Answer answer = m_desk->submit(u"cr_7k2m"_s);
        QCOMPARE(answer.status, 202);
        QCOMPARE(answer.json(), object({{u"status"_s, u"prompted"_s},
                                        {u"candidate_id"_s, u"cr_7k2m"_s},
                                        {u"channels"_s, QJsonArray {u"whatsapp"_s}}}));
        QCOMPARE(m_desk->sends().size(), 1U);
        const QUrlQuery form = m_desk->sends().front();
        QCOMPARE(form.queryItemValue(u"To"_s, QUrl::FullyDecoded), u"whatsapp:+15551230001"_s);
        QCOMPARE(form.queryItemValue(u"From"_s, QUrl::FullyDecoded), u"whatsapp:+15550009999"_s);
        QVERIFY(form.queryItemValue(u"ValidityPeriod"_s).toInt() <= 600);
        QCOMPARE(form.queryItemValue(u"StatusCallback"_s, QUrl::FullyDecoded),
                 u"https://gw.example.test/webhooks/whatsapp/status"_s);
        const QString text = form.queryItemValue(u"Body"_s, QUrl::FullyDecoded);
        QVERIFY(text.contains(u"ID: `cr_7k2m`"_s));
        QVERIFY(text.contains(u"Platform: X"_s));
        QVERIFY(text.contains(u"• `approve cr_7k2m` to post"_s));
    }

    void w2SameAgainThenOther()
    {
        QCOMPARE(m_desk->submit(u"cr_7k2m"_s).json(), object({{u"status"_s, u"duplicate"_s},
                                                              {u"candidate_id"_s, u"cr_7k2m"_s},
                                                              {u"state"_s, u"prompted"_s}}));
        const Answer other = m_desk->submit(u"cr_7k2m"_s, {{u"proposed_text"_s, u"Something else"_s}});
        QCOMPARE(other.status, 409);
        QCOMPARE(other.json(), object({{u"detail"_s, u"Candidate id reused with different content"_s},
                                       {u"code"_s, u"id_conflict"_s}}));
        QCOMPARE(m_desk->sends().size(), 1U);
    }

    void w5AStrangerTries()
    {
        const QByteArray form = "MessageSid=SM00000000000000000000000000000102&AccountSid=AC00000000000000000000000000000001"
                                "&From=whatsapp%3A%2B15557770000&To=whatsapp%3A%2B15550009999&Body=approve+cr_7k2m";
        const Answer answer = request("POST", m_desk->url(), u"/webhooks/whatsapp"_s, form,
                                      {{"Content-Type", "application/x-www-form-urlencoded"},
                                       {"X-Twilio-Signature", "4cxez6OP+BgTunZIoBST3LM1Bro="},
                                       {"Accept", "application/json"}});
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.json(), object({{u"status"_s, u"error"_s}, {u"reason"_s, u"Candidate not found"_s}}));
        QCOMPARE(m_desk->auditTypes(u"cr_7k2m"_s).count(u"refused"_s), 1);
        QCOMPARE(m_desk->candidate(u"cr_7k2m"_s)["state"_L1].toString(), u"prompted"_s);
    }

    void w3ApproveByWhatsApp()
    {
        const QByteArray form = "MessageSid=SM00000000000000000000000000000101&AccountSid=AC00000000000000000000000000000001"
                                "&From=whatsapp%3A%2B15551230001&To=whatsapp%3A%2B15550009999&Body=Approve+cr_7k2m";
        const Answer answer = request("POST", m_desk->url(), u"/webhooks/whatsapp"_s, form,
                                      {{"Content-Type", "application/x-www-form-urlencoded"},
                                       {"X-Twilio-Signature", "OVvwYzzLOozAXn9u/yxBPifGK1Q="}});
        QCOMPARE(answer.status, 200);
        QVERIFY(answer.headers.value("content-type").startsWith("text/xml"));
        QCOMPARE(answer.body, kEmptyTwiml);
    }

    void w4TheCallbackThatFollows()
    {
        QTRY_COMPARE(m_desk->decisions(u"cr_7k2m"_s).size(), 1);
        const StubRequest &callback = m_desk->core.requests().back();
        QCOMPARE(callback.method, "POST"_ba);
        QCOMPARE(callback.path(), "/decisions"_ba);
        const QByteArray id = callback.headers.value("webhook-id");
        QVERIFY2(id.startsWith("msg_") && id.size() == 30, id.constData());
        QCOMPARE(callback.headers.value("idempotency-key"), id);
        QCOMPARE(callback.headers.value("webhook-signature"), expectedSignature(callback));
        QCOMPARE(callback.headers.value("x-delivery-attempt"), "1"_ba);
        QVERIFY(!callback.headers.contains("authorization"));
        QVERIFY(callback.headers.value("user-agent").startsWith("brandpilot-approval-gateway/"));
        const QJsonObject body = m_desk->decisions(u"cr_7k2m"_s).front();
        QCOMPARE(body["decision"_L1].toString(), u"approved"_s);
        QCOMPARE(body["final_text"_L1].toString(), u"Yes - SAML and OIDC are both in the Team plan."_s);
        QCOMPARE(body["decider"_L1].toString(), u"whatsapp:+15551230001"_s);
        QVERIFY(body["latency_ms"_L1].toInteger() >= 0);
        QCOMPARE(body["meta"_L1]["brand_id"_L1].toString(), u"b_orchid"_s);
        QCOMPARE(body["meta"_L1]["revision"_L1].toInt(), 1);
        QVERIFY(body["meta"_L1]["audit_seq"_L1].toInt() > 0);
        QTRY_COMPARE(m_desk->candidate(u"cr_7k2m"_s)["callback"_L1]["state"_L1].toString(), u"delivered"_s);
    }

    void w12Activity()
    {
        const Answer answer = m_desk->read(u"/activity?brand_id=b_orchid&limit=500"_s);
        QCOMPARE(answer.status, 200);
        const QJsonObject page = answer.json();
        QCOMPARE(page["brand_id"_L1].toString(), u"b_orchid"_s);
        QCOMPARE(page["count"_L1].toInt(), 1);
        QVERIFY(page.contains("next_cursor"_L1) && page["next_cursor"_L1].isNull());
        const QJsonObject entry = page["activities"_L1][0].toObject();
        QStringList members = entry.keys();
        QCOMPARE(members, (QStringList {u"brand_id"_s, u"created_at"_s, u"decided_at"_s, u"decider"_s, u"decision"_s,
                                        u"final_text"_s, u"id"_s, u"latency_ms"_s, u"platform"_s, u"proposed_text"_s,
                                        u"state"_s}));
        QCOMPARE(entry["state"_L1].toString(), u"approved"_s);
    }

    void w6MultiLineEditByImessage()
    {
        const Answer submitted = m_desk->submit(u"cr_4fw8"_s, {{u"owner_imessage"_s, u"dana@orchid.example"_s}});
        QCOMPARE(submitted.json()["channels"_L1].toArray(), QJsonArray {u"imessage"_s});
        QCOMPARE(m_desk->tell(u"Dana@Orchid.example"_s, u"Edit cr_4fw8: Thanks!\nDocs: orchid.example/sso"_s, u"9001"_s),
                 object({{u"status"_s, u"processed"_s}, {u"decision"_s, u"edited"_s}, {u"candidate_id"_s, u"cr_4fw8"_s}}));
        QTRY_COMPARE(m_desk->decisions(u"cr_4fw8"_s).size(), 1);
        const QJsonObject body = m_desk->decisions(u"cr_4fw8"_s).front();
        QCOMPARE(body["decision"_L1].toString(), u"edited"_s);
        QCOMPARE(body["final_text"_L1].toString(), u"Thanks!\nDocs: orchid.example/sso"_s);
        QCOMPARE(body["decider"_L1].toString(), u"imessage:dana@orchid.example"_s);
        QVERIFY(body["meta"_L1]["edit_diff"_L1].isObject());
    }

    void w8Expiry()
    {
        QCOMPARE(m_desk->submit(u"cr_9x1p"_s, {{u"deadline_sec"_s, 1}}).json()["status"_L1].toString(), u"prompted"_s);
        QTRY_COMPARE(m_desk->decisions(u"cr_9x1p"_s).size(), 1);
        const QJsonObject body = m_desk->decisions(u"cr_9x1p"_s).front();
        QCOMPARE(body["decision"_L1].toString(), u"expired"_s);
        QVERIFY(body["final_text"_L1].isNull());
        QCOMPARE(body["decider"_L1].toString(), u"system:timeout"_s);
        QVERIFY(body["latency_ms"_L1].toInteger() < 3000);
        QCOMPARE(m_desk->core.requests().back().headers.value("webhook-signature"),
                 expectedSignature(m_desk->core.requests().back()));
        QCOMPARE(m_desk->say(ApprovalsDesk::kOwner, "approve cr_9x1p"),
                 object({{u"status"_s, u"error"_s}, {u"reason"_s, u"Candidate already expired"_s}}));
    }

    void w9TwoApproversEditInBetween()
    {
        const QJsonObject policy {
            {u"required_approvals"_s, 2},
            {u"approvers"_s, QJsonArray {QJsonObject {{u"id"_s, u"ana"_s}, {u"whatsapp"_s, u"whatsapp:+15551230002"_s}},
                                         QJsonObject {{u"id"_s, u"bo"_s}, {u"whatsapp"_s, u"whatsapp:+15551230003"_s}}}}};
        QCOMPARE(m_desk->submit(u"cr_q1"_s, {{u"policy"_s, policy}}).json()["status"_L1].toString(), u"prompted"_s);
        QTRY_COMPARE(m_desk->sendsAbout(u"cr_q1"_s), 2);
        const QByteArray ana = "whatsapp:+15551230002";
        const QByteArray bo = "whatsapp:+15551230003";
        const auto recorded = [](int revision) {
            return object({{u"status"_s, u"recorded"_s}, {u"candidate_id"_s, u"cr_q1"_s}, {u"approvals"_s, 1},
                           {u"required"_s, 2}, {u"revision"_s, revision}});
        };
        QTRY_COMPARE(m_desk->candidate(u"cr_q1"_s)["prompts"_L1][1]["status"_L1].toString(), u"sent"_s);
        QCOMPARE(m_desk->say(ana, "approve cr_q1"), recorded(1));
        QCOMPARE(m_desk->say(bo, "edit cr_q1: Shorter text"), recorded(2));
        QTRY_COMPARE(m_desk->sendsAbout(u"cr_q1@2"_s), 1);
        QCOMPARE(m_desk->say(ana, "approve cr_q1@1"),
                 object({{u"status"_s, u"error"_s}, {u"reason"_s, u"Stale revision"_s}}));
        QCOMPARE(m_desk->say(ana, "approve cr_q1@2"),
                 object({{u"status"_s, u"processed"_s}, {u"decision"_s, u"edited"_s}, {u"candidate_id"_s, u"cr_q1"_s}}));
        QTRY_COMPARE(m_desk->decisions(u"cr_q1"_s).size(), 1);
        QCOMPARE(m_desk->decisions(u"cr_q1"_s).front()["final_text"_L1].toString(), u"Shorter text"_s);
    }

    void w11InvalidSubmission()
    {
        const Answer answer = m_desk->submit(
            R"({"id":"cr_z","brand_id":"b_orchid","platform":"myspace","proposed_text":"hi","persona":"smart","context_url":"nope"})"_ba);
        QCOMPARE(answer.status, 422);
        QCOMPARE(answer.json()["code"_L1].toString(), u"validation_error"_s);
        const QJsonArray faults = answer.json()["detail"_L1].toArray();
        QCOMPARE(faults.size(), 3);
        QCOMPARE(faults[0]["type"_L1].toString(), u"literal_error"_s);
        QCOMPARE(faults[0]["loc"_L1].toArray(), (QJsonArray {u"body"_s, u"platform"_s}));
        QCOMPARE(faults[1]["type"_L1].toString(), u"missing"_s);
        QCOMPARE(faults[1]["loc"_L1].toArray(), (QJsonArray {u"body"_s, u"source_ref"_s}));
        QCOMPARE(faults[2]["type"_L1].toString(), u"url_parsing"_s);
    }

    void w7RateLimit()
    {
        ApprovalsDesk desk({{u"WA_BUCKET_CAPACITY"_s, u"1"_s}, {u"WA_BUCKET_REFILL_PER_MIN"_s, u"6"_s}});
        QVERIFY2(desk.start(), desk.errorText().constData());
        QCOMPARE(desk.submit(u"cr_b1"_s).json()["status"_L1].toString(), u"prompted"_s);
        QCOMPARE(desk.submit(u"cr_b2"_s).json(),
                 object({{u"status"_s, u"rate_limited"_s},
                         {u"candidate_id"_s, u"cr_b2"_s},
                         {u"message"_s, u"Rate limit exceeded, candidate queued"_s},
                         {u"retry_after_sec"_s, 10}}));
        QCOMPARE(desk.candidate(u"cr_b2"_s)["prompts"_L1][0]["status"_L1].toString(), u"held"_s);
        QTRY_COMPARE_WITH_TIMEOUT(desk.sendsAbout(u"cr_b2"_s), 1, 12000);
        QTRY_COMPARE(desk.candidate(u"cr_b2"_s)["state"_L1].toString(), u"prompted"_s);
    }

    void w10OutsideTheWindow()
    {
        ApprovalsDesk desk({{u"TWILIO_CONTENT_SID"_s, u"HX00000000000000000000000000000001"_s}});
        QVERIFY2(desk.start(), desk.errorText().constData());
        // The owner wrote just now, so the prompt goes out as free text.
        desk.say(ApprovalsDesk::kOwner, "hello");
        QCOMPARE(desk.submit(u"cr_m31"_s).json()["status"_L1].toString(), u"prompted"_s);
        QVERIFY(!desk.sends().front().queryItemValue(u"Body"_s).isEmpty());
        QCOMPARE(desk.status(desk.lastSid(), "undelivered", "63016").status, 204);
        QTRY_COMPARE(desk.sends().size(), 2U);
        const QUrlQuery form = desk.sends().back();
        QVERIFY(!form.hasQueryItem(u"Body"_s));
        QCOMPARE(form.queryItemValue(u"ContentSid"_s), u"HX00000000000000000000000000000001"_s);
        const QString variables = form.queryItemValue(u"ContentVariables"_s, QUrl::FullyDecoded);
        QVERIFY2(variables.startsWith(u"{\"1\":\"cr_m31\",\"2\":\"X\","_s), qPrintable(variables));
        // The example's own signature.
        const Answer answer = request("POST", desk.url(), u"/webhooks/whatsapp/status"_s,
                                      "MessageSid=SM00000000000000000000000000000301&MessageStatus=undelivered&ErrorCode=63016"
                                      "&From=whatsapp%3A%2B15550009999&To=whatsapp%3A%2B15551230001",
                                      {{"Content-Type", "application/x-www-form-urlencoded"},
                                       {"X-Twilio-Signature", "wTGJuIcFsOCf3g8ODzCNY5DqZU8="}});
        QCOMPARE(answer.status, 204);
    }

    void theChainHolds()
    {
        const QJsonObject verdict = m_desk->read(u"/audit/verify"_s).json();
        QVERIFY(verdict["ok"_L1].toBool());
        QCOMPARE(verdict["head_hash"_L1].toString().size(), 64);
        QCOMPARE(m_desk->gateway().stop(), 0);
    }

private:
    std::unique_ptr<ApprovalsDesk> m_desk;
};

QTEST_GUILESS_MAIN(TstApprovalsExamples)
#include "tst_approvals_examples.moc"
