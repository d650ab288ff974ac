#include "backend/services/approvals/twilio_guard.h"
#include "backend/services/approvals/twilio_signature.h"

#include <QTest>

using namespace signalbox::approvals;
using namespace Qt::StringLiterals;

namespace {

/// What Twilio's libraries publish (contract approval-gateway 8.1).
const QByteArray kToken = "12345";
const QByteArray kUrl = "https://mycompany.com/myapp.php?foo=1&bar=2";
const QByteArray kForm
    = "CallSid=CA1234567890ABCDE&Caller=%2B14158675309&Digits=1234&From=%2B14158675309&To=%2B18005551212";
const QByteArray kSignature = "RSOYDt4T1cUTdK1PDd93/VVr8B8=";
const QByteArray kSignatureWithPort = "kvajT1Ptam85bY51eRf/AJRuM3w=";
const QByteArray kHashedUrl = kUrl + "&bodySHA256=0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620";
const QByteArray kJson = "{\"property\": \"value\", \"boolean\": true}";
const QByteArray kHashedSignature = "a9nBmqA0ju/hNViExpshrM61xv4=";

bool isSigned(const QByteArray &url, const QByteArray &body, const QByteArray &signature,
              const QByteArrayList &tokens = {kToken})
{
    return isSignedByTwilio(tokens, url, body, signature);
}

QByteArray signedAs(const QByteArray &url, const QByteArray &form)
{
    return twilioSignature(kToken, url, parseForm(form));
}

} // namespace

class TstTwilioSignature : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void publishedVectors()
    {
        QVERIFY(isSigned(kUrl, kForm, kSignature));
        QVERIFY(isSigned("https://mycompany.com:1234/myapp.php?foo=1&bar=2", kForm, kSignature));
        QVERIFY(isSigned(kUrl, kForm, kSignatureWithPort));
        QVERIFY(isSigned(kHashedUrl, kJson, kHashedSignature));
        QVERIFY(!isSigned(kUrl, kForm, kSignatureWithPort.toLower()));
        QVERIFY(!isSigned(kUrl, kForm + "&Extra=1", kSignature));
        QVERIFY(!isSigned(kUrl, kForm, {}));
        QVERIFY(!isSigned(kHashedUrl, kJson + ' ', kHashedSignature));
    }

    /// Contract approval-gateway 22, examples 3, 5 and 10.
    void workedExamples()
    {
        const QByteArrayList tokens{"4f1d2c3b4a5968778695a4b3c2d1e0f0"};
        const QByteArray inbound = "https://gw.example.test/webhooks/whatsapp";
        const QByteArray begin = "AccountSid=AC00000000000000000000000000000001&";
        QVERIFY(isSigned(inbound,
                         "MessageSid=SM00000000000000000000000000000101&" + begin
                             + "From=whatsapp%3A%2B15551230001&To=whatsapp%3A%2B15550009999&Body=Approve+cr_7k2m",
                         "OVvwYzzLOozAXn9u/yxBPifGK1Q=", tokens));
        QVERIFY(isSigned(inbound,
                         "MessageSid=SM00000000000000000000000000000102&" + begin
                             + "From=whatsapp%3A%2B15557770000&To=whatsapp%3A%2B15550009999&Body=approve+cr_7k2m",
                         "4cxez6OP+BgTunZIoBST3LM1Bro=", tokens));
        QVERIFY(isSigned(inbound + "/status",
                         "MessageSid=SM00000000000000000000000000000301&MessageStatus=undelivered&ErrorCode=63016&From="
                         "whatsapp%3A%2B15550009999&To=whatsapp%3A%2B15551230001",
                         "wTGJuIcFsOCf3g8ODzCNY5DqZU8=", tokens));
    }

    void eitherTokenCounts()
    {
        QVERIFY(isSigned(kUrl, kForm, kSignature, {"new", kToken}));
        QVERIFY(!isSigned(kUrl, kForm, kSignature, {"new", "newer"}));
        QVERIFY(!isSigned(kUrl, kForm, kSignature, {}));
    }

    void repeatedAndEmptyParametersTakePart()
    {
        const QByteArray url = "https://gw.example.test/webhooks/whatsapp";
        QCOMPARE(signedAs(url, "a=2&a=1&a=2&b="), signedAs(url, "b=&a=1&a=2"));
        QVERIFY(signedAs(url, "a=1&a=2") != signedAs(url, "a=1"));
        QVERIFY(signedAs(url, "a=%C3%A9+x") == signedAs(url, "a=%c3%a9%20x"));
        QVERIFY2(signedAs(url, "a=%zz%4") == twilioSignature(kToken, url, {{"a", "%zz%4"}}), "no percent codes");
    }

    void queriesEncodedAnewAreTried()
    {
        const QByteArray plain = "https://gw.example.test/w?q=it's&b=a+b";
        QVERIFY(isSigned(plain, "x=1", signedAs("https://gw.example.test/w?q=it%27s&b=a+b", "x=1")));
        QVERIFY(isSigned(plain, "x=1", signedAs("https://gw.example.test:443/w?q=it's&b=a%20b", "x=1")));
        QVERIFY(!isSigned(plain, "x=1", signedAs("https://gw.example.test/w?b=a+b&q=it's", "x=1")));
    }

    void credentialsStayInTheUrl()
    {
        const QByteArray url = "https://user:pass@gw.example.test:8443/w";
        QVERIFY(isSigned(url, "x=1", signedAs("https://user:pass@gw.example.test/w", "x=1")));
        QVERIFY(!isSigned(url, "x=1", signedAs("https://gw.example.test:8443/w", "x=1")));
    }

    void theFirstUrlThatIsSetCounts()
    {
        CalledUrl called{.exact = "https://a.example.test/exact?x=1#part",
                         .publicBase = "https://b.example.test/",
                         .scheme = "http",
                         .host = "127.0.0.1:8080",
                         .path = "/webhooks/whatsapp",
                         .query = "q=%27"};
        QCOMPARE(signedUrl(called), "https://a.example.test/exact?x=1"_ba);
        called.exact.clear();
        QCOMPARE(signedUrl(called), "https://b.example.test/webhooks/whatsapp?q=%27"_ba);
        called.publicBase.clear();
        QCOMPARE(signedUrl(called), "http://127.0.0.1:8080/webhooks/whatsapp?q=%27"_ba);
        called.query.clear();
        QCOMPARE(signedUrl(called), "http://127.0.0.1:8080/webhooks/whatsapp"_ba);
    }

    void theAccountIsOurs()
    {
        QVERIFY(isOurAccount(parseForm("Body=x"), "AC1"));
        QVERIFY(isOurAccount(parseForm("Body=x&AccountSid=AC1"), "AC1"));
        QVERIFY(!isOurAccount(parseForm("AccountSid=AC2"), "AC1"));
        QVERIFY(!isOurAccount(parseForm("AccountSid=AC1&AccountSid=AC2"), "AC1"));
    }

    void theSelfTestUsesTheAddressOfTheSettings()
    {
        Config config;
        QVERIFY(!testSignature(config));
        config.twilio.on = true;
        config.twilio.accountSid = "AC1";
        config.twilio.authTokens = {"present", "previous"};
        QVERIFY(testSignature(config)->url.isEmpty());
        config.publicBaseUrl = "https://gw.example.test";
        QCOMPARE(testSignature(config)->url, "https://gw.example.test/webhooks/whatsapp"_ba);
        config.twilio.webhookUrl = "https://edge.example.test/in?tenant=1";
        const auto test = testSignature(config);
        QCOMPARE(test->url, config.twilio.webhookUrl);
        QVERIFY(test->isTaken && test->areForgedRefused);
        // An address that no form can be signed for.
        config.twilio.webhookUrl += "&bodySHA256=00";
        QVERIFY(!testSignature(config)->isTaken);
    }
};

QTEST_GUILESS_MAIN(TstTwilioSignature)
#include "tst_twilio_signature.moc"
