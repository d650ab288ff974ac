#include "tests/ui/desk.h"
#include "ui/kit/filter_field.h"
#include "ui/kit/state_badge.h"
#include "ui/pages/audit/audit_card.h"
#include "ui/pages/audit/audit_page.h"
#include "ui/pages/audit/audit_rows.h"
#include "ui/pages/audit/chain_band.h"
#include "ui/pages/audit/text_diff.h"

#include <QFile>
#include <QFileDialog>
#include <QJsonArray>
#include <QJsonObject>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;

namespace {

constexpr auto kFlag = "LOOPGPT_PREFER_DIRECT_KROGER";
constexpr int kRefusals = 210; ///< more than one page of the list

} // namespace

/// The Audit page over a sandbox gateway in a process of its own, driven as an auditor does.
class TstAuditPage : public QObject, private wire::Desk
{
    Q_OBJECT

    const pages::AuditPage &page() const { return *window().findChild<pages::AuditPage *>(); }
    const pages::AuditCard &card() const { return *page().findChild<pages::AuditCard *>(); }
    const pages::ChainBand &band() const { return *page().findChild<pages::ChainBand *>(); }
    kit::TableView &table() const { return *page().findChild<kit::TableView *>(); }
    kit::FilterField &filter() const { return *page().findChild<kit::FilterField *>(); }
    QString verdict() const { return band().findChild<kit::StateBadge *>()->accessibleName(); }

    /// The newest row that is shown.
    const kit::Row *top() const { return rowsOf(table()).rowAt(0); }
    QString cell(std::size_t column) const { return top() == nullptr ? QString() : top()->cells[column].text; }

private Q_SLOTS:
    void initTestCase()
    {
        open();
        go("gu", "audit");
    }

    void cleanupTestCase() { close(); }

    void linesThatCameAndWentAreTold()
    {
        using pages::DiffLine;
        using Kind = DiffLine::Kind;
        const std::vector<DiffLine> wanted{
            {Kind::Same, u"A=1"_s}, {Kind::Gone, u"B=2"_s}, {Kind::Come, u"B=3"_s}, {Kind::Same, u"C=4"_s}};
        QCOMPARE(pages::textDiff(u"A=1\nB=2\nC=4"_s, u"A=1\nB=3\nC=4"_s), wanted);
        QCOMPARE(pages::textDiff({}, u"new"_s), (std::vector<DiffLine>{{Kind::Come, u"new"_s}}));
        const auto json = pages::textDiff(u"{\"a\":1,\"b\":2}"_s, u"{\"a\":1,\"b\":3}"_s);
        QCOMPARE(std::ranges::count(json, Kind::Same, &DiffLine::kind), 3);
    }

    void actsAreWorded()
    {
        QCOMPARE(pages::AuditRows::act(u"POST /ops/v1/alerts/providerDown:KROGER_API/ack"_s),
                 u"acknowledge an alert"_s);
        QCOMPARE(pages::AuditRows::act(u"guard.rollback"_s), u"guard takes back"_s);
        QCOMPARE(pages::AuditRows::act(u"GET /ops/v1/operators"_s), u"GET /ops/v1/operators"_s);
        QCOMPARE(pages::AuditRows::act(u"POST /ops/v1/of/a/newer/gateway"_s), u"POST /ops/v1/of/a/newer/gateway"_s);
    }

    void anActIsSeenAtOnceWithWhatItChanged()
    {
        QTRY_COMPARE_WITH_TIMEOUT(table().accessibleDescription(), u"Nobody has done anything here yet."_s, kPatience);
        QCOMPARE(set(QString::fromLatin1(kFlag), u"true"_s), QString());
        QTRY_COMPARE_WITH_TIMEOUT(rowsOf(table()).rowCount(), 1, kPatience);
        QCOMPARE(cell(6), QString::fromLatin1(kFlag));
        QCOMPARE(cell(5), u"change settings"_s);
        QCOMPARE(cell(7), u"done"_s);
        QCOMPARE(cell(8), u"test"_s);
        QVERIFY(table().selectKey(top()->key));
        const auto *diff = card().findChild<QPlainTextEdit *>();
        QTRY_VERIFY(diff->isVisible());
        QVERIFY2(diff->toPlainText().contains(u"+ %1=true"_s.arg(QString::fromLatin1(kFlag))),
                 qPrintable(diff->toPlainText()));
        QVERIFY(diff->toPlainText().contains(u"− %1="_s.arg(QString::fromLatin1(kFlag))));
        const QString hash = read(u"audit"_s)["items"_L1][0]["hash"_L1].toString();
        QVERIFY(shownText(card()).remove(QChar(0x200b)).contains(hash));
        QTRY_VERIFY_WITH_TIMEOUT(shownText(card()).contains("none: the first entry"_L1), kPatience);

        QCOMPARE(set(QString::fromLatin1(kFlag), u"false"_s), QString());
        QTRY_VERIFY_WITH_TIMEOUT(rowsOf(table()).placeOf("2") == 0, kPatience);
        QVERIFY(table().selectKey("2"));
        QTRY_VERIFY_WITH_TIMEOUT(shownText(card()).remove(QChar(0x200b)).contains(u"Before it "_s + hash), kPatience);
    }

    void refusedActsStandThereAndThePagesFollow()
    {
        client::Link viewer({.base = url(), .token = tokenFor(u"vera"_s, u"viewer"_s)}, core::systemClock());
        int refused = 0;
        const std::function<void()> next = [&] {
            viewer.compute(this, u"revisions"_s, {{"reason"_L1, "try"_L1}}, [&](const Result<QJsonObject> &answer) {
                refused += !answer && answer.error().code == ErrorCode::Forbidden ? 1 : 0;
                if (refused < kRefusals)
                    next();
            });
        };
        next();
        QTRY_COMPARE_WITH_TIMEOUT(refused, kRefusals, 2 * kPatience);
        filter().setText(u"outcome:refused actor:vera"_s);
        QTRY_VERIFY_WITH_TIMEOUT(shownText(page()).contains(u"200 of %1"_s.arg(kRefusals)), kPatience);
        QCOMPARE(cell(2), u"vera"_s);
        QCOMPARE(cell(7), u"refused"_s);
        pressIn(page(), u"Older ones"_s);
        QTRY_COMPARE_WITH_TIMEOUT(rowsOf(table()).rowCount(), kRefusals, kPatience);
        QVERIFY(!buttonIn(page(), u"Older ones"_s)->isVisible());
        filter().setText({});
        QTRY_VERIFY_WITH_TIMEOUT(rowsOf(table()).rowCount() == 200, kPatience);
    }

    void theChainIsVerified()
    {
        QCOMPARE(verdict(), u"not verified yet"_s);
        QTest::keyClick(&table(), Qt::Key_V);
        QTRY_COMPARE_WITH_TIMEOUT(verdict(), u"chain whole"_s, kPatience);
        QVERIFY2(shownText(band()).contains(u" %1 entries"_s.arg(read(u"audit"_s)["total"_L1].toInt())),
                 qPrintable(shownText(band())));
    }

    /// The same lines as from the shell, for their owner alone.
    void theExportIsWhole()
    {
        const QString path = folder() + u"/whole.jsonl"_s;
        QTest::keyClick(&table(), Qt::Key_X);
        QTRY_VERIFY(page().findChild<QFileDialog *>() != nullptr);
        auto *dialog = page().findChild<QFileDialog *>();
        dialog->selectFile(path);
        QMetaObject::invokeMethod(dialog, "accept");
        QTRY_VERIFY_WITH_TIMEOUT(shownText(band()).contains(" entries written to "_L1), kPatience);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
        const QByteArray lines = file.readAll();
        QCOMPARE(lines.count('\n'), read(u"audit"_s)["total"_L1].toInt());
        QFile fromShell(folder() + u"/shell.jsonl"_s);
        QProcess shell;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"DATABASE_URL"_s, u"sqlite:"_s + store());
        shell.setProcessEnvironment(environment);
        shell.start(program(), {u"audit"_s, u"verify"_s, u"--export"_s, fromShell.fileName()});
        QTRY_COMPARE_WITH_TIMEOUT(shell.state(), QProcess::NotRunning, kPatience);
        QCOMPARE(shell.exitCode(), 0);
        QVERIFY(fromShell.open(QIODevice::ReadOnly));
        QCOMPARE(fromShell.readAll(), lines);
    }

    void aFileThatCannotBeWrittenIsSaid()
    {
        auto &band = *page().findChild<pages::ChainBand *>();
        band.exportTo(folder() + u"/missing/whole.jsonl"_s);
        QTRY_VERIFY_WITH_TIMEOUT(
            shownText(band).contains("cannot be reached"_L1) || shownText(band).contains("No such file"_L1), kPatience);
    }

    /// Somebody with the database in hand changes a line.
    void aChangedEntryIsFoundAndShown()
    {
        QCOMPARE(
            QProcess::execute(
                u"sqlite3"_s,
                {store(), u"PRAGMA busy_timeout=5000; UPDATE signalbox_audit SET reason = 'nothing' WHERE id = 2"_s}),
            0);
        pressIn(band(), u"Verify chain"_s);
        QTRY_COMPARE_WITH_TIMEOUT(verdict(), u"chain broken at 2"_s, kPatience);
        pressIn(band(), u"Show 2"_s);
        QTRY_COMPARE_WITH_TIMEOUT(table().currentKey(), QByteArray("2"), kPatience);
        QVERIFY(rowsOf(table()).rowCount() <= 11);
        QTRY_VERIFY(shownText(card()).contains("Why: nothing"_L1));
    }
};

QTEST_MAIN(TstAuditPage)
#include "tst_audit_page.moc"
