#include "tests/peers/certificates.h"
#include "tests/support/wire/gateway_process.h"
#include "ui/client/facets.h"

#include <QFile>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QSslConfiguration>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::client;
using peers::Authority;
using wire::GatewayProcess;

/// The console's link to a gateway on another machine: over TLS, to nobody whom the machine does not trust.
class TstLinkTls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        const Authority::Identity identity = m_authority.issue(u"IP:127.0.0.2"_s);
        m_gateway = std::make_unique<GatewayProcess>(
            GatewayProcess::Settings{{u"SIGNALBOX_OPS_LISTEN"_s, u"127.0.0.2:0"_s},
                                     {u"SIGNALBOX_OPS_TLS_CERT"_s, identity.certificate},
                                     {u"SIGNALBOX_OPS_TLS_KEY"_s, identity.key}});
        QVERIFY2(m_gateway->start(), m_gateway->errorText().constData());
        QFile file(m_gateway->dataDir() + u"/ops.json"_s);
        QVERIFY(file.open(QIODevice::ReadOnly));
        m_token = QJsonDocument::fromJson(file.readAll())["token"_L1].toString().toLatin1();
    }

    void isNotMadeWithoutTrust()
    {
        Link link({.base = m_gateway->opsUrl(), .token = m_token}, core::systemClock());
        std::optional<Result<QJsonObject>> answer;
        link.get(this, u"me"_s, {}, [&answer](Result<QJsonObject> got) { answer = std::move(got); });
        link.start();
        QTRY_VERIFY(answer);
        QVERIFY(!*answer);
        QCOMPARE(answer->error().code, ErrorCode::Io);
        QTRY_VERIFY(link.state() == LinkState::Stale || link.state() == LinkState::Lost);
        // The token may still be right: whoever was not trusted has not seen it.
        QVERIFY(!link.isRefused());
    }

    void isMadeWithTrust()
    {
        // What installing the authority on the machine does.
        const QSslConfiguration before = QSslConfiguration::defaultConfiguration();
        QSslConfiguration trusting = before;
        trusting.setCaCertificates(QSslCertificate::fromPath(m_authority.file()));
        QSslConfiguration::setDefaultConfiguration(trusting);
        Link link({.base = m_gateway->opsUrl(), .token = m_token}, core::systemClock());
        SessionFacet session(link);
        QSignalSpy arrived(&link, &Link::topicArrived);
        link.start();
        QTRY_VERIFY(link.state() == LinkState::Linked);
        QTRY_COMPARE(session.me().name, u"local"_s);
        QTRY_VERIFY(arrived.count() >= 2);
        QSslConfiguration::setDefaultConfiguration(before);
    }

private:
    Authority m_authority;
    std::unique_ptr<GatewayProcess> m_gateway;
    QByteArray m_token;
};

QTEST_GUILESS_MAIN(TstLinkTls)
#include "tst_link_tls.moc"
