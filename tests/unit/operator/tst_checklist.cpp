#include "backend/operator/server/checklist/checklist_watch.h"
#include "backend/operator/server/checklist/check_rows.h"
#include "backend/operator/server/checklist/redis_facts.h"
#include "backend/platform/settings/platform_settings.h"
#include "backend/platform/settings/secret_care.h"

#include <QFile>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace signalbox;
using namespace signalbox::server;
using protocol::CheckItem;
using protocol::CheckVerdict;

namespace {

const core::WallTime kNow = core::wallTime(1'790'000'000'000);

/// Facts of a gateway with these variables, and nothing else known.
struct Fixture
{
    explicit Fixture(QHash<QByteArray, QString> variables = {}, QStringList files = {})
    {
        inputs.catalogue = settings::platformCatalogue();
        for (const char *key :
             {"LOOPGPT_TRUSTED_PROXIES", "LOOPGPT_TOKEN_SECRET", "LOOPGPT_SERVICE_KEY", "LOOPGPT_API_KEYS"})
            inputs.catalogue.push_back({.key = key, .service = "commerce"});
        inputs.catalogue.push_back({.key = "LOOPGPT_REQUIRE_AUTH", .service = "commerce", .type = settings::Type::Boolean});
        for (const char *key : {"WEBHOOK_SIGNING_SECRET", "TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "TWILIO_WA_NUMBER",
                                "TWILIO_MESSAGING_SERVICE_SID", "OWNER_WA_NUMBER", "PHOTON_BASE_URL", "PHOTON_TO",
                                "CORE_DECISION_WEBHOOK"})
            inputs.catalogue.push_back({.key = key, .service = "approvals"});
        inputs.catalogue.push_back({.key = "ALLOW_INSECURE_DEV", .service = "approvals", .type = settings::Type::Boolean});
        for (const char *key : {"AUTH_FAIL_PER_MIN", "WA_BUCKET_CAPACITY", "IMSG_BUCKET_CAPACITY", "DECISION_TIMEOUT_MS",
                                "TWILIO_TIMEOUT_MS", "IMSG_TIMEOUT_MS"})
            inputs.catalogue.push_back({.key = key, .service = "approvals", .type = settings::Type::Integer, .defaultText = u"60"_s});
        for (const char *key : {"WA_BUCKET_REFILL_PER_MIN", "IMSG_BUCKET_REFILL_PER_MIN", "MIN_SPACING_SEC"})
            inputs.catalogue.push_back({.key = key, .service = "approvals", .type = settings::Type::Decimal, .defaultText = u"2.5"_s});
        inputs.sources.environment = std::move(variables);
        inputs.sources.envFiles = std::move(files);
        inputs.sources.optionalEnvFile.clear();
        const settings::Loaded loaded = settings::load(inputs);
        facts.settings = loaded.snapshot;
        facts.findings = loaded.findings;
        facts.catalogue = &inputs.catalogue;
        facts.services = {{"commerce", true}};
        facts.startedAt = kNow - 1h;
        facts.now = kNow;
    }

    CheckItem item(const QString &id) const
    {
        for (const CheckItem &each : judgeAll(facts)) {
            if (each.id == id)
                return each;
        }
        return {.title = u"there is no such item"_s};
    }

    QString verdict(const QString &id) const { return protocol::wordOf(item(id).verdict); }

    settings::Inputs inputs;
    CheckFacts facts;
};

} // namespace

class TstChecklist : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyItemOfTheGuides()
    {
        const Fixture fixture;
        const auto items = judgeAll(fixture.facts);
        QSet<QString> ids;
        for (const CheckItem &item : items) {
            ids += item.id;
            QVERIFY2(!item.title.isEmpty(), qPrintable(item.id));
            // A verdict without evidence is none, and what only a person knows asks.
            QVERIFY2(item.person != item.question.isEmpty() || !item.evidence.isEmpty(), qPrintable(item.id));
            if (item.person)
                QVERIFY2(item.verdict == CheckVerdict::CannotTell && !item.question.isEmpty(), qPrintable(item.id));
            else
                QVERIFY2(!item.evidence.isEmpty(), qPrintable(item.id));
        }
        QCOMPARE(ids.size(), qsizetype(items.size()));
        const auto countOf = [&items](const QString &service) { return checklistOf(items, service, kNow).items.size(); };
        QCOMPARE(countOf(u"shop"_s), 10U);
        QCOMPARE(countOf(u"engineering"_s), 26U);
        QCOMPARE(countOf(u"commerce"_s), 10U);
        QCOMPARE(countOf(u"approvals"_s), 22U);
        const protocol::Checklist all = checklistOf(items, {}, kNow);
        QCOMPARE(size_t(all.pass + all.fail + all.cannotTell), all.items.size());
        const int people = int(std::ranges::count(items, true, &CheckItem::person));
        QCOMPARE(people, 16);
    }

    void httpsByOwnCertificateOrProxy()
    {
        QCOMPARE(Fixture().verdict(u"shop.https"_s), u"fail"_s);
        const Fixture own({{"SIGNALBOX_TLS_CERT", u"/c.pem"_s}, {"SIGNALBOX_TLS_KEY", u"/k.pem"_s}});
        QCOMPARE(own.verdict(u"shop.https"_s), u"pass"_s);
        QHash<QByteArray, QString> proxied {{"PUBLIC_BASE_URL", u"https://x.test"_s}};
        QCOMPARE(Fixture(proxied).verdict(u"approvals.https"_s), u"fail"_s);
        proxied.insert("TRUSTED_PROXIES", u"10.0.0.0/8"_s);
        QCOMPARE(Fixture(proxied).verdict(u"approvals.https"_s), u"pass"_s);
    }

    void certificateByItsDays()
    {
        Fixture fixture({{"SIGNALBOX_TLS_CERT", u"/c.pem"_s}, {"SIGNALBOX_TLS_KEY", u"/k.pem"_s}});
        const QString id = u"engineering.certificate"_s;
        QCOMPARE(fixture.verdict(id), u"cannotTell"_s);
        fixture.facts.certificateUntil = kNow + 14 * 24h;
        QCOMPARE(fixture.verdict(id), u"pass"_s);
        fixture.facts.certificateUntil = kNow + 14 * 24h - 1s;
        QCOMPARE(fixture.verdict(id), u"fail"_s);
        QCOMPARE(Fixture().verdict(id), u"cannotTell"_s);
    }

    void backupsAndScrapesByTheirAge()
    {
        Fixture fixture;
        QCOMPARE(fixture.verdict(u"engineering.backup"_s), u"fail"_s);
        fixture.facts.lastBackup = kNow - 26h;
        QCOMPARE(fixture.verdict(u"engineering.backup"_s), u"pass"_s);
        fixture.facts.lastBackup = kNow - 26h - 1s;
        QCOMPARE(fixture.verdict(u"engineering.backup"_s), u"fail"_s);
        QCOMPARE(fixture.verdict(u"engineering.scraped"_s), u"fail"_s);
        fixture.facts.lastScrape = kNow - 4min;
        QCOMPARE(fixture.verdict(u"engineering.scraped"_s), u"pass"_s);
        fixture.facts.lastScrape = kNow - 6min;
        QCOMPARE(fixture.verdict(u"engineering.scraped"_s), u"fail"_s);
        // Just started: nobody can have scraped yet.
        fixture.facts.lastScrape.reset();
        fixture.facts.startedAt = kNow - 1min;
        QCOMPARE(fixture.verdict(u"engineering.scraped"_s), u"cannotTell"_s);
    }

    void tokensByTheRuleOfTheStart()
    {
        QCOMPARE(Fixture().item(u"engineering.tokens"_s).evidence, u"AUTH_ENABLED is not true"_s);
        const Fixture short_({{"AUTH_ENABLED", u"true"_s}, {"JWT_SECRET_KEY", u"short"_s}});
        QCOMPARE(short_.item(u"engineering.tokens"_s).evidence,
                 u"JWT_SECRET_KEY must be at least 32 characters for security"_s);
        const Fixture good({{"AUTH_ENABLED", u"true"_s}, {"JWT_SECRET_KEY", QString(32, u'k')}});
        QCOMPARE(good.verdict(u"engineering.tokens"_s), u"pass"_s);
    }

    void databaseConnections_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("verdict");
        QTest::newRow("own file") << QString() << u"pass"_s;
        QTest::newRow("plain") << u"postgresql://u:pw@db.test/x"_s << u"fail"_s;
        QTest::newRow("prefer") << u"postgresql://u:pw@db.test/x?sslmode=prefer"_s << u"fail"_s;
        QTest::newRow("require") << u"postgresql://u:pw@db.test/x?sslmode=require"_s << u"pass"_s;
        QTest::newRow("verify") << u"postgresql://u:pw@db.test/x?sslmode=verify-full"_s << u"pass"_s;
    }

    void databaseConnections()
    {
        QFETCH(QString, url);
        QFETCH(QString, verdict);
        const Fixture fixture({{"DATABASE_URL", url}});
        const CheckItem item = fixture.item(u"engineering.database"_s);
        QCOMPARE(protocol::wordOf(item.verdict), verdict);
        QVERIFY(!item.evidence.contains(u"pw"_s) && !item.evidence.contains(u"db.test"_s));
    }

    void secretsInFilesThatOthersRead()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"settings.env"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("ADMIN_API_TOKEN=k9-very-long-token\nMODE=test\n");
        file.close();
        Fixture fixture({}, {path});
        const auto open = [&fixture] {
            return settings::secretsInOpenFiles(fixture.inputs.catalogue, *fixture.facts.settings);
        };
        QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner));
        QVERIFY(open().isEmpty());
        QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther));
        QCOMPARE(open(), QStringList {u"ADMIN_API_TOKEN"_s});
        fixture.facts.openSecrets = open();
        const CheckItem item = fixture.item(u"shop.secrets"_s);
        QCOMPARE(item.verdict, CheckVerdict::Fail);
        QVERIFY(item.evidence.contains(u"ADMIN_API_TOKEN"_s));
        // Neither the secret nor where it stands.
        QVERIFY(!item.evidence.contains(u"k9-"_s) && !item.evidence.contains(u"settings.env"_s));
    }

    void placeholders()
    {
        const Fixture fixture({{"METRICS_TOKEN", u"changeme"_s}});
        QCOMPARE(settings::placeholderSecrets(fixture.inputs.catalogue, *fixture.facts.settings),
                 QStringList {u"METRICS_TOKEN"_s});
        QVERIFY2(fixture.facts.findings.warnings.join(u' ').contains(u"METRICS_TOKEN"_s), "config check says the same");
    }

    void whatRedisTells()
    {
        Fixture fixture;
        QCOMPARE(fixture.verdict(u"approvals.redisMemory"_s), u"fail"_s);
        fixture.facts.redis = redisFactsOf("# Memory\r\nmaxmemory_policy:allkeys-lru\r\n# Persistence\r\naof_enabled:0\r\n"
                                           "# Replication\r\nrole:master\r\nconnected_slaves:0\r\n",
                                           QByteArray());
        QCOMPARE(fixture.verdict(u"approvals.redisMemory"_s), u"fail"_s);
        QCOMPARE(fixture.verdict(u"approvals.redisPersistence"_s), u"fail"_s);
        QCOMPARE(fixture.verdict(u"approvals.redisReplica"_s), u"fail"_s);
        QCOMPARE(fixture.verdict(u"approvals.redisPassword"_s), u"fail"_s);
        fixture.facts.redis = redisFactsOf("maxmemory_policy:noeviction\r\naof_enabled:1\r\n"
                                           "role:master\r\nconnected_slaves:1\r\n",
                                           {});
        fixture.facts.redis->password = true;
        fixture.facts.redis->tls = true;
        for (const QString &id : {u"redisMemory"_s, u"redisPersistence"_s, u"redisReplica"_s, u"redisPassword"_s,
                                  u"redisTls"_s})
            QCOMPARE(fixture.verdict(u"approvals."_s + id), u"pass"_s);
        // A server that refuses CONFIG does not tell whether it takes snapshots.
        fixture.facts.redis = redisFactsOf("aof_enabled:0\r\n", {});
        QCOMPARE(fixture.verdict(u"approvals.redisPersistence"_s), u"cannotTell"_s);
        fixture.facts.redis = RedisFacts {.password = true, .problem = u"it did not answer"_s};
        QCOMPARE(fixture.verdict(u"approvals.redisPassword"_s), u"pass"_s);
        QCOMPARE(fixture.verdict(u"approvals.redisMemory"_s), u"cannotTell"_s);
    }

    void commerceByItsProviders()
    {
        Fixture fixture({{"LOOPGPT_TOKEN_SECRET", QString(32, u't')}, {"LOOPGPT_SERVICE_KEY", u"service-key"_s}});
        QCOMPARE(fixture.verdict(u"commerce.variables"_s), u"pass"_s);
        QCOMPARE(Fixture().verdict(u"commerce.variables"_s), u"fail"_s);
        QCOMPARE(fixture.verdict(u"commerce.credentials"_s), u"fail"_s);
        protocol::ProviderState kroger {
            .name = u"Kroger"_s, .enabled = true, .mode = protocol::ProviderMode::Live, .healthy = true};
        fixture.facts.providers = {kroger};
        QCOMPARE(fixture.verdict(u"commerce.credentials"_s), u"pass"_s);
        kroger.credentialsExpireAt = kNow;
        fixture.facts.providers = {kroger};
        QCOMPARE(fixture.verdict(u"commerce.credentials"_s), u"fail"_s);
        kroger = {.name = u"Kroger"_s, .enabled = true, .mode = protocol::ProviderMode::Mock, .healthy = true};
        fixture.facts.providers = {kroger};
        QVERIFY(fixture.item(u"commerce.credentials"_s).evidence.contains(u"mock"_s));
        fixture.facts.services = {};
        QCOMPARE(fixture.verdict(u"commerce.credentials"_s), u"cannotTell"_s);
    }

    void approvalsByTheirSettings()
    {
        QHash<QByteArray, QString> variables {{"WEBHOOK_SIGNING_SECRET", QString(31, u's')},
                                              {"TWILIO_ACCOUNT_SID", u"AC1"_s}};
        const auto withApprovals = [&variables] {
            Fixture fixture(variables);
            fixture.facts.services = {{"approvals", true}};
            return fixture;
        };
        QCOMPARE(Fixture(variables).verdict(u"approvals.secret"_s), u"cannotTell"_s);
        QCOMPARE(withApprovals().verdict(u"approvals.secret"_s), u"fail"_s);
        variables.insert("WEBHOOK_SIGNING_SECRET", QString(32, u's'));
        QCOMPARE(withApprovals().verdict(u"approvals.secret"_s), u"pass"_s);
        Fixture placeholder = withApprovals();
        placeholder.facts.placeholders = {u"WEBHOOK_SIGNING_SECRET"_s};
        QCOMPARE(placeholder.verdict(u"approvals.secret"_s), u"fail"_s);

        QCOMPARE(withApprovals().item(u"approvals.numbers"_s).evidence, u"not set: TWILIO_WA_NUMBER, OWNER_WA_NUMBER"_s);
        variables.insert("TWILIO_MESSAGING_SERVICE_SID", u"MG1"_s);
        variables.insert("OWNER_WA_NUMBER", u"whatsapp:+15550001111"_s);
        const CheckItem numbers = withApprovals().item(u"approvals.numbers"_s);
        QCOMPARE(numbers.verdict, CheckVerdict::Pass);
        QVERIFY2(!numbers.evidence.contains(u"1555"_s), "no number of a person");
        variables.insert("PHOTON_BASE_URL", u"http://sidecar.test"_s);
        QCOMPARE(withApprovals().verdict(u"approvals.numbers"_s), u"fail"_s);

        QCOMPARE(withApprovals().verdict(u"approvals.limits"_s), u"pass"_s);
        QVERIFY(withApprovals().item(u"approvals.limits"_s).evidence.contains(u"60 at once and 2.5 a minute"_s));
        variables.insert("AUTH_FAIL_PER_MIN", u"0"_s);
        QCOMPARE(withApprovals().verdict(u"approvals.limits"_s), u"fail"_s);
        QCOMPARE(withApprovals().verdict(u"approvals.deadlines"_s), u"pass"_s);
    }

    void approvalsByWhatWasSeen()
    {
        Fixture fixture({{"TWILIO_ACCOUNT_SID", u"AC1"_s}, {"TWILIO_AUTH_TOKEN", u"token"_s},
                         {"CORE_DECISION_WEBHOOK", u"https://core.test"_s}});
        fixture.facts.services = {{"approvals", true}};
        ApprovalFacts &seen = fixture.facts.approvals;
        for (const QString &id : {u"twilio"_s, u"callback"_s, u"whatsApp"_s, u"iMessage"_s}) {
            QCOMPARE(fixture.verdict(u"approvals."_s + id), u"cannotTell"_s);
            QVERIFY(!fixture.item(u"approvals."_s + id).question.isEmpty());
        }
        seen.signatureTest = server::SignatureTest{.url = u"https://gw.test/webhooks/whatsapp"_s, .isTaken = true, .areForgedRefused = true};
        QCOMPARE(fixture.verdict(u"approvals.twilio"_s), u"pass"_s);
        QVERIFY(fixture.item(u"approvals.twilio"_s).evidence.contains(u"https://gw.test/webhooks/whatsapp"_s));
        for (const auto &[isTaken, areForgedRefused] : {std::pair(false, true), std::pair(true, false)}) {
            seen.signatureTest->isTaken = isTaken;
            seen.signatureTest->areForgedRefused = areForgedRefused;
            QCOMPARE(fixture.verdict(u"approvals.twilio"_s), u"fail"_s);
        }
        seen.signatureTest = server::SignatureTest();
        QCOMPARE(fixture.verdict(u"approvals.twilio"_s), u"cannotTell"_s);
        seen.forgedMessages = 2;
        QCOMPARE(fixture.verdict(u"approvals.twilio"_s), u"fail"_s);
        seen.signedMessages = 1;
        QCOMPARE(fixture.verdict(u"approvals.twilio"_s), u"pass"_s);
        seen.whatsAppFailed = 1;
        QCOMPARE(fixture.verdict(u"approvals.whatsApp"_s), u"fail"_s);
        seen.whatsAppSent = 5;
        QCOMPARE(fixture.verdict(u"approvals.whatsApp"_s), u"pass"_s);
        seen.notDelivered = 1;
        QCOMPARE(fixture.verdict(u"approvals.callback"_s), u"fail"_s);
        QCOMPARE(fixture.verdict(u"approvals.callbackFailure"_s), u"cannotTell"_s);
        seen.delivered = 1;
        QCOMPARE(fixture.verdict(u"approvals.callback"_s), u"pass"_s);
        QCOMPARE(fixture.verdict(u"approvals.callbackFailure"_s), u"pass"_s);
        seen.oldestSeconds = 61;
        QCOMPARE(fixture.verdict(u"approvals.callback"_s), u"fail"_s);
        seen.oldestSeconds = 0;
        seen.dead = 1;
        QCOMPARE(fixture.verdict(u"approvals.callback"_s), u"fail"_s);
        QCOMPARE(fixture.verdict(u"approvals.timeOut"_s), u"cannotTell"_s);
        seen.expired = 1;
        QCOMPARE(fixture.verdict(u"approvals.timeOut"_s), u"pass"_s);
    }

    void unsignedMessagesAreToldOf()
    {
        Fixture fixture({{"ALLOW_INSECURE_DEV", u"true"_s}});
        fixture.facts.services = {{"approvals", true}};
        QCOMPARE(fixture.verdict(u"approvals.twilio"_s), u"fail"_s);
    }

    void auditAndMigrations()
    {
        Fixture fixture;
        QCOMPARE(fixture.verdict(u"engineering.audit"_s), u"cannotTell"_s);
        QCOMPARE(fixture.verdict(u"commerce.health"_s), u"fail"_s);
        fixture.facts.audit = protocol::AuditVerdict {.ok = false, .problem = u"entry 7 was changed"_s, .at = kNow};
        QVERIFY(fixture.item(u"engineering.audit"_s).evidence.contains(u"entry 7"_s));
        fixture.facts.audit = protocol::AuditVerdict {.ok = true, .entries = 7, .at = kNow};
        QCOMPARE(fixture.verdict(u"engineering.audit"_s), u"pass"_s);
        fixture.facts.pendingMigrations = QStringList {u"009_more"_s};
        QCOMPARE(fixture.verdict(u"engineering.migrations"_s), u"fail"_s);
        fixture.facts.pendingMigrations = QStringList();
        QCOMPARE(fixture.verdict(u"engineering.migrations"_s), u"pass"_s);
        QCOMPARE(fixture.verdict(u"commerce.health"_s), u"pass"_s);
        fixture.facts.failedChecks = {u"draining"_s};
        QCOMPARE(fixture.verdict(u"commerce.health"_s), u"fail"_s);
    }
};

QTEST_GUILESS_MAIN(TstChecklist)
#include "tst_checklist.moc"
