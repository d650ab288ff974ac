#include "backend/platform/metrics/registry.h"
#include "backend/services/commerce/providers/walmart_signature.h"
#include "tests/unit/security/rsa_vectors.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::commerce;
using namespace signalbox::security::vectors;

namespace {

WalmartAccess accessWith(const QByteArray &apiKey, const QByteArray &privateKey)
{
    WalmartAccess one;
    one.consumerId = "consumer-1";
    one.apiKey = apiKey;
    one.privateKey = privateKey;
    return one;
}

} // namespace

class TstWalmartSigner : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aConfiguredKeySigns()
    {
        cpu::Pool pool(m_registry, {.threads = 1});
        WalmartSigner signer(pool);
        // The second call takes the parsed key.
        for (int i = 0; i < 2; ++i) {
            const auto headers = QCoro::waitFor(signer.headers(accessWith({}, kRsaKey), 1767225600000, "req_1"));
            QVERIFY(headers);
            QCOMPARE(headers->value("WM_SEC.AUTH_SIGNATURE"), QByteArray(kSignature));
            QCOMPARE(headers->value("WM_CONSUMER.INTIMESTAMP"), "1767225600000"_ba);
        }
    }

    void anApiKeyIsSentAsItIs()
    {
        cpu::Pool pool(m_registry, {.threads = 1, .maxQueued = 0});
        WalmartSigner signer(pool);
        const auto headers = QCoro::waitFor(signer.headers(accessWith("static-signature", {}), 1, "req_1"));
        QVERIFY(headers);
        QCOMPARE(headers->value("WM_SEC.AUTH_SIGNATURE"), "static-signature"_ba);
    }

    void aFullPoolRefuses()
    {
        cpu::Pool pool(m_registry, {.threads = 1, .maxQueued = 0});
        WalmartSigner signer(pool);
        QCOMPARE(QCoro::waitFor(signer.headers(accessWith({}, kRsaKey), 1, "req_1")).error().code, ErrorCode::Unavailable);
    }

    void aBadKeyIsAMatterOfConfiguration()
    {
        cpu::Pool pool(m_registry, {.threads = 1});
        WalmartSigner signer(pool);
        QCOMPARE(QCoro::waitFor(signer.headers(accessWith({}, "not a key"), 1, "req_1")).error().code,
                 ErrorCode::Configuration);
    }

private:
    metrics::Registry m_registry;
};

QTEST_GUILESS_MAIN(TstWalmartSigner)
#include "tst_walmart_signer.moc"
