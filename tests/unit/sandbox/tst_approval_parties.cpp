#include "backend/platform/security/standard_webhooks.h"
#include "backend/sandbox/approval_cast.h"
#include "backend/sandbox/candidate_texts.h"
#include "backend/sandbox/core_stand_in.h"
#include "backend/sandbox/imessage_stand_in.h"
#include "backend/sandbox/owner.h"
#include "backend/sandbox/twilio_wire.h"
#include "backend/services/approvals/acknowledgement.h"
#include "backend/services/approvals/prompt_text.h"
#include "backend/services/approvals/submission.h"
#include "tests/unit/sandbox/scene_bench.h"

#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::sandbox;

namespace {

const QByteArray kSecret = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"_ba;

struct Core : SceneBench
{
    Core() { routes = party->routes(owner); }

    http::Response tell(const QByteArray &id, const QByteArray &body, const QByteArray &secret = kSecret,
                        qint64 age = 0) const
    {
        const security::WebhookStamp stamp {id, core::epochMs(core::systemClock().wall()) / 1000 - age};
        const QByteArray signature = security::signWebhook({*security::webhookKey(secret)}, stamp, body);
        const Headers headers {{"webhook-id", id},
                               {"webhook-timestamp", QByteArray::number(stamp.timestamp)},
                               {"webhook-signature", signature}};
        return ask(routes, "POST", "/decisions", body, headers);
    }
    static QByteArray decision(const QByteArray &id)
    {
        return R"({"id":")" + id + R"(","decision":"approved","final_text":"Hi","decider":"whatsapp:+1555"})";
    }

    StandInOwner owner;
    std::shared_ptr<CoreStandIn> party = CoreStandIn::make(world, kSecret);
    http::Routes routes;
};

struct Bridge : SceneBench
{
    Bridge()
    {
        party->setPhone([this](const PhoneMessage &message) { rung.push_back(message); });
        routes = party->routes(owner);
    }

    QString watch(const QByteArray &secret) const
    {
        const QJsonObject headers {{u"Authorization"_s, QString(u"Bearer "_s + QString::fromLatin1(secret))}};
        const QJsonObject wanted {{u"webhookUrl"_s, u"https://gw.sandbox.test/webhooks/imessage"_s},
                                  {u"webhookHeaders"_s, headers}};
        const QByteArray body = QJsonDocument(wanted).toJson();
        return objectOf(ask(routes, "POST", "/watch/start", body))["status"_L1].toString();
    }

    StandInOwner owner;
    std::vector<PhoneMessage> rung;
    std::shared_ptr<ImessageStandIn> party = ImessageStandIn::make(world, line);
    http::Routes routes;
};

approvals::PromptContent prompt(int revision)
{
    return {.title = u"Title"_s,
            .id = u"cr_7k2m"_s,
            .revision = revision,
            .platform = u"x"_s,
            .persona = u"smart"_s,
            .text = u"First line\napprove cr_other"_s,
            .contextUrl = u"https://x.example/1"_s};
}

} // namespace

class TstApprovalParties : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theCoreTakesEachDecisionOnce()
    {
        const Core core;
        QCOMPARE(core.tell("msg_1", Core::decision("cr_1")).status, 200);
        QCOMPARE(core.tell("msg_1", Core::decision("cr_1")).status, 204);
        QCOMPARE(core.party->decisions().size(), size_t(1));
        QCOMPARE(core.party->decisions().front().candidateId, u"cr_1"_s);
        QCOMPARE(core.party->tally().repeats, quint64(1));
        QCOMPARE(core.tell("msg_2", Core::decision("cr_1")).status, 200);
        QCOMPARE(core.party->tally().contradictions, quint64(1));
    }

    void theCoreRefusesWhatIsNotSigned()
    {
        const Core core;
        QCOMPARE(core.tell("msg_1", Core::decision("cr_1"), "another secret").status, 401);
        QCOMPARE(core.tell("msg_1", Core::decision("cr_1"), kSecret, 301).status, 401);
        QCOMPARE(ask(core.routes, "POST", "/decisions", Core::decision("cr_1")).status, 401);
        QCOMPARE(core.tell("msg_1", "[]").status, 400);
        QVERIFY(core.party->decisions().empty());
        QCOMPARE(core.party->tally().refused, quint64(4));
    }

    void theCoreKeepsTheLastThousand()
    {
        const Core core;
        for (int i = 0; i < 1005; ++i)
            core.tell("msg_" + QByteArray::number(i), Core::decision("cr_" + QByteArray::number(i)));
        QCOMPARE(core.party->decisions().size(), size_t(1000));
        QCOMPARE(core.party->decisions().front().candidateId, u"cr_5"_s);
        QCOMPARE(core.tell("msg_0", Core::decision("cr_0")).status, 204);
    }

    void theBridgeSendsAndSaysWhatIsMissing()
    {
        const Bridge bridge;
        const http::Response sent = ask(bridge.routes, "POST", "/send", R"({"recipient":"a@b.test","text":"Hi"})");
        QCOMPARE(sent.status, 200);
        QCOMPARE(objectOf(sent)["status"_L1].toString(), u"sent"_s);
        QCOMPARE(bridge.rung.size(), size_t(1));
        QCOMPARE(bridge.rung.front().person, u"a@b.test"_s);
        QCOMPARE(ask(bridge.routes, "POST", "/send", R"({"recipient":"a@b.test"})").status, 400);
        QCOMPARE(objectOf(ask(bridge.routes, "GET", "/health"))["status"_L1].toString(), u"ok"_s);
    }

    void theBridgePostsToWhoWatchesWithTheFirstHeaders()
    {
        const Bridge bridge;
        const Writing writing {Channel::Imessage, u"a@b.test"_s, u"approve cr_1"_s};
        bridge.party->personWrites(writing);
        QCOMPARE(bridge.watch("one"), u"started"_s);
        QCOMPARE(bridge.watch("two"), u"already_watching"_s);
        bridge.party->personWrites(writing);
        QTRY_COMPARE(bridge.client.calls.size(), size_t(1));
        const upstream::Call &call = bridge.client.calls.front();
        QCOMPARE(call.url, QUrl(u"http://127.0.0.1:4321/webhooks/imessage"_s));
        QCOMPARE(call.headers.value("Authorization"), "Bearer one"_ba);
        const QJsonObject body = QJsonDocument::fromJson(call.body).object();
        QCOMPARE(body["event"_L1].toString(), u"new_message"_s);
        QCOMPARE(body["message"_L1]["sender"_L1].toString(), u"a@b.test"_s);
        QCOMPARE(body["message"_L1]["text"_L1].toString(), u"approve cr_1"_s);
        QCOMPARE(body["message"_L1]["isGroupChat"_L1].toBool(true), false);

        ask(bridge.routes, "POST", "/watch/stop");
        QCOMPARE(bridge.watch("two"), u"started"_s);
        bridge.party->personWrites(writing);
        QTRY_COMPARE(bridge.client.calls.size(), size_t(2));
        QCOMPARE(bridge.client.calls.back().headers.value("Authorization"), "Bearer two"_ba);
    }

    /// What the gateway writes is what the owner reads, on both channels, as a template and split.
    void theOwnerReadsThePrompts()
    {
        const core::WallTime now = core::systemClock().wall();
        for (const auto channel : {approvals::Channel::WhatsApp, approvals::Channel::Imessage}) {
            const QString body = approvals::promptBodies(prompt(1), channel, now).front();
            QCOMPARE(readPrompt(body).value_or(SeenPrompt()).label, u"cr_7k2m"_s);
            QCOMPARE(readPrompt(body)->text, u"First line\napprove cr_other"_s);
            QVERIFY(readPrompt(body)->mayEdit);
        }
        const QByteArray variables = approvals::templateVariables(prompt(3)).json();
        QCOMPARE(readPrompt(templateText(variables)).value_or(SeenPrompt()).label, u"cr_7k2m@3"_s);

        approvals::PromptContent longPrompt = prompt(2);
        longPrompt.text = u"word "_s.repeated(500);
        const QStringList parts = approvals::promptBodies(longPrompt, approvals::Channel::WhatsApp, now);
        QVERIFY(parts.size() > 1);
        QVERIFY(!readPrompt(parts.front()));
        QCOMPARE(readPrompt(parts.back()).value_or(SeenPrompt()).label, u"cr_7k2m@2"_s);
    }

    void theOwnerAsksForTheTextAndApprovesIt()
    {
        const auto say = [](approvals::Outcome outcome) {
            outcome.candidateId = u"cr_1"_s;
            outcome.text = u"Hi"_s;
            return approvals::acknowledgement(outcome, true, true);
        };
        using enum approvals::OutcomeKind;
        QCOMPARE(reactionTo(say({.kind = TextNotShown}).front()), u"show cr_1"_s);
        QCOMPARE(reactionTo(say({.kind = Shown}).front()), u"approve cr_1"_s);
        QCOMPARE(reactionTo(say({.kind = StaleRevision, .revision = 2}).back()), u"approve cr_1@2"_s);
        QVERIFY(!reactionTo(say({.kind = Processed}).front()));
        QVERIFY(!reactionTo(approvals::helpText()));
    }

    void theOwnerAnswersEachRevisionOnceAndOnlyTheirOwn()
    {
        SceneBench bench;
        const PersonAddresses addresses {u"whatsapp:+1555"_s, u"a@b.test"_s};
        const auto owner = ScriptedOwner::make(bench.line, addresses, 1, core::milliseconds(1));
        std::vector<Writing> written;
        owner->setWrite([&written](const Writing &writing) { written.push_back(writing); });
        const QString form = u"• approve cr_%1\n• skip cr_%1"_s;
        for (int i = 0; i < 60; ++i) {
            owner->hear({Channel::Imessage, u"a@b.test"_s, form.arg(i)});
            owner->hear({Channel::WhatsApp, u"whatsapp:+1555"_s, form.arg(i), "SM1"});
            owner->hear({Channel::Imessage, u"c@d.test"_s, form.arg(i + 1000)});
        }
        QTRY_COMPARE(bench.line->tasks().running(), 0);
        // Second thoughts after nonsense are the only second answers.
        QVERIFY(written.size() > 40 && written.size() < 75);
        QVERIFY(std::ranges::any_of(written, [](const Writing &one) { return one.channel == Channel::WhatsApp; }));
        QVERIFY(std::ranges::any_of(written, [](const Writing &one) { return one.channel == Channel::Imessage; }));
        for (const Writing &writing : written) {
            static const QRegularExpression foreign(u"cr_1[0-9]{3}"_s);
            QVERIFY(!foreign.match(writing.text).hasMatch());
            QCOMPARE(writing.person, writing.channel == Channel::WhatsApp ? u"whatsapp:+1555"_s : u"a@b.test"_s);
        }
    }

    /// Every candidate passes the gateway's own rules.
    void candidatesAreValidAndVaried()
    {
        CandidateTexts texts(approvalCast(), 5);
        QSet<QByteArray> ids;
        int forTwo = 0;
        int risky = 0;
        for (int i = 0; i < 200; ++i) {
            const CandidateTexts::Body body = texts.next();
            const auto submission = approvals::parseSubmission(body.json);
            QVERIFY2(submission.has_value(), body.json.constData());
            ids += body.draft.id;
            forTwo += body.draft.needsTwo ? 1 : 0;
            risky += QJsonDocument::fromJson(body.json)["risk_flags"_L1][0].isString() ? 1 : 0;
        }
        QCOMPARE(ids.size(), 200);
        QVERIFY(forTwo > 5 && forTwo < 60);
        QVERIFY(risky > 20 && risky < 120);
    }
};

QTEST_GUILESS_MAIN(TstApprovalParties)
#include "tst_approval_parties.moc"
