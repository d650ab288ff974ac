#include "tests/contracts/approvals/approvals_desk.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QLocale>
#include <QSaveFile>
#include <QTest>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using namespace signalbox::wire;

namespace {

/// libfaketime, which gives a program another wall clock; empty when it is not installed.
QString fakeTimeLibrary()
{
    for (const QString &folder : {u"/usr/lib/x86_64-linux-gnu/faketime"_s, u"/usr/lib/aarch64-linux-gnu/faketime"_s,
                                  u"/usr/lib/faketime"_s, u"/usr/lib64/faketime"_s}) {
        const QString library = folder + u"/libfaketimeMT.so.1"_s;
        if (QFileInfo::exists(library))
            return library;
    }
    return {};
}

/// The wall clock of the programs that get its settings; their steady clock is the machine's.
class WrongClock
{
public:
    WrongClock() { shift(0s); }

    /// From now on (and when it starts) the clock is wrong by so much.
    void shift(std::chrono::seconds by)
    {
        QSaveFile file(path());
        if (file.open(QIODevice::WriteOnly)) {
            file.write((by < 0s ? "" : "+") + QByteArray::number(qint64(by.count())) + '\n');
            file.commit();
        }
    }

    GatewayProcess::Settings settings(const GatewayProcess::Settings &more = {}) const
    {
        GatewayProcess::Settings all = more;
        all.insert(u"LD_PRELOAD"_s, fakeTimeLibrary());
        all.insert(u"FAKETIME_TIMESTAMP_FILE"_s, path());
        all.insert(u"FAKETIME_NO_CACHE"_s, u"1"_s);
        all.insert(u"FAKETIME_DONT_FAKE_MONOTONIC"_s, u"1"_s);
        all.insert(u"DONT_FAKE_MONOTONIC"_s, u"1"_s);
        return all;
    }

private:
    QString path() const { return m_folder.filePath(u"clock"_s); }

    QTemporaryDir m_folder;
};

QString state(const ApprovalsDesk &desk, const QString &id)
{
    return desk.candidate(id)["state"_L1].toString();
}

QJsonValue promptOf(const ApprovalsDesk &desk, const QString &id)
{
    return desk.candidate(id)["prompts"_L1][0];
}

QString promptStatus(const ApprovalsDesk &desk, const QString &id)
{
    return promptOf(desk, id)["status"_L1].toString();
}

/// How often core was told about a candidate; -1 when not the same each time.
int timesTold(const ApprovalsDesk &desk, const QString &id)
{
    QSet<QByteArray> ids;
    QSet<QByteArray> bodies;
    const QByteArray name = '"' + id.toLatin1() + '"';
    int times = 0;
    for (const StubRequest &request : desk.core.requests()) {
        if (!request.body.contains(name))
            continue;
        ++times;
        ids += request.headers.value("webhook-id");
        bodies += request.body;
    }
    return ids.size() > 1 || bodies.size() > 1 ? -1 : times;
}

/// Twilio accepts it and never says so; its own clock is right.
StubReply swallow(ApprovalsDesk &desk, const StubRequest &request)
{
    StubReply reply = desk.accept(request);
    const QLocale english = QLocale::c();
    const QString now = english.toString(QDateTime::currentDateTimeUtc(), u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s);
    reply.headers.insert("Date", now.toLatin1());
    reply.silent = request.method == "POST";
    return reply;
}

} // namespace

/// Clocks that jump by an hour while candidates wait: once, in time, and never twice (contract 13, 20.4 and 20.5).
class TstApprovalsClock : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
        QSKIP("a sanitizer does not bear a library that is loaded before it");
#endif
        QVERIFY2(!fakeTimeLibrary().isEmpty(), "libfaketime is one of the packages of the tests");
    }

    void anHourForward()
    {
        WrongClock clock;
        ApprovalsDesk desk(clock.settings({{u"DECISION_RETRY_SCHEDULE_SEC"_s, u"0,1800,1800"_s}}));
        QVERIFY2(desk.start(), desk.errorText().constData());
        desk.core.setScript(
            [&](const StubRequest &) { return StubReply{.status = desk.core.requests().size() == 1 ? 500 : 200}; });
        desk.submit(u"cr_retry"_s);
        desk.say(ApprovalsDesk::kOwner, "skip cr_retry");
        QTRY_COMPARE(timesTold(desk, u"cr_retry"_s), 1);
        QStringList due;
        for (int i = 0; i < 10; ++i) {
            due += u"cr_due%1"_s.arg(i);
            desk.submit(due.last());
        }
        desk.submit(u"cr_far"_s, {{u"deadline_sec"_s, 86400}});

        clock.shift(1h);
        for (const QString &id : std::as_const(due))
            QTRY_COMPARE_WITH_TIMEOUT(state(desk, id), u"expired"_s, 4000);
        QTRY_COMPARE(timesTold(desk, u"cr_retry"_s), 2);
        QCOMPARE(state(desk, u"cr_far"_s), u"prompted"_s);
        const qint64 stamp = desk.core.requests().back().headers.value("webhook-timestamp").toLongLong();
        QVERIFY2(qAbs(stamp - 3600 - QDateTime::currentSecsSinceEpoch()) < 60, "the clock was not put forward");
        QCOMPARE(desk.say(ApprovalsDesk::kOwner, "approve cr_due0")["reason"_L1].toString(),
                 u"Candidate already expired"_s);

        clock.shift(0s);
        QCOMPARE(desk.say(ApprovalsDesk::kOwner, "approve cr_far")["decision"_L1].toString(), u"approved"_s);
        QTRY_COMPARE(timesTold(desk, u"cr_far"_s), 1);
        // Core does not answer while this thread waits for the end; what is under way then is told again.
        const auto waiting = [&] { return desk.read(u"/outbox?state=pending"_s).json()["entries"_L1].toArray().size(); };
        QTRY_COMPARE(waiting(), 0);
        QCOMPARE(desk.gateway().stop(), 0);
        QVERIFY2(desk.start(), desk.errorText().constData());
        QTRY_COMPARE(waiting(), 0);
        for (const QString &id : std::as_const(due)) {
            QCOMPARE(timesTold(desk, id), 1);
            QCOMPARE(desk.sendsAbout(id), 1);
            QCOMPARE(desk.decisions(id).front()["decision"_L1].toString(), u"expired"_s);
        }
        QCOMPARE(timesTold(desk, u"cr_retry"_s), 2);
        QVERIFY(desk.read(u"/audit/verify"_s).json()["ok"_L1].toBool());
    }

    void anHourBack()
    {
        WrongClock clock;
        ApprovalsDesk desk(clock.settings({{u"DECISION_RETRY_SCHEDULE_SEC"_s, u"0,20,20"_s},
                                           {u"PROMPT_SYNC_WAIT_MS"_s, u"300"_s},
                                           {u"WA_BUCKET_CAPACITY"_s, u"1"_s},
                                           {u"WA_BUCKET_REFILL_PER_MIN"_s, u"20"_s}}));
        QVERIFY2(desk.start(), desk.errorText().constData());
        const auto brand = [](const char *name) { return QJsonObject{{u"brand_id"_s, QString::fromLatin1(name)}}; };
        QCOMPARE(desk.submit(u"cr_open"_s, brand("b_1")).json()["status"_L1].toString(), u"prompted"_s);
        QJsonObject soon = brand("b_2");
        soon[u"deadline_sec"_s] = 3;
        desk.submit(u"cr_soon"_s, soon);
        // A callback, a prompt and a bucket that wait.
        desk.core.setScript(
            [&](const StubRequest &) { return StubReply{.status = desk.core.requests().size() == 1 ? 500 : 200}; });
        desk.submit(u"cr_retry"_s, brand("b_3"));
        desk.say(ApprovalsDesk::kOwner, "skip cr_retry");
        QTRY_COMPARE(timesTold(desk, u"cr_retry"_s), 1);
        bool asked = false;
        desk.twilio.setScript([&](const StubRequest &request) {
            if (!std::exchange(asked, true))
                return StubReply{.status = 429, .body = "{\"code\":20429}", .headers = {{"Retry-After", "20"}}};
            return desk.accept(request);
        });
        desk.submit(u"cr_wait"_s, brand("b_4"));
        QTRY_COMPARE(promptStatus(desk, u"cr_wait"_s), u"pending"_s);
        QCOMPARE(desk.submit(u"cr_held"_s, brand("b_1")).json()["status"_L1].toString(), u"rate_limited"_s);

        clock.shift(-1h);
        QTRY_COMPARE_WITH_TIMEOUT(promptStatus(desk, u"cr_held"_s), u"sent"_s, 8000);
        QTRY_COMPARE_WITH_TIMEOUT(promptStatus(desk, u"cr_wait"_s), u"sent"_s, 8000);
        QTRY_COMPARE_WITH_TIMEOUT(timesTold(desk, u"cr_retry"_s), 2, 8000);
        QCOMPARE(state(desk, u"cr_soon"_s), u"prompted"_s);
        QCOMPARE(desk.say(ApprovalsDesk::kOwner, "approve cr_open")["decision"_L1].toString(), u"approved"_s);
        QTRY_COMPARE(timesTold(desk, u"cr_open"_s), 1);
        QVERIFY(desk.decisions(u"cr_open"_s).front()["latency_ms"_L1].toInteger() >= 0);
        // Put right, the deadline of before counts: it was longer by no more than the jump.
        clock.shift(0s);
        QTRY_COMPARE_WITH_TIMEOUT(timesTold(desk, u"cr_soon"_s), 1, 4000);
        QCOMPARE(desk.decisions(u"cr_soon"_s).front()["decision"_L1].toString(), u"expired"_s);
        for (const char *id : {"cr_open", "cr_soon", "cr_retry", "cr_held"})
            QCOMPARE(desk.sendsAbout(QString::fromLatin1(id)), 1);
        QCOMPARE(desk.sendsAbout(u"cr_wait"_s), 2);
        QVERIFY(desk.read(u"/audit/verify"_s).json()["ok"_L1].toBool());
    }

    void killedAndBackAnHourEarlier()
    {
        WrongClock clock;
        ApprovalsDesk desk(clock.settings({{u"PROMPT_SYNC_WAIT_MS"_s, u"200"_s},
                                           {u"WA_BUCKET_CAPACITY"_s, u"2"_s},
                                           {u"WA_BUCKET_REFILL_PER_MIN"_s, u"1"_s}}));
        QVERIFY2(desk.start(), desk.errorText().constData());
        desk.core.setScript([](const StubRequest &) { return StubReply{.silent = true}; });
        desk.submit(u"cr_told"_s);
        desk.say(ApprovalsDesk::kOwner, "approve cr_told");
        QTRY_COMPARE(timesTold(desk, u"cr_told"_s), 1);
        desk.twilio.setScript([&](const StubRequest &request) { return swallow(desk, request); });
        desk.submit(u"cr_sending"_s);
        QTRY_COMPARE(desk.sendsAbout(u"cr_sending"_s), 1);
        QCOMPARE(promptStatus(desk, u"cr_sending"_s), u"sending"_s);
        desk.submit(u"cr_held"_s);
        QCOMPARE(promptStatus(desk, u"cr_held"_s), u"held"_s);
        desk.gateway().killNow();

        clock.shift(-1h);
        desk.core.setScript([](const StubRequest &) { return StubReply{}; });
        QVERIFY2(desk.start(), desk.errorText().constData());
        QTRY_COMPARE_WITH_TIMEOUT(promptStatus(desk, u"cr_sending"_s), u"sent"_s, 12'000);
        QTRY_COMPARE_WITH_TIMEOUT(desk.sendsAbout(u"cr_held"_s), 1, 8000);
        QTRY_COMPARE(timesTold(desk, u"cr_told"_s), 2);
        QCOMPARE(desk.sendsAbout(u"cr_sending"_s), 1);
        QCOMPARE(promptOf(desk, u"cr_sending"_s)["provider_sid"_L1].toString().toLatin1(), ApprovalsDesk::sidOf(2));
    }

    void aWrongClockAtTheLookUp_data()
    {
        QTest::addColumn<int>("then");
        QTest::newRow("still wrong") << 3600;
        QTest::newRow("put right since") << 0;
    }

    /// Twilio's times are Twilio's: with a clock that is an hour fast its message still is the one that was sent.
    void aWrongClockAtTheLookUp()
    {
        QFETCH(int, then);
        WrongClock clock;
        clock.shift(1h);
        ApprovalsDesk desk(clock.settings({{u"PROMPT_SYNC_WAIT_MS"_s, u"200"_s}, {u"TWILIO_TIMEOUT_MS"_s, u"2000"_s}}));
        QVERIFY2(desk.start(), desk.errorText().constData());
        desk.twilio.setScript([&](const StubRequest &request) { return swallow(desk, request); });
        desk.submit(u"cr_fast"_s);
        QTRY_COMPARE(desk.sendsAbout(u"cr_fast"_s), 1);
        clock.shift(std::chrono::seconds(then));
        QTRY_COMPARE_WITH_TIMEOUT(promptStatus(desk, u"cr_fast"_s), u"sent"_s, 15'000);
        QCOMPARE(desk.sendsAbout(u"cr_fast"_s), 1);
    }

    void startedWithTheDeadlineLongPast()
    {
        WrongClock clock;
        ApprovalsDesk desk(clock.settings());
        QVERIFY2(desk.start(), desk.errorText().constData());
        QCOMPARE(desk.submit(u"cr_past"_s).json()["status"_L1].toString(), u"prompted"_s);
        const QJsonArray boss{QJsonObject{{u"id"_s, u"boss"_s}, {u"whatsapp"_s, u"whatsapp:+15551230077"_s}}};
        const QJsonObject step{{u"after_sec"_s, 300}, {u"approvers"_s, boss}};
        desk.submit(u"cr_steps"_s, {{u"policy"_s, QJsonObject{{u"escalation"_s, QJsonArray{step}}}}});
        desk.gateway().killNow();
        clock.shift(24h * 7);
        QVERIFY2(desk.start(), desk.errorText().constData());
        for (const QString &id : {u"cr_past"_s, u"cr_steps"_s}) {
            QTRY_COMPARE_WITH_TIMEOUT(timesTold(desk, id), 1, 3000);
            const QJsonObject told = desk.decisions(id).front();
            QCOMPARE(told["decision"_L1].toString(), u"expired"_s);
            QVERIFY(told["final_text"_L1].isNull());
            QCOMPARE(desk.sendsAbout(id), 1);
        }
        QCOMPARE(desk.say(ApprovalsDesk::kOwner, "approve cr_past")["reason"_L1].toString(),
                 u"Candidate already expired"_s);
    }
};

QTEST_GUILESS_MAIN(TstApprovalsClock)
#include "tst_approvals_clock.moc"
