#include "tests/peers/certificates.h"
#include "tests/support/wire/gateway_process.h"
#include "tests/support/wire/raw_connection.h"

#include <QFile>
#include <QJsonDocument>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace signalbox::wire;
using signalbox::peers::Authority;

namespace {

/// An address that is this machine's own and that no other machine reaches.
const QString kAddress = u"127.0.0.2"_s;
/// An address of nobody (RFC 5737): nothing may be opened on it.
const QString kOutside = u"198.51.100.7:0"_s;

/// curl's exit codes for what may go wrong here.
constexpr int kDone = 0;
constexpr int kNoHandshake = 35;
constexpr int kCertificateRefused = 60;

struct Curled
{
    int exitCode = -1;
    QByteArray output;
};

Curled curl(const QStringList &arguments)
{
    QProcess process;
    process.start(u"curl"_s, QStringList{u"-sS"_s, u"--noproxy"_s, u"*"_s, u"-m"_s, u"10"_s} + arguments);
    if (!process.waitForFinished())
        return {};
    return {process.exitCode(), process.readAllStandardOutput()};
}

QJsonObject opsFile(const GatewayProcess &gateway)
{
    QFile file(gateway.dataDir() + u"/ops.json"_s);
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

void copyOver(const QString &from, const QString &to)
{
    QFile::remove(to);
    QVERIFY(QFile::copy(from, to));
}

} // namespace

/// The operator listener over TLS with curl as its client, and what is refused without TLS.
class TstOperatorTls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        const Authority::Identity identity = m_authority.issue(u"IP:"_s + kAddress);
        QVERIFY(!identity.key.isEmpty());
        copyOver(identity.certificate, m_folder.filePath(u"cert.pem"_s));
        copyOver(identity.key, m_folder.filePath(u"key.pem"_s));
    }

    void servesWhoTrustsItsAuthority()
    {
        GatewayProcess gateway(settings());
        QVERIFY2(gateway.start(), gateway.errorText().constData());
        QCOMPARE(gateway.opsUrl().scheme(), u"https"_s);
        QCOMPARE(gateway.opsUrl().host(), kAddress);
        QCOMPARE(QUrl(opsFile(gateway)["url"_L1].toString()), gateway.opsUrl());
        // The services stay as they were.
        QCOMPARE(gateway.url().scheme(), u"http"_s);

        const QString me = gateway.opsUrl().toString() + u"/ops/v1/me"_s;
        const QStringList trusting{u"--cacert"_s, m_authority.file()};
        const QStringList asMachine{u"-H"_s, u"Authorization: Bearer "_s + opsFile(gateway)["token"_L1].toString()};
        const Curled read = curl(trusting + asMachine + QStringList{me});
        QCOMPARE(read.exitCode, kDone);
        QCOMPARE(QJsonDocument::fromJson(read.output)["role"_L1].toString(), u"operator"_s);
        QVERIFY(curl(trusting + QStringList{u"-w"_s, u"%{http_code}"_s, me}).output.endsWith("401"));
        QCOMPARE(curl(asMachine + QStringList{me}).exitCode, kCertificateRefused);
        const Authority stranger;
        QCOMPARE(curl(QStringList{u"--cacert"_s, stranger.file(), me}).exitCode, kCertificateRefused);

        const QStringList old{u"--tls-max"_s, u"1.1"_s, u"--ciphers"_s, u"DEFAULT@SECLEVEL=0"_s, me};
        QCOMPARE(curl(trusting + old).exitCode, kNoHandshake);
        QCOMPARE(curl(trusting + asMachine + QStringList{u"--tls-max"_s, u"1.2"_s, me}).exitCode, kDone);
        // Nothing is said in the clear.
        RawConnection plain(gateway.opsUrl(), rawRequest("GET /ops/v1/me"));
        QVERIFY(plain.closes());
        QVERIFY(!plain.received().contains("HTTP/"));
        QCOMPARE(gateway.stop(), 0);
    }

    void streamsOverTls()
    {
        GatewayProcess gateway(settings());
        QVERIFY2(gateway.start(), gateway.errorText().constData());
        QProcess reader;
        reader.start(u"curl"_s,
                     {u"-sN"_s, u"--noproxy"_s, u"*"_s, u"--cacert"_s, m_authority.file(), u"-H"_s,
                      u"Authorization: Bearer "_s + opsFile(gateway)["token"_L1].toString(),
                      gateway.opsUrl().toString() + u"/ops/v1/stream?topics=metrics"_s});
        QByteArray seen;
        QTRY_VERIFY((seen += reader.readAllStandardOutput()).count("event: metrics\n") >= 2);
        // An open stream does not hold the end up.
        QCOMPARE(gateway.stop(), 0);
        QVERIFY(reader.waitForFinished());
        QCOMPARE(reader.exitCode(), kDone);
    }

    void newCertificateIsTakenUp()
    {
        GatewayProcess gateway(settings());
        QVERIFY2(gateway.start(), gateway.errorText().constData());
        const QString me = gateway.opsUrl().toString() + u"/ops/v1/me"_s;
        Authority next;
        const Authority::Identity identity = next.issue(u"IP:"_s + kAddress);
        copyOver(identity.certificate, m_folder.filePath(u"cert.pem"_s));
        copyOver(identity.key, m_folder.filePath(u"key.pem"_s));
        QCOMPARE(curl({u"--cacert"_s, next.file(), me}).exitCode, kCertificateRefused);
        QCOMPARE(::kill(pid_t(gateway.pid()), SIGHUP), 0);
        QTRY_COMPARE(curl({u"--cacert"_s, next.file(), me}).exitCode, kDone);
        QCOMPARE(curl({u"--cacert"_s, m_authority.file(), me}).exitCode, kCertificateRefused);

        // Half a change is not: the old pair stays in use.
        copyOver(next.issue(u"IP:"_s + kAddress).key, m_folder.filePath(u"key.pem"_s));
        QCOMPARE(::kill(pid_t(gateway.pid()), SIGHUP), 0);
        QTRY_VERIFY(gateway.outputText().contains("SIGNALBOX_OPS_TLS_KEY does not belong to SIGNALBOX_OPS_TLS_CERT"));
        QCOMPARE(curl({u"--cacert"_s, next.file(), me}).exitCode, kDone);
    }

    void isNotOpenedOutsideWithoutTls_data()
    {
        QTest::addColumn<GatewayProcess::Settings>("given");
        QTest::addColumn<QByteArray>("named");
        const GatewayProcess::Settings outside{{u"SIGNALBOX_OPS_LISTEN"_s, kOutside}};
        QTest::newRow("nothing") << outside << "SIGNALBOX_OPS_LISTEN"_ba;
        GatewayProcess::Settings half = outside;
        half.insert(u"SIGNALBOX_OPS_TLS_CERT"_s, m_folder.filePath(u"cert.pem"_s));
        QTest::newRow("no key") << half << "SIGNALBOX_OPS_TLS_KEY"_ba;
        GatewayProcess::Settings services = outside;
        services.insert(u"SIGNALBOX_TLS_CERT"_s, m_folder.filePath(u"cert.pem"_s));
        services.insert(u"SIGNALBOX_TLS_KEY"_s, m_folder.filePath(u"key.pem"_s));
        QTest::newRow("TLS of the services only") << services << "SIGNALBOX_OPS_LISTEN"_ba;
    }

    void isNotOpenedOutsideWithoutTls()
    {
        QFETCH(GatewayProcess::Settings, given);
        QFETCH(QByteArray, named);
        for (const QStringList &command : {QStringList{u"serve"_s}, QStringList{u"config"_s, u"check"_s}}) {
            GatewayProcess gateway(given);
            QCOMPARE(gateway.run(command), 78);
            QVERIFY2(gateway.errorText().contains("Invalid configuration: "), gateway.errorText().constData());
            QVERIFY2(gateway.errorText().contains(named), gateway.errorText().constData());
        }
    }

    void tlsOrConsentOpensItOutside()
    {
        GatewayProcess::Settings secured = settings();
        secured.insert(u"SIGNALBOX_OPS_LISTEN"_s, kOutside);
        QCOMPARE(GatewayProcess(secured).run({u"config"_s, u"check"_s}), 0);
        GatewayProcess consenting({{u"SIGNALBOX_OPS_LISTEN"_s, kOutside}, {u"SIGNALBOX_OPS_INSECURE"_s, u"true"_s}});
        QCOMPARE(consenting.run({u"config"_s, u"check"_s}), 0);
        const QByteArray said = consenting.errorText() + consenting.outputText();
        QVERIFY2(said.contains("SIGNALBOX_OPS_INSECURE"), said.constData());
    }

    void unusableFilesAreConfigurationErrors()
    {
        GatewayProcess::Settings swapped = settings();
        swapped.insert(u"SIGNALBOX_OPS_TLS_CERT"_s, m_folder.filePath(u"key.pem"_s));
        GatewayProcess gateway(swapped);
        QCOMPARE(gateway.run({u"serve"_s}), 78);
        QVERIFY2(gateway.errorText().contains("SIGNALBOX_OPS_TLS_CERT"), gateway.errorText().constData());
        // A key of the same kind and size, but another one.
        GatewayProcess::Settings mixed = settings();
        mixed.insert(u"SIGNALBOX_OPS_TLS_KEY"_s, m_authority.issue(u"IP:"_s + kAddress).key);
        GatewayProcess other(mixed);
        QCOMPARE(other.run({u"serve"_s}), 78);
        QVERIFY2(other.errorText().contains("SIGNALBOX_OPS_TLS_KEY does not belong to SIGNALBOX_OPS_TLS_CERT"),
                 other.errorText().constData());
    }

private:
    GatewayProcess::Settings settings() const
    {
        return {{u"SIGNALBOX_OPS_LISTEN"_s, kAddress + u":0"_s},
                {u"SIGNALBOX_OPS_TLS_CERT"_s, m_folder.filePath(u"cert.pem"_s)},
                {u"SIGNALBOX_OPS_TLS_KEY"_s, m_folder.filePath(u"key.pem"_s)}};
    }

    Authority m_authority;
    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TstOperatorTls)
#include "tst_operator_tls.moc"
