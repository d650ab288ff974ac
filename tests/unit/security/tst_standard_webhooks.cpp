#include "backend/platform/security/digest.h"
#include "backend/platform/security/standard_webhooks.h"

#include <QTest>

using namespace signalbox;
using namespace signalbox::security;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// The vector that the Standard Webhooks project publishes.
const QByteArray kSecret = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
const QByteArray kId = "msg_27UH4WbU6Z5A5EzD8u03UvzRbpk";
constexpr qint64 kTime = 1649367553;
const QByteArray kBody = "{\"email\":\"test@example.com\",\"username\":\"test_user\"}";
const QByteArray kSignature = "v1,tZ1I4/hDygAJgO5TYxiSd6Sd0kDW6hPenDe+bTa3Kkw=";

/// A secret of so many bytes.
QByteArray secretOf(qsizetype size)
{
    return "whsec_" + QByteArray(size, 'k').toBase64();
}

} // namespace

class TstStandardWebhooks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void publishedVector() { QCOMPARE(signWebhook({*webhookKey(kSecret)}, {kId, kTime}, kBody), kSignature); }

    /// Contract approval-gateway 22.4 and 22.8.
    void workedExamples()
    {
        const std::vector keys{*webhookKey("whsec_ZXhhbXBsZS1zaWduaW5nLWtleS0wMTIzNDU2Nzg5YWI=")};
        QCOMPARE(
            signWebhook(keys, {"msg_01KDVKP1T8Q4ZB6W3T8QX5M2NA", 1767225641},
                        "{\"id\":\"cr_7k2m\",\"decision\":\"approved\",\"final_text\":\"Yes - SAML and OIDC are both "
                        "in the Team plan.\",\"decider\":\"whatsapp:+15551230001\",\"latency_ms\":41873,\"meta\":{"
                        "\"brand_id\":\"b_orchid\",\"platform\":\"x\",\"source_ref\":\"1780000000000000001\","
                        "\"revision\":1}}"),
            "v1,TpEQw0b9v8F4AfJNXs/4tEewTWvLnKNa02Qb/M+Muig="_ba);
        QCOMPARE(
            signWebhook(keys, {"msg_01KDVQ8C44RBF0Y7T3HNPS9E1W", 1767229320},
                        "{\"id\":\"cr_9x1p\",\"decision\":\"expired\",\"final_text\":null,\"decider\":"
                        "\"system:timeout\",\"latency_ms\":120006,\"meta\":{\"brand_id\":\"b_orchid\",\"platform\":"
                        "\"reddit\",\"source_ref\":\"t3_1abcde\",\"revision\":1}}"),
            "v1,Z0UTERoqDhZybKFxPyo0m7V7OM4+2LhIKSjPJcxx5Ls="_ba);
    }

    void secretsAreReadAsWritten()
    {
        QCOMPARE(*webhookKey("plain text of any length"), "plain text of any length"_ba);
        QCOMPARE(*webhookKey(secretOf(24)), QByteArray(24, 'k'));
        QCOMPARE(*webhookKey(secretOf(64)), QByteArray(64, 'k'));
        for (const QByteArray &wrong : {""_ba, "whsec_"_ba, secretOf(23), secretOf(65), "whsec_no base64!"_ba}) {
            const auto key = webhookKey(wrong);
            QVERIFY2(!key, wrong.constData());
            QCOMPARE(key.error().code, ErrorCode::InvalidInput);
        }
    }

    void everyActiveSecretSigns()
    {
        const QByteArray header = signWebhook({*webhookKey(kSecret), "previous"_ba}, {kId, kTime}, kBody);
        QCOMPARE(header.split(' ').size(), 2);
        QVERIFY(header.startsWith(QByteArray(kSignature + ' ')));
        QVERIFY(webhookIsSigned({"previous"_ba}, {kId, kTime}, kBody, header));
        QVERIFY(webhookIsSigned({"other"_ba, *webhookKey(kSecret)}, {kId, kTime}, kBody, kSignature));
        QVERIFY(!webhookIsSigned({"other"_ba}, {kId, kTime}, kBody, header));
        QVERIFY(!webhookIsSigned({}, {kId, kTime}, kBody, header));
        QVERIFY(!webhookIsSigned({*webhookKey(kSecret)}, {kId, kTime}, kBody, {}));
    }

    void verifyChecksHeadersTimeAndSignature()
    {
        const std::vector keys{*webhookKey(kSecret)};
        const auto verify = [&keys](const WebhookHeaders &headers, std::chrono::seconds late) {
            const auto done = verifyWebhook(keys, headers, kBody, core::wallTime(kTime * 1000) + late);
            return done ? ErrorCode::Internal : done.error().code;
        };
        const WebhookHeaders good{kId, QByteArray::number(kTime), kSignature};
        QCOMPARE(verify(good, 0s), ErrorCode::Internal);
        QCOMPARE(verify(good, 300s), ErrorCode::Internal);
        QCOMPARE(verify(good, -300s), ErrorCode::Internal);
        QCOMPARE(verify(good, 301s), ErrorCode::Gone);
        QCOMPARE(verify(good, -301s), ErrorCode::Gone);
        QCOMPARE(verify({QByteArray(kId + 'x'), good.timestamp, good.signature}, 0s), ErrorCode::Unauthorized);
        QCOMPARE(verify({kId, "1649367554", good.signature}, 0s), ErrorCode::Unauthorized);
        QCOMPARE(verify({{}, good.timestamp, good.signature}, 0s), ErrorCode::InvalidInput);
        QCOMPARE(verify({kId, {}, good.signature}, 0s), ErrorCode::InvalidInput);
        QCOMPARE(verify({kId, "+1649367553", good.signature}, 0s), ErrorCode::InvalidInput);
        QCOMPARE(verify({kId, good.timestamp, {}}, 0s), ErrorCode::InvalidInput);
    }

    /// RFC 2202, test cases 1, 2, 3, 4, 6 and 7.
    void hmacSha1Vectors()
    {
        QCOMPARE(hmacSha1(QByteArray(20, '\x0b'), "Hi There").toHex(), "b617318655057264e28bc0b6fb378c8ef146be00"_ba);
        QCOMPARE(hmacSha1("Jefe", "what do ya want for nothing?").toHex(),
                 "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"_ba);
        QCOMPARE(hmacSha1(QByteArray(20, '\xaa'), QByteArray(50, '\xdd')).toHex(),
                 "125d7342b9ac11cd91a39af48aa17b4f63f175d3"_ba);
        QCOMPARE(
            hmacSha1(QByteArray::fromHex("0102030405060708090a0b0c0d0e0f10111213141516171819"), QByteArray(50, '\xcd'))
                .toHex(),
            "4c9007f4026250c6bc8414f9bf50c86c2d7235da"_ba);
        QCOMPARE(hmacSha1(QByteArray(80, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First").toHex(),
                 "aa4ae5e15272d00e95705637ce8a3b55ed402112"_ba);
        QCOMPARE(hmacSha1(QByteArray(80, '\xaa'),
                          "Test Using Larger Than Block-Size Key and Larger Than One Block-Size Data")
                     .toHex(),
                 "e8e99d0f45237d786d6bbaa7965c7808bbff1a91"_ba);
    }
};

QTEST_GUILESS_MAIN(TstStandardWebhooks)
#include "tst_standard_webhooks.moc"
