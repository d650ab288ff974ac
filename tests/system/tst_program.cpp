#include "tests/support/wire/gateway_process.h"
#include "tests/support/wire/http_client.h"

#include <QFile>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTcpServer>
#include <QTest>

#include <sys/stat.h>

using namespace Qt::StringLiterals;
using namespace signalbox::wire;

namespace {

void put(const QString &path, const QByteArray &text)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(text), text.size());
}

} // namespace

/// What a shell sees of `signalboxd`: words, exit codes, the ready line, files it leaves.
class TstProgram : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readyLineAndWhatIsLeft()
    {
        GatewayProcess gateway;
        QVERIFY2(gateway.start(), gateway.errorText().constData());
        static const QRegularExpression ready(
            u"^signalbox ready http://127\\.0\\.0\\.1:\\d+ ops http://127\\.0\\.0\\.1:\\d+ pid=(\\d+)$"_s,
            QRegularExpression::MultilineOption);
        const auto match = ready.match(QString::fromUtf8(gateway.outputText()));
        QCOMPARE(match.captured(1).toLongLong(), gateway.pid());
        bool logged = false;
        QTRY_VERIFY((logged = gateway.outputText().contains("server.ready")));
        for (const QByteArray &line : gateway.outputText().split('\n'))
            QVERIFY2(line.isEmpty() || line.startsWith('{') || line.startsWith("signalbox ready "), line.constData());

        const QString ops = gateway.dataDir() + u"/ops.json"_s;
        struct stat status{};
        QCOMPARE(::stat(qPrintable(ops), &status), 0);
        QCOMPARE(status.st_mode & 0777, mode_t(0600));
        QCOMPARE(::stat(qPrintable(gateway.dataDir()), &status), 0);
        QCOMPARE(status.st_mode & 0777, mode_t(0700));
        QFile limits(u"/proc/%1/limits"_s.arg(gateway.pid()));
        QVERIFY(limits.open(QIODevice::ReadOnly));
        static const QRegularExpression core(u"Max core file size\\s+0\\s+0\\s"_s);
        QVERIFY(core.match(QString::fromUtf8(limits.readAll())).hasMatch());
        QCOMPARE(gateway.stop(), 0);
        QVERIFY(!QFile::exists(ops));
        QVERIFY2(gateway.errorText().isEmpty(), gateway.errorText().constData());
    }

    void badCommandLine_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("none") << QStringList();
        QTest::newRow("unknown command") << QStringList{u"fly"_s};
        QTest::newRow("unknown option") << QStringList{u"serve"_s, u"--nope"_s};
        QTest::newRow("unknown first option") << QStringList{u"--nope"_s};
        QTest::newRow("too many words") << QStringList{u"serve"_s, u"now"_s};
        QTest::newRow("option without its value") << QStringList{u"serve"_s, u"--port"_s};
        QTest::newRow("half a command") << QStringList{u"config"_s};
        QTest::newRow("unknown half") << QStringList{u"config"_s, u"eat"_s};
    }

    void badCommandLine()
    {
        QFETCH(QStringList, arguments);
        GatewayProcess program;
        QCOMPARE(program.run(arguments), 2);
        QVERIFY2(program.errorText().contains("Usage:"), program.errorText().constData());
        QVERIFY(program.outputText().isEmpty());
    }

    void helpAndVersion()
    {
        GatewayProcess program;
        QCOMPARE(program.run({u"--version"_s}), 0);
        static const QRegularExpression version(u"^signalboxd \\d+\\.\\d+\\.\\d+\\n$"_s);
        QVERIFY(version.match(QString::fromUtf8(program.outputText())).hasMatch());
        for (const QStringList &words : {QStringList{u"--help"_s}, QStringList{u"serve"_s, u"--help"_s}}) {
            QCOMPARE(program.run(words), 0);
            QVERIFY(program.outputText().contains("Usage:"));
        }
    }

    void allProblemsAtOnce()
    {
        for (const QStringList &words : {QStringList{u"config"_s, u"check"_s}, QStringList{u"serve"_s},
                                         QStringList{u"migrate"_s}, QStringList{u"--check-config"_s}}) {
            GatewayProcess program({{u"PORT"_s, u"99999"_s},
                                    {u"HOST"_s, u"the-box"_s},
                                    {u"SIGNALBOX_WORKERS"_s, u"ten"_s},
                                    {u"METRICS_AUTH"_s, u"maybe"_s},
                                    {u"METRICS_TOKEN"_s, u"a-very-private-token"_s},
                                    {u"METRICS_TOKEN_FILE"_s, u"/nowhere/token"_s},
                                    {u"SIGNALBOX_SERVICES"_s, u"commerce,nonsense"_s}});
            QCOMPARE(program.run(words), 78);
            const QByteArray text = program.errorText();
            for (const char *name :
                 {"PORT", "HOST", "SIGNALBOX_WORKERS", "METRICS_AUTH", "METRICS_TOKEN_FILE", "nonsense"})
                QVERIFY2(text.contains(name), text.constData());
            for (const QByteArray &line : text.trimmed().split('\n'))
                QVERIFY2(line.startsWith("Invalid configuration: "), line.constData());
            QVERIFY(!text.contains("a-very-private-token"));
        }
    }

    void validConfiguration()
    {
        GatewayProcess program;
        QCOMPARE(program.run({u"config"_s, u"check"_s}), 0);
    }

    void operatorListenerOutsideNeedsTls()
    {
        GatewayProcess program({{u"SIGNALBOX_OPS_LISTEN"_s, u"0.0.0.0:0"_s}});
        QCOMPARE(program.run({u"serve"_s}), 78);
        QVERIFY2(program.errorText().contains("SIGNALBOX_OPS_TLS_CERT"), program.errorText().constData());
    }

    void envFiles()
    {
        GatewayProcess program;
        put(program.dataDir() + u"/.env"_s, "SERVICE_NAME=first  # the name\nAPP=$(rm)\nGIT_BRANCH='$(x)'\n");
        QCOMPARE(program.run({u"config"_s, u"check"_s}), 78);
        const QByteArray text = program.errorText();
        QVERIFY2(text.contains(".env") && text.contains("line 2") && text.contains("APP"), text.constData());
        put(program.dataDir() + u"/.env"_s, "SERVICE_NAME=first  # the name\n");
        put(program.dataDir() + u"/more"_s, "SERVICE_NAME=second\n");
        QCOMPARE(program.run({u"config"_s, u"print"_s}), 0);
        QVERIFY(program.outputText().contains("first"));
        QCOMPARE(program.run({u"config"_s, u"print"_s, u"--env-file"_s, program.dataDir() + u"/more"_s}), 0);
        QVERIFY(program.outputText().contains("second"));
    }

    void unreadableEnvFiles()
    {
        GatewayProcess program;
        QCOMPARE(program.run({u"serve"_s, u"--env-file"_s, u"/nowhere/env"_s}), 78);
        QVERIFY2(program.errorText().contains("/nowhere/env"), program.errorText().constData());
        QVERIFY(QDir(program.dataDir()).mkdir(u".env"_s));
        for (const QStringList &words : {QStringList{u"serve"_s}, QStringList{u"config"_s, u"check"_s}}) {
            QCOMPARE(program.run(words), 78);
            QVERIFY2(program.errorText().startsWith("Invalid configuration: .env "), program.errorText().constData());
            QCOMPARE(program.errorText().count('\n'), 1);
        }
    }

    void secretsAreNeverPrinted()
    {
        const QStringList secrets{u"metrics-secret-1"_s, u"service-secret-2"_s, u"kroger-secret-3"_s,
                                  u"token-secret-4-token-secret-4-xxxx"_s, u"db-password-5"_s};
        GatewayProcess program({{u"METRICS_TOKEN"_s, secrets[0]},
                                {u"LOOPGPT_SERVICE_KEY"_s, secrets[1]},
                                {u"KROGER_CLIENT_ID"_s, u"client"_s},
                                {u"KROGER_CLIENT_SECRET"_s, secrets[2]},
                                {u"LOOPGPT_TOKEN_SECRET"_s, secrets[3]},
                                {u"DATABASE_URL"_s, u"postgresql://me:"_s + secrets[4] + u"@127.0.0.1:1/x"_s}});
        for (const QStringList &words :
             {QStringList{u"config"_s, u"print"_s}, QStringList{u"config"_s, u"print"_s, u"--json"_s},
              QStringList{u"config"_s, u"print"_s, u"--secrets-needed"_s}, QStringList{u"config"_s, u"check"_s},
              QStringList{u"serve"_s}}) {
            const int code = program.run(words);
            QCOMPARE(code, words.first() == u"serve" ? 1 : 0);
            for (const QString &secret : secrets) {
                QVERIFY2(!program.outputText().contains(secret.toUtf8()), program.outputText().constData());
                QVERIFY2(!program.errorText().contains(secret.toUtf8()), program.errorText().constData());
            }
        }
    }

    void addressInUse()
    {
        QTcpServer foreign;
        QVERIFY(foreign.listen(QHostAddress::LocalHost));
        const QString taken = QString::number(foreign.serverPort());
        GatewayProcess blocked;
        QCOMPARE(blocked.run({u"serve"_s, u"--port"_s, taken}), 1);
        QCOMPARE(blocked.errorText(), QString(u"address in use: 127.0.0.1:"_s + taken + u'\n').toUtf8());

        GatewayProcess first;
        QVERIFY2(first.start(), first.errorText().constData());
        const QString port = QString::number(first.url().port());
        QCOMPARE(blocked.run({u"serve"_s, u"--port"_s, port}), 1);
        QCOMPARE(blocked.errorText(), QString(u"address in use: 127.0.0.1:"_s + port + u'\n').toUtf8());
        QCOMPARE(get(first.url(), u"/healthz"_s).status, 200);

        GatewayProcess operators({{u"SIGNALBOX_OPS_LISTEN"_s, u"127.0.0.1:"_s + taken}});
        QCOMPARE(operators.run({u"serve"_s}), 1);
        QCOMPARE(operators.errorText(), QString(u"address in use: 127.0.0.1:"_s + taken + u'\n').toUtf8());

        GatewayProcess twice({{u"SIGNALBOX_LISTEN"_s, u"127.0.0.1:45991=commerce;127.0.0.1:45991=shop"_s}});
        QCOMPARE(twice.run({u"serve"_s}), 78);
    }

    void healthcheck()
    {
        GatewayProcess gateway;
        QVERIFY2(gateway.start(), gateway.errorText().constData());
        GatewayProcess program({{u"PORT"_s, QString::number(gateway.url().port())}});
        QCOMPARE(program.run({u"healthcheck"_s}), 0);
        QCOMPARE(program.run({u"--healthcheck"_s}), 0);
        QCOMPARE(program.run({u"healthcheck"_s, u"--url"_s, gateway.url().toString()}), 0);
        QCOMPARE(program.run({u"healthcheck"_s, u"--db"_s}), 1);
        QCOMPARE(gateway.stop(), 0);
        QCOMPARE(program.run({u"healthcheck"_s}), 1);
        QVERIFY(!program.errorText().isEmpty());
    }

    void migrate()
    {
        GatewayProcess program;
        QCOMPARE(program.run({u"migrate"_s}), 0);
        QVERIFY(program.outputText().contains("applied "));
        QCOMPARE(program.run({u"migrate"_s}), 0);
        QVERIFY2(program.outputText().contains("0 migrations applied"), program.outputText().constData());
        GatewayProcess old({{u"DB_AUTO_MIGRATE"_s, u"false"_s}});
        QVERIFY(old.run({u"serve"_s}) > 0);
        QVERIFY2(old.errorText().contains("signalboxd migrate"), old.errorText().constData());
        QCOMPARE(old.run({u"migrate"_s}), 0);
        QVERIFY2(old.start(), old.errorText().constData());
        QCOMPARE(old.stop(), 0);
    }
};

QTEST_GUILESS_MAIN(TstProgram)
#include "tst_program.moc"
