#include "tests/contracts/approvals/approvals_desk.h"
#include "tests/support/wire/gateway_process.h"
#include "tests/support/wire/http_client.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <fcntl.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <cstdlib>

using namespace Qt::StringLiterals;
using namespace signalbox::wire;

namespace {

/// A terminal with `signalboxd` on it.
class TerminalRun
{
public:
    TerminalRun(const QStringList &arguments, const QString &dataDir)
        : m_master(::posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK))
    {
        ::grantpt(m_master);
        ::unlockpt(m_master);
        const QString slave = QString::fromLocal8Bit(::ptsname(m_master));
        // Open here as well, so that the terminal stays there between the programs that use it.
        m_slave = ::open(qPrintable(slave), O_RDWR | O_NOCTTY);
        QProcessEnvironment environment;
        environment.insert(u"PATH"_s, qEnvironmentVariable("PATH"));
        environment.insert(u"SIGNALBOX_DATA_DIR"_s, dataDir);
        m_process.setProcessEnvironment(environment);
        m_process.setStandardInputFile(slave);
        m_process.setStandardOutputFile(slave);
        m_process.start(qEnvironmentVariable("SIGNALBOX_BIN") + u"/signalboxd"_s, arguments);
    }

    ~TerminalRun()
    {
        m_process.kill();
        m_process.waitForFinished();
        ::close(m_slave);
        ::close(m_master);
    }

    void type(char key) const { QCOMPARE(::write(m_master, &key, 1), 1); }

    const QByteArray &screen()
    {
        std::array<char, 4096> chunk {};
        for (ssize_t size = 0; (size = ::read(m_master, chunk.data(), chunk.size())) > 0;)
            m_screen.append(chunk.data(), size);
        return m_screen;
    }

    bool echoes() const
    {
        termios now {};
        return ::tcgetattr(m_slave, &now) == 0 && (now.c_lflag & ECHO) != 0;
    }

    QProcess &process() { return m_process; }

private:
    int m_master;
    int m_slave = -1;
    QByteArray m_screen;
    QProcess m_process;
};

} // namespace

/// The subcommands that go through /ops/v1 of a running gateway.
class TstOpsCommands : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_gateway.start(), m_gateway.errorText().constData()); }

    void checklist()
    {
        // A gateway that nobody has set up for production fails items: that is a verdict.
        QCOMPARE(m_gateway.run({u"checklist"_s, u"--service"_s, u"engineering"_s}), 4);
        const QByteArray text = m_gateway.printedText();
        QVERIFY(text.contains("pass engineering.migrations"));
        QVERIFY(text.contains("fail engineering.tokens"));
        QVERIFY(text.contains("?    engineering.vault"));
        QCOMPARE(m_gateway.run({u"checklist"_s, u"--json"_s}), 4);
        QCOMPARE(json()["items"_L1].toArray().size(), 68);
        QCOMPARE(m_gateway.run({u"checklist"_s, u"--service"_s, u"aurora"_s}), 0);
        QCOMPARE(m_gateway.run({u"checklist"_s, u"--service"_s, u"nobody"_s}), 2);
        QCOMPARE(m_gateway.run({u"checklist"_s, u"--colour"_s}), 2);
    }

    void bundle()
    {
        const QString path = m_gateway.dataDir() + u"/bundle.zip"_s;
        QCOMPARE(m_gateway.run({u"bundle"_s}), 2);
        QCOMPARE(m_gateway.run({u"bundle"_s, u"--out"_s, path, u"--reason"_s, u"test"_s}), 0);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.read(2) == "PK");
        struct stat status {};
        QCOMPARE(::stat(qPrintable(path), &status), 0);
        QCOMPARE(status.st_mode & 0777, mode_t(0600));
        // It is never written over, and a folder that is not there makes no bundle.
        QCOMPARE(m_gateway.run({u"bundle"_s, u"--out"_s, path}), 2);
        QCOMPARE(m_gateway.run({u"bundle"_s, u"--out"_s, m_gateway.dataDir() + u"/none/b.zip"_s}), 2);
    }

    void alerts()
    {
        QCOMPARE(m_gateway.run({u"alerts"_s}), 0);
        QCOMPARE(m_gateway.run({u"alerts"_s, u"list"_s, u"--all"_s, u"--json"_s}), 0);
        QVERIFY(json()["items"_L1].isArray());
        QCOMPARE(m_gateway.run({u"alerts"_s, u"list"_s, u"--filter"_s, u"colour:red"_s}), 2);
        QCOMPARE(m_gateway.run({u"alerts"_s, u"ack"_s, u"nothing"_s, u"--reason"_s, u"test"_s}), 1);
        QCOMPARE(m_gateway.run({u"alerts"_s, u"ack"_s, u"nothing"_s}), 2);
        QCOMPARE(m_gateway.run({u"alerts"_s, u"shelve"_s, u"nothing"_s, u"--reason"_s, u"test"_s}), 2);
        QCOMPARE(m_gateway.run({u"alerts"_s, u"shelve"_s, u"a/b"_s, u"--minutes"_s, u"5"_s, u"--reason"_s, u"test"_s}), 1);
    }

    void providers()
    {
        QCOMPARE(m_gateway.run({u"providers"_s, u"list"_s}), 0);
        QVERIFY(m_gateway.printedText().contains("PROVIDER"));
        QVERIFY(m_gateway.printedText().contains("closed"));
        QCOMPARE(m_gateway.run({u"providers"_s, u"what-if"_s, u"--weights"_s, u"price=2,speed=0.1"_s, u"--json"_s}), 0);
        QCOMPARE(json()["asked"_L1]["price"_L1].toDouble(), 2.0);
        QCOMPARE(json()["asked"_L1]["margin"_L1].toDouble(), json()["current"_L1]["margin"_L1].toDouble());
        QCOMPARE(m_gateway.run({u"providers"_s, u"what-if"_s}), 2);
        QCOMPARE(m_gateway.run({u"providers"_s, u"what-if"_s, u"--weights"_s, u"colour=1"_s}), 2);
        QCOMPARE(m_gateway.run({u"providers"_s, u"what-if"_s, u"--weights"_s, u"price=much"_s}), 2);
        QCOMPARE(m_gateway.run({u"providers"_s, u"what-if"_s, u"--weights"_s, u"price=11"_s}), 2);
    }

    void approvals()
    {
        ApprovalsDesk desk;
        QVERIFY2(desk.start(), desk.errorText().constData());
        GatewayProcess &gateway = desk.gateway();
        QCOMPARE(gateway.run({u"approvals"_s}), 0);
        QVERIFY(gateway.printedText().contains("no approvals"));
        for (const QString &id : {u"cr_1"_s, u"cr_2"_s, u"cr_3"_s})
            QCOMPARE(desk.submit(id).status, 202);
        QCOMPARE(gateway.run({u"approvals"_s, u"show"_s, u"cr_1"_s}), 0);
        QVERIFY(gateway.printedText().contains("> Yes - SAML and OIDC are both in the Team plan."));
        QVERIFY(!gateway.printedText().contains("+1555"));
        // Somebody has to have seen the text: a script says which revision, or that it does not care.
        QCOMPARE(gateway.run({u"approvals"_s, u"decide"_s, u"cr_1"_s, u"approve"_s}), 2);
        QVERIFY(gateway.errorText().contains("--revision"));
        QCOMPARE(gateway.run({u"approvals"_s, u"decide"_s, u"cr_1"_s, u"post"_s, u"--yes"_s}), 2);
        QCOMPARE(gateway.run({u"approvals"_s, u"decide"_s, u"cr_1"_s, u"edit"_s, u"--yes"_s}), 2);
        QCOMPARE(gateway.run({u"approvals"_s, u"decide"_s, u"cr_1"_s, u"approve"_s, u"--revision"_s, u"2"_s}), 1);
        QVERIFY(gateway.errorText().contains("the present revision is 1"));
        QCOMPARE(gateway.run({u"approvals"_s, u"decide"_s, u"cr_1"_s, u"approve"_s, u"--revision"_s, u"1"_s}), 0);
        QVERIFY(gateway.printedText().startsWith("approved by console:"));
        const QString self = QString::fromUtf8(gateway.printedText()).section(u':', 1).section(u' ', 0, 0);
        QCOMPARE(gateway.run({u"approvals"_s, u"decide"_s, u"cr_1"_s, u"skip"_s, u"--yes"_s}), 1);
        QVERIFY(gateway.errorText().contains("approved by console:"));
        QCOMPARE(gateway.run({u"approvals"_s, u"decide"_s, u"cr_2"_s, u"edit"_s, u"--text"_s, u"Yes."_s, u"--yes"_s,
                              u"--json"_s}), 0);
        QCOMPARE(jsonOf(gateway)["approval"_L1]["finalText"_L1].toString(), u"Yes."_s);
        QCOMPARE(gateway.run({u"approvals"_s, u"list"_s, u"--json"_s}), 0);
        QCOMPARE(jsonOf(gateway)["items"_L1].toArray().size(), 1);
        QCOMPARE(gateway.run({u"approvals"_s, u"list"_s, u"--decided"_s, u"--filter"_s, u"state:edited"_s, u"--json"_s}), 0);
        QCOMPARE(jsonOf(gateway)["items"_L1][0]["id"_L1].toString(), u"cr_2"_s);
        QCOMPARE(gateway.run({u"approvals"_s, u"list"_s, u"--all"_s, u"--open"_s}), 2);
        QCOMPARE(gateway.run({u"approvals"_s, u"show"_s, u"cr_none"_s}), 1);
        QCOMPARE(desk.submit(u"cr_own"_s, {{u"submitted_by"_s, self}}).status, 202);
        QCOMPARE(gateway.run({u"approvals"_s, u"show"_s, u"cr_own"_s}), 0);
        QVERIFY2(gateway.printedText().contains("may only skip it: submitter\n"), gateway.printedText().constData());
        QCOMPARE(gateway.run({u"approvals"_s, u"decide"_s, u"cr_own"_s, u"skip"_s, u"--yes"_s}), 0);

        TerminalRun refusing({u"approvals"_s, u"decide"_s, u"cr_3"_s, u"skip"_s}, gateway.dataDir());
        QTRY_VERIFY2(refusing.screen().contains("[y/N]"), refusing.screen().constData());
        QVERIFY(refusing.screen().contains("in the Team plan."));
        refusing.type('\n');
        QTRY_COMPARE(refusing.process().state(), QProcess::NotRunning);
        QCOMPARE(refusing.process().exitCode(), 1);
        TerminalRun agreeing({u"approvals"_s, u"decide"_s, u"cr_3"_s, u"skip"_s}, gateway.dataDir());
        QTRY_VERIFY(agreeing.screen().contains("[y/N]"));
        agreeing.type('y');
        agreeing.type('\n');
        QTRY_COMPARE(agreeing.process().state(), QProcess::NotRunning);
        QCOMPARE(agreeing.process().exitCode(), 0);
        QTRY_COMPARE(desk.decisions(u"cr_3"_s).size(), 1);
    }

    void outbox()
    {
        ApprovalsDesk desk({{u"DECISION_RETRY_SCHEDULE_SEC"_s, u"0,0.1"_s}});
        QVERIFY2(desk.start(), desk.errorText().constData());
        desk.core.setScript([](const StubRequest &) { return StubReply {.status = 500}; });
        GatewayProcess &gateway = desk.gateway();
        QCOMPARE(gateway.run({u"outbox"_s}), 0);
        QVERIFY(gateway.printedText().contains("nothing waits"));
        desk.submit(u"cr_1"_s);
        QCOMPARE(gateway.run({u"approvals"_s, u"decide"_s, u"cr_1"_s, u"approve"_s, u"--yes"_s}), 0);
        const auto dead = [&] {
            return gateway.run({u"outbox"_s, u"list"_s, u"--state"_s, u"dead"_s, u"--json"_s}) == 0
                ? jsonOf(gateway)["items"_L1][0]["id"_L1].toString()
                : QString();
        };
        QTRY_VERIFY(!dead().isEmpty());
        const QString id = dead();
        QCOMPARE(gateway.run({u"outbox"_s, u"replay"_s, id}), 2);
        QCOMPARE(gateway.run({u"outbox"_s, u"replay"_s, id, u"--dry-run"_s}), 0);
        QVERIFY2(gateway.printedText().contains("/decisions"), gateway.printedText().constData());
        desk.core.setScript([](const StubRequest &) { return StubReply {}; });
        // One of them is unknown: the other is sent all the same.
        QCOMPARE(gateway.run({u"outbox"_s, u"replay"_s, u"msg_none"_s, id, u"--reason"_s, u"core is back"_s}), 1);
        QTRY_VERIFY(gateway.run({u"outbox"_s, u"list"_s, u"--state"_s, u"delivered"_s}) == 0
                    && gateway.printedText().contains(id.toLatin1()));
        QCOMPARE(gateway.run({u"outbox"_s, u"list"_s, u"--state"_s, u"lost"_s}), 2);
    }

    void topOnce()
    {
        QCOMPARE(m_gateway.run({u"top"_s, u"--once"_s}), 0);
        const QByteArray text = m_gateway.printedText();
        for (const char *word : {"SERVICE", "commerce", "Breakers: all closed", "Alerts: none", "Changed last:"})
            QVERIFY2(text.contains(word), text.constData());
        QVERIFY2(!text.contains('\x1b'), "no escape sequences for a script");
        QCOMPARE(m_gateway.run({u"top"_s, u"--json"_s}), 0);
        QVERIFY(json()["overview"_L1]["verdict"_L1].isObject());
        QVERIFY(json()["breakers"_L1].isArray());
        QCOMPARE(m_gateway.run({u"top"_s}), 2);
    }

    void topOnATerminal()
    {
        TerminalRun top({u"top"_s}, m_gateway.dataDir());
        QTRY_VERIFY(top.screen().count("SERVICE") >= 2);
        QVERIFY(!top.echoes());
        top.type('q');
        QTRY_COMPARE(top.process().state(), QProcess::NotRunning);
        QCOMPARE(top.process().exitCode(), 0);
        QVERIFY2(top.echoes(), "the terminal is as it was");
        QVERIFY(top.screen().endsWith("\x1b[?1049l"));

        TerminalRun interrupted({u"top"_s}, m_gateway.dataDir());
        QTRY_VERIFY(interrupted.screen().contains("SERVICE"));
        interrupted.type('\x03');
        QTRY_COMPARE(interrupted.process().state(), QProcess::NotRunning);
        QCOMPARE(interrupted.process().exitCode(), 130);

        TerminalRun ended({u"top"_s}, m_gateway.dataDir());
        QTRY_VERIFY(ended.screen().contains("SERVICE"));
        ended.process().terminate();
        QTRY_COMPARE(ended.process().state(), QProcess::NotRunning);
        QVERIFY(ended.echoes());
    }

    void withoutAGateway()
    {
        GatewayProcess nobody;
        for (const QStringList &words :
             {QStringList {u"checklist"_s}, {u"top"_s, u"--once"_s}, {u"alerts"_s}, {u"providers"_s}, {u"approvals"_s}, {u"outbox"_s}}) {
            QCOMPARE(nobody.run(words), 2);
            QVERIFY2(nobody.errorText().contains("--ops"), nobody.errorText().constData());
        }
    }

private:
    static QJsonObject jsonOf(const GatewayProcess &gateway)
    {
        return QJsonDocument::fromJson(gateway.printedText()).object();
    }
    QJsonObject json() const { return jsonOf(m_gateway); }

    GatewayProcess m_gateway;
};

QTEST_GUILESS_MAIN(TstOpsCommands)
#include "tst_ops_commands.moc"
