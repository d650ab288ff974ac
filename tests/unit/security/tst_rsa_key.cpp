#include "backend/platform/security/rsa_key.h"
#include "tests/unit/security/rsa_vectors.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::security;

namespace {

QByteArray pem(const char *lineEnd)
{
    QByteArray text = QByteArray("-----BEGIN PRIVATE KEY-----") + lineEnd;
    const QByteArray body(vectors::kRsaKey);
    for (qsizetype i = 0; i < body.size(); i += 64)
        text += body.sliced(i, std::min<qsizetype>(64, body.size() - i)) + lineEnd;
    return text + "-----END PRIVATE KEY-----";
}

} // namespace

class TstRsaKey : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// Every way in which the key may stand in a variable gives the signature that the openssl program makes.
    void signsAsOpensslDoes_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("base64 of PKCS#8") << QByteArray(vectors::kRsaKey);
        QTest::newRow("pem") << pem("\n");
        QTest::newRow("pem with CRLF") << pem("\r\n");
        QTest::newRow("pem with \\n in two characters") << pem("\\n");
        QTest::newRow("pem with spaces") << pem(" ");
    }

    void signsAsOpensslDoes()
    {
        QFETCH(QByteArray, text);
        const Result<RsaKey> key = RsaKey::parse(text);
        QVERIFY2(key.has_value(), key ? "" : qPrintable(key.error().detail.text()));
        QCOMPARE(key->bits(), 2048);
        const Result<QByteArray> signature = key->sign(vectors::kMessage);
        QVERIFY(signature.has_value());
        QCOMPARE(signature->toBase64(), QByteArray(vectors::kSignature));
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("why");
        QTest::newRow("empty") << QByteArray() << u"the private key cannot be read"_s;
        QTest::newRow("noise") << QByteArray("not a key") << u"the private key cannot be read"_s;
        QTest::newRow("cut short") << QByteArray(vectors::kRsaKey).first(400) << u"the private key cannot be read"_s;
        QTest::newRow("pem without an end")
            << QByteArray("-----BEGIN PRIVATE KEY-----") << u"the private key cannot be read"_s;
        QTest::newRow("too few bits") << QByteArray(vectors::kWeakKey) << u"the private key has fewer than 2048 bits"_s;
        QTest::newRow("elliptic curve") << QByteArray(vectors::kEllipticKey) << u"the private key is no RSA key"_s;
    }

    void refuses()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, why);
        const Result<RsaKey> key = RsaKey::parse(text);
        QVERIFY(!key);
        QCOMPARE(key.error().code, ErrorCode::Configuration);
        QCOMPARE(key.error().text.text(), why);
    }
};

QTEST_GUILESS_MAIN(TstRsaKey)
#include "tst_rsa_key.moc"
