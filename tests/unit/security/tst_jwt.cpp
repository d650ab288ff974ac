#include "backend/platform/security/digest.h"
#include "backend/platform/security/jwt.h"

#include <QMessageAuthenticationCode>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::security;

namespace {

const QByteArray kKey = "0123456789abcdef0123456789abcdef"_ba;

core::WallTime at(qint64 seconds)
{
    return core::wallTime(seconds * 1000);
}

QByteArray signedToken(const QByteArray &header, const QByteArray &claims, const QByteArray &key = kKey,
                       QCryptographicHash::Algorithm hash = QCryptographicHash::Sha256)
{
    const QByteArray text = toBase64Url(header) + "." + toBase64Url(claims);
    return text + "." + toBase64Url(QMessageAuthenticationCode::hash(text, key, hash));
}

QByteArray claims(const QByteArray &more)
{
    return "{\"sub\":\"rosa\"," + more + "}";
}

const QByteArray kHead = R"({"alg":"HS256","typ":"JWT"})"_ba;

} // namespace

class TstJwt : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tokenOfTheEngineeringContract()
    {
        const auto key = JwtKey::make("HS256", kKey);
        const auto found = key->verify("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9."
                                       "eyJzdWIiOiJyb3NhQG5pbWJ1cy50ZXN0IiwiZW1haWwiOiJyb3NhQG5pbWJ1cy50ZXN0Iiwicm9sZSI"
                                       "6ImFwcHJvdmVyIiwiaWF0IjoxNzY0MDAwMDAwLCJleHAiOjQxMDI0NDQ4MDB9."
                                       "zuPteL3XBF5llnu5HGMQ_AeXYqDPP3FKJxhFG6iUaAg",
                                       at(1'764'000'000));
        QVERIFY(found);
        QCOMPARE(found->subject, u"rosa@nimbus.test"_s);
        QCOMPARE(found->email, u"rosa@nimbus.test"_s);
        QCOMPARE(found->role, u"approver"_s);
        QCOMPARE(found->expires, at(4'102'444'800));
    }

    /// RFC 7515 appendix A.1: its claims have no `sub`, so all else must have been right to get that far.
    void tokenOfRfc7515()
    {
        const QByteArray secret
            = *fromBase64Url("AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow");
        const auto key = JwtKey::make("HS256", secret);
        const QByteArray token = "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9."
                                 "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290"
                                 "Ijp0cnVlfQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"_ba;
        QCOMPARE(key->verify(token, at(1'300'819'379)).error().detail.text(), u"no subject"_s);
        QCOMPARE(key->verify(token, at(1'300'819'380)).error().detail.text(), u"expired"_s);
        QByteArray altered = token;
        altered.replace("mB92K27u", "mB92K27v");
        QCOMPARE(key->verify(altered, at(1'300'819'379)).error().detail.text(), u"not signed with this key"_s);
    }

    /// RFC 7519 6.1, and the ways to write `none`.
    void unsignedTokens()
    {
        const auto key = JwtKey::make("HS256", kKey);
        QVERIFY(!key->verify("eyJhbGciOiJub25lIn0.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxl"
                             "LmNvbS9pc19yb290Ijp0cnVlfQ.",
                             at(1'300'819'379)));
        for (const QByteArray &header : {R"({"alg":"none"})"_ba, R"({"alg":"None"})"_ba, R"({"alg":""})"_ba, "{}"_ba,
                                         R"({"alg":null})"_ba}) {
            const QByteArray body = claims(R"("exp":2000)");
            const QByteArray text = toBase64Url(header) + "." + toBase64Url(body);
            QVERIFY2(!key->verify(text + ".", at(1000)), header.constData());
            QVERIFY2(!key->verify(text, at(1000)), header.constData());
            QVERIFY2(!key->verify(signedToken(header, body), at(1000)), header.constData());
        }
    }

    void onlyTheConfiguredAlgorithm()
    {
        const QByteArray body = claims(R"("exp":2000)");
        const QByteArray longer = signedToken(R"({"alg":"HS384"})", body, kKey, QCryptographicHash::Sha384);
        const QByteArray longest = signedToken(R"({"alg":"HS512"})", body, kKey, QCryptographicHash::Sha512);
        QVERIFY(!JwtKey::make("HS256", kKey)->verify(longer, at(1000)));
        QVERIFY(JwtKey::make("HS384", kKey)->verify(longer, at(1000)));
        QVERIFY(JwtKey::make("HS512", kKey)->verify(longest, at(1000)));
        QVERIFY(!JwtKey::make("HS512", kKey)->verify(longer, at(1000)));
        for (const char *other : {"RS256", "ES256", "none", "", "hs1"})
            QCOMPARE(JwtKey::make(other, kKey).error().code, ErrorCode::Configuration);
        QCOMPARE(JwtKey::make("HS256", kKey.chopped(1)).error().code, ErrorCode::Configuration);
    }

    void claimsThatDoNotHold_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("no exp") << claims(R"("role":"admin")");
        QTest::newRow("expired now") << claims(R"("exp":1000)");
        QTest::newRow("exp as text") << claims(R"("exp":"2000")");
        QTest::newRow("exp with a fraction") << claims(R"("exp":2000.5)");
        QTest::newRow("exp beyond all") << claims(R"("exp":1e300)");
        QTest::newRow("not yet") << claims(R"("exp":2000,"nbf":1001)");
        QTest::newRow("nbf as text") << claims(R"("exp":2000,"nbf":"1")");
        QTest::newRow("refresh") << claims(R"("exp":2000,"type":"refresh")");
        QTest::newRow("no sub") << R"({"exp":2000})"_ba;
        QTest::newRow("sub as number") << R"({"sub":7,"exp":2000})"_ba;
        QTest::newRow("array") << "[1]"_ba;
        QTest::newRow("no JSON") << "sub"_ba;
    }

    void claimsThatDoNotHold()
    {
        QFETCH(QByteArray, body);
        const auto refused = JwtKey::make("HS256", kKey)->verify(signedToken(kHead, body), at(1000));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::Unauthorized);
        QCOMPARE(refused.error().text.text(), u"Invalid authentication credentials"_s);
    }

    void rolesAndRubbish()
    {
        const auto key = JwtKey::make("HS256", kKey);
        QCOMPARE(key->verify(signedToken(kHead, claims(R"("exp":2000)")), at(1000))->role, u"user"_s);
        QCOMPARE(key->verify(signedToken(kHead, claims(R"("exp":2000,"role":7)")), at(1000))->role, QString());
        for (const QByteArray &rubbish : {""_ba, "."_ba, ".."_ba, "a.b.c"_ba, "a.b.c.d"_ba, QByteArray(9000, 'a'),
                                          QByteArray("\0.\0.\0", 5)})
            QVERIFY(!key->verify(rubbish, at(1000)));
    }
};

QTEST_GUILESS_MAIN(TstJwt)
#include "tst_jwt.moc"
