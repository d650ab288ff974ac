#include "console.h"
#include "tests/support/wire/raw_connection.h"

#include <QDateTime>
#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QTest>

#include <atomic>
#include <thread>

#include <sys/resource.h>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace signalbox::wire;

namespace {

const QString kKroger = u"LOOPGPT_ENABLE_KROGER"_s;

QJsonObject change(const QString &key, const QString &value)
{
    return {{"key"_L1, key}, {"value"_L1, value}};
}

bool quotesKroger(const Answer &answer)
{
    return answer.body.contains("KROGER_API");
}

/// Orders without a pause on connections of its own, until it goes out of scope.
class Load
{
public:
    explicit Load(const QUrl &url)
        : m_thread([this, url] {
              std::vector<std::unique_ptr<RawConnection>> connections;
              for (int i = 0; i < 8; ++i)
                  connections.push_back(std::make_unique<RawConnection>(url));
              while (!m_stop.load()) {
                  for (const auto &each : connections)
                      each->send(rawRequest("POST " + kRoute.toUtf8(), {}, kOrder));
                  for (const auto &each : connections)
                      m_answered += each->reply().status == 200 ? 1 : 0;
              }
          })
    {
    }
    ~Load()
    {
        m_stop.store(true);
        m_thread.join();
    }
    int answered() const { return m_answered.load(); }

private:
    std::atomic<bool> m_stop {false};
    std::atomic<int> m_answered {0};
    std::thread m_thread;
};

} // namespace

/// Revisions over the wire (contract operator-console 2.2 and 2.3).
class TstOpsRevisions : public QObject
{
    Q_OBJECT

private:
    static GatewayProcess::Settings settings()
    {
        return {{kKroger, u"true"_s}, {u"SIGNALBOX_WORKERS"_s, u"4"_s}, {u"LOOPGPT_KROGER_MOCK"_s, u"true"_s}};
    }

    GatewayProcess m_gateway {settings()};

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_gateway.start(), m_gateway.errorText().constData()); }

    void cleanup() { Console(m_gateway).rollBack(0); }

    /// 50 ms after the answer no worker answers as before. Two of the flips may be late: the machine is shared.
    void aFlipIsOnEveryWorkerWithin50Ms()
    {
        const Console console(m_gateway);
        std::vector<std::unique_ptr<RawConnection>> probes;
        for (int i = 0; i < 24; ++i)
            probes.push_back(std::make_unique<RawConnection>(m_gateway.url()));
        const Load load(m_gateway.url());
        QTRY_VERIFY(load.answered() > 50);
        std::vector<qint64> lags;
        for (int round = 0; round < 10; ++round) {
            const bool on = round % 2 == 1;
            const Answer answer = console.flip(kKroger, on ? u"true"_s : u"false"_s);
            QCOMPARE(answer.status, 200);
            QElapsedTimer since;
            since.start();
            qint64 lag = 0;
            for (bool isStale = true; isStale;) {
                isStale = false;
                for (const auto &probe : probes) {
                    const qint64 sent = since.elapsed();
                    probe->send(rawRequest("POST " + kRoute.toUtf8(), {}, kOrder));
                    if (quotesKroger(probe->reply()) == on)
                        continue;
                    isStale = true;
                    lag = sent;
                }
                QVERIFY2(since.elapsed() < 5'000, "a worker never heard of the flip");
            }
            lags.push_back(lag);
        }
        std::ranges::sort(lags);
        qInfo(
            "last answer as before was sent %lld ms (worst %lld ms) after the flip was acknowledged, %d orders beside",
            qlonglong(lags[5]), qlonglong(lags.back()), load.answered());
        QVERIFY(lags[7] <= 50);
    }

    void whatIsWrongIsNamed_data()
    {
        QTest::addColumn<QJsonObject>("body");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("field");
        const auto with = [](const QJsonValue &changes) {
            return QJsonObject {{"changes"_L1, changes}, {"expectedRevision"_L1, -1}, {"reason"_L1, u"x"_s}};
        };
        const auto row
            = [&](const char *name, const QJsonObject &body, int status, const char *code, const char *field) {
                  QTest::newRow(name) << body << status << QString::fromLatin1(code) << QString::fromLatin1(field);
              };
        QJsonObject noReason = with(QJsonArray {change(kKroger, u"false"_s)});
        noReason.remove("reason"_L1);
        QJsonObject noNumber = with(QJsonArray {change(kKroger, u"false"_s)});
        noNumber.remove("expectedRevision"_L1);
        row("reason", noReason, 400, "bad_request", "reason");
        row("expected", noNumber, 400, "bad_request", "expectedRevision");
        row("none", with(QJsonArray()), 400, "bad_request", "changes");
        row("no array", with(u"x"_s), 400, "bad_request", "changes");
        row("unknown", with(QJsonArray {change(u"NOPE"_s, u"1"_s)}), 400, "unknown_setting", "changes[0].key");
        row("range", with(QJsonArray{change(u"LOOPGPT_KROGER_TIMEOUT"_s, u"99"_s)}), 400, "bad_value",
            "changes[0].value");
        row("type", with(QJsonArray {change(kKroger, u"maybe"_s)}), 400, "bad_value", "changes[0].value");
        row("fixed", with(QJsonArray{change(u"DATABASE_URL"_s, u"sqlite:x"_s)}), 400, "not_settable", "changes[0].key");
        row("twice", with(QJsonArray {change(kKroger, u"false"_s), change(kKroger, u"false"_s)}), 400, "bad_request",
            "changes[1].key");
        row("together", with(QJsonArray{change(u"SIGNALBOX_TLS_CERT"_s, u"/x.pem"_s)}), 400, "bad_settings", "changes");
        row("secret", with(QJsonArray {change(u"KROGER_CLIENT_SECRET"_s, u"a-secret-value"_s)}), 403, "forbidden",
            "changes[0].key");
        row("danger", with(QJsonArray {change(kKroger, u"false"_s)}), 400, "confirmation_needed", "confirm");
    }

    void whatIsWrongIsNamed()
    {
        QFETCH(QJsonObject, body);
        const Console console(m_gateway);
        const qint64 newest = console.newest();
        if (body["expectedRevision"_L1].toInt() == -1)
            body.insert("expectedRevision"_L1, newest);
        const Answer answer = console.post(u"/ops/v1/revisions"_s, body);
        QTEST(answer.status, "status");
        QTEST(errorCode(answer), "code");
        QTEST(errorField(answer), "field");
        QCOMPARE(console.newest(), newest);
    }

    /// Two consoles flip the same key: one wins, the other is told of the number and sees the change.
    void twoConsolesOneKey()
    {
        const Console one(m_gateway);
        const qint64 newest = one.newest();
        const QJsonObject body {{"changes"_L1, QJsonArray {change(kKroger, u"false"_s)}},
                                {"expectedRevision"_L1, newest},
                                {"confirm"_L1, kKroger},
                                {"reason"_L1, u"x"_s}};
        const QByteArray wire = rawRequest("POST /ops/v1/revisions", "Authorization: Bearer " + one.token() + "\r\n",
                                           QJsonDocument(body).toJson(QJsonDocument::Compact));
        RawConnection first(m_gateway.opsUrl());
        RawConnection second(m_gateway.opsUrl());
        first.send(wire);
        second.send(wire);
        Answer won = first.reply();
        Answer lost = second.reply();
        if (won.status != 200)
            std::swap(won, lost);
        QCOMPARE(won.status, 200);
        QCOMPARE(lost.status, 409);
        QCOMPARE(errorCode(lost), u"conflict"_s);
        QCOMPARE(lost.json()["error"_L1]["details"_L1]["revision"_L1].toInteger(), newest + 1);
        QCOMPARE(one.newest(), newest + 1);
    }

    void aRepeatIsAnsweredTheSame()
    {
        const Console console(m_gateway);
        const QJsonObject more {{"expectedRevision"_L1, console.newest()}};
        const QJsonObject body {{"changes"_L1, QJsonArray {change(u"LOOPGPT_PROVIDER_CONCURRENCY"_s, u"7"_s)}},
                                {"expectedRevision"_L1, console.newest()},
                                {"reason"_L1, u"x"_s}};
        const Answer first = console.post(u"/ops/v1/revisions"_s, body, {{"Idempotency-Key", "one"}});
        const Answer again = console.post(u"/ops/v1/revisions"_s, body, {{"Idempotency-Key", "one"}});
        QCOMPARE(first.status, 200);
        QCOMPARE(again.status, 200);
        QCOMPARE(again.json(), first.json());
        QCOMPARE(console.newest(), first.json()["revision"_L1]["number"_L1].toInteger());
    }

    void secretsAreForAdminsAndNeverShown()
    {
        const Console admin(m_gateway, u"ada"_s, u"admin"_s);
        QTRY_COMPARE(admin.get(u"/ops/v1/me"_s).status, 200);
        const Answer set = admin.flip(u"KROGER_CLIENT_SECRET"_s, u"a-very-secret-value"_s);
        QCOMPARE(set.status, 200);
        QVERIFY(!set.body.contains("very-secret"));
        for (const QString &path :
             {u"settings?limit=500"_s, u"revisions"_s, u"audit"_s, u"settings/KROGER_CLIENT_SECRET"_s})
            QVERIFY2(!admin.get(u"/ops/v1/"_s + path).body.contains("very-secret"), qPrintable(path));
        const QJsonObject view = admin.read(u"settings/KROGER_CLIENT_SECRET"_s);
        QVERIFY(view["isSet"_L1].toBool());
        QCOMPARE(view["fingerprint"_L1].toString(),
                 set.json()["revision"_L1]["changes"_L1][0]["after"_L1].toString());
        QVERIFY(!m_gateway.outputText().contains("very-secret"));
        // The rollback of a secret is an admin's, too.
        const Answer refused = Console(m_gateway).rollBack(0);
        QCOMPARE(refused.status, 403);
        QCOMPARE(admin.rollBack(0).status, 200);
        const QJsonObject entry = admin.read(u"audit?filter=outcome:refused&limit=1"_s)["items"_L1][0].toObject();
        QCOMPARE(entry["actor"_L1].toString(), u"local"_s);
    }

    void rollbackShowsTheDiffFirst()
    {
        const Console console(m_gateway);
        QCOMPARE(console.flip(u"LOOPGPT_PROVIDER_CONCURRENCY"_s, u"7"_s).status, 200);
        const qint64 target = console.newest();
        QCOMPARE(console.flip(QJsonArray {change(u"LOOPGPT_PROVIDER_CONCURRENCY"_s, u"9"_s),
                                          change(u"LOOPGPT_AFFILIATE_ID"_s, u"OTHER"_s)}).status, 200);
        const Answer preview = console.post(u"/ops/v1/revisions/rollback"_s, {{"to"_L1, target}, {"preview"_L1, true}});
        QCOMPARE(preview.status, 200);
        QCOMPARE(preview.json()["changes"_L1].toArray().size(), 2);
        QCOMPARE(console.newest(), target + 1);
        QCOMPARE(
            console.read(u"revisions/%1/diff?against=%2"_s.arg(target + 1).arg(target))["changes"_L1].toArray().size(),
            2);
        const Answer done = console.rollBack(target);
        QCOMPARE(done.status, 200);
        QCOMPARE(done.json()["revision"_L1]["rollbackOf"_L1].toInteger(), target);
        QCOMPARE(console.value(u"LOOPGPT_PROVIDER_CONCURRENCY"_s), u"7"_s);
        QCOMPARE(console.value(u"LOOPGPT_AFFILIATE_ID"_s), u"LOOPGPT"_s);
        QCOMPARE(console.post(u"/ops/v1/revisions/rollback"_s, {{"to"_L1, 99'999}, {"preview"_L1, true}}).status, 404);
        QVERIFY(console.read(u"revisions/verify"_s)["ok"_L1].toBool());
    }

    /// A flag for half of the callers, the same half each time.
    void aShareOfTheCallers()
    {
        QStringList keys;
        for (int i = 0; i < 40; ++i)
            keys += u"caller-key-%1"_s.arg(i);
        const Console admin(m_gateway, u"abe"_s, u"admin"_s);
        QTRY_COMPARE(admin.get(u"/ops/v1/me"_s).status, 200);
        QCOMPARE(admin.flip(u"LOOPGPT_API_KEYS"_s, keys.join(u',')).status, 200);
        const QJsonObject rule {{"kind"_L1, "percent"_L1}, {"percent"_L1, 50}};
        QCOMPARE(admin.flip(QJsonArray {QJsonObject {{"key"_L1, kKroger}, {"rule"_L1, rule}}}).status, 200);
        QCOMPARE(admin.read(u"settings/"_s + kKroger)["rule"_L1]["percent"_L1].toInt(), 50);
        const auto in = [&] {
            QStringList those;
            for (const QString &key : keys) {
                if (quotesKroger(post(m_gateway.url(), kRoute, kOrder, {{"Authorization", "Bearer " + key.toUtf8()}})))
                    those += key;
            }
            return those;
        };
        const QStringList first = in();
        QVERIFY2(first.size() > 8 && first.size() < 32, qPrintable(QString::number(first.size())));
        QCOMPARE(in(), first);
        admin.rollBack(0);
    }

    void aScheduleNeedsNoRequest()
    {
        const Console console(m_gateway);
        const QDateTime at = QDateTime::currentDateTimeUtc().addMSecs(1'500);
        const QJsonObject rule {
            {"kind"_L1, "schedule"_L1},
            {"entries"_L1, QJsonArray {QJsonObject {{"at"_L1, at.toString(Qt::ISODateWithMs)}, {"value"_L1, false}}}}};
        QCOMPARE(console.flip(QJsonArray {QJsonObject {{"key"_L1, kKroger}, {"rule"_L1, rule}}}).status, 200);
        QVERIFY(quotesKroger(post(m_gateway.url(), kRoute, kOrder)));
        QTRY_VERIFY(QDateTime::currentDateTimeUtc() > at.addMSecs(50));
        QVERIFY(!quotesKroger(post(m_gateway.url(), kRoute, kOrder)));
    }

    void theStreamTells()
    {
        const Console console(m_gateway);
        RawConnection stream(m_gateway.opsUrl(), rawRequest("GET /ops/v1/stream?topics=revisions",
                                                            "Authorization: Bearer " + console.token() + "\r\n"));
        QVERIFY(stream.readUntil("id: "));
        QCOMPARE(console.flip(u"LOOPGPT_PROVIDER_CONCURRENCY"_s, u"7"_s).status, 200);
        QVERIFY(stream.readUntil("event: revisions"));
        QVERIFY(stream.readUntil("LOOPGPT_PROVIDER_CONCURRENCY"));
        const QJsonArray changes = console.read(u"overview"_s)["changes"_L1]["items"_L1].toArray();
        QCOMPARE(changes.first()["kind"_L1].toString(), u"revision"_s);
        QVERIFY(changes.first()["what"_L1].toString().contains(u"4 → 7"_s));
    }

    void aRestartKeepsItAndBringsWhatWasDue()
    {
        GatewayProcess gateway(settings());
        QVERIFY2(gateway.start(), gateway.errorText().constData());
        {
            const Console console(gateway);
            const Answer answer = console.flip(QJsonArray {change(kKroger, u"false"_s),
                                                           change(u"SIGNALBOX_IDLE_TIMEOUT_MS"_s, u"60000"_s)});
            QCOMPARE(answer.json()["restartDue"_L1].toArray(), QJsonArray {u"SIGNALBOX_IDLE_TIMEOUT_MS"_s});
            QCOMPARE(console.value(u"SIGNALBOX_IDLE_TIMEOUT_MS"_s), u"75000"_s);
            QCOMPARE(console.read(u"settings/SIGNALBOX_IDLE_TIMEOUT_MS"_s)["pending"_L1].toString(), u"60000"_s);
        }
        QCOMPARE(gateway.stop(), 0);
        QVERIFY2(gateway.start(), gateway.errorText().constData());
        const Console console(gateway);
        QCOMPARE(console.value(u"SIGNALBOX_IDLE_TIMEOUT_MS"_s), u"60000"_s);
        QCOMPARE(console.value(kKroger), u"false"_s);
        QVERIFY(!quotesKroger(post(gateway.url(), kRoute, kOrder)));
        QCOMPARE(console.newest(), 1);
        // An unbelievable address in a revision must not keep the gateway from starting again.
        QCOMPARE(console.rollBack(0).status, 200);
    }

    /// A full store: refused, the old value stays in force, and it goes on when there is room again.
    void aFullStoreRefuses()
    {
        std::signal(SIGXFSZ, SIG_IGN);
        GatewayProcess gateway(settings());
        QVERIFY2(gateway.start(), gateway.errorText().constData());
        const Console console(gateway);
        QCOMPARE(console.flip(u"LOOPGPT_PROVIDER_CONCURRENCY"_s, u"5"_s).status, 200);
        const qint64 room = QFileInfo(gateway.dataDir() + u"/signalbox.db-wal"_s).size();
        rlimit before {};
        QCOMPARE(::prlimit(pid_t(gateway.pid()), RLIMIT_FSIZE, nullptr, &before), 0);
        const rlimit limit {rlim_t(room), before.rlim_max};
        QCOMPARE(::prlimit(pid_t(gateway.pid()), RLIMIT_FSIZE, &limit, nullptr), 0);
        const Answer refused = console.flip(kKroger, u"false"_s);
        QVERIFY2(refused.status == 507 || refused.status == 503, refused.body.constData());
        QVERIFY2(refused.body.contains("nothing was changed"), refused.body.constData());
        QVERIFY(quotesKroger(post(gateway.url(), kRoute, kOrder)));
        QCOMPARE(console.value(kKroger), u"true"_s);
        QCOMPARE(::prlimit(pid_t(gateway.pid()), RLIMIT_FSIZE, &before, nullptr), 0);
        QCOMPARE(console.flip(kKroger, u"false"_s).status, 200);
        QVERIFY(console.read(u"revisions/verify"_s)["ok"_L1].toBool());
    }
};

QTEST_GUILESS_MAIN(TstOpsRevisions)
#include "tst_ops_revisions.moc"
