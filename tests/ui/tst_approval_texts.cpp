#include "ui/pages/approvals/approval_facts.h"
#include "ui/pages/approvals/approval_words.h"
#include "ui/pages/approvals/countdown.h"
#include "ui/pages/approvals/visible_text.h"
#include "ui/pages/approvals/word_diff.h"
#include "ui/shell/approval_call.h"

#include <QTest>
#include <QUrl>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using namespace signalbox;

namespace {

core::WallTime now()
{
    static const core::WallTime moment = core::systemClock().wall();
    return moment;
}

protocol::ApprovalRow due(std::chrono::milliseconds left)
{
    return {.id = u"cr_1"_s, .brand = u"b_orchid"_s, .platform = u"x"_s, .text = u"a secret offer"_s, .deadlineAt = now() + left};
}

QString joined(const std::vector<protocol::DiffPart> &parts, const QString &without)
{
    QString text;
    for (const protocol::DiffPart &part : parts) {
        if (part.op != without)
            text += part.text;
    }
    return text;
}

} // namespace

/// The words of the Approvals page and of the desktop's call for approvals.
class TstApprovalTexts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theCountdownIsAWordAndAShape()
    {
        using kit::Health;
        using pages::Countdown;
        QCOMPARE(Countdown::of(due(10min), now()), (Countdown::Standing{Health::Unknown, u"10:00 left"_s}));
        QCOMPARE(Countdown::of(due(119s), now()), (Countdown::Standing{Health::Degraded, u"urgent 1:59"_s}));
        QCOMPARE(Countdown::of(due(-65s), now()), (Countdown::Standing{Health::Down, u"overdue 1:05"_s}));
        QCOMPARE(Countdown::of(due(3h + 2min + 1s), now()).word, u"3:02:01 left"_s);
        QCOMPARE(Countdown::of(due(51h), now()).word, u"2 d 3 h left"_s);
        protocol::ApprovalRow over = due(-1s);
        over.state = protocol::ApprovalState::Rejected;
        QCOMPARE(Countdown::of(over, now()).word, u"skipped"_s);
    }

    void eachActIsBarredByItself_data()
    {
        QTest::addColumn<QString>("barred");
        QTest::addColumn<bool>("allowEdit");
        QTest::addColumn<QString>("may");
        QTest::newRow("all") << QString() << true << u"approve edit skip"_s;
        QTest::newRow("no edits") << QString() << false << u"approve skip"_s;
        QTest::newRow("own") << u"submitter"_s << true << u"skip"_s;
        QTest::newRow("voted") << u"voted"_s << true << u"edit skip"_s;
        QTest::newRow("voted, no edits") << u"voted"_s << false << u"skip"_s;
        for (const char *barred : {"role", "not_an_approver", "closed", "of_a_newer_gateway"})
            QTest::newRow(barred) << QString::fromLatin1(barred) << true << QString();
    }

    void eachActIsBarredByItself()
    {
        using enum protocol::ApprovalAction;
        QFETCH(const QString, barred);
        QFETCH(const bool, allowEdit);
        const protocol::ApprovalRow row{.allowEdit = allowEdit, .mayDecide = barred.isEmpty(), .barred = barred};
        QStringList may;
        for (const protocol::ApprovalAction action : {Approve, Edit, Skip}) {
            if (protocol::mayAct(row, action))
                may += protocol::wordOf(action);
        }
        QTEST(may.join(u' '), "may");
    }

    void whatCannotBeSeenIsShown()
    {
        QCOMPARE(pages::visibleText(u"a\u202Eb\u200Bc\a\r\nd\u00A0e"_s), u"a⟦U+202E⟧b⟦U+200B⟧c␇␍\nd\u00A0e"_s);
        QCOMPARE(pages::visibleText(u"👩\u200D🚀 Größe 简体"_s), u"👩\u200D🚀 Größe 简体"_s);
        QCOMPARE(pages::firstLine(u"\n one \ntwo"_s), u"one …"_s);
        QCOMPARE(pages::characterCount(u"🙏a"_s), 2);
    }

    void onlyWebAddressesAreLinks()
    {
        const auto url = [](const QString &text) { return pages::contextUrl({.contextUrl = text}); };
        QCOMPARE(url(u"https://x.example/a?b=1"_s), QUrl(u"https://x.example/a?b=1"_s));
        for (const QString &bad : {u"javascript:alert(1)"_s, u"file:///etc/passwd"_s, u"https:///nowhere"_s, u"x.example"_s, QString()})
            QVERIFY2(url(bad).isEmpty(), qPrintable(bad));
    }

    void aDifferenceHoldsBothTexts_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::newRow("same") << u"one two"_s << u"one two"_s;
        QTest::newRow("middle") << u"We ship on Monday, surely."_s << u"We ship on Tuesday or so, surely."_s;
        QTest::newRow("all") << u"abc"_s << u"xyz 🙏"_s;
        QTest::newRow("from nothing") << QString() << u"new\nlines"_s;
        QTest::newRow("to nothing") << u"old"_s << QString();
        QTest::newRow("moved") << u"a b c d e"_s << u"d e a b c"_s;
        QTest::newRow("long") << u"x y "_s.repeated(3000) << u"y z "_s.repeated(3000);
    }

    void aDifferenceHoldsBothTexts()
    {
        QFETCH(const QString, from);
        QFETCH(const QString, to);
        const std::vector<protocol::DiffPart> parts = pages::wordDiff(from, to);
        QCOMPARE(joined(parts, u"insert"_s), from);
        QCOMPARE(joined(parts, u"delete"_s), to);
        QVERIFY(!pages::diffAsHtml({{u"insert"_s, u"<img src=x>"_s}}).contains("<img"_L1));
    }

    void lateAndDoubledAnswersAreMarked()
    {
        const auto line = [](const QString &type, const QString &outcome) {
            return pages::ApprovalWords::event({.at = now(), .type = type, .actor = u"whatsapp:+***1234"_s, .outcome = outcome});
        };
        QVERIFY(line(u"inbound"_s, u"already"_s).startsWith(u'▲'));
        QVERIFY(line(u"inbound"_s, u"already"_s).contains(u"+***1234 (WhatsApp) · answered · too late"_s));
        QVERIFY(line(u"inbound"_s, u"stale_revision"_s).contains("conflict"_L1));
        QVERIFY(line(u"refused"_s, {}).startsWith(u'▲'));
        QVERIFY(!line(u"inbound"_s, u"processed"_s).startsWith(u'▲'));
        QVERIFY(line(u"of_a_newer_gateway"_s, {}).contains("of_a_newer_gateway"_L1));
    }

    void theDesktopIsCalledOnceInHalfAMinute()
    {
        shell::ApprovalCall call;
        const core::SteadyTime start{};
        QVERIFY(!call.next(start).has_value());
        call.add({due(5min), due(3min)});
        const QString first = call.next(start).value_or(QString());
        QVERIFY2(first.startsWith("b_orchid: decide by "_L1) && first.contains("1 more"_L1), qPrintable(first));
        QVERIFY(!first.contains("secret"_L1));
        call.add({due(4min)});
        QVERIFY(!call.next(start + 29s).has_value());
        QCOMPARE(call.wait(start + 29s), std::optional<std::chrono::milliseconds>(1s));
        QVERIFY(call.next(start + 30s).has_value());
        QVERIFY(!call.wait(start + 31s).has_value());
    }
};

QTEST_MAIN(TstApprovalTexts)
#include "tst_approval_texts.moc"
