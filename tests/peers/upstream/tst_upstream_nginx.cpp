#include "backend/platform/upstream/client.h"
#include "tests/peers/upstream/nginx.h"

#include <QSet>
#include <QTest>

using namespace signalbox;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using peers::Authority;
using peers::Nginx;
using upstream::Call;
using upstream::Reply;

namespace {

Call callTo(const QUrl &url, core::milliseconds within = 10s)
{
    Call call;
    call.upstream = "nginx"_ba;
    call.url = url;
    call.deadline = core::systemClock().steady() + within;
    return call;
}

/// Stores the result of a call that goes on beside the test.
Task<void> follow(upstream::Client *client, Call call, std::optional<Result<Reply>> *result)
{
    *result = co_await client->send(std::move(call));
}

/// What the server said of the exchange: 0 protocol, 1 TLS version, 2 connection, 3 requests on it.
QByteArray said(const Result<Reply> &reply, int index)
{
    return reply && reply->status == 200 ? reply->body.split(' ').value(index) : QByteArray();
}

QString why(const Result<Reply> &reply)
{
    return reply ? u"answered"_s : upstream::reason(reply.error());
}

} // namespace

/// The upstream client beside a real nginx: TLS, HTTP/2, connections that the other side ends.
class TstUpstreamNginx : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_localhost = m_authority.issue(u"DNS:localhost"_s);
        QVERIFY(!m_localhost.key.isEmpty());
    }

    void init() { m_client = client(m_authority.file()); }

    void offersHttp2()
    {
        Nginx nginx(m_localhost);
        QVERIFY2(nginx.start(), nginx.log().constData());
        const Result<Reply> reply = send(callTo(nginx.url(u"/"_s)));
        QVERIFY2(reply, qPrintable(why(reply)));
        QCOMPARE(said(reply, 0), "HTTP/2.0"_ba);
        QCOMPARE(said(reply, 1), "TLSv1.3"_ba);
        Call placing = callTo(nginx.url(u"/"_s));
        placing.method = "POST"_ba;
        placing.body = "{}"_ba;
        placing.placing = true;
        QCOMPARE(said(send(placing), 0), "HTTP/1.1"_ba);
    }

    void oneConnectionCarriesAll()
    {
        Nginx nginx(m_localhost);
        QVERIFY2(nginx.start(), nginx.log().constData());
        const QByteArray connection = said(send(callTo(nginx.url(u"/"_s))), 2);
        QVERIFY(!connection.isEmpty());
        for (int i = 0; i < 20; ++i)
            QCOMPARE(said(send(callTo(nginx.url(u"/"_s))), 2), connection);
        for (const Result<Reply> &reply : sendAtOnce(callTo(nginx.url(u"/"_s)), 60))
            QCOMPARE(said(reply, 2), connection);
    }

    void aDeadlineEndsItsStreamOnly()
    {
        Nginx nginx(m_localhost);
        QVERIFY2(nginx.start(), nginx.log().constData());
        const QByteArray connection = said(send(callTo(nginx.url(u"/"_s))), 2);
        std::optional<Result<Reply>> patient;
        follow(m_client.get(), callTo(nginx.url(u"/slow"_s)), &patient);
        const Result<Reply> hasty = send(callTo(nginx.url(u"/slow"_s), 100ms));
        QCOMPARE(hasty.error().code, ErrorCode::Timeout);
        QCOMPARE(said(send(callTo(nginx.url(u"/"_s))), 2), connection);
        QTRY_VERIFY(patient);
        QVERIFY(*patient);
        QCOMPARE((*patient)->body.size(), 200'000);
    }

    void certificatesAreChecked()
    {
        Nginx good(m_localhost);
        QVERIFY2(good.start(), good.log().constData());
        QCOMPARE(why(send(callTo(good.url(u"/"_s)))), u"answered"_s);
        // Right authority, wrong name.
        QCOMPARE(why(send(callTo(good.url(u"/"_s, u"127.0.0.1"_s)))), u"tls"_s);
        Nginx old(m_authority.issue(u"DNS:localhost"_s, -1));
        QVERIFY2(old.start(), old.log().constData());
        QCOMPARE(why(send(callTo(old.url(u"/"_s)))), u"tls"_s);
        const Authority stranger;
        m_client = client(stranger.file());
        QCOMPARE(why(send(callTo(good.url(u"/"_s)))), u"tls"_s);
        // The system's authorities do not know it either.
        m_client = client({});
        QCOMPARE(why(send(callTo(good.url(u"/"_s)))), u"tls"_s);
    }

    void tls12IsTheLeast()
    {
        const QByteArray any = "ssl_ciphers DEFAULT@SECLEVEL=0; ssl_protocols ";
        Nginx newer(m_localhost, any + "TLSv1.2;");
        QVERIFY2(newer.start(), newer.log().constData());
        QCOMPARE(said(send(callTo(newer.url(u"/"_s))), 1), "TLSv1.2"_ba);
        Nginx older(m_localhost, any + "TLSv1.1;");
        QVERIFY2(older.start(), older.log().constData());
        // It does serve those who still speak it.
        QProcess old;
        old.start(u"openssl"_s,
                  {u"s_client"_s, u"-tls1_1"_s, u"-cipher"_s, u"DEFAULT@SECLEVEL=0"_s, u"-connect"_s,
                   u"127.0.0.1:%1"_s.arg(older.port())});
        old.closeWriteChannel();
        QVERIFY(old.waitForFinished());
        QCOMPARE(old.exitCode(), 0);
        QCOMPARE(why(send(callTo(older.url(u"/"_s)))), u"tls"_s);
    }

    void goAwayIsSurvived()
    {
        Nginx nginx(m_localhost, "keepalive_requests 5;");
        QVERIFY2(nginx.start(), nginx.log().constData());
        QSet<QByteArray> connections;
        for (int i = 0; i < 30; ++i) {
            const Result<Reply> reply = send(callTo(nginx.url(u"/"_s)));
            QVERIFY2(reply, qPrintable(why(reply)));
            connections += said(reply, 2);
        }
        QVERIFY2(connections.size() >= 5, qPrintable(QString::number(connections.size())));
        for (const Result<Reply> &reply : sendAtOnce(callTo(nginx.url(u"/"_s)), 40)) {
            QVERIFY2(reply, qPrintable(why(reply)));
            QCOMPARE(reply->status, 200);
        }
    }

    void reloadsAreSurvived()
    {
        Nginx nginx(m_localhost);
        QVERIFY2(nginx.start(), nginx.log().constData());
        QSet<QByteArray> connections;
        for (int round = 0; round < 4; ++round) {
            const QByteArray before = said(send(callTo(nginx.url(u"/"_s))), 2);
            std::optional<Result<Reply>> underWay;
            follow(m_client.get(), callTo(nginx.url(u"/slow"_s)), &underWay);
            nginx.reload();
            // Through the change: each call is answered, at last by the new process.
            QByteArray now = before;
            QTRY_VERIFY_WITH_TIMEOUT((now = said(send(callTo(nginx.url(u"/"_s))), 2)) != before || now.isEmpty(),
                                     10'000);
            QVERIFY(!now.isEmpty());
            QTRY_VERIFY(underWay);
            QVERIFY2(*underWay, qPrintable(why(*underWay)));
            QCOMPARE((*underWay)->body.size(), 200'000);
        }
    }

    void aRestartIsSurvived()
    {
        Nginx nginx(m_localhost);
        QVERIFY2(nginx.start(), nginx.log().constData());
        QCOMPARE(why(send(callTo(nginx.url(u"/"_s)))), u"answered"_s);
        nginx.stop();
        QCOMPARE(why(send(callTo(nginx.url(u"/"_s)))), u"refused"_s);
        QVERIFY2(nginx.start(), nginx.log().constData());
        // A connection that died in the pool is not the caller's business.
        QCOMPARE(why(send(callTo(nginx.url(u"/"_s)))), u"answered"_s);
    }

private:
    static std::unique_ptr<upstream::Client> client(const QString &authorities)
    {
        return std::move(*upstream::makeClient({.caFile = authorities.toUtf8()}));
    }

    Result<Reply> send(Call call) { return QCoro::waitFor(m_client->send(std::move(call))); }

    std::vector<Result<Reply>> sendAtOnce(const Call &call, int count)
    {
        std::vector<std::optional<Result<Reply>>> results(static_cast<size_t>(count));
        for (auto &result : results)
            follow(m_client.get(), call, &result);
        std::vector<Result<Reply>> all;
        const auto isDone = [](const auto &result) { return result.has_value(); };
        if (!QTest::qWaitFor([&] { return std::ranges::all_of(results, isDone); }, 15'000)) {
            QTest::qFail("calls are still under way after 15 s", __FILE__, __LINE__);
            return {};
        }
        for (auto &result : results)
            all.push_back(std::move(*result));
        return all;
    }

    Authority m_authority;
    Authority::Identity m_localhost;
    std::unique_ptr<upstream::Client> m_client;
};

QTEST_GUILESS_MAIN(TstUpstreamNginx)
#include "tst_upstream_nginx.moc"
