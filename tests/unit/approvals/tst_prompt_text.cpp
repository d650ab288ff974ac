#include "backend/services/approvals/prompt_text.h"
#include "backend/services/approvals/twilio_form.h"
#include "tests/unit/approvals/random_text.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

using namespace signalbox::approvals;
using namespace signalbox;
using namespace Qt::StringLiterals;
using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

const core::WallTime kDeadline = core::wallTime(1'767'225'600'000 + 600'000); // 2026-01-01T00:10:00Z
const core::WallTime kNow = kDeadline - seconds(600) + milliseconds(20);

PromptContent content()
{
    return {.title = u"BrandPilot Reply"_s,
            .id = u"cr_7k2m"_s,
            .platform = u"x"_s,
            .persona = u"smart"_s,
            .text = u"Yes - SAML.\nAnd OIDC."_s,
            .contextUrl = u"https:" "//x.com/dana/1"_s,
            .deadlineAt = kDeadline};
}

/// The quoted text of all parts, put together again.
QString textIn(const QStringList &bodies)
{
    QString text;
    for (const QString &line : bodies.join(u'\n').split(u'\n')) {
        if (line.startsWith("> "_L1))
            text += line.mid(2);
    }
    return text;
}

} // namespace

class TestPromptText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatsappByteForByte()
    {
        PromptContent prompt = content();
        prompt.riskFlags = {u"legal"_s, u"tone"_s};
        QCOMPARE(promptBodies(prompt, Channel::WhatsApp, kNow),
                 QStringList {u"🤖 *BrandPilot Reply*\n"
                              "\n"
                              "ID: `cr_7k2m`\n"
                              "Platform: X\n"
                              "Persona: smart\n"
                              "Expires: 00:10 UTC (in 10 min)\n"
                              "\n"
                              "*Proposed Reply:*\n"
                              "> Yes - SAML.\n"
                              "> And OIDC.\n"
                              "\n"
                              "*Context:* https:" "//x.com/dana/1\n"
                              "\n"
                              "Reply with:\n"
                              "• `approve cr_7k2m` to post\n"
                              "• `edit cr_7k2m: <new text>` to modify\n"
                              "• `skip cr_7k2m` to ignore\n"
                              "\n"
                              "⚠️ *Risks:* legal, tone"_s});
    }

    void imessageByteForByte()
    {
        PromptContent prompt = content();
        prompt.revision = 3;
        prompt.have = 1;
        prompt.need = 2;
        prompt.editedBy = u"bo\nbo"_s;
        prompt.riskFlags = {u"legal\nID: x"_s};
        QCOMPARE(promptBodies(prompt, Channel::Imessage, kNow),
                 QStringList {u"🤖 BrandPilot Reply\n"
                              "\n"
                              "ID: cr_7k2m@3\n"
                              "Platform: X\n"
                              "Persona: smart\n"
                              "Expires: 00:10 UTC (in 10 min)\n"
                              "Approvals: 1 of 2\n"
                              "Edited by bo<U+000A>bo\n"
                              "\n"
                              "Proposed:\n"
                              "> Yes - SAML.\n"
                              "> And OIDC.\n"
                              "\n"
                              "Link: https:" "//x.com/dana/1\n"
                              "\n"
                              "Commands:\n"
                              "• approve cr_7k2m@3\n"
                              "• edit cr_7k2m@3: <text>\n"
                              "• skip cr_7k2m@3\n"
                              "\n"
                              "Risks: legal<U+000A>ID: x"_s});
    }

    void whatMayChange()
    {
        PromptContent prompt = content();
        prompt.allowEdit = false;
        prompt.repeat = true;
        const QString body = promptBodies(prompt, Channel::WhatsApp, kDeadline + seconds(5)).first();
        QVERIFY(!body.contains("edit cr_7k2m"_L1));
        QVERIFY(body.startsWith(u"(repeat)\n🤖"_s));
        QVERIFY(body.contains("(in 0 min)"_L1));
        const QString inAMinute = promptBodies(prompt, Channel::WhatsApp, kDeadline - milliseconds(1)).first();
        QVERIFY(inAMinute.contains("(in 1 min)"_L1));
    }

    void textCannotPassForTheGatewaysOwn()
    {
        PromptContent prompt = content();
        prompt.text = u"ok\nID: `cr_evil`\n\u202eapprove\u2066\u0007\r\tx\u2028Reply with:"_s;
        const QString body = promptBodies(prompt, Channel::WhatsApp, kNow).first();
        QVERIFY(body.contains("\n> ID: `cr_evil`\n"_L1));
        QVERIFY(body.contains("\n> <U+202E>approve<U+2066><U+0007><U+000D><U+0009>x<U+2028>Reply with:\n"_L1));
    }

    void longPromptsAreSplit()
    {
        PromptContent prompt = content();
        prompt.text = QString(u"word "_s.repeated(100) + u'\n').repeated(6).trimmed();
        const QStringList bodies = promptBodies(prompt, Channel::WhatsApp, kNow);
        QCOMPARE(bodies.size(), 3);
        for (qsizetype i = 0; i < bodies.size(); ++i) {
            QVERIFY(bodies[i].startsWith(u"("_s + QString::number(i + 1) + u"/3)\n"_s));
            QVERIFY(bodies[i].size() <= 1600);
            QCOMPARE(bodies[i].contains("approve cr_7k2m"_L1), i == 2);
        }
        QVERIFY(bodies.last().endsWith(u"• `skip cr_7k2m` to ignore"_s));
        QCOMPARE(textIn(bodies), QString(prompt.text).remove(u'\n'));
        QCOMPARE(promptBodies(prompt, Channel::Imessage, kNow).size(), 1);
        QVERIFY(promptBodies(prompt, Channel::WhatsApp, kNow, 800).size() > 3);
    }

    void exactlySixteenHundredIsOneBody()
    {
        PromptContent prompt = content();
        prompt.text = u"a"_s;
        const qsizetype frame = promptBodies(prompt, Channel::WhatsApp, kNow).first().size() - 1;
        prompt.text = u"a"_s.repeated(1600 - frame);
        QCOMPARE(promptBodies(prompt, Channel::WhatsApp, kNow).size(), 1);
        prompt.text += u'a';
        QCOMPARE(promptBodies(prompt, Channel::WhatsApp, kNow).size(), 2);
    }

    void anyPromptFits()
    {
        RandomText random(printedSeed());
        for (int round = 0; round < 2'000; ++round) {
            PromptContent prompt = content();
            prompt.id = u"i"_s.repeated(1 + random.below(128));
            prompt.revision = int(1 + random.below(3));
            prompt.text = random.text(1000).left(3000);
            if (!prompt.text.isValidUtf16())
                prompt.text.chop(1);
            prompt.contextUrl += u"u"_s.repeated(random.below(2000));
            for (qsizetype n = random.below(21); n > 0; --n)
                prompt.riskFlags << random.text(20).left(64);
            const qsizetype limit = random.pick(std::array<qsizetype, 3> {800, 1200, 1600});
            const QStringList bodies = promptBodies(prompt, Channel::WhatsApp, kNow, limit);
            const QString token = u"`skip "_s + prompt.id;
            for (qsizetype i = 0; i < bodies.size(); ++i) {
                QVERIFY(bodies[i].size() <= limit);
                QVERIFY(!bodies[i].trimmed().isEmpty());
                QCOMPARE(bodies[i].contains(token), i == bodies.size() - 1);
            }
            QCOMPARE(textIn(bodies), visibleText(prompt.text).remove(u'\n'));
            QVERIFY(asksAbout(bodies.last(), prompt.id, prompt.revision));
        }
    }

    void shownTextIsWhole()
    {
        QCOMPARE(shownText(u"cr_1"_s, 2, u"a\n\u202eb"_s), QStringList {u"Text of cr_1@2:\n> a\n> <U+202E>b"_s});
        const QStringList bodies = shownText(u"cr_1"_s, 1, u"👍"_s.repeated(3000));
        QVERIFY(bodies.size() > 3);
        QCOMPARE(textIn(bodies), u"👍"_s.repeated(3000));
        for (const QString &body : bodies)
            QVERIFY(body.isValidUtf16() && body.size() <= 1600);
    }

    void templateVariablesAreFlat()
    {
        PromptContent prompt = content();
        prompt.revision = 2;
        prompt.text = u"a\n\nb     c\td"_s;
        const TemplateVariables variables = templateVariables(prompt);
        QCOMPARE(variables.json(),
                 "{\"1\":\"cr_7k2m@2\",\"2\":\"X\",\"3\":\"smart\",\"4\":\"a / / b c<U+0009>d\","
                 "\"5\":\"https:" "//x.com/dana/1\",\"6\":\"none\"}"_ba);
        QVERIFY(!variables.textCut);
    }

    void longTemplateVariablesAreCut()
    {
        PromptContent prompt = content();
        prompt.text = u"👍"_s.repeated(800);
        QVERIFY(!templateVariables(prompt).textCut);
        prompt.text += u'x';
        TemplateVariables variables = templateVariables(prompt);
        QVERIFY(variables.textCut);
        QVERIFY(variables.values[3].isValidUtf16());
        QVERIFY(variables.values[3].endsWith(u'…') && variables.values[3].size() <= 1600);
        for (int round = 0; round < 40; ++round) {
            const qsizetype before
                = variables.values[3].size() + variables.values[4].size() + variables.values[5].size();
            variables = shortened(variables);
            const qsizetype after
                = variables.values[3].size() + variables.values[4].size() + variables.values[5].size();
            QVERIFY(after <= before);
            for (const QString &value : variables.values)
                QVERIFY(!value.isEmpty() && value.isValidUtf16());
        }
        QCOMPARE(variables.values[0], u"cr_7k2m"_s);
    }

    void anyTemplateIsAcceptable()
    {
        RandomText random(printedSeed());
        static const QRegularExpression forbidden(u"[\\n\\t]| {5}"_s);
        for (int round = 0; round < 5'000; ++round) {
            PromptContent prompt = content();
            prompt.text = u"x"_s + random.text(400);
            prompt.riskFlags << random.text(20);
            for (const QString &value : templateVariables(prompt).values) {
                QVERIFY(!value.isEmpty() && value.size() <= 1600);
                QVERIFY2(!value.contains(forbidden), qPrintable(value));
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestPromptText)
#include "tst_prompt_text.moc"
