#include "tests/ui/approvals_page_desk.h"

#include <QDialog>
#include <QJsonArray>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;

/// The Approvals page over a sandbox gateway in a process of its own, driven by keys alone as somebody on call does.
class TstApprovalsPage : public QObject, private wire::ApprovalsPageDesk
{
    Q_OBJECT

    QPlainTextEdit &editor() const { return *card().findChild<QPlainTextEdit *>(); }
    QLineEdit *why() const { return lineIn(card(), u"Why"_s); }

private Q_SLOTS:
    void initTestCase() { open(); }
    void cleanupTestCase() { close(); }

    /// No later test finds a candidate of an earlier one.
    void cleanup()
    {
        for (const QJsonValue row : read(u"approvals"_s)["items"_L1].toArray()) {
            if (row["brand"_L1] == "b_desk"_L1 && row["mayDecide"_L1].toBool())
                act(u"approvals/candidate/%1/decide"_s.arg(row["id"_L1].toString()),
                    {{"action"_L1, "skip"_L1}, {"revision"_L1, row["revision"_L1]}});
        }
    }

    void whatIsDecidedOnIsAllThere()
    {
        const QString id = submit({.text = u"First line.\nSecond line \u202Ehidden."_s, .risks = {u"pricing"_s}});
        choose(id);
        QVERIFY2(cell(id, 0).contains(" left"_L1), qPrintable(cell(id, 0)));
        QCOMPARE(cell(id, 3), u"▲ pricing"_s);
        QCOMPARE(cell(id, 4), u"0/1"_s);
        QCOMPARE(cell(id, 7), u"First line. …"_s);
        QVERIFY2(cardText().contains(u"Second line ⟦U+202E⟧hidden."_s),
                 qPrintable(cardText()));
        const auto &facts = *page().findChild<pages::ApprovalFacts *>();
        QTRY_VERIFY_WITH_TIMEOUT(shownText(facts).contains(name() + u": WhatsApp "_s), kPatience);
        QVERIFY(shownText(facts).contains("https://x.example/dana/status/1"_L1));
        QVERIFY(shownText(facts).contains("submitted"_L1));
        QTRY_VERIFY_WITH_TIMEOUT(shownText(facts).contains(name() + u" · WhatsApp: "_s), kPatience);
    }

    void oneKeyApprovesAndTheNextComesUp()
    {
        const QString first = submit({.seconds = 500});
        const QString second = submit({.seconds = 560});
        choose(first);
        press(Qt::Key_A);
        QTRY_VERIFY_WITH_TIMEOUT(card().shown() && card().shown()->id == second, kPatience);
        // The same key once more: this one has not been read.
        press(Qt::Key_A);
        QVERIFY2(cardText().contains("This one has just come up."_L1), qPrintable(cardText()));
        QVERIFY(undo().text().startsWith("Approved: b_desk on x"_L1));
        awaitShown(second);
        QCOMPARE(state(first), u"approved"_s);
        QVERIFY(state(second) == u"new"_s || state(second) == u"prompted"_s);
        const QJsonObject told = onTheWire(first);
        QCOMPARE(told["approval"_L1]["decider"_L1].toString(), u"console:"_s + name());
        QTRY_COMPARE_WITH_TIMEOUT(onTheWire(first)["callback"_L1]["state"_L1].toString(), u"delivered"_s, 2 * kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(rowsOf(table()).placeOf(first.toUtf8()) < 0, kPatience);
    }

    void whatCarriesARiskAsksFirst()
    {
        const QString id = submit({.risks = {u"legal"_s, u"pricing"_s}});
        choose(id);
        press(Qt::Key_A);
        QVERIFY2(cardText().contains("Risk: legal, pricing. Approve it all the same?"_L1), qPrintable(cardText()));
        press(Qt::Key_Escape);
        QVERIFY(!cardText().contains("all the same?"_L1));
        QVERIFY(state(id) != u"approved"_s);
        press(Qt::Key_A);
        press(Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(state(id), u"approved"_s, kPatience);
    }

    void anEditShowsWhatItChanges()
    {
        const QString id = submit({.text = u"We ship on Monday."_s});
        choose(id);
        press(Qt::Key_E);
        QCOMPARE(QApplication::focusWidget(), &editor());
        QTest::keyClick(&editor(), Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(cardText().contains("Nothing was changed."_L1));
        editor().selectAll();
        QTest::keyClicks(&editor(), u"We ship on Tuesday."_s);
        QVERIFY2(cardText().contains("We ship on MondayTuesday."_L1), qPrintable(cardText()));
        QVERIFY(cardText().contains("19 character"_L1));

        // Leaving loses nothing.
        QTest::keyClick(&editor(), Qt::Key_Escape);
        QCOMPARE(QApplication::focusWidget(), &table());
        press(Qt::Key_E);
        QCOMPARE(editor().toPlainText(), u"We ship on Tuesday."_s);

        editor().selectAll();
        QTest::keyClicks(&editor(), QString(400, u'x'));
        QTest::keyClick(&editor(), Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(cardText().contains("The text is too long: at most"_L1), kPatience);
        QVERIFY2(cardText().contains("400 of "_L1), qPrintable(cardText()));
        editor().selectAll();
        QTest::keyClicks(&editor(), u"We ship on Tuesday."_s);
        QTest::keyClick(&editor(), Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE_WITH_TIMEOUT(state(id), u"edited"_s, kPatience);
        QCOMPARE(onTheWire(id)["approval"_L1]["finalText"_L1].toString(), u"We ship on Tuesday."_s);
    }

    void aSkipMaySayWhy()
    {
        const QString id = submit({});
        choose(id);
        press(Qt::Key_S);
        QCOMPARE(QApplication::focusWidget(), why());
        QTest::keyClick(why(), Qt::Key_Escape);
        QVERIFY(!why()->isVisible());
        press(Qt::Key_S);
        QTest::keyClicks(why(), u"not our tone"_s);
        QTest::keyClick(why(), Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(state(id), u"rejected"_s, kPatience);
        QCOMPARE(onTheWire(id)["approval"_L1]["reason"_L1].toString(), u"not our tone"_s);
    }

    void jAndKGoThroughTheQueue()
    {
        const QString first = submit({.seconds = 400});
        const QString second = submit({.seconds = 450});
        choose(first);
        press(Qt::Key_J);
        QCOMPARE(card().shown()->id, second);
        press(Qt::Key_K);
        QCOMPARE(card().shown()->id, first);
    }

    void manyAreSkippedThatOneMayNotApprove()
    {
        const QStringList two{name(), u"olga"_s};
        const QString plain = submit({.text = u"plain"_s});
        const QString own = submit({.text = u"own"_s, .approvers = two, .submittedBy = name()});
        const QString voted = submit({.text = u"voted"_s, .approvers = two, .required = 2});
        QCOMPARE(act(u"approvals/candidate/%1/decide"_s.arg(voted), {{"action"_L1, "approve"_L1}, {"revision"_L1, 1}}), QString());
        QTRY_COMPARE_WITH_TIMEOUT(cell(voted, 4), u"1/2"_s, kPatience);
        choose(plain);
        table().selectAll();
        press(Qt::Key_A);
        auto *dialog = page().findChild<QDialog *>();
        QVERIFY2(shownText(*dialog).contains("Approve 1 candidate"_L1), qPrintable(shownText(*dialog)));
        const kit::RowModel &left = rowsOf(*dialog->findChild<kit::TableView *>());
        const auto result = [](const kit::RowModel &rows, const QString &id) {
            return rows.rowAt(rows.placeOf(id.toUtf8()))->cells[2].text;
        };
        QVERIFY(result(left, own).startsWith("left out: You submitted it"_L1));
        QVERIFY(result(left, voted).startsWith("left out: You have approved it"_L1));
        pressIn(*dialog, u"Close"_s);
        QTRY_VERIFY(page().findChild<QDialog *>() == nullptr);

        choose(plain);
        table().selectAll();
        press(Qt::Key_S);
        dialog = page().findChild<QDialog *>();
        QVERIFY2(shownText(*dialog).contains("Skip 3 candidate"_L1), qPrintable(shownText(*dialog)));
        pressIn(*dialog, u"Skip 3"_s);
        QTRY_VERIFY_WITH_TIMEOUT(shownText(*dialog).contains("3 of 3 done."_L1), kPatience);
        for (const QString &id : {plain, own, voted})
            QCOMPARE(state(id), u"rejected"_s);
        pressIn(*dialog, u"Close"_s);
        QTRY_VERIFY(page().findChild<QDialog *>() == nullptr);
    }

    void manyAreShownBeforeTheyAreDecided()
    {
        const QString plain = submit({.text = u"plain"_s});
        const QString risky = submit({.text = u"risky"_s, .risks = {u"legal"_s}});
        const QString foreign = submit({.text = u"foreign"_s, .approvers = {u"olga"_s}});
        choose(plain);
        table().selectAll();
        press(Qt::Key_A);
        auto *dialog = page().findChild<QDialog *>();
        QVERIFY(dialog != nullptr && dialog->isVisible());
        QVERIFY(shownText(*dialog).contains("Approve 2 candidate"_L1));
        QVERIFY(shownText(*dialog).contains("1 of them carry"_L1));
        const kit::RowModel &rows = rowsOf(*dialog->findChild<kit::TableView *>());
        const auto result = [&rows](const QString &id) { return rows.rowAt(rows.placeOf(id.toUtf8()))->cells[2].text; };
        QCOMPARE(rows.rowAt(rows.placeOf(risky.toUtf8()))->cells[1].text, u"▲ legal"_s);
        QVERIFY2(result(foreign).startsWith("left out: You are none"_L1), qPrintable(result(foreign)));

        // Somebody is faster with one of them.
        QCOMPARE(act(u"approvals/candidate/%1/decide"_s.arg(plain), {{"action"_L1, "skip"_L1}, {"revision"_L1, 1}}), QString());
        pressIn(*dialog, u"Approve 2"_s);
        QTRY_COMPARE_WITH_TIMEOUT(result(risky), u"approved"_s, kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(result(plain).startsWith("Decided meanwhile by"_L1), kPatience);
        QTRY_VERIFY(shownText(*dialog).contains("1 of 2 done."_L1));
        QCOMPARE(state(plain), u"rejected"_s);
        QVERIFY(state(foreign) != u"approved"_s);
        pressIn(*dialog, u"Close"_s);
    }
};

QTEST_MAIN(TstApprovalsPage)
#include "tst_approvals_page.moc"
