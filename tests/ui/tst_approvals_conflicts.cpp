#include "tests/ui/approvals_page_desk.h"
#include "ui/shell/tray.h"

#include <QJsonArray>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScopeGuard>
#include <QSignalSpy>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace signalbox;

/// What the Approvals page does when others decide too, when this person may not, and when the gateway is silent.
class TstApprovalsConflicts : public QObject, private wire::ApprovalsPageDesk
{
    Q_OBJECT

    QPlainTextEdit &editor() const { return *card().findChild<QPlainTextEdit *>(); }
    QLineEdit *why() const { return lineIn(card(), u"Why"_s); }
    bool isMuted(const QString &id) const
    {
        return rowsOf(table()).rowAt(rowsOf(table()).placeOf(id.toUtf8()))->cells.back().muted;
    }
    /// Those of the three buttons that can be pressed, by their first letter; the others have to say why not.
    QString able() const
    {
        QString letters;
        for (const QString &text : {u"Approve (a)"_s, u"Edit… (e)"_s, u"Skip… (s)"_s}) {
            const QPushButton &button = *buttonIn(card(), text);
            if (button.isEnabled() == button.accessibleDescription().isEmpty())
                letters += button.isEnabled() ? text.first(1) : QString();
            else
                letters += u'?';
        }
        return letters;
    }
    QByteArray m_olga;

private Q_SLOTS:
    void initTestCase()
    {
        open();
        m_olga = tokenFor(u"olga"_s, u"approver"_s);
        QVERIFY(!m_olga.isEmpty());
    }
    void cleanupTestCase() { close(); }

    void whoWasFasterIsSaidAndNoOtherOneSlipsUnderTheKey()
    {
        const QString first = submit({.approvers = {name(), u"olga"_s}, .seconds = 400});
        const QString second = submit({.approvers = {name(), u"olga"_s}, .seconds = 450});
        choose(first);
        QCOMPARE(actAs(m_olga, first, {{"action"_L1, "approve"_L1}, {"revision"_L1, 1}}), QString());
        press(Qt::Key_A);
        QTRY_VERIFY2_WITH_TIMEOUT(cardText().contains("Decided meanwhile by olga in the console at "_L1),
                                  qPrintable(cardText()), kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(rowsOf(table()).placeOf(first.toUtf8()) < 0, kPatience);
        QCOMPARE(card().shown()->id, first);
        press(Qt::Key_A);
        QTRY_VERIFY2(cardText().contains("It is decided already: approved."_L1), qPrintable(cardText()));
        QVERIFY(state(second) != u"approved"_s);
        QCOMPARE(onTheWire(first)["approval"_L1]["decider"_L1].toString(), u"console:olga"_s);
        press(Qt::Key_J);
        QCOMPARE(card().shown()->id, second);
        QCOMPARE(actAs(m_olga, second, {{"action"_L1, "skip"_L1}, {"revision"_L1, 1}}), QString());
    }

    void anotherTextIsShownAndWhatWasTypedIsKept()
    {
        const QString id = submit({.text = u"We ship on Monday."_s, .approvers = {name(), u"olga"_s}, .required = 2});
        choose(id);
        press(Qt::Key_E);
        editor().selectAll();
        QTest::keyClicks(&editor(), u"We ship on Friday."_s);
        QCOMPARE(actAs(m_olga, id, {{"action"_L1, "edit"_L1}, {"revision"_L1, 1}, {"text"_L1, "We ship on Tuesday."_L1}}),
                 QString());
        QTest::keyClick(&editor(), Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY2_WITH_TIMEOUT(cardText().contains("The text was changed meanwhile: revision 2. Yours is kept"_L1),
                                  qPrintable(cardText()), kPatience);
        QCOMPARE(editor().toPlainText(), u"We ship on Friday."_s);
        QTRY_VERIFY2(cardText().contains("TuesdayFriday"_L1), qPrintable(cardText()));
        QTest::keyClick(&editor(), Qt::Key_Escape);
        QTRY_VERIFY2(cardText().contains("MondayTuesday"_L1), qPrintable(cardText()));
        awaitShown(id);
        press(Qt::Key_A);
        QTRY_COMPARE_WITH_TIMEOUT(state(id), u"edited"_s, kPatience);
        QCOMPARE(onTheWire(id)["approval"_L1]["finalText"_L1].toString(), u"We ship on Tuesday."_s);
    }

    void whatIsOverIsNotSentButKept()
    {
        const QString id = submit({.approvers = {name(), u"olga"_s}, .risks = {u"legal"_s}});
        choose(id);
        press(Qt::Key_E);
        QTest::keyClicks(&editor(), u" Bye."_s);
        const QPushButton &send = *buttonIn(card(), u"Approve this text (Ctrl+Enter)"_s);
        QVERIFY(send.isEnabled());
        QVERIFY(cardText().contains("It is approved with your text."_L1));
        QCOMPARE(actAs(m_olga, id, {{"action"_L1, "skip"_L1}, {"revision"_L1, 1}}), QString());
        QTRY_VERIFY_WITH_TIMEOUT(!send.isEnabled(), kPatience);
        QVERIFY2(send.toolTip().startsWith("It is decided already: "_L1), qPrintable(send.toolTip()));
        QVERIFY(!cardText().contains("It is approved with your text."_L1));
        QVERIFY(editor().toPlainText().endsWith(" Bye."_L1));
        QTest::keyClick(&editor(), Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(state(id), u"rejected"_s);
        QTest::keyClick(&editor(), Qt::Key_Escape);
    }

    void whatNeedsTwoIsCounted()
    {
        const QString id = submit({.approvers = {name(), u"olga"_s}, .required = 2});
        choose(id);
        press(Qt::Key_A);
        QTRY_VERIFY_WITH_TIMEOUT(undo().text().contains("Counted: b_desk on x. 1 more"_L1), kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(cell(id, 4), u"1/2"_s, kPatience);
        choose(id);
        QTRY_VERIFY2_WITH_TIMEOUT(cardText().contains("You have approved it"_L1), qPrintable(cardText()), kPatience);
        QCOMPARE(actAs(m_olga, id, {{"action"_L1, "approve"_L1}, {"revision"_L1, 1}}), QString());
        QTRY_COMPARE_WITH_TIMEOUT(state(id), u"approved"_s, kPatience);
    }

    void whoHasApprovedMayChangeHisMind()
    {
        const QString id = submit({.text = u"We ship on Monday."_s, .approvers = {name(), u"olga"_s}, .required = 2});
        choose(id);
        press(Qt::Key_A);
        QTRY_COMPARE_WITH_TIMEOUT(cell(id, 4), u"1/2"_s, kPatience);
        choose(id);
        QTRY_COMPARE_WITH_TIMEOUT(able(), u"ES"_s, kPatience);
        QVERIFY(!isMuted(id));
        press(Qt::Key_A);
        QVERIFY2(cardText().contains(u"▲ You have approved it"_s), qPrintable(cardText()));

        press(Qt::Key_E);
        editor().selectAll();
        QTest::keyClicks(&editor(), u"We ship on Friday."_s);
        QTest::keyClick(&editor(), Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE_WITH_TIMEOUT(cell(id, 6), u"2"_s, kPatience);
        QCOMPARE(onTheWire(id)["approval"_L1]["text"_L1].toString(), u"We ship on Friday."_s);
        choose(id);
        QVERIFY2(!cardText().contains("meanwhile"_L1), qPrintable(cardText()));
        press(Qt::Key_S);
        QCOMPARE(QApplication::focusWidget(), why());
        QTest::keyClick(why(), Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(state(id), u"rejected"_s, kPatience);
    }

    void theSubmitterOnlySkips()
    {
        const QString id = submit({.approvers = {name(), u"olga"_s}, .submittedBy = name()});
        choose(id);
        QTRY_VERIFY2_WITH_TIMEOUT(cardText().contains("You submitted it: somebody else decides. Who can: olga."_L1),
                                  qPrintable(cardText()), kPatience);
        QCOMPARE(able(), u"S"_s);
        QVERIFY(!isMuted(id));
        press(Qt::Key_E);
        QVERIFY(!editor().isVisible());
        press(Qt::Key_A);
        QCOMPARE(onTheWire(id)["votes"_L1].toArray().size(), 0);
        press(Qt::Key_S);
        QTest::keyClicks(why(), u"not needed any more"_s);
        QTest::keyClick(why(), Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(state(id), u"rejected"_s, kPatience);
        QCOMPARE(onTheWire(id)["approval"_L1]["reason"_L1].toString(), u"not needed any more"_s);
    }

    void whoIsNoApproverIsToldWhoIs()
    {
        const QString id = submit({.approvers = {u"olga"_s}});
        choose(id);
        QTRY_VERIFY2_WITH_TIMEOUT(cardText().contains("You are none of this one's approvers. Who can: olga."_L1),
                                  qPrintable(cardText()), kPatience);
        QCOMPARE(able(), QString());
        QVERIFY(isMuted(id));
        press(Qt::Key_A);
        press(Qt::Key_S);
        QVERIFY(!why()->isVisible());
        QVERIFY(state(id) != u"approved"_s);
    }

    void theDesktopIsToldOfNewOnesWithoutTheirText()
    {
        go("go", "overview");
        QSignalSpy asked(window().findChild<shell::Tray *>(), &shell::Tray::asked);
        // The page is out of view: its list does not tell when the candidate is there.
        submitUnseen({.text = u"a secret offer"_s});
        QTRY_VERIFY_WITH_TIMEOUT(!asked.isEmpty(), 2 * kPatience);
        QVERIFY(asked[0][1].toString().contains("decide by "_L1));
        QVERIFY(!asked[0][1].toString().contains("secret"_L1));
        const auto badge = [this] {
            const auto *list = window().findChild<QListView *>(u"navigationList"_s);
            QStringList told;
            for (int row = 0; row < list->model()->rowCount(); ++row)
                told += list->model()->index(row, 0).data(Qt::AccessibleTextRole).toString();
            return told.filter(u"Approvals, waiting: "_s);
        };
        QTRY_VERIFY_WITH_TIMEOUT(!badge().isEmpty(), kPatience);
        go("ga", "approvals");
    }

    void aSilentGatewayKeepsTheListAndRefusesActs()
    {
        const QString id = submit({});
        choose(id);
        ::kill(pid_t(gateway().processId()), SIGSTOP);
        const auto wake = qScopeGuard([this] { ::kill(pid_t(gateway().processId()), SIGCONT); });
        QTRY_VERIFY_WITH_TIMEOUT(shownText(page()).contains("stale since "_L1), kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(cardText().contains("There is no link to the gateway."_L1), kPatience);
        QVERIFY(rowsOf(table()).placeOf(id.toUtf8()) >= 0);
        press(Qt::Key_A);
        ::kill(pid_t(gateway().processId()), SIGCONT);
        QTRY_VERIFY_WITH_TIMEOUT(!shownText(page()).contains("stale since "_L1), 2 * kPatience);
        QVERIFY(state(id) != u"approved"_s);
    }

    void aViewerIsToldWhoCan()
    {
        const QString id = submit({});
        attach(tokenFor(u"vera"_s, u"viewer"_s));
        go("ga", "approvals");
        narrow();
        choose(id);
        QTRY_VERIFY2_WITH_TIMEOUT(cardText().contains("Approvers, operators and admins can."_L1), qPrintable(cardText()),
                                  kPatience);
        press(Qt::Key_A);
        QVERIFY(state(id) != u"approved"_s);
    }
};

QTEST_MAIN(TstApprovalsConflicts)
#include "tst_approvals_conflicts.moc"
