#include "backend/platform/upstream/address_guard.h"
#include "backend/platform/upstream/retry.h"

#include <QTest>

using namespace signalbox;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

upstream::Reply reply(int status, Headers headers = {})
{
    upstream::Reply made;
    made.status = status;
    made.headers = std::move(headers);
    return made;
}

Result<upstream::Reply> unavailable(const QString &detail)
{
    return fail(ErrorCode::Unavailable, PublicText(), LogDetail(detail));
}

} // namespace

class TestRetry : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void repeatsWhatTheContractNames();
    void readsRetryAfter();
    void pausesDouble();
    void guardRefusesInternalAddresses();
};

void TestRetry::repeatsWhatTheContractNames()
{
    for (const int status : {408, 500, 502, 503, 504})
        QVERIFY(upstream::isRepeatable(reply(status)));
    for (const int status : {200, 301, 400, 401, 403, 404, 409, 422, 429})
        QVERIFY(!upstream::isRepeatable(reply(status)));
    QVERIFY(upstream::isRepeatable(reply(429, {{"retry-after", "1"}})));
    QVERIFY(upstream::isRepeatable(unavailable(u"refused: x"_s)));
    QVERIFY(upstream::isRepeatable(unavailable(u"reset: x"_s)));
    QVERIFY(!upstream::isRepeatable(unavailable(u"tls: x"_s)));
    QVERIFY(!upstream::isRepeatable(unavailable(u"open: x"_s)));
    QVERIFY(!upstream::isRepeatable(fail(ErrorCode::Timeout, PublicText())));
    QVERIFY(!upstream::isRepeatable(fail(ErrorCode::TooLarge, PublicText())));
}

void TestRetry::readsRetryAfter()
{
    const core::WallTime now = core::wallTime(1767225600000); // Thu, 01 Jan 2026 00:00:00 GMT
    QCOMPARE(upstream::retryAfter({{"Retry-After", "3"}}, now), std::optional<core::milliseconds>(3s));
    QCOMPARE(upstream::retryAfter({{"Retry-After", "Thu, 01 Jan 2026 00:00:07 GMT"}}, now),
             std::optional<core::milliseconds>(7s));
    QCOMPARE(upstream::retryAfter({{"Retry-After", "Wed, 31 Dec 2025 00:00:00 GMT"}}, now),
             std::optional<core::milliseconds>(0s));
    QVERIFY(!upstream::retryAfter({{"Retry-After", "soon"}}, now));
    QVERIFY(!upstream::retryAfter({{"Retry-After", "-4"}}, now));
    QVERIFY(!upstream::retryAfter({}, now));
}

void TestRetry::pausesDouble()
{
    QCOMPARE(upstream::pauseBefore(1, 200ms, 0.5), 200ms);
    QCOMPARE(upstream::pauseBefore(2, 200ms, 0.5), 400ms);
    QCOMPARE(upstream::pauseBefore(3, 200ms, 0.5), 800ms);
    QCOMPARE(upstream::pauseBefore(1, 200ms, 0.0), 160ms);
    QCOMPARE(upstream::pauseBefore(1, 200ms, 1.0), 240ms);
}

void TestRetry::guardRefusesInternalAddresses()
{
    const upstream::AddressGuard guard;
    for (const char *internal : {"127.0.0.1", "10.1.2.3", "169.254.169.254", "192.168.0.1", "::1", "fe80::1", "fd00::1",
                                 "::ffff:127.0.0.1", "0.0.0.0", "fe80::1%eth0", ""})
        QVERIFY2(!guard.allowsText(internal), internal);
    QVERIFY(guard.allowsText("8.8.8.8"));
    QVERIFY(guard.allowsText("2606:4700::1111"));
    const upstream::AddressGuard sandbox(*core::parseCidrList("127.0.0.0/8"));
    QVERIFY(sandbox.allowsText("127.0.0.1"));
    QVERIFY(!sandbox.allowsText("10.0.0.1"));
}

QTEST_GUILESS_MAIN(TestRetry)
#include "tst_retry.moc"
