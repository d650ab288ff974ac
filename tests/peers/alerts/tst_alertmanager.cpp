#include "tests/support/wire/gateway_process.h"
#include "tests/support/wire/http_client.h"
#include "tests/support/wire/stub_server.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox::wire;

namespace {

/// A real Alertmanager on free loopback ports that sends what it gets to one webhook at once.
class Alertmanager
{
public:
    explicit Alertmanager(const QUrl &webhook)
    {
        QTcpServer probe;
        if (!probe.listen(QHostAddress::LocalHost))
            return;
        m_url = QUrl(u"http://127.0.0.1:%1"_s.arg(probe.serverPort()));
        probe.close();
        QFile config(m_folder.filePath(u"alertmanager.yml"_s));
        if (!config.open(QIODevice::WriteOnly))
            return;
        config.write("route: {receiver: hook, group_by: [alertname], group_wait: 0s, group_interval: 1s}\n"
                     "receivers: [{name: hook, webhook_configs: [{url: '"
                     + webhook.toEncoded() + "/am'}]}]\n");
        config.close();
        m_process.setStandardErrorFile(m_folder.filePath(u"log"_s));
        m_process.start(u"prometheus-alertmanager"_s,
                        {u"--config.file="_s + config.fileName(), u"--storage.path="_s + m_folder.filePath(u"data"_s),
                         u"--cluster.listen-address="_s, u"--web.listen-address="_s + m_url.authority()});
    }
    ~Alertmanager()
    {
        m_process.terminate();
        m_process.waitForFinished(5000);
    }

    const QUrl &url() const { return m_url; }
    bool isReady() const { return get(m_url, u"/-/ready"_s).status == 200; }

private:
    QTemporaryDir m_folder;
    QProcess m_process;
    QUrl m_url;
};

/// Names and types, without the values.
QJsonValue shapeOf(const QJsonValue &value)
{
    if (value.isArray())
        return value.toArray().isEmpty() ? QJsonArray() : QJsonArray {shapeOf(value.toArray().first())};
    if (!value.isObject())
        return int(value.type());
    QJsonObject shape;
    const QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it)
        shape.insert(it.key(), shapeOf(it.value()));
    return shape;
}

QJsonObject firstBody(const StubServer &sink, const QByteArray &path)
{
    for (const StubRequest &request : sink.requests()) {
        if (request.path() == path)
            return QJsonDocument::fromJson(request.body).object();
    }
    return {};
}

const QString kFarTooMuch = u"1000000000000000000"_s;

} // namespace

/// What the gateway says of an alert and what a real Alertmanager says of the same one.
class TstAlertmanager : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesOurAlertsAndSaysThemAsWeDo()
    {
        StubServer sink([](const StubRequest &) { return StubReply {}; });
        Alertmanager peer(sink.url());
        QTRY_VERIFY_WITH_TIMEOUT(peer.isReady(), 20000);

        GatewayProcess through({{u"SIGNALBOX_ALERT_DISK_LOW"_s, kFarTooMuch},
                                {u"ALERT_WEBHOOK_URL"_s, peer.url().toString() + u"/api/v2/alerts"_s}});
        QVERIFY2(through.start(), through.errorText().constData());
        QTRY_VERIFY_WITH_TIMEOUT(sink.count("/am") >= 1, 20000);
        GatewayProcess direct({{u"SIGNALBOX_ALERT_DISK_LOW"_s, kFarTooMuch},
                               {u"ALERT_WEBHOOK_URL"_s, sink.url().toString() + u"/us"_s}});
        QVERIFY2(direct.start(), direct.errorText().constData());
        QTRY_VERIFY_WITH_TIMEOUT(sink.count("/us") >= 1, 20000);

        const QJsonObject theirs = firstBody(sink, "/am");
        const QJsonObject ours = firstBody(sink, "/us");
        QCOMPARE(shapeOf(ours), shapeOf(theirs));
        for (const QString &same : {u"version"_s, u"status"_s, u"groupKey"_s, u"groupLabels"_s, u"commonLabels"_s})
            QCOMPARE(ours[same], theirs[same]);
        QCOMPARE(ours["alerts"_L1][0]["labels"_L1], theirs["alerts"_L1][0]["labels"_L1]);
        QCOMPARE(ours["alerts"_L1][0]["endsAt"_L1], theirs["alerts"_L1][0]["endsAt"_L1]);
    }
};

QTEST_GUILESS_MAIN(TstAlertmanager)
#include "tst_alertmanager.moc"
