#include "backend/services/approvals/reply_grammar.h"
#include "backend/services/approvals/reply_text.h"
#include "tests/unit/approvals/random_text.h"

#include <QRegularExpression>
#include <QTest>

using namespace signalbox::approvals;
using namespace signalbox;
using namespace Qt::StringLiterals;

namespace {

/// A reply in one line, for tables.
QString brief(const Reply &reply)
{
    static constexpr std::array kVerbs = {"approve"_L1, "skip"_L1, "edit"_L1, "show"_L1, "help"_L1};
    const auto target = [](const Target &any) -> QString {
        return any.revision ? any.id + u'@' + QString::number(*any.revision) : any.id;
    };
    if (std::holds_alternative<Ambiguous>(reply))
        return u"ambiguous"_s;
    if (const auto *empty = std::get_if<EmptyEdit>(&reply))
        return u"empty "_s + target(empty->target);
    if (const auto *announced = std::get_if<EditAnnounced>(&reply))
        return u"announced "_s + target(announced->target);
    const auto *command = std::get_if<Command>(&reply);
    if (!command)
        return u"ignored"_s;
    QString text = kVerbs[size_t(command->verb)];
    if (command->target)
        text += u' ' + target(*command->target);
    return command->text.isEmpty() ? text : text + u'|' + command->text;
}

/// Without the white space and zero-width characters in front.
QString withoutUnseenFront(const QString &text)
{
    QList<uint> scalars = text.toUcs4();
    const auto isUnseen = [](char32_t c) {
        return QChar::isSpace(c) || (c >= 0x200b && c <= 0x200d) || c == 0x2060 || c == 0xfeff
            || (c >= 0xfe00 && c <= 0xfe0f) || (c >= 0xe0100 && c <= 0xe01ef);
    };
    while (isUnseen(scalars.front()))
        scalars.removeFirst();
    QString rest;
    for (const char32_t c : scalars)
        rest += QString::fromUcs4(&c, 1);
    return rest;
}

ReplyContext quoting(const QString &id, std::optional<int> revision = {})
{
    return {.quoted = Target {id, revision}};
}

} // namespace

class TestReplyGrammar : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutContext_data()
    {
        QTest::addColumn<QString>("message");
        QTest::addColumn<QString>("expected");
        const auto row = [](const QString &message, const QString &expected) {
            QTest::newRow(qPrintable(message.left(60))) << message << expected;
        };
        rowsOfTheContract(row);
        rowsOfTheGrammar(row);
        rowsOfNormalising(row);
        rowsOfSeveralLines(row);
    }

    void withoutContext()
    {
        QFETCH(QString, message);
        QFETCH(QString, expected);
        QCOMPARE(brief(parseReply(message)), expected);
    }

    void withContext_data()
    {
        QTest::addColumn<QString>("message");
        QTest::addColumn<QString>("expected");
        const auto row = [](const QString &message, const QString &expected) {
            QTest::newRow(qPrintable(message)) << message << expected;
        };
        row(u"approve"_s, u"approve cr_1@2"_s);
        row(u"Yes!"_s, u"approve cr_1@2"_s);
        row(u"ok."_s, u"approve cr_1@2"_s);
        row(u"👍"_s, u"approve cr_1@2"_s);
        row(u" 👍🏽 "_s, u"approve cr_1@2"_s);
        row(u"✅"_s, u"approve cr_1@2"_s);
        row(u"👎\ufe0f"_s, u"skip cr_1@2"_s);
        row(u"❌"_s, u"skip cr_1@2"_s);
        row(u"👍👍"_s, u"ignored"_s);
        row(u"👍 cr_1"_s, u"ignored"_s);
        row(u"no: off brand"_s, u"skip cr_1@2|off brand"_s);
        row(u"skip : off brand"_s, u"skip cr_1@2|off brand"_s);
        row(u"edit: Better\nlike this"_s, u"edit cr_1@2|Better\nlike this"_s);
        row(u"revise\nBetter"_s, u"edit cr_1@2|Better"_s);
        row(u"edit:"_s, u"empty cr_1@2"_s);
        row(u"edit"_s, u"announced cr_1@2"_s);
        row(u"show"_s, u"show cr_1@2"_s);
        row(u"help"_s, u"help"_s);
        row(u"approve cr_1"_s, u"approve cr_1@2"_s);
        row(u"approve CR_1"_s, u"approve CR_1@2"_s);
        row(u"approve cr_1@2"_s, u"approve cr_1@2"_s);
        row(u"approve cr_1@1"_s, u"ambiguous"_s);
        row(u"approve cr_2"_s, u"ambiguous"_s);
        row(u"edit cr_2: text"_s, u"ambiguous"_s);
        row(u"edit cr_2:"_s, u"ambiguous"_s);
        row(u"edit cr_2"_s, u"ambiguous"_s);
        row(u"yes please"_s, u"ambiguous"_s);
        row(u"approve it now"_s, u"ignored"_s);
        row(u"yes\nno"_s, u"ambiguous"_s);
        row(u"thanks"_s, u"ignored"_s);
    }

    void withContext()
    {
        QFETCH(QString, message);
        QFETCH(QString, expected);
        QCOMPARE(brief(parseReply(message, quoting(u"cr_1"_s, 2))), expected);
    }

    void aPromptOfTheFirstRevisionStaysThatOne()
    {
        QCOMPARE(brief(parseReply(u"approve"_s, quoting(u"cr_1"_s, 1))), u"approve cr_1@1"_s);
        QCOMPARE(brief(parseReply(u"approve cr_1@2"_s, quoting(u"cr_1"_s))), u"approve cr_1@2"_s);
    }

    void modeOffUsesNoContext()
    {
        ReplyContext context {.mode = BareReplyMode::Off,
                              .quoted = Target {u"cr_1"_s},
                              .buttonPayload = u"approve:cr_1@1"_s,
                              .onlyOpen = Target {u"cr_1"_s}};
        QCOMPARE(brief(parseReply(u"approve"_s, context)), u"ignored"_s);
        QCOMPARE(brief(parseReply(u"👍"_s, context)), u"ignored"_s);
        QCOMPARE(brief(parseReply(u"approve cr_2"_s, context)), u"approve cr_2"_s);
    }

    void modeSingleTakesABareVerb()
    {
        ReplyContext context {.mode = BareReplyMode::Single, .onlyOpen = Target {u"cr_1"_s}};
        QCOMPARE(brief(parseReply(u"approve"_s, context)), u"approve cr_1"_s);
        QCOMPARE(brief(parseReply(u"edit: new"_s, context)), u"edit cr_1|new"_s);
        QCOMPARE(brief(parseReply(u"approve cr_2"_s, context)), u"approve cr_2"_s);
        context.quoted = Target {u"cr_9"_s, 1};
        QCOMPARE(brief(parseReply(u"approve"_s, context)), u"approve cr_9@1"_s);
        context.mode = BareReplyMode::Quoted;
        context.quoted.reset();
        QCOMPARE(brief(parseReply(u"approve"_s, context)), u"ignored"_s);
    }

    void buttons_data()
    {
        QTest::addColumn<QString>("payload");
        QTest::addColumn<QString>("body");
        QTest::addColumn<QString>("expected");
        QTest::newRow("label is the verb") << u"approve:cr_1@1"_s << u"Approve"_s << u"approve cr_1@1"_s;
        QTest::newRow("label in another language") << u"approve:cr_1@1"_s << u"Senden"_s << u"approve cr_1@1"_s;
        QTest::newRow("skip") << u"skip:cr_1@3"_s << u"Nein danke"_s << u"skip cr_1@3"_s;
        QTest::newRow("edit") << u"edit:cr_1@1"_s << u"Edit"_s << u"announced cr_1@1"_s;
        QTest::newRow("show") << u"show:cr_1@1"_s << u"Full text"_s << u"show cr_1@1"_s;
        QTest::newRow("label says the opposite") << u"approve:cr_1@1"_s << u"Skip"_s << u"ambiguous"_s;
        QTest::newRow("label names another") << u"approve:cr_1@1"_s << u"approve cr_2"_s << u"ambiguous"_s;
        QTest::newRow("foreign payload") << u"order-17"_s << u"approve"_s << u"ignored"_s;
        QTest::newRow("payload with a tail") << u"approve:cr_1@1 x"_s << u"approve"_s << u"ignored"_s;
        QTest::newRow("payload with text") << u"skip:cr_1:because"_s << u"skip"_s << u"ignored"_s;
        QTest::newRow("long revision") << u"approve:cr_1@1000"_s << u"approve"_s << u"ignored"_s;
        QTest::newRow("zero width") << u"approve:cr_1@1\u200b\u200b"_s << u"approve"_s << u"approve cr_1@1"_s;
    }

    void buttons()
    {
        QFETCH(QString, payload);
        QFETCH(QString, body);
        QFETCH(QString, expected);
        QCOMPARE(brief(parseReply(body, {.buttonPayload = payload})), expected);
    }

    void aButtonAndAQuoteThatDisagree()
    {
        ReplyContext context {.quoted = Target {u"cr_2"_s, 1}, .buttonPayload = u"approve:cr_1@1"_s};
        QCOMPARE(brief(parseReply(u"Approve"_s, context)), u"ambiguous"_s);
        QCOMPARE(brief(parseReply(u"approve cr_1"_s, context)), u"ambiguous"_s);
        context.quoted = Target {u"cr_1"_s, 1};
        QCOMPARE(brief(parseReply(u"Approve"_s, context)), u"approve cr_1@1"_s);
    }

    void anEditKeepsWhatWasTyped()
    {
        QCOMPARE(brief(parseReply(u"edit cr_1： 价格：低\u3000👩‍👩‍👧 ❤️ \r\nb\u200b "_s)),
                 u"edit cr_1|价格：低\u3000👩‍👩‍👧 ❤️ \nb\u200b"_s);
        QCOMPARE(wholeMessageText(u" \r\n a\r\r\nb\rc \ufeff"_s), u"a\nb\rc"_s);
        QCOMPARE(wholeMessageText(u"\u200b\u2060 \n"_s), QString());
    }

    void reasonsAreCutAtFiveHundred()
    {
        const Reply reply = parseReply(u"skip cr_1: "_s + u"👎"_s.repeated(600));
        QCOMPARE(codePoints(std::get<Command>(reply).text), 500);
    }

    void theOnlyOneOpen()
    {
        using std::chrono::seconds;
        const core::WallTime now = core::wallTime(1'000'000);
        const OpenSpan open {u"a"_s, now - seconds(10)};
        QCOMPARE(onlyOpenFor({}, now), std::nullopt);
        QCOMPARE(onlyOpenFor({open}, now), Target {u"a"_s});
        QCOMPARE(onlyOpenFor({open, {u"b"_s, now - seconds(600)}}, now), std::nullopt);
        QCOMPARE(onlyOpenFor({open, {u"b"_s, now - seconds(600), now - seconds(59)}}, now), std::nullopt);
        QCOMPARE(onlyOpenFor({open, {u"b"_s, now - seconds(600), now - seconds(60)}}, now), Target {u"a"_s});
        QCOMPARE(onlyOpenFor({{u"b"_s, now - seconds(600), now - seconds(5)}}, now), std::nullopt);
    }

    void idsInOtherCase()
    {
        QCOMPARE(idInOtherCase(u"CR_1"_s, {u"cr_2"_s, u"cr_1"_s}), u"cr_1"_s);
        QCOMPARE(idInOtherCase(u"CR_1"_s, {u"cr_1"_s, u"Cr_1"_s}), std::nullopt);
        QCOMPARE(idInOtherCase(u"CR_1"_s, {}), std::nullopt);
        QCOMPARE(idInOtherCase(u"K1"_s, {u"\u212a1"_s}), std::nullopt); // the Kelvin sign folds to k elsewhere
    }

    /// Whatever the decoration that the grammar allows, the command stays the same.
    void decorationChangesNothing()
    {
        RandomText random(printedSeed());
        static const QStringList kMarks = {QString(), u"`"_s, u"*"_s, u"\""_s, u"<"_s, u">"_s};
        static const QStringList kNoise = {QString(), u"\u200b"_s, u"\u2060"_s, u"\ufeff"_s, u"\ufe0f"_s};
        static const QStringList kSpaces = {u" "_s, u"\t"_s, u"\u00a0"_s, u" \u3000 "_s};
        static const QStringList kAlphabet = u"a b Z 0 9 _ -"_s.split(u' ');
        for (int round = 0; round < 20'000; ++round) {
            QString id;
            for (qsizetype n = 1 + random.below(20); n > 0; --n)
                id += random.pick(kAlphabet);
            QString verb = random.pick(QStringList {u"approve"_s, u"approved"_s, u"ok"_s, u"yes"_s});
            for (QChar &c : verb)
                c = random.oneIn(2) ? c.toUpper() : c;
            verb.insert(random.below(verb.size() + 1), random.pick(kNoise));
            const QString wrap = random.pick(QStringList {QString(), u"`"_s, u"*"_s, u"*`"_s});
            QString closing = wrap;
            std::reverse(closing.begin(), closing.end());
            const QString mark = random.pick(kMarks);
            const QString message = random.pick(kSpaces) + wrap + verb + random.pick(kSpaces) + mark + id
                + random.pick(kNoise) + mark + (random.oneIn(2) ? u"!"_s : QString()) + closing + u"\r\n"_s;
            QVERIFY2(brief(parseReply(message)) == u"approve "_s + id, qPrintable(message));
        }
    }

    /// Nothing but the grammar's own form approves: any word behind or before it makes it no command.
    void anythingElseNeverApproves()
    {
        RandomText random(printedSeed());
        for (int round = 0; round < 20'000; ++round) {
            const QString tail = random.text(6);
            const QString message = u"approve cr_1 "_s + tail;
            const Reply reply = parseReply(message);
            const auto *command = std::get_if<Command>(&reply);
            if (!command || command->verb != Verb::Approve)
                continue;
            const ReplyText text(tail);
            QVERIFY2(text.normal().trimmed().isEmpty(), qPrintable(message));
        }
    }

    /// An edit's text is what stands behind the colon, code point for code point, without white space around it.
    void editsKeepAnyText()
    {
        RandomText random(printedSeed());
        static const QRegularExpression breaks(u"\\r+\\n"_s);
        for (int round = 0; round < 20'000; ++round) {
            const QString text = random.text(12);
            const Reply reply = parseReply(u"edit cr_1: "_s + text + u'.');
            const auto *command = std::get_if<Command>(&reply);
            QVERIFY2(command && command->verb == Verb::Edit, qPrintable(text));
            QCOMPARE(command->text, withoutUnseenFront(text + u'.').replace(breaks, u"\n"_s));
        }
    }

private:
    template <class Row>
    static void rowsOfTheContract(const Row &row)
    {
        row(u"approve cr_1"_s, u"approve cr_1"_s);
        row(u"APPROVE cr_1"_s, u"approve cr_1"_s);
        row(u"  approve   cr_1  "_s, u"approve cr_1"_s);
        row(u"approve\tcr_1"_s, u"approve cr_1"_s);
        row(u"approve"_s, u"ignored"_s);
        row(u"yes"_s, u"ignored"_s);
        row(u"👍"_s, u"ignored"_s);
        row(u"skip cr_1"_s, u"skip cr_1"_s);
        row(u"reject cr_1"_s, u"skip cr_1"_s);
        row(u"approve ag_7f_x"_s, u"approve ag_7f_x"_s);
        row(u"approve cr-1"_s, u"approve cr-1"_s);
        row(u"approve `cr_1`"_s, u"approve cr_1"_s);
        row(u"approve cr_1."_s, u"approve cr_1"_s);
        row(u"approve cr_1 but drop the link"_s, u"ignored"_s);
        row(u"approve cr_1\napprove cr_2"_s, u"ambiguous"_s);
        row(u"edit cr_1: a\nb"_s, u"edit cr_1|a\nb"_s);
        row(u"edit cr_1:"_s, u"empty cr_1"_s);
        row(u"edit cr_1"_s, u"announced cr_1"_s);
        row(u"edit cr_1 new text"_s, u"ignored"_s);
        row(u"edit cr_1 see https:/\u200b/x.y"_s, u"ignored"_s);
        row(u"Approve cr_7k2m"_s, u"approve cr_7k2m"_s);
        row(u"Edit cr_4fw8: Thanks!\nDocs: orchid.example/sso"_s, u"edit cr_4fw8|Thanks!\nDocs: orchid.example/sso"_s);
        row(u"approve cr_q1@1"_s, u"approve cr_q1@1"_s);
    }

    template <class Row>
    static void rowsOfTheGrammar(const Row &row)
    {
        for (const QString &verb : {u"approve"_s, u"approved"_s, u"ok"_s, u"yes"_s})
            row(verb + u" x1!"_s, u"approve x1"_s);
        for (const QString &verb : {u"skip"_s, u"reject"_s, u"decline"_s, u"no"_s})
            row(verb + u" x1 : too loud"_s, u"skip x1|too loud"_s);
        for (const QString &verb : {u"edit"_s, u"Revise"_s})
            row(verb + u" <x1@12> :text"_s, u"edit x1@12|text"_s);
        row(u"show x1"_s, u"show x1"_s);
        row(u"help"_s, u"help"_s);
        row(u"?"_s, u"help"_s);
        row(u"help me"_s, u"ignored"_s);
        row(u"help x1"_s, u"ignored"_s);
        row(u"approve x1 ."_s, u"ignored"_s);
        row(u"approve x1.."_s, u"ignored"_s);
        row(u"skip x1!"_s, u"ignored"_s);
        row(u"skip x1:"_s, u"ignored"_s);
        row(u"approve: x1"_s, u"ignored"_s);
        row(u"approvex1"_s, u"ignored"_s);
        row(u"approve\nx1"_s, u"ignored"_s);
        row(u"edit x1\nnew"_s, u"edit x1|new"_s);
        row(u"edit x1 \n\n new "_s, u"edit x1|new"_s);
        row(u"edit x1: https:\u2060//x.y"_s, u"edit x1|https:\u2060//x.y"_s);
        row(u"approve x1@"_s, u"ignored"_s);
        row(u"approve x1@1234"_s, u"ignored"_s);
        row(u"approve x1@007"_s, u"approve x1@7"_s);
        row(u"approve @1"_s, u"ignored"_s);
        row(u"approve "_s + u"i"_s.repeated(128), u"approve "_s + u"i"_s.repeated(128));
        row(u"approve "_s + u"i"_s.repeated(129), u"ignored"_s);
        row(u"approve ``x1``"_s, u"ignored"_s);
        row(u"approve \"x1>"_s, u"approve x1"_s);
        row(u"approve x\u00e91"_s, u"ignored"_s);
        row(u"approve x1 x2"_s, u"ignored"_s);
        row(u"please approve x1"_s, u"ignored"_s);
        row(u"\u017fkip x1"_s, u"ignored"_s); // the long s folds to s in Unicode
        row(u"o\u212a x1"_s, u"ignored"_s);
        row(QString(), u"ignored"_s);
        row(u"**"_s, u"ignored"_s);
        row(u"edit x1: \u200b "_s, u"empty x1"_s);
        row(u"approve x1"_s + QChar(0), u"ignored"_s);
        row(u"edit x1: "_s + QChar(0xd800), u"ignored"_s);
    }

    template <class Row>
    static void rowsOfNormalising(const Row &row)
    {
        row(u"approve\u00a0x1"_s, u"approve x1"_s);
        row(u"approve\u3000x1\u2003"_s, u"approve x1"_s);
        row(u"\ufeffap\u200bprove x\u200d1\u2060\ufe0f"_s, u"approve x1"_s);
        row(u"skip x1： zu laut"_s, u"skip x1|zu laut"_s);
        row(u"edit x1： 新的"_s, u"edit x1|新的"_s);
        row(u"`approve x1`"_s, u"approve x1"_s);
        row(u"*approve x1*"_s, u"approve x1"_s);
        row(u"```approve x1```"_s, u"approve x1"_s);
        row(u"*`skip x1`*"_s, u"skip x1"_s);
        row(u"`approve x1*"_s, u"ignored"_s);
        row(u"*edit x1: *bold**"_s, u"edit x1|*bold*"_s);
        row(u"• `approve x1` to post"_s, u"ignored"_s);
        row(u"approve x1\r\n"_s, u"approve x1"_s);
    }

    template <class Row>
    static void rowsOfSeveralLines(const Row &row)
    {
        row(u"approve x1\r\n\r\nskip x2"_s, u"ambiguous"_s);
        row(u"`approve x1`\n`approve x2`"_s, u"ambiguous"_s);
        row(u"approve x1\nedit x2: a"_s, u"ambiguous"_s);
        row(u"skip x1: bad\napprove x2"_s, u"ambiguous"_s);
        row(u"skip x1: bad\nand long"_s, u"skip x1|bad\nand long"_s);
        row(u"edit x1: a\napprove x2"_s, u"edit x1|a\napprove x2"_s);
        row(u"edit x1\napprove x2"_s, u"edit x1|approve x2"_s);
        row(u"approve x1\nthank you"_s, u"ignored"_s);
        row(u"approve x1\n(sent from my phone)"_s, u"ignored"_s);
    }
};

QTEST_GUILESS_MAIN(TestReplyGrammar)
#include "tst_reply_grammar.moc"
