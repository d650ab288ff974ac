#include "tests/support/wire/http_client.h"
#include "tests/ui/levers_desk.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDateTimeEdit>
#include <QDoubleSpinBox>
#include <QJsonArray>
#include <QJsonObject>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;

namespace {

constexpr auto kFlag = "LOOPGPT_PREFER_DIRECT_KROGER"; ///< adds 20 to the 60 of Kroger's priority
constexpr auto kCart = R"({"items":[{"id":"item-1","name":"Chicken Breast","quantity":2,"unit":"lbs"}],)"
                       R"("shippingAddress":{"street":"123 Main St","city":"San Francisco","state":"CA","postalCode":"94102","country":"US"}})";

template <class T>
T *shown(const QWidget &page, const QString &name)
{
    for (T *each : page.findChildren<T *>()) {
        if (each->accessibleName() == name && each->isVisible())
            return each;
    }
    return nullptr;
}

/// The field of that name, once it is shown.
template <class T>
T &named(const QWidget &page, const QString &name)
{
    if (!QTest::qWaitFor([&] { return shown<T>(page, name) != nullptr; }))
        qFatal("nothing is called %s", qPrintable(name));
    return *shown<T>(page, name);
}

} // namespace

/// A lever is pulled in the console's window on a screen, and what it does is looked for where a shopping agent would
/// see it: in the answers of the service.
class TstLeversRound : public QObject, private wire::LeversDesk
{
    Q_OBJECT

    /// Kroger's priority in the answer to an order; 0 when it gave no quote this time.
    int krogersPriority() const
    {
        const QJsonObject answer = wire::post(service(), u"/functions/v1/loopgpt_route_order"_s, kCart).json();
        QJsonArray providers {answer["selectedProvider"_L1]};
        for (const QJsonValue other : answer["alternativeQuotes"_L1].toArray())
            providers.append(other["provider"_L1]);
        for (const QJsonValue provider : providers) {
            if (provider["id"_L1] == "KROGER_API"_L1)
                return provider["priority"_L1].toInt();
        }
        return 0;
    }

    /// The first quote of Kroger from now on has that priority.
    void verifyOnTheService(int priority) const
    {
        int seen = 0;
        QTRY_VERIFY_WITH_TIMEOUT((seen = krogersPriority()) != 0, kPatience);
        QCOMPARE(seen, priority);
    }

    void setRule(const QString &kind) const
    {
        choose(kFlag);
        auto &kinds = named<QComboBox>(page(), u"The flag is"_s);
        const int place = kinds.findText(kind);
        QVERIFY2(place >= 0, qPrintable(kind));
        kinds.setCurrentIndex(place);
    }

    void send(const QString &reason) const
    {
        const qint64 before = head();
        type(line(u"Why"_s), reason);
        press(u"Set %1"_s.arg(QString::fromLatin1(kFlag)));
        QTRY_COMPARE_WITH_TIMEOUT(head(), before + 1, kPatience);
    }

private Q_SLOTS:
    void initTestCase() { open(); }
    void cleanupTestCase() { close(); }

    void aFlipIsSeenByAgentsAndUndone()
    {
        verifyOnTheService(60);
        choose(kFlag);
        QTest::keyClick(&table(), Qt::Key_Space);
        QTRY_VERIFY_WITH_TIMEOUT(undo().isVisible() && undo().text().contains("is on"_L1), kPatience);
        verifyOnTheService(80);
        QTest::mouseClick(undo().findChild<QPushButton *>(), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(undo().text(), u"Undone."_s, kPatience);
        verifyOnTheService(60);
    }

    void aShareOfTheCallersIsChosen()
    {
        setRule(u"On for a share of the subjects"_s);
        named<QDoubleSpinBox>(page(), u"Share"_s).setValue(100);
        send(u"all of them"_s);
        verifyOnTheService(80);
        setRule(u"On for a share of the subjects"_s);
        named<QDoubleSpinBox>(page(), u"Share"_s).setValue(0);
        send(u"none of them"_s);
        verifyOnTheService(60);
    }

    void aListOfCallersIsChosen()
    {
        setRule(u"On for these subjects only"_s);
        named<QPlainTextEdit>(page(), u"Subjects"_s).setPlainText(u"address:192.0.2.7"_s);
        send(u"somebody else"_s);
        verifyOnTheService(60);
        setRule(u"On for these subjects only"_s);
        named<QPlainTextEdit>(page(), u"Subjects"_s).setPlainText(u"address:192.0.2.7\naddress:127.0.0.1"_s);
        send(u"this machine too"_s);
        verifyOnTheService(80);
    }

    void aTimetableTurnsItOffAndOn()
    {
        setRule(u"By a timetable"_s);
        press(u"Add a time"_s);
        named<QComboBox>(page(), u"Then it is"_s).setCurrentIndex(0);
        named<QDateTimeEdit>(page(), u"From"_s).setDateTime(QDateTime::currentDateTime().addSecs(4));
        send(u"soon"_s);
        verifyOnTheService(60);
        QTRY_COMPARE_WITH_TIMEOUT(krogersPriority(), 80, kPatience);
    }

    void aGuardIsAskedForInTheForm()
    {
        setRule(u"On"_s);
        for (QCheckBox *box : page().findChildren<QCheckBox *>()) {
            if (box->isVisible() && box->text().startsWith("Watch"_L1))
                box->setChecked(true);
        }
        send(u"watched"_s);
        show(Guards);
        QTRY_VERIFY_WITH_TIMEOUT(rowsOf(table()).rowCount() == 1, kPatience);
        QCOMPARE(cell(rowsOf(table()).rowAt(0)->key, 1), u"watching"_s);
    }

    void theWholeSetGoesBack()
    {
        QCOMPARE(act(u"revisions"_s,
                     {{"expectedRevision"_L1, head()},
                      {"reason"_L1, "another lever"_L1},
                      {"changes"_L1, QJsonArray {QJsonObject {{"key"_L1, "LOOPGPT_PREFER_DIRECT_WALMART"_L1}, {"value"_L1, "true"_L1}}}}}),
                 QString());
        show(Revisions);
        QTRY_VERIFY_WITH_TIMEOUT(rowsOf(table()).placeOf("0") >= 0, kPatience);
        QVERIFY(table().selectKey("0"));
        press(u"Roll back…"_s);
        QTRY_VERIFY_WITH_TIMEOUT(button(u"Roll back to 0"_s) != nullptr && button(u"Roll back to 0"_s)->isVisible(), kPatience);
        verifyOnTheService(80);
        type(line(u"Why"_s), u"as it was"_s);
        if (line(u"Confirmation"_s) != nullptr && line(u"Confirmation"_s)->isVisible())
            type(line(u"Confirmation"_s), u"0"_s);
        press(u"Roll back to 0"_s);
        QTRY_VERIFY_WITH_TIMEOUT(undo().text().contains("Rolled back to 0"_L1), kPatience);
        verifyOnTheService(60);
        QCOMPARE(onTheWire("LOOPGPT_PREFER_DIRECT_WALMART"), u"false"_s);
    }
};

QTEST_MAIN(TstLeversRound)
#include "tst_levers_round.moc"
