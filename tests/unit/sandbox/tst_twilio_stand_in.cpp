#include "backend/sandbox/twilio_stand_in.h"
#include "backend/services/approvals/twilio_signature.h"
#include "tests/unit/sandbox/scene_bench.h"

#include <QDateTime>
#include <QJsonArray>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::sandbox;

namespace {

const QByteArray kToken = "12345"_ba;
const QString kPerson = u"whatsapp:+15551230001"_s;
const QString kNumber = u"whatsapp:+15550009999"_s;
const QByteArray kCallback = "https://gw.sandbox.test/webhooks/whatsapp/status"_ba;

/// Twilio with a phone that keeps what it gets.
struct Twilio : SceneBench
{
    Twilio()
    {
        party->setPhone([this](const PhoneMessage &message) { rung.push_back(message); });
        routes = party->routes(owner);
    }

    http::Response post(const FormFields &form, const QByteArray &token = kToken) const
    {
        return ask(routes, "POST", path(), formBody(form), credentials(token), {{"sid", "AC1"}});
    }
    http::Response list(const QByteArray &query) const
    {
        return ask(routes, "GET", path() + '?' + query, {}, credentials(kToken), {{"sid", "AC1"}});
    }
    http::Response text(const QByteArray &body, const QString &to = kPerson) const
    {
        return post({{"To", to.toUtf8()}, {"From", kNumber.toUtf8()}, {"Body", body}, {"StatusCallback", kCallback}});
    }
    static QByteArray path() { return "/2010-04-01/Accounts/AC1/Messages.json"; }
    static Headers credentials(const QByteArray &token)
    {
        const QByteArray user = "AC1:" + token;
        return {{"Authorization", "Basic " + user.toBase64()}};
    }

    /// What was reported of states, in order; only calls that are signed for the callback's public URL count.
    QByteArrayList states() const
    {
        QByteArrayList states;
        for (const upstream::Call &call : client.calls) {
            const QByteArray signature = call.headers.value("X-Twilio-Signature");
            const bool genuine = call.url == QUrl(u"http://127.0.0.1:4321/webhooks/whatsapp/status"_s)
                && approvals::isSignedByTwilio({kToken}, kCallback, call.body, signature);
            const FormFields form = readForm(call.body);
            if (genuine)
                states += fieldOf(form, "MessageStatus") + fieldOf(form, "ErrorCode");
        }
        return states;
    }

    StandInOwner owner;
    std::vector<PhoneMessage> rung;
    std::shared_ptr<TwilioStandIn> party
        = TwilioStandIn::make(world, line,
                              {.sid = "AC1",
                               .token = kToken,
                               .number = kNumber,
                               .contentSid = "HX1",
                               .webhook = QUrl(u"https://gw.sandbox.test/webhooks/whatsapp"_s)});
    http::Routes routes;
};

QByteArray variables(const QString &text)
{
    const QJsonObject values {{u"1"_s, u"cr_1@2"_s}, {u"2"_s, u"X"_s}, {u"3"_s, u"smart"_s}, {u"4"_s, text},
                              {u"5"_s, u"https://x.example/1"_s}, {u"6"_s, u"none"_s}};
    return QJsonDocument(values).toJson(QJsonDocument::Compact);
}

} // namespace

class TstTwilioStandIn : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void signsAsThePublishedVectorSays()
    {
        const FormFields fields {{"CallSid", "CA1234567890ABCDE"}, {"Caller", "+14158675309"}, {"Digits", "1234"},
                                 {"From", "+14158675309"},         {"To", "+18005551212"}};
        const QUrl url(u"https://mycompany.com/myapp.php?foo=1&bar=2"_s);
        QCOMPARE(signAsTwilio("12345", url, fields), "RSOYDt4T1cUTdK1PDd93/VVr8B8="_ba);
        QCOMPARE(readForm(formBody(fields)), fields);
        QCOMPARE(fieldOf(readForm("a=1+2%2B&b="), "a"), "1 2+"_ba);
    }

    void aSendIsAnsweredAsTwilioAnswers()
    {
        const Twilio twilio;
        const http::Response answer = twilio.text("hi");
        QCOMPARE(answer.status, 201);
        const QJsonObject json = objectOf(answer);
        static const QRegularExpression sid(u"\\ASM[0-9a-f]{32}\\z"_s);
        QVERIFY(sid.match(json["sid"_L1].toString()).hasMatch());
        QCOMPARE(json["status"_L1].toString(), u"queued"_s);
        QVERIFY(json["error_code"_L1].isNull());
        QVERIFY(QDateTime::fromString(json["date_created"_L1].toString(), Qt::RFC2822Date).isValid());
    }

    void refusals_data()
    {
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("token");
        QTest::addColumn<int>("status");
        QTest::addColumn<int>("code");
        const QByteArray to = kPerson.toUtf8();
        const QByteArray from = kNumber.toUtf8();
        QTest::newRow("wrong token") << to << from << "hi"_ba << "54321"_ba << 401 << 20003;
        QTest::newRow("no To") << QByteArray() << from << "hi"_ba << kToken << 400 << 21604;
        QTest::newRow("not a number") << "whatsapp:+12x"_ba << from << "hi"_ba << kToken << 400 << 21211;
        QTest::newRow("foreign From") << to << "whatsapp:+1999"_ba << "hi"_ba << kToken << 400 << 63007;
        QTest::newRow("no text") << to << from << QByteArray() << kToken << 400 << 21619;
        QTest::newRow("too long") << to << from << QByteArray(1601, 'a') << kToken << 400 << 21617;
    }

    void refusals()
    {
        QFETCH(QByteArray, to);
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, token);
        const Twilio twilio;
        const http::Response answer = twilio.post({{"To", to}, {"From", from}, {"Body", body}}, token);
        QTEST(answer.status, "status");
        QTEST(objectOf(answer)["code"_L1].toInt(), "code");
        QCOMPARE(objectOf(answer)["status"_L1].toInt(), answer.status);
    }

    void aTemplateGoesOutOutsideTheWindow()
    {
        const Twilio twilio;
        const FormFields form {{"To", kPerson.toUtf8()}, {"From", kNumber.toUtf8()}, {"ContentSid", "HX1"},
                               {"ContentVariables", variables(u"Hello"_s)}, {"StatusCallback", kCallback}};
        QCOMPARE(twilio.post(form).status, 201);
        QTRY_COMPARE(twilio.states(), QByteArrayList({"queued", "sent", "delivered", "read"}));
        QCOMPARE(twilio.rung.size(), size_t(1));
        QVERIFY(twilio.rung.front().text.contains(u"approve cr_1@2"_s));
    }

    void brokenTemplateVariablesAreRefused()
    {
        const Twilio twilio;
        for (const QByteArray &broken : {"{}"_ba, variables(u"a\nb"_s), variables({}), variables(QString(5, u' '))}) {
            const http::Response answer = twilio.post({{"To", kPerson.toUtf8()}, {"From", kNumber.toUtf8()},
                                                       {"ContentSid", "HX1"}, {"ContentVariables", broken}});
            QCOMPARE(objectOf(answer)["code"_L1].toInt(), 21656);
        }
    }

    /// The refusal arrives later, by the callback, and nothing rings; who writes opens the window.
    void freeTextNeedsAnOpenWindow()
    {
        const Twilio twilio;
        twilio.text("first");
        QTRY_COMPARE(twilio.states(), QByteArrayList({"queued", "undelivered63016"}));
        QVERIFY(twilio.rung.empty());
        twilio.party->personWrites({Channel::WhatsApp, kPerson, u"hello"_s});
        twilio.text("second");
        QTRY_COMPARE(twilio.states().size(), 6);
        QCOMPARE(twilio.rung.size(), size_t(1));
        QCOMPARE(twilio.rung.front().text, u"second"_s);
    }

    void whatAPersonWritesIsPostedSignedAndAnswered()
    {
        Twilio twilio;
        twilio.client.answer.status = 200;
        twilio.client.answer.body = "<Response><Message>Approved: cr_1 &amp; more</Message></Response>";
        twilio.party->personWrites({Channel::WhatsApp, kPerson, u"approve cr_1 👍"_s, "SMquoted"});
        QTRY_COMPARE(twilio.rung.size(), size_t(1));
        QCOMPARE(twilio.rung.front().text, u"Approved: cr_1 & more"_s);
        const upstream::Call &call = twilio.client.calls.front();
        QCOMPARE(call.url, QUrl(u"http://127.0.0.1:4321/webhooks/whatsapp"_s));
        const QByteArray url = "https://gw.sandbox.test/webhooks/whatsapp"_ba;
        QVERIFY(approvals::isSignedByTwilio({kToken}, url, call.body, call.headers.value("X-Twilio-Signature")));
        const FormFields form = readForm(call.body);
        QCOMPARE(fieldOf(form, "Body"), u"approve cr_1 👍"_s.toUtf8());
        QCOMPARE(fieldOf(form, "AccountSid"), "AC1"_ba);
        QCOMPARE(fieldOf(form, "OriginalRepliedMessageSid"), "SMquoted"_ba);
    }

    void listsNewestFirstByPersonAndPage()
    {
        const Twilio twilio;
        for (const char *text : {"a", "b", "c"})
            twilio.text(text);
        twilio.text("d", u"whatsapp:+15551230002"_s);
        const QByteArray to = "To=" + kPerson.toUtf8().toPercentEncoding();
        const QJsonObject first = objectOf(twilio.list(to + "&PageSize=2"));
        QCOMPARE(first["messages"_L1].toArray().size(), 2);
        QCOMPARE(first["messages"_L1][0]["body"_L1].toString(), u"c"_s);
        const QByteArray next = first["next_page_uri"_L1].toString().toLatin1();
        QVERIFY(next.startsWith(Twilio::path()));
        const QJsonObject second = objectOf(twilio.list(next.mid(next.indexOf('?') + 1)));
        QCOMPARE(second["messages"_L1].toArray().size(), 1);
        QCOMPARE(second["messages"_L1][0]["body"_L1].toString(), u"a"_s);
        QVERIFY(second["next_page_uri"_L1].isNull());
    }

    void nothingLeavesTheMachine()
    {
        const Twilio twilio;
        QVERIFY(!twilio.line->resolved(QUrl(u"https://api.twilio.com/x"_s)));
        QVERIFY(!twilio.line->resolved(QUrl(u"http://gw.sandbox.test/x"_s)));
        const QUrl inside(u"http://127.0.0.1:4321/a?b=c"_s);
        QCOMPARE(twilio.line->resolved(QUrl(u"https://gw.sandbox.test/a?b=c"_s)), inside);
        QCOMPARE(twilio.line->resolved(QUrl(u"http://127.0.0.1:9/a"_s)), QUrl(u"http://127.0.0.1:9/a"_s));
    }
};

QTEST_GUILESS_MAIN(TstTwilioStandIn)
#include "tst_twilio_stand_in.moc"
