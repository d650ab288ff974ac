#include "backend/platform/security/sealed_box.h"

#include <QTest>

using namespace signalbox;
using namespace signalbox::security;

class TstSealedBox : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWasSealedOpens()
    {
        const SealedBox box(QByteArray(32, 'k'));
        for (const QByteArray &plain : {QByteArray(), QByteArray("a"), QByteArray(10'000, 'x')}) {
            const QByteArray sealed = box.seal(plain, "KEY#1");
            QCOMPARE(box.open(sealed, "KEY#1").value(), plain);
            QVERIFY(plain.size() < 2 || !sealed.contains(plain));
        }
        QVERIFY(box.seal("a", "c") != box.seal("a", "c"));
    }

    void anythingElseDoesNot()
    {
        const SealedBox box(QByteArray(32, 'k'));
        const QByteArray sealed = box.seal("secret", "KEY#1");
        QVERIFY(!box.open(sealed, "KEY#2"));
        QVERIFY(!SealedBox(QByteArray(32, 'l')).open(sealed, "KEY#1"));
        for (qsizetype i = 0; i < sealed.size(); ++i) {
            QByteArray altered = sealed;
            altered[i] = char(altered[i] ^ 1);
            QVERIFY(!box.open(altered, "KEY#1"));
            QVERIFY(!box.open(sealed.first(i), "KEY#1"));
        }
    }

    /// Test case 14 of the GCM specification's AES-256 vectors: a block of zeros under a key of zeros and a nonce of
    /// zeros.
    void opensThePublishedVector()
    {
        const QByteArray sealed = QByteArray(1, '\1') + QByteArray(12, '\0')
            + QByteArray::fromHex("cea7403d4d606b6e074ec5d3baf39d18")
            + QByteArray::fromHex("d0d1c8a799996bf0265b98b5d48ab919");
        QCOMPARE(SealedBox(QByteArray(32, '\0')).open(sealed, "").value(), QByteArray(16, '\0'));
    }
};

QTEST_GUILESS_MAIN(TstSealedBox)
#include "tst_sealed_box.moc"
