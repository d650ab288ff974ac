#include "backend/platform/settings/production.h"
#include "tests/unit/settings/fixture.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox::settings;

using Environment = QHash<QByteArray, QString>;

namespace {

Loaded judged(const Environment &environment)
{
    Inputs all = platformInputs(environment);
    all.checks = platformChecks();
    return load(all);
}

} // namespace

class TstPlatformRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void defaultsAreClean()
    {
        const Loaded loaded = judged({});
        QCOMPARE(loaded.findings.problems, QStringList());
        QCOMPARE(loaded.findings.warnings, QStringList());
    }

    void problems_data()
    {
        QTest::addColumn<Environment>("environment");
        QTest::addColumn<QString>("problem");
        QTest::newRow("certificate alone")
            << Environment{{"SIGNALBOX_TLS_CERT", u"c.pem"_s}}
            << u"SIGNALBOX_TLS_CERT is set without SIGNALBOX_TLS_KEY; set both or neither"_s;
        QTest::newRow("operator key alone")
            << Environment{{"SIGNALBOX_OPS_TLS_KEY", u"k.pem"_s}}
            << u"SIGNALBOX_OPS_TLS_KEY is set without SIGNALBOX_OPS_TLS_CERT; set both or neither"_s;
        QTest::newRow("host name") << Environment{{"HOST", u"my-laptop"_s}}
                                   << u"HOST must be an IP address or localhost"_s;
        QTest::newRow("bind name") << Environment{{"BIND_ADDR", u"eth0"_s}}
                                   << u"BIND_ADDR must be an IP address or localhost"_s;
        QTest::newRow("unknown service") << Environment{{"SIGNALBOX_SERVICES", u"commerce,shopp"_s}}
                                         << u"SIGNALBOX_SERVICES names an unknown service: shopp"_s;
        QTest::newRow("listen without service")
            << Environment{{"SIGNALBOX_LISTEN", u"127.0.0.1:1"_s}}
            << u"SIGNALBOX_LISTEN must hold entries of the form address:port=service"_s;
        QTest::newRow("listen on a name")
            << Environment{{"SIGNALBOX_LISTEN", u"web:1=shop"_s}}
            << u"SIGNALBOX_LISTEN must name an IP address or localhost; IPv6 stands in brackets"_s;
        QTest::newRow("commerce's listener")
            << Environment{{"LOOPGPT_LISTEN", u"8080"_s}}
            << u"LOOPGPT_LISTEN must name a port between 0 and 65535, as in 127.0.0.1:3000"_s;
        const QString twice
            = u"the address 127.0.0.1:3000 is listened on twice (HOST, PORT, SIGNALBOX_LISTEN, LOOPGPT_LISTEN, "
              "SIGNALBOX_OPS_LISTEN)"_s;
        QTest::newRow("shared address again") << Environment{{"SIGNALBOX_LISTEN", u"127.0.0.1:3000=shop"_s}} << twice;
        QTest::newRow("two entries") << Environment{
            {"SIGNALBOX_LISTEN", u"127.0.0.1:3000=shop;127.0.0.1:3000=aurora"_s},
            {"PORT", u"1"_s}} << twice;
        QTest::newRow("operators on it too") << Environment{{"SIGNALBOX_OPS_LISTEN", u"127.0.0.1:3000"_s}} << twice;
        QTest::newRow("operators off loopback") << Environment{{"SIGNALBOX_OPS_LISTEN", u"0.0.0.0:9443"_s}}
                                                << u"SIGNALBOX_OPS_LISTEN is not a loopback address, so "
                                                   u"SIGNALBOX_OPS_TLS_CERT and SIGNALBOX_OPS_TLS_KEY are required "
                                                   "(or SIGNALBOX_OPS_INSECURE=true)"_s;
        QTest::newRow("database") << Environment{{"DATABASE_URL", u"mysql://u:hunter22@h/x"_s}}
                                  << u"DATABASE_URL must start with postgresql://, postgres:// or sqlite:"_s;
        QTest::newRow("redis") << Environment{{"REDIS_URL", u"localhost:6379"_s}}
                               << u"REDIS_URL must start with redis:// or rediss://"_s;
    }

    void problems()
    {
        QFETCH(Environment, environment);
        QFETCH(QString, problem);
        const Loaded loaded = judged(environment);
        QVERIFY(!loaded.isValid());
        QCOMPARE(loaded.findings.problems, QStringList{problem});
    }

    void good_data()
    {
        QTest::addColumn<Environment>("environment");
        QTest::newRow("port 0 twice") << Environment{{"PORT", u"0"_s}, {"SIGNALBOX_LISTEN", u"127.0.0.1:0=shop"_s}};
        QTest::newRow("driver") << Environment{{"DATABASE_URL", u"postgresql+asyncpg://u:p@h/x"_s}};
        QTest::newRow("sqlite") << Environment{{"DATABASE_URL", u"sqlite:x.db"_s}};
        QTest::newRow("operators with tls") << Environment{{"SIGNALBOX_OPS_LISTEN", u"0.0.0.0:9443"_s},
                                                           {"SIGNALBOX_OPS_TLS_CERT", u"c"_s},
                                                           {"SIGNALBOX_OPS_TLS_KEY", u"k"_s}};
        QTest::newRow("auto") << Environment{{"SIGNALBOX_SERVICES", u"auto"_s}};
        QTest::newRow("level in capitals") << Environment{{"LOG_LEVEL", u"WARNING"_s}};
    }

    void good()
    {
        QFETCH(Environment, environment);
        const Loaded loaded = judged(environment);
        QCOMPARE(loaded.findings.problems, QStringList());
        QCOMPARE(loaded.findings.warnings, QStringList());
    }

    void warnings_data()
    {
        QTest::addColumn<Environment>("environment");
        QTest::addColumn<QString>("warning");
        QTest::newRow("mixed") << Environment{{"ENV", u"production"_s}, {"LOOPGPT_ENV", u"staging"_s}}
                               << u"ENV=production says production, LOOPGPT_ENV=staging does not"_s;
        QTest::newRow("insecure operators")
            << Environment{{"SIGNALBOX_OPS_LISTEN", u"0.0.0.0:1"_s}, {"SIGNALBOX_OPS_INSECURE", u"yes"_s}}
            << u"SIGNALBOX_OPS_INSECURE: the operator listener is open to the network without TLS"_s;
        QTest::newRow("locked metrics")
            << Environment{{"METRICS_AUTH", u"true"_s}}
            << u"METRICS_AUTH is true, but neither METRICS_TOKEN nor ADMIN_API_TOKEN is set, so nobody can "
               "read /metrics"_s;
        QTest::newRow("traces to nowhere")
            << Environment{{"OTEL_ENABLED", u"true"_s}}
            << u"OTEL_ENABLED is true, but OTEL_EXPORTER_OTLP_ENDPOINT is unset, so no trace is sent"_s;
    }

    void warnings()
    {
        QFETCH(Environment, environment);
        QFETCH(QString, warning);
        const Loaded loaded = judged(environment);
        QVERIFY(loaded.isValid());
        QCOMPARE(loaded.findings.warnings, QStringList{warning});
    }

    void production()
    {
        QVERIFY(saysProduction(*judged({{"MODE", u"Production"_s}}).snapshot));
        QVERIFY(!saysProduction(*judged({{"ENV", u"staging"_s}}).snapshot));
        QVERIFY(productionLike(*judged({{"ENV", u"staging"_s}}).snapshot));
        QVERIFY(!productionLike(*judged({{"LOOPGPT_ENV", u"production"_s}}).snapshot));
    }
};

QTEST_GUILESS_MAIN(TstPlatformRules)
#include "tst_platform_rules.moc"
