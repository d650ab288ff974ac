#include "tests/support/wire/gateway_process.h"
#include "tests/support/wire/http_client.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox::wire;

namespace {

const GatewayProcess::Settings kGood {{u"SIGNALBOX_SERVICES"_s, u"approvals"_s},
                                      {u"WEBHOOK_SIGNING_SECRET"_s, u"example-submit-secret-0123456789abcdef"_s},
                                      {u"CORE_DECISION_WEBHOOK"_s, u"https://core.example/decisions"_s}};

} // namespace

/// Sections 18 and 19 of contract approval-gateway, and platform 1: what starts, what does not.
class TstApprovalsStart : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void faults_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("sentence");
        const auto row = [](const char *tag, const QString &name, const QString &value, const QString &sentence) {
            QTest::newRow(tag) << name << value << sentence;
        };
        row("no secret", u"WEBHOOK_SIGNING_SECRET"_s, {}, u"WEBHOOK_SIGNING_SECRET is required"_s);
        row("no callback", u"CORE_DECISION_WEBHOOK"_s, {}, u"CORE_DECISION_WEBHOOK is required"_s);
        row("short secret", u"WEBHOOK_SIGNING_SECRET"_s, u"short"_s, u"WEBHOOK_SIGNING_SECRET must be at least 32"_s);
        row("published secret", u"WEBHOOK_SIGNING_SECRET"_s, u"change-me-in-production-and-some-more"_s, u"WEBHOOK_SIGNING_SECRET"_s);
        row("plain callback", u"CORE_DECISION_WEBHOOK"_s, u"http://core.example/decisions"_s, u"CORE_DECISION_WEBHOOK must be an https"_s);
        row("no URL", u"CORE_DECISION_WEBHOOK"_s, u"core"_s, u"CORE_DECISION_WEBHOOK must be an absolute URL"_s);
        row("callback key", u"CORE_DECISION_WEBHOOK_SIGNING_SECRET"_s, u"whsec_abc"_s, u"CORE_DECISION_WEBHOOK_SIGNING_SECRET"_s);
        row("owner", u"OWNER_WA_NUMBER"_s, u"+15551230001"_s, u"OWNER_WA_NUMBER must be whatsapp:"_s);
        row("half of Twilio", u"TWILIO_ACCOUNT_SID"_s, u"AC00000000000000000000000000000001"_s, u"TWILIO_ACCOUNT_SID is set without TWILIO_AUTH_TOKEN"_s);
        row("template", u"TWILIO_CONTENT_SID"_s, u"HX1"_s, u"TWILIO_CONTENT_SID must be HX"_s);
        row("capacity", u"WA_BUCKET_CAPACITY"_s, u"0"_s, u"WA_BUCKET_CAPACITY must be a whole number between 1"_s);
        row("refill", u"IMSG_BUCKET_REFILL_PER_MIN"_s, u"0"_s, u"IMSG_BUCKET_REFILL_PER_MIN must be greater than 0"_s);
        row("photon", u"PHOTON_TO"_s, u"nobody"_s, u"PHOTON_TO must be"_s);
        row("schedule", u"DECISION_RETRY_SCHEDULE_SEC"_s, u"5,x"_s, u"DECISION_RETRY_SCHEDULE_SEC must be a comma list"_s);
        row("mode", u"CORE_DECISION_AUTH_MODE"_s, u"none"_s, u"CORE_DECISION_AUTH_MODE must be one of"_s);
    }

    void faults()
    {
        QFETCH(QString, name);
        QFETCH(QString, value);
        QFETCH(QString, sentence);
        GatewayProcess::Settings settings = kGood;
        settings.remove(name);
        if (!value.isEmpty())
            settings.insert(name, value);
        GatewayProcess gateway(settings);
        QCOMPARE(gateway.run({u"serve"_s}), 78);
        const QByteArray wanted = "Invalid configuration: " + sentence.toUtf8();
        QVERIFY2(gateway.errorText().contains(wanted), gateway.errorText().constData());
        if (!value.isEmpty() && name.endsWith(u"SECRET"_s))
            QVERIFY(!gateway.errorText().contains(value.toUtf8()));
    }

    void aGoodOneStartsAndChecks()
    {
        GatewayProcess gateway(kGood);
        QCOMPARE(gateway.run({u"config"_s, u"check"_s}), 0);
        QVERIFY2(gateway.start(), gateway.errorText().constData());
        QCOMPARE(get(gateway.url(), u"/"_s).json()["service"_L1].toString(), u"brandpilot-approval-gateway"_s);
        const Answer off = request("POST", gateway.url(), u"/webhooks/whatsapp"_s, "Body=x", {{"Content-Type", "application/x-www-form-urlencoded"}});
        QCOMPARE(off.status, 503);
        QCOMPARE(off.json()["code"_L1].toString(), u"channel_not_configured"_s);
        QCOMPARE(get(gateway.url(), u"/readyz"_s).json()["twilio"_L1].toString(), u"unconfigured"_s);
        QCOMPARE(get(gateway.url(), u"/docs"_s).json()["detail"_L1].toString(), u"Not Found"_s);
        QCOMPARE(gateway.stop(), 0);
    }

    void withoutItsVariablesItIsNotConfigured()
    {
        GatewayProcess gateway;
        QVERIFY2(gateway.start(), gateway.errorText().constData());
        const Answer answer = post(gateway.url(), u"/candidate"_s, "{}");
        QCOMPARE(answer.status, 503);
        QCOMPARE(answer.json(), (QJsonObject {{u"detail"_s, u"approvals is not configured"_s}, {u"code"_s, u"not_configured"_s}}));
        QVERIFY(!get(gateway.url(), u"/readyz"_s).json().contains("twilio"_L1));
    }

    void inAutoOneVariableStartsIt()
    {
        GatewayProcess::Settings settings = kGood;
        settings.remove(u"SIGNALBOX_SERVICES"_s);
        GatewayProcess gateway(settings);
        QVERIFY2(gateway.start(), gateway.errorText().constData());
        QCOMPARE(post(gateway.url(), u"/candidate"_s, "{}").status, 401);
        settings.remove(u"CORE_DECISION_WEBHOOK"_s);
        QCOMPARE(GatewayProcess(settings).run({u"serve"_s}), 78);
    }
};

QTEST_GUILESS_MAIN(TstApprovalsStart)
#include "tst_approvals_start.moc"
