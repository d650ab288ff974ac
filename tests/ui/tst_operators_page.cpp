#include "tests/ui/desk.h"
#include "ui/pages/operators/operators_page.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;

/// Operators over a sandbox gateway in a process of its own, driven as an admin does.
class TstOperatorsPage : public QObject, private wire::Desk
{
    Q_OBJECT

    pages::OperatorsPage &page() const { return *window().findChild<pages::OperatorsPage *>(); }
    kit::TableView &table() const
    {
        for (auto *one : page().findChildren<kit::TableView *>()) {
            if (one->accessibleName() == "Operators"_L1)
                return *one;
        }
        qFatal("no table");
    }
    /// The text in that column for that name; empty when there is no such row.
    QString cell(const QByteArray &name, std::size_t column) const
    {
        const kit::Row *row = rowsOf(table()).rowAt(rowsOf(table()).placeOf(name));
        return row ? row->cells[column].text : QString();
    }
    /// Does the gateway tell this in its audit or its log?
    bool isTold(const QString &text) const
    {
        const auto told = [this](const QString &path) { return QString::fromUtf8(QJsonDocument(read(path)).toJson()); };
        return told(u"audit"_s).contains(text) || told(u"logs"_s).contains(text);
    }
    void add(const QString &name, protocol::Role role)
    {
        type(lineIn(page(), u"Name"_s), name);
        auto *roles = page().findChild<QComboBox *>();
        roles->setCurrentIndex(roles->findData(int(role)));
        // Two forms ask why; the one of the card that adds is the second.
        for (QLineEdit *why : page().findChildren<QLineEdit *>()) {
            if (why->accessibleName() == "Why"_L1 && why->isVisible())
                type(why, u"new on the team"_s);
        }
        pressIn(page(), u"Add and show the token"_s);
    }

private Q_SLOTS:
    void initTestCase()
    {
        open();
        // The token of ops.json is an operator's.
        attach(tokenFor(u"amy"_s, u"admin"_s));
        go("ge", "operators");
    }
    void cleanupTestCase() { close(); }

    void whatEachRoleMayDoIsSaid()
    {
        auto *roles = page().findChild<QComboBox *>();
        roles->setCurrentIndex(roles->findData(int(protocol::Role::Operator)));
        QVERIFY(shownText(page()).contains("changes flags, settings, breakers"_L1));
        QVERIFY(shownText(page()).contains("After ten wrong tokens"_L1));
    }

    void theTokenIsShownOnceAndWorks()
    {
        add(u"ana"_s, protocol::Role::Viewer);
        const QLineEdit *token = lineIn(page(), u"Token"_s);
        QTRY_VERIFY_WITH_TIMEOUT(token->isVisible(), kPatience);
        const QString text = token->text();
        QCOMPARE(text.size(), 64);
        pressIn(page(), u"Copy"_s);
        QCOMPARE(QGuiApplication::clipboard()->text(), text);
        QTRY_COMPARE_WITH_TIMEOUT(cell("ana", 1), u"viewer"_s, kPatience);
        QCOMPARE(cell("ana", 2), u"works"_s);
        QCOMPARE(cell("ana", 3), u"never used"_s);
        QVERIFY(!isTold(text));
        QVERIFY(isTold(u"\"ana\""_s));

        client::Link theirs({url(), text.toLatin1()}, core::systemClock());
        QString who;
        theirs.get(this, u"me"_s, {}, [&who](const Result<QJsonObject> &answer) { who = answer ? answer->value("name"_L1).toString() : u"?"_s; });
        QTRY_COMPARE_WITH_TIMEOUT(who, u"ana"_s, kPatience);

        go("go", "overview");
        go("ge", "operators");
        QVERIFY(!token->isVisible());
        QCOMPARE(token->text(), QString());
    }

    void whatIsWrongIsSaidAtItsField()
    {
        add(u"ana"_s, protocol::Role::Admin);
        QTRY_VERIFY_WITH_TIMEOUT(shownText(page()).contains("there is an operator of this name"_L1), kPatience);
        QCOMPARE(lineIn(page(), u"Name"_s)->text(), u"ana"_s);
        type(lineIn(page(), u"Name"_s), u"-x-"_s);
        pressIn(page(), u"Add and show the token"_s);
        QTRY_VERIFY_WITH_TIMEOUT(shownText(page()).contains("begin with a letter or digit"_L1), kPatience);
    }

    void aRevokedTokenIsRefusedAtOnce()
    {
        const QByteArray token = tokenFor(u"bob"_s, u"operator"_s);
        QTRY_VERIFY_WITH_TIMEOUT(rowsOf(table()).placeOf("bob") >= 0, kPatience);
        QVERIFY(table().selectKey("bob"));
        QPushButton *revoke = buttonIn(page(), u"Revoke bob"_s);
        QTRY_VERIFY_WITH_TIMEOUT(revoke->isEnabled(), kPatience);
        QLineEdit *why = lineIn(*revoke->parentWidget()->parentWidget(), u"Why"_s);
        QLineEdit *confirm = lineIn(*revoke->parentWidget()->parentWidget(), u"Confirmation"_s);
        type(why, u"has left"_s);
        type(confirm, u"bo"_s);
        revoke->click();
        QVERIFY(shownText(page()).contains("It must read exactly bob."_L1));
        type(confirm, u"bob"_s);
        revoke->click();
        QTRY_COMPARE_WITH_TIMEOUT(cell("bob", 2), u"revoked"_s, kPatience);
        QVERIFY(undo().text().contains("bob's token is revoked"_L1));
        QVERIFY(!revoke->isVisible());

        client::Link theirs({url(), token}, core::systemClock());
        std::optional<ErrorCode> refusal;
        theirs.get(this, u"me"_s, {}, [&refusal](const Result<QJsonObject> &answer) { refusal = answer ? ErrorCode::Internal : answer.error().code; });
        QTRY_COMPARE_WITH_TIMEOUT(refusal, std::optional(ErrorCode::Unauthorized), kPatience);
    }

    void othersAreToldWhoCan()
    {
        attach(tokenFor(u"vera"_s, u"viewer"_s));
        go("ge", "operators");
        QTRY_VERIFY_WITH_TIMEOUT(page().findChild<QComboBox *>() != nullptr && !page().findChild<QComboBox *>()->isVisible(), kPatience);
        QCOMPARE(rowsOf(table()).rowCount(), 0);
        // Nothing was even asked for them.
        for (const QJsonValue entry : read(u"audit"_s)["items"_L1].toArray())
            QVERIFY(entry["actor"_L1].toString() != "vera"_L1);
    }
};

QTEST_MAIN(TstOperatorsPage)
#include "tst_operators_page.moc"
