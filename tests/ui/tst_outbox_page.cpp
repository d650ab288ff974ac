#include "backend/sandbox/approval_cast.h"
#include "tests/support/wire/http_client.h"
#include "tests/support/wire/stub_server.h"
#include "tests/ui/desk.h"
#include "ui/kit/filter_field.h"
#include "ui/pages/outbox/message_card.h"
#include "ui/pages/outbox/outbox_band.h"
#include "ui/pages/outbox/outbox_page.h"
#include "ui/pages/outbox/outbox_words.h"

#include <QCheckBox>
#include <QItemSelectionModel>
#include <QJsonArray>
#include <QJsonDocument>
#include <QListView>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace std::chrono_literals;

namespace {

constexpr int kDecided = 30000; ///< ms until a candidate has expired or was answered

} // namespace

/// The Outbox page over a sandbox gateway whose core service refuses every decision, driven as an operator does.
class TstOutboxPage : public QObject, private wire::Desk
{
    Q_OBJECT

    pages::OutboxPage &page() const { return *window().findChild<pages::OutboxPage *>(); }
    pages::MessageCard &card() const { return *page().findChild<pages::MessageCard *>(); }
    kit::TableView &table(const QString &name) const
    {
        for (auto *one : page().findChildren<kit::TableView *>()) {
            if (one->accessibleName() == name)
                return *one;
        }
        qFatal("no table");
    }
    kit::TableView &messages() const { return table(u"Messages"_s); }
    QLineEdit *why() const { return lineIn(card(), u"Why"_s); }

    /// The message about that candidate; empty when there is none.
    QJsonObject onTheWire(const QString &subject) const
    {
        const QJsonObject told
            = wire::get(url(), u"/ops/v1/outbox?delivered=true&limit=500"_s, {{"Authorization", "Bearer " + token()}}).json();
        for (const QJsonValue item : told["items"_L1].toArray()) {
            if (item["subject"_L1] == subject)
                return item.toObject();
        }
        return {};
    }
    QByteArray idOf(const QString &subject) const { return onTheWire(subject)["id"_L1].toString().toUtf8(); }
    QString stateOf(const QString &subject) const { return onTheWire(subject)["state"_L1].toString(); }
    QString cell(const QString &subject, std::size_t column) const
    {
        for (int place = 0; const kit::Row *row = rowsOf(messages()).rowAt(place); ++place) {
            if (row->cells[1].text == subject)
                return row->cells[column].text;
        }
        return {};
    }
    void choose(const QString &subject) const
    {
        QTRY_VERIFY_WITH_TIMEOUT(messages().selectKey(idOf(subject)), kPatience);
        messages().setFocus();
    }

    int send(const QString &path, const QJsonObject &body, const QByteArray &secret) const
    {
        return wire::post(service(), path, QJsonDocument(body).toJson(), {{"Authorization", "Bearer " + secret}}).status;
    }
    int submit(const QString &id, int deadline) const
    {
        const QJsonObject body {{"id"_L1, id}, {"brand_id"_L1, QString(u"brand-"_s + id)}, {"platform"_L1, "x"_L1},
                                {"source_ref"_L1, "ref"_L1}, {"proposed_text"_L1, "Hello from the outbox"_L1},
                                {"persona"_L1, "smart"_L1}, {"context_url"_L1, "https://example.com/post"_L1},
                                {"deadline_sec"_L1, deadline}};
        return send(u"/candidate"_s, body, sandbox::approvalCast().submitSecret);
    }
    /// The owner says yes by iMessage; counts only once the prompt has gone out.
    void approve(const QString &id) const
    {
        const QJsonObject body {{"from"_L1, sandbox::approvalCast().ownerImessage}, {"text"_L1, QString(u"approve "_s + id)},
                                {"timestamp"_L1, QString::number(++m_said)}};
        send(u"/webhooks/imessage"_s, body, sandbox::approvalCast().bridgeSecret);
    }
    bool navigationTells(const QString &beginning) const
    {
        const auto *list = window().findChild<QListView *>(u"navigationList"_s);
        for (int row = 0; row < list->model()->rowCount(); ++row) {
            if (list->model()->index(row, 0).data(Qt::AccessibleTextRole).toString().startsWith(beginning))
                return true;
        }
        return false;
    }

    wire::StubServer m_core {[](const wire::StubRequest &) { return wire::StubReply {.status = 410}; }};
    mutable int m_said = 0;

private Q_SLOTS:
    void initTestCase()
    {
        open();
        QCOMPARE(set(u"CORE_DECISION_WEBHOOK"_s, m_core.url().resolved(QUrl(u"/decisions"_s)).toString()), QString());
        go("gx", "outbox");
    }
    void cleanupTestCase() { close(); }

    void countdownsAndAnswersInWords()
    {
        const core::WallTime now = core::wallTime(1'790'000'000'000);
        protocol::OutboxItem item {.nextAttemptAt = now + 247s, .lastError = u"timeout"_s};
        QCOMPARE(pages::OutboxWords::nextAttempt(item, now), u"in 4:07"_s);
        QCOMPARE(pages::OutboxWords::nextAttempt(item, now + 300s), u"now"_s);
        item.nextAttemptAt = now + 3h + 5s;
        QCOMPARE(pages::OutboxWords::nextAttempt(item, now), u"in 3:00:05"_s);
        QCOMPARE(pages::OutboxWords::lastAnswer(item), u"no answer: timeout"_s);
        item.lastStatus = 503;
        QCOMPARE(pages::OutboxWords::lastAnswer(item), u"status 503"_s);
    }

    void whatIsGivenUpIsToldEverywhere()
    {
        QCOMPARE(submit(u"cr_outbox_1"_s, 1), 202);
        QTRY_COMPARE_WITH_TIMEOUT(stateOf(u"cr_outbox_1"_s), u"dead"_s, kDecided);
        QTRY_COMPARE_WITH_TIMEOUT(cell(u"cr_outbox_1"_s, 0), u"given up"_s, kPatience);
        QCOMPARE(cell(u"cr_outbox_1"_s, 2), u"1"_s);
        QCOMPARE(cell(u"cr_outbox_1"_s, 3), QString());
        QCOMPARE(cell(u"cr_outbox_1"_s, 5), u"status 410"_s);
        QCOMPARE(cell(u"cr_outbox_1"_s, 6), u"core service"_s);
        QTRY_VERIFY_WITH_TIMEOUT(navigationTells(u"Outbox, waiting: "_s), kPatience);
        const auto *band = page().findChild<pages::OutboxBand *>();
        QTRY_VERIFY_WITH_TIMEOUT(band->findChild<kit::StateBadge *>()->accessibleName().contains("given up"_L1), kPatience);
        QVERIFY(shownText(*band).contains("read "_L1));
        const kit::Row *core = rowsOf(table(u"Receivers"_s)).rowAt(0);
        QVERIFY(core != nullptr && core->cells[0].text == "core service"_L1 && core->cells[4].number >= 1);
        const auto isCalled = [this] { return QJsonDocument(read(u"alerts"_s)).toJson().contains("callbacksDead"); };
        QTRY_VERIFY_WITH_TIMEOUT(isCalled(), kPatience);
    }

    void aDryRunShowsTheBodyWithoutAddresses()
    {
        QCOMPARE(submit(u"cr_outbox_2"_s, 600), 202);
        const auto isDead = [this] {
            if (stateOf(u"cr_outbox_2"_s) == "dead"_L1)
                return true;
            approve(u"cr_outbox_2"_s);
            return false;
        };
        QTRY_VERIFY_WITH_TIMEOUT(isDead(), kDecided);
        choose(u"cr_outbox_2"_s);
        const int sent = m_core.count("/decisions");
        QTest::keyClick(&messages(), Qt::Key_D);
        const auto *request = card().findChild<QPlainTextEdit *>();
        QTRY_VERIFY_WITH_TIMEOUT(request->isVisible(), kPatience);
        const QString shown = request->toPlainText();
        QVERIFY2(shown.startsWith(u"POST "_s + m_core.url().resolved(QUrl(u"/decisions"_s)).toString()), qPrintable(shown));
        QVERIFY2(shown.contains(u"webhook-signature: …"_s) && shown.contains("\"id\": \"cr_outbox_2\""_L1), qPrintable(shown));
        QVERIFY2(shown.contains("\"decision\": \"approved\""_L1), qPrintable(shown));
        QVERIFY2(!shown.contains(sandbox::approvalCast().ownerImessage) && shown.contains("***"_L1), qPrintable(shown));
        QVERIFY(shownText(card()).contains("Breaker: closed"_L1) && !shown.contains("v1,"_L1));
        QCOMPARE(m_core.count("/decisions"), sent);
        QCOMPARE(stateOf(u"cr_outbox_2"_s), u"dead"_s);
    }

    void theCandidateIsOneKeyAway()
    {
        choose(u"cr_outbox_2"_s);
        QSignalSpy wanted(&page(), &kit::Page::pageWanted);
        QTest::keyClick(&messages(), Qt::Key_E);
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted[0], QVariantList({"approvals"_ba, u"id:cr_outbox_2"_s}));
        go("gx", "outbox");
    }

    void aReplayAsksWhy()
    {
        choose(u"cr_outbox_1"_s);
        QTest::keyClick(&messages(), Qt::Key_R);
        QCOMPARE(QApplication::focusWidget(), why());
        QTest::keyClick(why(), Qt::Key_Return);
        QTRY_VERIFY(shownText(card()).contains("Say why"_L1));
    }

    void severalAreReplayedAndArrive()
    {
        m_core.setScript([](const wire::StubRequest &) { return wire::StubReply {}; });
        choose(u"cr_outbox_1"_s);
        auto *selection = messages().selectionModel();
        const int second = rowsOf(messages()).placeOf(idOf(u"cr_outbox_2"_s));
        selection->select(messages().model()->index(second, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
        QTRY_VERIFY_WITH_TIMEOUT(shownText(card()).contains("makes due now: 2 to core service"_L1), kPatience);
        const QByteArray id = idOf(u"cr_outbox_1"_s);
        type(why(), u"the core service is back"_s);
        pressIn(card(), u"Replay 2 messages"_s);
        QTRY_VERIFY_WITH_TIMEOUT(shownText(card()).contains(u"● cr_outbox_1: due now"_s), kPatience);
        QVERIFY(shownText(card()).contains(u"● cr_outbox_2: due now"_s));
        QTRY_COMPARE_WITH_TIMEOUT(stateOf(u"cr_outbox_1"_s), u"delivered"_s, kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(stateOf(u"cr_outbox_2"_s), u"delivered"_s, kPatience);
        QCOMPARE(idOf(u"cr_outbox_1"_s), id);
        QVERIFY(QJsonDocument(read(u"audit"_s)).toJson().contains("the core service is back"));
        QTRY_COMPARE_WITH_TIMEOUT(cell(u"cr_outbox_1"_s, 0), QString(), kPatience);
    }

    void whatWasDeliveredIsNotSentAgain()
    {
        page().findChild<QCheckBox *>()->setChecked(true);
        QTRY_COMPARE_WITH_TIMEOUT(cell(u"cr_outbox_1"_s, 0), u"delivered"_s, kPatience);
        choose(u"cr_outbox_1"_s);
        QTRY_VERIFY_WITH_TIMEOUT(shownText(card()).contains("What was delivered is not sent again."_L1), kPatience);
        QTest::keyClick(&messages(), Qt::Key_R);
        QVERIFY(undo().text().contains("not sent again"_L1));
    }

    void aReceiverLeadsToItsMessages()
    {
        auto &receivers = table(u"Receivers"_s);
        Q_EMIT receivers.opened(rowsOf(receivers).rowAt(0)->key);
        QCOMPARE(page().filterField()->text(), u"service:\"approvals\" target:\"core_webhook\""_s);
        QTRY_COMPARE_WITH_TIMEOUT(cell(u"cr_outbox_2"_s, 0), u"delivered"_s, kPatience);
        page().filterField()->setText(u"state:held"_s);
        QTRY_VERIFY_WITH_TIMEOUT(messages().accessibleDescription().startsWith("No message fits the filter."_L1), kPatience);
        page().filterField()->setText({});
    }

    void othersAreToldWhoCan()
    {
        attach(tokenFor(u"vera"_s, u"approver"_s));
        go("gx", "outbox");
        page().findChild<QCheckBox *>()->setChecked(true);
        QTRY_COMPARE_WITH_TIMEOUT(cell(u"cr_outbox_1"_s, 0), u"delivered"_s, kPatience);
        m_core.setScript([](const wire::StubRequest &) { return wire::StubReply {.status = 410}; });
        QCOMPARE(submit(u"cr_outbox_3"_s, 1), 202);
        QTRY_COMPARE_WITH_TIMEOUT(cell(u"cr_outbox_3"_s, 0), u"given up"_s, kDecided);
        choose(u"cr_outbox_3"_s);
        QTRY_VERIFY_WITH_TIMEOUT(shownText(card()).contains("Operators and admins can."_L1), kPatience);
        QVERIFY(!buttonIn(card(), u"Replay it"_s)->isEnabled());
    }
};

QTEST_MAIN(TstOutboxPage)
#include "tst_outbox_page.moc"
