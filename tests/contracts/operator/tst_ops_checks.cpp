#include "tests/contracts/operator/console.h"
#include "tests/support/wire/raw_connection.h"
#include "tests/support/wire/stub_server.h"

#include <QDateTime>
#include <QTest>

#include <archive.h>
#include <archive_entry.h>

#include <map>
#include <memory>

using namespace Qt::StringLiterals;
using namespace signalbox::wire;

namespace {

const QString kSecret = u"k9-not-for-anybody"_s;

/// The files of a zip by name.
std::map<QString, QByteArray> unpacked(const QByteArray &zip)
{
    std::map<QString, QByteArray> files;
    const std::unique_ptr<archive, decltype(&archive_read_free)> reader(archive_read_new(), &archive_read_free);
    archive_read_support_format_zip(reader.get());
    archive_read_open_memory(reader.get(), zip.constData(), size_t(zip.size()));
    archive_entry *entry = nullptr;
    while (archive_read_next_header(reader.get(), &entry) == ARCHIVE_OK) {
        QByteArray &content = files[QString::fromUtf8(archive_entry_pathname(entry))];
        QByteArray chunk(64 * 1024, Qt::Uninitialized);
        la_ssize_t size = 0;
        while ((size = archive_read_data(reader.get(), chunk.data(), size_t(chunk.size()))) > 0)
            content.append(chunk.constData(), size);
    }
    return files;
}

QJsonObject named(const QJsonObject &document, QLatin1StringView member, const QString &name)
{
    for (const QJsonValue item : document["items"_L1].toArray()) {
        if (item[member].toString() == name)
            return item.toObject();
    }
    return {};
}

} // namespace

/// Logs, breakers, checklist and bundle over the wire.
class TstOpsChecks : public QObject
{
    Q_OBJECT

    StubServer m_stub {[](const StubRequest &) { return StubReply {.status = 404}; }};
    std::unique_ptr<GatewayProcess> m_gateway;
    std::unique_ptr<Console> m_console;

private Q_SLOTS:
    void initTestCase()
    {
        m_gateway = std::make_unique<GatewayProcess>(GatewayProcess::Settings {
            {u"LOOPGPT_ENABLE_WALMART"_s, u"true"_s},
            {u"WALMART_PARTNER_ID"_s, u"partner"_s},
            {u"WALMART_API_KEY"_s, kSecret},
            {u"LOOPGPT_WALMART_MAX_RETRIES"_s, u"0"_s},
            {u"LOG_LEVEL"_s, u"debug"_s},
            {u"WALMART_BASE_URL"_s, m_stub.url().toString()}});
        QVERIFY2(m_gateway->start(), m_gateway->errorText().constData());
        m_console = std::make_unique<Console>(*m_gateway);
    }

    void logsAreAList()
    {
        QCOMPARE(post(m_gateway->url(), kRoute, kOrder, {{"X-Request-ID", "req-of-this-test"}}).status, 200);
        const auto page = [this](const QString &query) { return m_console->read(u"logs?"_s + query); };
        QTRY_VERIFY(page(u"filter=service:commerce"_s)["total"_L1].toInt() > 0);
        const QJsonObject row = page(u"limit=1&filter=service:commerce"_s)["items"_L1][0].toObject();
        QVERIFY(QDateTime::fromString(row["at"_L1].toString(), Qt::ISODateWithMs).isValid());
        QVERIFY(!row["message"_L1].toString().isEmpty());
        QCOMPARE(row["line"_L1]["service"_L1].toString(), u"commerce"_s);
        QVERIFY(!row.contains("skipped"_L1));
        // Page by page, the same lines as in one go.
        const QJsonArray all = page(u"limit=4&filter=-message:nowhere"_s)["items"_L1].toArray();
        const QJsonObject first = page(u"limit=2"_s);
        const QJsonObject second = page(u"limit=2&cursor="_s + first["nextCursor"_L1].toString());
        QCOMPARE(second["items"_L1].toArray().size(), 2);
        QVERIFY(second["items"_L1][0]["id"_L1] != first["items"_L1][1]["id"_L1]);
        QVERIFY(all.size() == 4);
        const QJsonArray sorted = page(u"sort=at&limit=500"_s)["items"_L1].toArray();
        QVERIFY(sorted.first()["at"_L1].toString() <= sorted.last()["at"_L1].toString());
        QCOMPARE(sorted.first()["line"_L1]["message"_L1].isString(), true);
    }

    void badLists_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<int>("status");
        QTest::newRow("limit") << u"limit=501"_s << 400;
        QTest::newRow("field") << u"filter=colour:red"_s << 400;
        QTest::newRow("sort") << u"sort=colour"_s << 400;
        QTest::newRow("cursor of nobody") << u"cursor=7"_s << 410;
        QTest::newRow("cursor of another run") << u"cursor=1700000000000.3"_s << 410;
        QTest::newRow("cursor of no number") << u"cursor=x.y"_s << 410;
    }

    void badLists()
    {
        QFETCH(QString, query);
        QFETCH(int, status);
        QCOMPARE(m_console->get(u"/ops/v1/logs?"_s + query).status, status);
    }

    void logsAreFollowed()
    {
        RawConnection stream(m_gateway->opsUrl(), rawRequest("GET /ops/v1/stream?topics=log",
                                                             "Authorization: Bearer " + m_console->token() + "\r\n"));
        QVERIFY(stream.readUntil("connected"));
        for (int i = 0; i < 30; ++i)
            QCOMPARE(post(m_gateway->url(), kRoute, kOrder).status, 200);
        QVERIFY(stream.readUntil("event: log"));
        QVERIFY(stream.readUntil("\"service\":\"commerce\""));
    }

    /// Lines are still on their way to them when they go.
    void readersThatLeaveInAFloodHurtNobody()
    {
        for (int reader = 0; reader < 8; ++reader) {
            {
                RawConnection stream(m_gateway->opsUrl(),
                                     rawRequest("GET /ops/v1/stream?topics=log",
                                                "Authorization: Bearer " + m_console->token() + "\r\n"));
                QVERIFY(stream.readUntil("connected"));
                for (int i = 0; i < 20; ++i)
                    QCOMPARE(post(m_gateway->url(), kRoute, kOrder).status, 200);
            }
            QCOMPARE(m_console->get(u"/ops/v1/me"_s).status, 200);
        }
        QCOMPARE(post(m_gateway->url(), kRoute, kOrder).status, 200);
    }

    void aForcedBreakerRefusesAndComesBack()
    {
        const auto breaker = [this] { return named(m_console->read(u"breakers"_s), "upstream"_L1, u"walmart"_s); };
        QCOMPARE(breaker()["force"_L1].toString(), u"auto"_s);
        QCOMPARE(breaker()["state"_L1].toString(), u"closed"_s);
        const auto callsOfAnOrder = [this] {
            m_stub.forget();
            return post(m_gateway->url(), kRoute, kOrder).status == 200 ? int(m_stub.requests().size()) : -1;
        };
        QVERIFY(callsOfAnOrder() > 0);
        const QJsonObject because {{"reason"_L1, u"they asked us to"_s}};
        const Answer opened = m_console->post(u"/ops/v1/breakers/walmart/open"_s, because);
        QCOMPARE(opened.status, 200);
        QCOMPARE(opened.json()["breaker"_L1]["state"_L1].toString(), u"open"_s);
        QCOMPARE(opened.json()["breaker"_L1]["force"_L1].toString(), u"open"_s);
        QVERIFY(!opened.json()["auditId"_L1].toString().isEmpty());
        QCOMPARE(callsOfAnOrder(), 0);
        QCOMPARE(m_console->post(u"/ops/v1/breakers/walmart/close"_s, because).status, 200);
        QCOMPARE(breaker()["force"_L1].toString(), u"closed"_s);
        QVERIFY(callsOfAnOrder() > 0);
        QCOMPARE(m_console->post(u"/ops/v1/breakers/walmart/auto"_s, because).status, 200);
        QCOMPARE(breaker()["force"_L1].toString(), u"auto"_s);

        const QJsonObject audit = m_console->read(u"audit?filter=target:walmart"_s);
        QCOMPARE(audit["total"_L1].toInt(), 3);
        QCOMPARE(audit["items"_L1][2]["before"_L1].toString(), u"closed by the counts"_s);
        QCOMPARE(audit["items"_L1][2]["after"_L1].toString(), u"forced open"_s);
        const QJsonArray changes = m_console->read(u"overview"_s)["changes"_L1]["items"_L1].toArray();
        QCOMPARE(changes.first()["kind"_L1].toString(), u"breaker"_s);
        QCOMPARE(changes.first()["what"_L1].toString(), u"walmart"_s);
        QCOMPARE(changes.first()["detail"_L1].toString(), u"forced closed → left to the counts"_s);
        QCOMPARE(changes[1]["detail"_L1].toString(), u"forced open → forced closed until the next start"_s);
    }

    void aRepeatedActIsDoneOnce()
    {
        const QJsonObject because {{"reason"_L1, u"test"_s}};
        const Answer first = m_console->post(u"/ops/v1/breakers/mealme/open"_s, because, {{"Idempotency-Key", "b1"}});
        QCOMPARE(m_console->post(u"/ops/v1/breakers/mealme/auto"_s, because).status, 200);
        const Answer again = m_console->post(u"/ops/v1/breakers/mealme/open"_s, because, {{"Idempotency-Key", "b1"}});
        QCOMPARE(again.json()["auditId"_L1], first.json()["auditId"_L1]);
        QCOMPARE(again.json()["breaker"_L1]["force"_L1].toString(), u"auto"_s);
    }

    void badActs()
    {
        const QJsonObject because {{"reason"_L1, u"test"_s}};
        QCOMPARE(m_console->post(u"/ops/v1/breakers/nobody/open"_s, because).status, 404);
        QVERIFY(named(m_console->read(u"breakers"_s), "upstream"_L1, u"nobody"_s).isEmpty());
        QCOMPARE(m_console->post(u"/ops/v1/breakers/walmart/ajar"_s, because).status, 404);
        QCOMPARE(errorField(m_console->post(u"/ops/v1/breakers/walmart/open"_s, {})), u"reason"_s);
        QCOMPARE(errorField(m_console->post(u"/ops/v1/bundle"_s, {{"reason"_L1, 7}})), u"reason"_s);
        const Console viewer(*m_gateway, u"vera"_s, u"viewer"_s);
        // The running gateway notices a new token within a second.
        QTRY_COMPARE(viewer.get(u"/ops/v1/me"_s).status, 200);
        QCOMPARE(viewer.post(u"/ops/v1/breakers/walmart/open"_s, because).status, 403);
        QCOMPARE(viewer.post(u"/ops/v1/bundle"_s, because).status, 403);
        QCOMPARE(viewer.get(u"/ops/v1/breakers"_s).status, 200);
        QCOMPARE(viewer.get(u"/ops/v1/checklist"_s).status, 200);
        QTRY_COMPARE(m_console->read(u"audit?filter=outcome:refused%20actor:vera"_s)["total"_L1].toInt(), 2);
    }

    void theChecklistIsRun()
    {
        const QJsonObject all = m_console->read(u"checklist"_s);
        QCOMPARE(all["items"_L1].toArray().size(), 68);
        QCOMPARE(all["pass"_L1].toInt() + all["fail"_L1].toInt() + all["cannotTell"_L1].toInt(), 68);
        const auto verdict = [&all](const QString &id) { return named(all, "id"_L1, id)["verdict"_L1].toString(); };
        QCOMPARE(verdict(u"engineering.migrations"_s), u"pass"_s);
        QCOMPARE(verdict(u"engineering.audit"_s), u"pass"_s);
        QCOMPARE(verdict(u"engineering.tokens"_s), u"fail"_s);
        QCOMPARE(verdict(u"engineering.backup"_s), u"fail"_s);
        QCOMPARE(verdict(u"commerce.health"_s), u"pass"_s);
        QCOMPARE(verdict(u"commerce.smoke"_s), u"pass"_s);
        QCOMPARE(verdict(u"shop.secrets"_s), u"pass"_s);
        QCOMPARE(named(all, "id"_L1, u"shop.merchant"_s)["evidence"_L1].toString(),
                 u"the service is not part of this gateway yet"_s);
        QVERIFY(named(all, "id"_L1, u"shop.onCall"_s)["question"_L1].toString().endsWith(u'?'));
        QVERIFY(!QJsonDocument(all).toJson().contains(kSecret.toUtf8()));
        const QJsonObject commerce = m_console->read(u"checklist?service=commerce"_s);
        QCOMPARE(commerce["items"_L1].toArray().size(), 10);
        QCOMPARE(commerce["at"_L1], all["at"_L1]);
        QCOMPARE(m_console->read(u"checklist?service=aurora"_s)["items"_L1].toArray().size(), 0);
        QCOMPARE(errorField(m_console->get(u"/ops/v1/checklist?service=nobody"_s)), u"service"_s);
    }

    void theBundleHoldsWhatIsNeededAndNoSecret()
    {
        const Answer answer = m_console->post(u"/ops/v1/bundle"_s, {{"reason"_L1, u"incident 7"_s}});
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.headers.value("content-type"), "application/zip"_ba);
        QVERIFY(answer.headers.value("content-disposition").startsWith("attachment; filename=\"signalbox-2"));
        const auto files = unpacked(answer.body);
        const auto json = [&files](const QString &name) {
            return files.contains(name) ? QJsonDocument::fromJson(files.at(name)).object() : QJsonObject();
        };
        const QJsonObject manifest = json(u"manifest.json"_s);
        QCOMPARE(manifest["reason"_L1].toString(), u"incident 7"_s);
        QCOMPARE(manifest["files"_L1].toArray().size(), qsizetype(files.size()) - 1);
        QVERIFY(!json(u"settings.json"_s)["items"_L1].toArray().isEmpty());
        QVERIFY(!json(u"requests.json"_s)["items"_L1].toArray().isEmpty());
        QVERIFY(!json(u"series.json"_s)["items"_L1].toArray().isEmpty());
        QCOMPARE(json(u"checklist.json"_s)["items"_L1].toArray().size(), 68);
        QVERIFY(json(u"alerts.json"_s).contains("items"_L1) && json(u"revisions.json"_s).contains("items"_L1));
        QCOMPARE(json(u"versions.json"_s)["qt"_L1].toString(), QString::fromLatin1(qVersion()));
        const QByteArrayList lines = files.at(u"logs.jsonl"_s).trimmed().split('\n');
        QVERIFY(!lines.isEmpty() && lines.size() <= 1000);
        for (const QByteArray &line : lines)
            QVERIFY2(QJsonDocument::fromJson(line).isObject(), line.constData());
        for (const auto &[name, content] : files) {
            QVERIFY2(!content.contains(kSecret.toUtf8()), qPrintable(name));
            QVERIFY2(!content.contains(m_console->token()), qPrintable(name));
        }
        const QJsonObject audit = m_console->read(u"audit?filter=target:bundle"_s);
        QCOMPARE(audit["items"_L1][0]["id"_L1].toString().toUtf8(), answer.headers.value("x-audit-id"));
        QCOMPARE(audit["items"_L1][0]["after"_L1].toString(), u"%1 bytes"_s.arg(answer.body.size()));
    }

    /// Forced states end with the process.
    void aRestartGivesBreakersBack()
    {
        QCOMPARE(m_console->post(u"/ops/v1/breakers/walmart/open"_s, {{"reason"_L1, u"test"_s}}).status, 200);
        QCOMPARE(m_gateway->stop(), 0);
        QVERIFY2(m_gateway->start(), m_gateway->errorText().constData());
        const Console console(*m_gateway);
        QCOMPARE(named(console.read(u"breakers"_s), "upstream"_L1, u"walmart"_s)["force"_L1].toString(), u"auto"_s);
    }
};

QTEST_GUILESS_MAIN(TstOpsChecks)
#include "tst_ops_checks.moc"
