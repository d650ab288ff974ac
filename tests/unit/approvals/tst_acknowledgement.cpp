#include "backend/services/approvals/acknowledgement.h"
#include "backend/services/approvals/twilio_answer.h"
#include "backend/services/approvals/twilio_form.h"

#include <QTest>
#include <QXmlStreamReader>

using namespace signalbox::approvals;
using namespace Qt::StringLiterals;
using std::chrono::milliseconds;
using std::chrono::seconds;

Q_DECLARE_METATYPE(Outcome)
Q_DECLARE_METATYPE(SendAction)

class TestAcknowledgement : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void json_data()
    {
        QTest::addColumn<Outcome>("outcome");
        QTest::addColumn<QByteArray>("expected");
        using enum OutcomeKind;
        const auto error = [](const char *tag, const Outcome &outcome, const QByteArray &reason) {
            QTest::newRow(tag) << outcome << "{\"status\":\"error\",\"reason\":\"" + reason + "\"}";
        };
        QTest::newRow("processed")
            << Outcome{.kind = Processed, .candidateId = u"cr_4fw8"_s, .decision = Decision::Edited}
            << "{\"status\":\"processed\",\"decision\":\"edited\",\"candidate_id\":\"cr_4fw8\"}"_ba;
        QTest::newRow("recorded")
            << Outcome {.kind = Recorded, .candidateId = u"cr_q1"_s, .approvals = 1, .required = 2, .revision = 1}
            << "{\"status\":\"recorded\",\"candidate_id\":\"cr_q1\",\"approvals\":1,\"required\":2,\"revision\":1}"_ba;
        QTest::newRow("shown") << Outcome {.kind = Shown, .candidateId = u"cr_q1"_s, .text = u"secret"_s}
                               << "{\"status\":\"shown\",\"candidate_id\":\"cr_q1\"}"_ba;
        QTest::newRow("ignored") << Outcome() << "{\"status\":\"ignored\",\"reason\":\"Invalid command format\"}"_ba;
        error("not found", {.kind = NotFound}, "Candidate not found");
        error("expired", {.kind = Already, .state = State::Expired}, "Candidate already expired");
        error("approved", {.kind = Already, .state = State::Approved}, "Candidate already approved");
        error("ambiguous", {.kind = Ambiguous}, "Ambiguous reply");
        error("too long", {.kind = EditTooLong}, "Edit too long");
        error("empty", {.kind = EmptyEdit}, "Empty edit");
        error("stale", {.kind = StaleRevision, .text = u"t"_s}, "Stale revision");
        error("not allowed", {.kind = EditNotAllowed}, "Edit not allowed");
        error("not shown", {.kind = TextNotShown}, "Text not shown");
    }

    void json()
    {
        QFETCH(Outcome, outcome);
        QFETCH(QByteArray, expected);
        QCOMPARE(outcomeJson(outcome), expected);
    }

    void ignoredMessagesOfImessageGetAHint()
    {
        const QByteArray answer = outcomeJson(Outcome(), Hint::Yes);
        QVERIFY(answer.startsWith("{\"status\":\"ignored\",\"reason\":\"Invalid command format\",\"hint\":\""));
        QVERIFY(answer.contains("approve <id>"));
        QVERIFY(!outcomeJson({.kind = OutcomeKind::NotFound}, Hint::Yes).contains("hint"));
    }

    void whoWantsJson()
    {
        QVERIFY(wantsJson("application/json"));
        QVERIFY(wantsJson("text/plain, Application/JSON;q=0.5"));
        QVERIFY(!wantsJson("application/json, */*"));
        QVERIFY(!wantsJson("application/json, text/xml"));
        QVERIFY(!wantsJson("*/*"));
        QVERIFY(!wantsJson(""));
    }

    void twimlByteForByte()
    {
        QCOMPARE(twiml({}), "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response/>"_ba);
        QCOMPARE(
            twiml({u"a <b> & 👍"_s}),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response><Message>a &lt;b&gt; &amp; 👍</Message></Response>"_ba);
    }

    void twimlHoldsAnyText()
    {
        const QString text = u"\u0001\n]]>\uffff\u202e"_s;
        QXmlStreamReader reader(twiml({text, u"b"_s}));
        QStringList messages;
        while (!reader.atEnd()) {
            if (reader.readNext() == QXmlStreamReader::StartElement && reader.name() == u"Message")
                messages << reader.readElementText();
        }
        QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
        QCOMPARE(messages, (QStringList {u"<U+0001>\n]]><U+FFFF><U+202E>"_s, u"b"_s}));
    }

    void whoIsTold()
    {
        const Outcome approved {.kind = OutcomeKind::Processed, .candidateId = u"cr_1"_s};
        const Outcome shown {.kind = OutcomeKind::Shown, .candidateId = u"cr_1"_s, .text = u"full\ntext"_s};
        QCOMPARE(acknowledgement(approved, true, true), QStringList {u"Approved: cr_1"_s});
        QCOMPARE(acknowledgement(approved, true, false), QStringList());
        QCOMPARE(acknowledgement(approved, false, true), QStringList());
        QCOMPARE(acknowledgement(shown, true, false), QStringList {u"Text of cr_1:\n> full\n> text"_s});
        QCOMPARE(acknowledgement(Outcome(), false, true), QStringList());
        QCOMPARE(acknowledgement(Outcome(), true, true), QStringList {helpText()});
        const Outcome stale{
            .kind = OutcomeKind::StaleRevision, .candidateId = u"cr_1"_s, .revision = 2, .text = u"new"_s};
        QCOMPARE(acknowledgement(stale, true, true),
                 (QStringList {u"Stale revision: cr_1@2 is the current one"_s, u"Text of cr_1@2:\n> new"_s}));
    }

    void formsOfASend()
    {
        TwilioMessage message {.to = u"whatsapp:+15551230001"_s, .from = u"whatsapp:+15550009999"_s, .body = u"Hä"_s,
                               .statusCallback = "https://gw/s", .validity = seconds(600)};
        using Fields = std::vector<std::pair<QByteArray, QByteArray>>;
        QCOMPARE(twilioForm(message),
                 (Fields {{"To", "whatsapp:+15551230001"}, {"From", "whatsapp:+15550009999"}, {"Body", "H\xc3\xa4"},
                          {"StatusCallback", "https://gw/s"}, {"ValidityPeriod", "600"}}));
        message.messagingServiceSid = u"MG1"_s;
        message.contentSid = u"HX1"_s;
        message.contentVariables = "{}";
        message.statusCallback.clear();
        message.validity = seconds(604800);
        QCOMPARE(twilioForm(message),
                 (Fields {{"To", "whatsapp:+15551230001"}, {"MessagingServiceSid", "MG1"}, {"ContentSid", "HX1"},
                          {"ContentVariables", "{}"}, {"ValidityPeriod", "36000"}}));
        message.validity = seconds(0);
        QCOMPARE(twilioForm(message).size(), size_t(4));
    }

    void listedMessages()
    {
        const QString prompt = u"ID: `cr_1`\n> see cr_2 too\n• `approve cr_1` to post"_s;
        QVERIFY(asksAbout(prompt, u"cr_1"_s, 1));
        QVERIFY(!asksAbout(prompt, u"cr_1"_s, 2));
        QVERIFY(!asksAbout(prompt, u"cr_2"_s, 1)); // only quoted
        QVERIFY(!asksAbout(prompt, u"cr"_s, 1));
        QVERIFY(asksAbout(u"x cr_1@2 y"_s, u"cr_1"_s, 2));
        QVERIFY(!asksAbout(u"x cr_1@2 y"_s, u"cr_1"_s, 1));
        QVERIFY(!asksAbout(u"x cr_1@21 y"_s, u"cr_1"_s, 2));
        QVERIFY(asksAbout(u"cr_10 cr_1"_s, u"cr_1"_s, 1));
        QVERIFY(!asksAbout(QString(), u"cr_1"_s, 1));
    }

    void answersOfASend_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<SendAction>("action");
        using enum SendAction;
        const auto row = [](int status, const QByteArray &body, SendAction action) {
            QTest::newRow(qPrintable(QString::number(status) + u' ' + QString::fromUtf8(body.left(40))))
                << status << body << action;
        };
        row(201, "{\"sid\":\"SM00000000000000000000000000000001\",\"status\":\"queued\",\"error_code\":null}",
            Accepted);
        row(200, "{\"sid\":\"MM1\",\"status\":\"accepted\"}", Accepted);
        row(201, "<html>", Reconcile);
        row(201, "{}", Reconcile);
        row(429, "<html>slow down</html>", RetryLater);
        row(429, "{\"code\":20429}", RetryLater);
        row(400, "{\"code\":20429}", RetryLater);
        row(400, "{\"code\":63018}", RetryLater);
        row(400, "{\"code\":63016}", UseTemplate);
        row(400, "{\"code\":63015}", Permanent);
        row(400, "{\"code\":63003}", Permanent);
        row(400, "{\"code\":21211,\"status\":400}", Permanent);
        row(400, "{\"code\":21610}", Permanent);
        row(404, "", Permanent);
        row(400, "{\"code\":21617}", SplitAgain);
        row(400, "{\"code\":21658}", SplitAgain);
        row(401, "", StopSending);
        row(403, "{\"code\":20003}", StopSending);
        row(500, "{\"code\":20429}", Reconcile);
        row(503, "", Reconcile);
        row(302, "", Reconcile);
    }

    void answersOfASend()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(SendAction, action);
        QCOMPARE(readSendAnswer(Transfer::Answered, status, body).action, action);
    }

    void waits()
    {
        const SendResult sent = readSendAnswer(Transfer::Answered, 201, "{\"sid\":\"SM1\",\"status\":\"queued\"}");
        QCOMPARE(sent.sid, "SM1"_ba);
        QCOMPARE(sent.status, "queued"_ba);
        QCOMPARE(readSendAnswer(Transfer::Answered, 429, "").wait, milliseconds(500));
        QCOMPARE(readSendAnswer(Transfer::Answered, 429, "", seconds(7)).wait, seconds(7));
        const SendResult channel = readSendAnswer(Transfer::Answered, 400, "{\"code\":63018}");
        QCOMPARE(channel.wait, seconds(10));
        QVERIFY(channel.perRecipient);
        QCOMPARE(readSendAnswer(Transfer::NotSent, 0, "").action, SendAction::RetryLater);
        QCOMPARE(readSendAnswer(Transfer::Unknown, 0, "").action, SendAction::Reconcile);
        QCOMPARE(actionOfCode(63016), SendAction::UseTemplate);
        QCOMPARE(actionOfCode(30008), std::nullopt);
    }

    void statusMovesForward()
    {
        int before = -1;
        for (const char *status : {"queued", "sending", "sent", "delivered", "read"}) {
            QVERIFY(statusRank(status) > before);
            before = statusRank(status);
        }
        QVERIFY(statusRank("failed") > before);
        QCOMPARE(statusRank("undelivered"), statusRank("failed"));
        QCOMPARE(statusRank("purple"), -1);
    }

    void names()
    {
        QCOMPARE(stateFromName(u"edited"), State::Edited);
        QCOMPARE(stateFromName(u"Edited"), std::nullopt);
        QCOMPARE(decisionFromName(u"expired"), Decision::Expired);
        QCOMPARE(channelFromName(u"console"), Channel::Console);
        QCOMPARE(actionFromName(u"skip"), Action::Skip);
        QCOMPARE(promptKindFromName(u"escalation"), PromptKind::Escalation);
    }
};

QTEST_GUILESS_MAIN(TestAcknowledgement)
#include "tst_acknowledgement.moc"
