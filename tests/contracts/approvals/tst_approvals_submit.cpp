#include "tests/contracts/approvals/approvals_desk.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox::wire;

/// Sections 3, 5, 12 and 14 of contract approval-gateway over the wire.
class TstApprovalsSubmit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_desk = std::make_unique<ApprovalsDesk>();
        QVERIFY2(m_desk->start(), m_desk->errorText().constData());
    }

    void credentialsComeBeforeTheBody_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QString>("target");
        QTest::newRow("submit") << "POST"_ba << u"/candidate"_s;
        QTest::newRow("imessage") << "POST"_ba << u"/webhooks/imessage"_s;
        QTest::newRow("candidate") << "GET"_ba << u"/candidate/cr_1"_s;
        QTest::newRow("cancel") << "POST"_ba << u"/candidate/cr_1/cancel"_s;
        QTest::newRow("activity") << "GET"_ba << u"/activity?brand_id=b"_s;
        QTest::newRow("audit") << "GET"_ba << u"/audit"_s;
        QTest::newRow("verify") << "GET"_ba << u"/audit/verify"_s;
        QTest::newRow("outbox") << "GET"_ba << u"/outbox"_s;
        QTest::newRow("replay") << "POST"_ba << u"/outbox/msg_1/replay"_s;
    }

    void credentialsComeBeforeTheBody()
    {
        QFETCH(QByteArray, method);
        QFETCH(QString, target);
        const RequestHeaders wrong[] {{}, ApprovalsDesk::bearer("wrong"), {{"Authorization", ApprovalsDesk::kSecret}}};
        for (const RequestHeaders &headers : wrong) {
            const Answer answer = request(method, m_desk->url(), target, "{", headers);
            QCOMPARE(answer.status, 401);
            QCOMPARE(answer.json()["detail"_L1].toString(), u"Invalid authorization"_s);
            QCOMPARE(answer.json()["code"_L1].toString(), u"unauthorized"_s);
            QCOMPARE(answer.headers.value("www-authenticate"), "Bearer"_ba);
        }
    }

    void refusals()
    {
        const auto code = [](const Answer &answer) { return answer.json()["code"_L1].toString(); };
        const Answer malformed = m_desk->submit(QByteArray("{"));
        QCOMPARE(malformed.status, 422);
        QCOMPARE(malformed.json()["detail"_L1][0]["type"_L1].toString(), u"json_invalid"_s);

        const Answer unknown = m_desk->read(u"/candidate/none"_s);
        QCOMPARE(unknown.status, 404);
        QCOMPARE(unknown.json()["detail"_L1].toString(), u"Candidate not found"_s);
        QCOMPARE(code(m_desk->read(u"/nothing"_s)), u"not_found"_s);

        const Answer method = request("PUT", m_desk->url(), u"/candidate"_s, "{}", ApprovalsDesk::bearer());
        QCOMPARE(method.status, 405);
        QCOMPARE(code(method), u"method_not_allowed"_s);
        QCOMPARE(method.headers.value("allow"), "POST"_ba);
        const Answer options = request("OPTIONS", m_desk->url(), u"/candidate"_s);
        QCOMPARE(options.status, 405);
        QVERIFY(!options.headers.contains("access-control-allow-origin"));

        const Answer large = m_desk->submit(QByteArray(65 * 1024, ' '));
        QCOMPARE(large.status, 413);
        QCOMPARE(code(large), u"too_large"_s);
        RequestHeaders text = ApprovalsDesk::bearer();
        text.insert("Content-Type", "text/plain");
        QCOMPARE(code(request("POST", m_desk->url(), u"/candidate"_s, "{}", text)), u"unsupported_media_type"_s);
        QCOMPARE(code(request("POST", m_desk->url(), u"/webhooks/whatsapp"_s, "{}", {{"Content-Type", "application/json"}})),
                 u"unsupported_media_type"_s);
        const Answer forged = request("POST", m_desk->url(), u"/webhooks/whatsapp"_s, "Body=approve+cr_1",
                                      {{"Content-Type", "application/x-www-form-urlencoded"}, {"X-Twilio-Signature", "AAAA"}});
        QCOMPARE(forged.status, 403);
        QCOMPARE(forged.json()["detail"_L1].toString(), u"Invalid signature"_s);
        QCOMPARE(code(forged), u"bad_signature"_s);
    }

    void neitherRouteNorQuorum()
    {
        const QJsonObject nobody {{u"approvers"_s, QJsonArray {QJsonObject {{u"id"_s, u"ana"_s}}}}};
        QCOMPARE(m_desk->submit(u"cr_n1"_s, {{u"policy"_s, nobody}}).json()["code"_L1].toString(), u"no_route"_s);
        const Answer three = m_desk->submit(u"cr_n2"_s, {{u"policy"_s, QJsonObject {{u"required_approvals"_s, 3}}}});
        QCOMPARE(three.status, 422);
        QCOMPARE(three.json()["code"_L1].toString(), u"policy_unsatisfiable"_s);
        QVERIFY(three.json()["detail"_L1].isString());
        QCOMPARE(m_desk->read(u"/candidate/cr_n2"_s).status, 404);
    }

    void onlyOneOfManyPostsOfOneId()
    {
        QNetworkAccessManager network;
        std::vector<std::unique_ptr<QNetworkReply>> replies;
        for (int i = 0; i < 24; ++i) {
            QNetworkRequest request(m_desk->url().resolved(QUrl(u"/candidate"_s)));
            request.setRawHeader("Authorization", "Bearer " + ApprovalsDesk::kSecret);
            request.setRawHeader("Content-Type", "application/json");
            replies.emplace_back(network.post(request, ApprovalsDesk::body(u"cr_many"_s)));
        }
        int first = 0;
        int duplicates = 0;
        for (const auto &reply : replies) {
            QTRY_VERIFY_WITH_TIMEOUT(reply->isFinished(), 10000);
            const QString status = QJsonDocument::fromJson(reply->readAll())["status"_L1].toString();
            first += status == u"prompted" ? 1 : 0;
            duplicates += status == u"duplicate" ? 1 : 0;
        }
        QCOMPARE(first, 1);
        QCOMPARE(duplicates, 23);
        QCOMPARE(m_desk->sendsAbout(u"cr_many"_s), 1);
    }

    void fullStateOfACandidate()
    {
        QCOMPARE(m_desk->submit(u"cr_full"_s, {{u"risk_flags"_s, QJsonArray {u"pricing"_s}}}).status, 202);
        const QJsonObject json = m_desk->candidate(u"cr_full"_s);
        for (const char *member :
             {"id", "brand_id", "platform", "source_ref", "proposed_text", "persona", "context_url", "risk_flags",
              "deadline_sec", "owner_whatsapp", "owner_imessage", "submitted_by", "policy", "state", "revision",
              "current_text", "created_at", "prompted_at", "deadline_at", "decided_at", "decision", "final_text", "decider",
              "latency_ms", "required_approvals", "approvals", "prompts", "callback"})
            QVERIFY2(json.contains(QLatin1StringView(member)), member);
        const QJsonObject prompt = json["prompts"_L1][0].toObject();
        QCOMPARE(prompt["approver"_L1].toString(), u"owner"_s);
        QCOMPARE(prompt["channel"_L1].toString(), u"whatsapp"_s);
        QCOMPARE(prompt["kind"_L1].toString(), u"prompt"_s);
        QCOMPARE(prompt["status"_L1].toString(), u"sent"_s);
        QCOMPARE(prompt["provider_sid"_L1].toString().toLatin1(), m_desk->lastSid());
        QCOMPARE(json["callback"_L1]["state"_L1].toString(), u"none"_s);
        QVERIFY(!QJsonDocument(json).toJson().contains("+15551230001"));
    }

    void cancel()
    {
        m_desk->submit(u"cr_c"_s);
        const Answer cancelled = post(m_desk->url(), u"/candidate/cr_c/cancel"_s, {}, ApprovalsDesk::bearer());
        QCOMPARE(cancelled.status, 200);
        QCOMPARE(cancelled.json(), (QJsonObject {{u"status"_s, u"cancelled"_s}}));
        const Answer again = post(m_desk->url(), u"/candidate/cr_c/cancel"_s, {}, ApprovalsDesk::bearer());
        QCOMPARE(again.status, 409);
        QCOMPARE(again.json()["detail"_L1].toString(), u"Candidate already cancelled"_s);
        QCOMPARE(m_desk->say(ApprovalsDesk::kOwner, "approve cr_c")["reason"_L1].toString(), u"Candidate already cancelled"_s);
        QCOMPARE(m_desk->candidate(u"cr_c"_s)["callback"_L1]["state"_L1].toString(), u"none"_s);
        QCOMPARE(post(m_desk->url(), u"/candidate/none/cancel"_s, {}, ApprovalsDesk::bearer()).status, 404);
    }

    void aSlowProviderDoesNotHoldTheAnswer()
    {
        ApprovalsDesk desk({{u"PROMPT_SYNC_WAIT_MS"_s, u"300"_s}});
        QVERIFY2(desk.start(), desk.errorText().constData());
        desk.twilio.setScript([](const StubRequest &) { return StubReply {.silent = true}; });
        QElapsedTimer timer;
        timer.start();
        const Answer answer = desk.submit(u"cr_slow"_s);
        QVERIFY2(timer.elapsed() < 800, qPrintable(QString::number(timer.elapsed())));
        QCOMPARE(answer.status, 202);
        QCOMPARE(answer.json(), (QJsonObject {{u"status"_s, u"queued"_s},
                                              {u"candidate_id"_s, u"cr_slow"_s},
                                              {u"channels_pending"_s, QJsonArray {u"whatsapp"_s}}}));
        QCOMPARE(desk.candidate(u"cr_slow"_s)["state"_L1].toString(), u"new"_s);
    }

    void aHeldChannelDoesNotHideOneThatSends()
    {
        ApprovalsDesk desk({{u"WA_BUCKET_CAPACITY"_s, u"1"_s}, {u"WA_BUCKET_REFILL_PER_MIN"_s, u"1"_s}});
        QVERIFY2(desk.start(), desk.errorText().constData());
        const QJsonObject both {{u"owner_whatsapp"_s, u"whatsapp:+15551230009"_s}, {u"owner_imessage"_s, u"dana@orchid.example"_s}};
        QCOMPARE(desk.submit(u"cr_h1"_s, both).json()["channels"_L1].toArray(), (QJsonArray {u"whatsapp"_s, u"imessage"_s}));
        QCOMPARE(desk.submit(u"cr_h2"_s, both).json(), (QJsonObject {{u"status"_s, u"prompted"_s},
                                                                     {u"candidate_id"_s, u"cr_h2"_s},
                                                                     {u"channels"_s, QJsonArray {u"imessage"_s}}}));
    }

    void tooManyFailuresOfOneAddress()
    {
        ApprovalsDesk desk({{u"AUTH_FAIL_PER_MIN"_s, u"3"_s}});
        QVERIFY2(desk.start(), desk.errorText().constData());
        for (int i = 0; i < 3; ++i)
            QCOMPARE(get(desk.url(), u"/audit"_s).status, 401);
        const Answer limited = get(desk.url(), u"/audit"_s);
        QCOMPARE(limited.status, 429);
        QCOMPARE(limited.json()["code"_L1].toString(), u"http_rate_limited"_s);
        QVERIFY(limited.headers.value("retry-after").toInt() >= 1);
        QCOMPARE(desk.read(u"/audit"_s).status, 200);
    }

    void healthAndReadiness()
    {
        const Answer root = get(m_desk->url(), u"/"_s);
        QCOMPARE(root.json(), (QJsonObject {{u"service"_s, u"brandpilot-approval-gateway"_s}, {u"status"_s, u"ok"_s}}));
        const QJsonObject ready = get(m_desk->url(), u"/readyz"_s).json();
        QCOMPARE(ready["ok"_L1].toBool(), true);
        QCOMPARE(ready["store"_L1].toString(), u"ok"_s);
        QCOMPARE(ready["redis"_L1].toString(), u"off"_s);
        QCOMPARE(ready["twilio"_L1].toString(), u"ok"_s);
        QVERIFY(ready.contains("imessage"_L1));
        QCOMPARE(ready["outbox_oldest_sec"_L1].toInt(-1), 0);
        const QByteArray metrics = get(m_desk->url(), u"/metrics"_s).body;
        for (const char *family :
             {"approval_candidates_total{status=\"prompted\"}", "approval_http_requests_total{", "approval_open_candidates ",
              "approval_prompts_total{channel=\"whatsapp\",result=\"sent\"}", "approval_store_up 1", "approval_timeouts_total 0",
              "approval_signature_failures_total{channel=\"whatsapp\"}", "approval_audit_head_seq "})
            QVERIFY2(metrics.contains(family), family);
    }

private:
    std::unique_ptr<ApprovalsDesk> m_desk;
};

QTEST_GUILESS_MAIN(TstApprovalsSubmit)
#include "tst_approvals_submit.moc"
