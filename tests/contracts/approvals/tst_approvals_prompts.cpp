#include "tests/contracts/approvals/approvals_desk.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace signalbox::wire;

namespace {

QJsonObject firstPrompt(const ApprovalsDesk &desk, const QString &id)
{
    return desk.candidate(id)["prompts"_L1][0].toObject();
}

QString status(const ApprovalsDesk &desk, const QString &id)
{
    return firstPrompt(desk, id)["status"_L1].toString();
}

StubReply refused(int status, int code)
{
    return {.status = status, .body = R"({"code":)" + QByteArray::number(code) + "}"};
}

QString text(const QUrlQuery &form)
{
    return form.queryItemValue(u"Body"_s, QUrl::FullyDecoded);
}

} // namespace

/// Sections 6, 7, 12 and 20.5 of contract approval-gateway over the wire.
class TstApprovalsPrompts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRateLimitOfTwilioIsRetried()
    {
        ApprovalsDesk desk({{u"PROMPT_SYNC_WAIT_MS"_s, u"200"_s}});
        QVERIFY2(desk.start(), desk.errorText().constData());
        desk.twilio.setScript([&](const StubRequest &request) {
            return desk.twilio.requests().size() < 3 ? refused(429, 20429) : desk.accept(request);
        });
        QCOMPARE(desk.submit(u"cr_429"_s).json()["status"_L1].toString(), u"queued"_s);
        QTRY_COMPARE_WITH_TIMEOUT(status(desk, u"cr_429"_s), u"sent"_s, 8000);
        QCOMPARE(desk.sends().size(), 3U);
        QCOMPARE(desk.candidate(u"cr_429"_s)["state"_L1].toString(), u"prompted"_s);
    }

    void aLostAnswerIsLookedUp()
    {
        ApprovalsDesk desk;
        QVERIFY2(desk.start(), desk.errorText().constData());
        desk.twilio.setScript([&](const StubRequest &request) {
            const StubReply reply = desk.accept(request);
            return request.method == "POST" ? StubReply {.status = 500, .body = "oops"} : reply;
        });
        desk.submit(u"cr_lost"_s);
        QTRY_COMPARE(status(desk, u"cr_lost"_s), u"sent"_s);
        QCOMPARE(firstPrompt(desk, u"cr_lost"_s)["provider_sid"_L1].toString().toLatin1(), ApprovalsDesk::sidOf(1));
        QCOMPARE(desk.sends().size(), 1U);
    }

    void whatTwilioNeverGotIsSentAfterTwoLooks()
    {
        ApprovalsDesk desk({{u"PROMPT_SYNC_WAIT_MS"_s, u"200"_s}});
        QVERIFY2(desk.start(), desk.errorText().constData());
        int posts = 0;
        desk.twilio.setScript([&](const StubRequest &request) {
            if (request.method == "POST" && ++posts == 1)
                return StubReply {.status = 503, .body = "oops"};
            return desk.accept(request);
        });
        desk.submit(u"cr_again"_s);
        QTRY_COMPARE_WITH_TIMEOUT(status(desk, u"cr_again"_s), u"sent"_s, 12000);
        QCOMPARE(posts, 2);
        QVERIFY(desk.twilio.requests().size() >= 4);
    }

    void aPermanentRefusalEscalatesAtOnce()
    {
        ApprovalsDesk desk;
        QVERIFY2(desk.start(), desk.errorText().constData());
        desk.twilio.setScript([&](const StubRequest &request) {
            return request.body.contains("15551230001") ? refused(400, 63003) : desk.accept(request);
        });
        const QJsonObject boss {{u"id"_s, u"boss"_s}, {u"whatsapp"_s, u"whatsapp:+15551230077"_s}};
        const QJsonObject policy {{u"escalation"_s, QJsonArray {QJsonObject {{u"after_sec"_s, 500}, {u"approvers"_s, QJsonArray {boss}}}}}};
        desk.submit(u"cr_perm"_s, {{u"policy"_s, policy}});
        QTRY_COMPARE(status(desk, u"cr_perm"_s), u"failed"_s);
        QCOMPARE(firstPrompt(desk, u"cr_perm"_s)["error_code"_L1].toString(), u"63003"_s);
        QTRY_COMPARE(desk.candidate(u"cr_perm"_s)["prompts"_L1][1]["status"_L1].toString(), u"sent"_s);
        QCOMPARE(desk.say("whatsapp:+15551230077", "approve cr_perm")["decision"_L1].toString(), u"approved"_s);
        QVERIFY(desk.auditTypes(u"cr_perm"_s).contains(u"prompt_failed"_s));
    }

    void refusedCredentialsStopTheChannelAndKeepTheQueue()
    {
        ApprovalsDesk desk({{u"PROMPT_SYNC_WAIT_MS"_s, u"300"_s}});
        QVERIFY2(desk.start(), desk.errorText().constData());
        desk.twilio.setScript([](const StubRequest &) { return refused(401, 20003); });
        QCOMPARE(desk.submit(u"cr_401"_s).json()["status"_L1].toString(), u"queued"_s);
        QTRY_COMPARE(get(desk.url(), u"/readyz"_s).json()["twilio"_L1].toString(), u"failing"_s);
        QCOMPARE(desk.submit(u"cr_402"_s).json()["status"_L1].toString(), u"queued"_s);
        QCOMPARE(status(desk, u"cr_401"_s), u"pending"_s);
        QCOMPARE(status(desk, u"cr_402"_s), u"held"_s);
        QCOMPARE(desk.sends().size(), 1U);
    }

    void aLongPromptIsSplitAndCostsOneToken()
    {
        ApprovalsDesk desk({{u"WA_BUCKET_CAPACITY"_s, u"2"_s}, {u"WA_BUCKET_REFILL_PER_MIN"_s, u"1"_s}});
        QVERIFY2(desk.start(), desk.errorText().constData());
        const QString words = u"word "_s.repeated(598).trimmed();
        QCOMPARE(desk.submit(u"cr_long"_s, {{u"proposed_text"_s, words}}).json()["status"_L1].toString(), u"prompted"_s);
        QTRY_VERIFY(desk.sends().size() >= 2U);
        const size_t parts = desk.sends().size();
        for (size_t i = 0; i < parts; ++i) {
            const QString part = text(desk.sends()[i]);
            QVERIFY(part.size() <= 1600);
            QVERIFY(part.startsWith(u"(%1/%2)"_s.arg(i + 1).arg(parts)));
            QCOMPARE(part.contains(u"approve cr_long"_s), i + 1 == parts);
        }
        QCOMPARE(desk.submit(u"cr_short"_s).json()["status"_L1].toString(), u"prompted"_s);
        QCOMPARE(desk.say(ApprovalsDesk::kOwner, "approve cr_long")["decision"_L1].toString(), u"approved"_s);
    }

    void deliveryStatesOnlyMoveForward()
    {
        ApprovalsDesk desk;
        QVERIFY2(desk.start(), desk.errorText().constData());
        desk.submit(u"cr_state"_s);
        const QByteArray sid = desk.lastSid();
        QCOMPARE(desk.status(sid, "delivered").status, 204);
        QCOMPARE(status(desk, u"cr_state"_s), u"delivered"_s);
        QCOMPARE(desk.status(sid, "sent").status, 204);
        QCOMPARE(status(desk, u"cr_state"_s), u"delivered"_s);
        desk.status(sid, "read");
        QCOMPARE(status(desk, u"cr_state"_s), u"read"_s);
        // A report that is faster than the answer to the send.
        desk.status(ApprovalsDesk::sidOf(2), "delivered");
        desk.submit(u"cr_fast"_s);
        QCOMPARE(status(desk, u"cr_fast"_s), u"delivered"_s);
        QCOMPARE(desk.status(ApprovalsDesk::sidOf(2), "nonsense").status, 204);
    }

    void withoutATemplateTheWindowIsNamed()
    {
        ApprovalsDesk desk;
        QVERIFY2(desk.start(), desk.errorText().constData());
        desk.submit(u"cr_window"_s);
        desk.status(desk.lastSid(), "failed", "63016");
        QTRY_COMPARE(status(desk, u"cr_window"_s), u"outside_window"_s);
        QCOMPARE(desk.sends().size(), 1U);
    }

    void heldPromptsKeepTheirOrder()
    {
        ApprovalsDesk desk({{u"WA_BUCKET_CAPACITY"_s, u"1"_s}, {u"WA_BUCKET_REFILL_PER_MIN"_s, u"120"_s}, {u"MIN_SPACING_SEC"_s, u"0.6"_s}});
        QVERIFY2(desk.start(), desk.errorText().constData());
        for (const QString &id : {u"cr_o1"_s, u"cr_o2"_s, u"cr_o3"_s, u"cr_o4"_s})
            desk.submit(id);
        QCOMPARE(desk.say(ApprovalsDesk::kOwner, "skip cr_o3")["decision"_L1].toString(), u"rejected"_s);
        QTRY_COMPARE(desk.sendsAbout(u"cr_o4"_s), 1);
        QCOMPARE(desk.sendsAbout(u"cr_o3"_s), 0);
        QStringList order;
        for (const QUrlQuery &form : desk.sends())
            order += text(form).section(u'`', 1, 1);
        QCOMPARE(order, (QStringList {u"cr_o1"_s, u"cr_o2"_s, u"cr_o4"_s}));
        QCOMPARE(status(desk, u"cr_o3"_s), u"failed"_s);
        QCOMPARE(firstPrompt(desk, u"cr_o3"_s)["error_code"_L1].toString(), u"skipped"_s);
        const QByteArray metrics = get(desk.url(), u"/metrics"_s).body;
        QVERIFY(metrics.contains("approval_rate_limit_hits_total{channel=\"whatsapp\",reason="));
    }

    void aKilledProcessSendsNothingTwice()
    {
        ApprovalsDesk desk({{u"PROMPT_SYNC_WAIT_MS"_s, u"100"_s}, {u"WA_BUCKET_CAPACITY"_s, u"1"_s}, {u"WA_BUCKET_REFILL_PER_MIN"_s, u"600"_s}});
        QVERIFY2(desk.start(), desk.errorText().constData());
        desk.twilio.setScript([&](const StubRequest &request) {
            desk.accept(request);
            return StubReply {.silent = true};
        });
        desk.submit(u"cr_kill"_s);
        QTRY_COMPARE(desk.sends().size(), 1U);
        QCOMPARE(status(desk, u"cr_kill"_s), u"sending"_s);
        desk.gateway().killNow();
        desk.twilio.setScript([&](const StubRequest &request) { return desk.accept(request); });
        QVERIFY2(desk.start(), desk.errorText().constData());
        QTRY_COMPARE(status(desk, u"cr_kill"_s), u"sent"_s);
        QCOMPARE(desk.sends().size(), 1U);
        QCOMPARE(firstPrompt(desk, u"cr_kill"_s)["provider_sid"_L1].toString().toLatin1(), ApprovalsDesk::sidOf(1));
        QCOMPARE(desk.say(ApprovalsDesk::kOwner, "approve cr_kill")["decision"_L1].toString(), u"approved"_s);
    }

    void heldPromptsOutliveTheProcess()
    {
        ApprovalsDesk desk({{u"WA_BUCKET_CAPACITY"_s, u"1"_s}, {u"WA_BUCKET_REFILL_PER_MIN"_s, u"1"_s}});
        QVERIFY2(desk.start(), desk.errorText().constData());
        desk.submit(u"cr_r1"_s);
        QCOMPARE(desk.submit(u"cr_r2"_s).json()["status"_L1].toString(), u"rate_limited"_s);
        desk.gateway().killNow();
        QVERIFY2(desk.start(), desk.errorText().constData());
        QTRY_COMPARE(desk.sendsAbout(u"cr_r2"_s), 1);
        QCOMPARE(desk.sendsAbout(u"cr_r1"_s), 1);
    }

    void anUnknownImessageIsHeldOrRepeatedOnce()
    {
        const QJsonObject dana {{u"owner_imessage"_s, u"dana@orchid.example"_s}};
        ApprovalsDesk hold({{u"IMSG_TIMEOUT_MS"_s, u"300"_s}, {u"PROMPT_SYNC_WAIT_MS"_s, u"100"_s}});
        QVERIFY2(hold.start(), hold.errorText().constData());
        hold.sidecar.setScript([](const StubRequest &) { return StubReply {.silent = true}; });
        QCOMPARE(hold.submit(u"cr_u1"_s, dana).json()["status"_L1].toString(), u"queued"_s);
        QTRY_COMPARE(status(hold, u"cr_u1"_s), u"unknown"_s);
        QCOMPARE(hold.texts(u"dana@orchid.example"_s).size(), 1);
        // What may have been read may be approved.
        QCOMPARE(hold.tell(u"dana@orchid.example"_s, u"approve cr_u1"_s)["decision"_L1].toString(), u"approved"_s);

        ApprovalsDesk resend({{u"IMSG_TIMEOUT_MS"_s, u"300"_s}, {u"IMSG_UNKNOWN_POLICY"_s, u"resend"_s}});
        QVERIFY2(resend.start(), resend.errorText().constData());
        resend.sidecar.setScript([&](const StubRequest &request) {
            return request.path() == "/send" && resend.texts(u"dana@orchid.example"_s).size() < 2
                ? StubReply {.silent = true}
                : StubReply {.body = R"({"status":"sent"})"};
        });
        resend.submit(u"cr_u2"_s, dana);
        QTRY_COMPARE(status(resend, u"cr_u2"_s), u"sent"_s);
        const QStringList texts = resend.texts(u"dana@orchid.example"_s);
        QCOMPARE(texts.size(), 2);
        QVERIFY(!texts[0].startsWith(u"(repeat)"_s) && texts[1].startsWith(u"(repeat)"_s));
    }

    void theSidecarIsAskedToWatch()
    {
        ApprovalsDesk desk;
        QVERIFY2(desk.start(), desk.errorText().constData());
        QTRY_VERIFY(desk.sidecar.count("/watch/start") >= 1);
        const auto asked = std::ranges::find_if(desk.sidecar.requests(), [](const StubRequest &r) { return r.path() == "/watch/start"; });
        const QJsonObject body = QJsonDocument::fromJson(asked->body).object();
        QCOMPARE(body["webhookUrl"_L1].toString(), u"https://gw.example.test/webhooks/imessage"_s);
        QCOMPARE(body["webhookHeaders"_L1]["Authorization"_L1].toString(), u"Bearer example-submit-secret-0123456789abcdef"_s);
    }
};

QTEST_GUILESS_MAIN(TstApprovalsPrompts)
#include "tst_approvals_prompts.moc"
