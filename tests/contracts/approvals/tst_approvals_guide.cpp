#include "tests/contracts/approvals/approvals_desk.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox::wire;

namespace {

QString program()
{
    return qEnvironmentVariable("SIGNALBOX_BIN") + u"/signalboxd"_s;
}

/// `signalboxd mock-core`, as a person has it on a second terminal.
class MockCore
{
public:
    explicit MockCore(const QStringList &arguments = {})
    {
        QProcessEnvironment environment;
        environment.insert(u"PATH"_s, qEnvironmentVariable("PATH"));
        environment.insert(u"CORE_DECISION_WEBHOOK_SIGNING_SECRET"_s, u"whsec_ZXhhbXBsZS1zaWduaW5nLWtleS0wMTIzNDU2Nzg5YWI="_s);
        m_process.setProcessEnvironment(environment);
        m_process.start(program(), QStringList {u"mock-core"_s, u"--port"_s, u"0"_s} + arguments);
    }
    ~MockCore()
    {
        m_process.terminate();
        m_process.waitForFinished();
    }

    QByteArray text()
    {
        m_text += m_process.readAllStandardOutput();
        return m_text;
    }
    /// Where it listens; empty until it does.
    QString address()
    {
        static const QRegularExpression ready(u"^mock-core ready (\\S+)"_s);
        return ready.match(QString::fromUtf8(text())).captured(1);
    }

private:
    QProcess m_process;
    QByteArray m_text;
};

} // namespace

/// The deployment guide's verification steps as its reader takes them: health, a seeded candidate, the prompt, the
/// reply, the decision at a core that one can watch, the activity log, the time-out, the rate limit.
class TstApprovalsGuide : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QTRY_VERIFY(!m_core.address().isEmpty());
        m_desk = std::make_unique<ApprovalsDesk>(GatewayProcess::Settings {{u"CORE_DECISION_WEBHOOK"_s, m_core.address()},
                                                                           {u"WA_BUCKET_CAPACITY"_s, u"5"_s},
                                                                           {u"WA_BUCKET_REFILL_PER_MIN"_s, u"1"_s}});
        QVERIFY2(m_desk->start(), m_desk->errorText().constData());
    }

    void itIsHealthy()
    {
        const QJsonObject health = get(m_desk->url(), u"/"_s).json();
        QCOMPARE(health["service"_L1].toString(), u"brandpilot-approval-gateway"_s);
        QCOMPARE(health["status"_L1].toString(), u"ok"_s);
        QCOMPARE(get(m_desk->url(), u"/readyz"_s).status, 200);
    }

    void aSeededCandidateIsAskedAboutDecidedAndTold()
    {
        const QStringList ids = seed({u"--text"_s, u"Hello from the demo"_s});
        QCOMPARE(ids.size(), 1);
        static const QRegularExpression demo(u"^cr_demo_[0-9]{10}$"_s);
        QVERIFY(demo.match(ids[0]).hasMatch());
        QCOMPARE(m_desk->sendsAbout(ids[0]), 1);
        QCOMPARE(m_desk->say(ApprovalsDesk::kOwner, "Approve " + ids[0].toLatin1())["decision"_L1].toString(), u"approved"_s);
        QTRY_VERIFY(m_core.text().contains(QByteArray(" taken " + ids[0].toLatin1() + " approved by " + ApprovalsDesk::kOwner)));
        QVERIFY(m_core.text().contains("    Hello from the demo\n"));
        const QJsonObject activity = m_desk->read(u"/activity?brand_id=b_demo"_s).json();
        QCOMPARE(activity["activities"_L1][0]["id"_L1].toString(), ids[0]);
        QCOMPARE(activity["activities"_L1][0]["state"_L1].toString(), u"approved"_s);
    }

    void nobodyAnswersInTime()
    {
        const QStringList ids = seed({u"--deadline"_s, u"1"_s, u"--brand"_s, u"b_late"_s});
        QCOMPARE(ids.size(), 1);
        QTRY_VERIFY(m_core.text().contains(QByteArray(" taken " + ids[0].toLatin1() + " expired by system:timeout")));
    }

    void aBurstIsQueued()
    {
        const QStringList ids = seed({u"--count"_s, u"7"_s, u"--brand"_s, u"b_burst"_s});
        QCOMPARE(ids.size(), 7);
        QCOMPARE(m_printed.count("prompted"), 5);
        QCOMPARE(m_printed.count("rate_limited"), 2);
    }

    void whatIsRefusedIsSaid()
    {
        GatewayProcess tool;
        QCOMPARE(tool.run({u"seed"_s, u"candidate"_s, u"--url"_s, m_desk->url().toString(), u"--secret"_s, u"wrong"_s}), 1);
        QVERIFY(tool.errorText().contains("refused: HTTP 401 unauthorized"));
        QVERIFY(!tool.errorText().contains("wrong"));
        QCOMPARE(tool.run({u"seed"_s, u"candidate"_s}), 2);
        QCOMPARE(tool.run({u"seed"_s, u"candidate"_s, u"--secret"_s, u"x"_s, u"--count"_s, u"0"_s}), 2);
        QCOMPARE(tool.run({u"mock-core"_s}), 2);
        QCOMPARE(tool.run({u"mock-core"_s, u"--secret"_s, u"x"_s, u"--port"_s, u"70000"_s}), 2);
    }

    void aCoreWithAnotherSecretSeesAForgery()
    {
        MockCore other({u"--json"_s, u"--secret"_s, u"whsec_b3RoZXIta2V5LW90aGVyLWtleS1vdGhlci1rZXk="_s});
        QTRY_VERIFY(!other.address().isEmpty());
        ApprovalsDesk desk({{u"CORE_DECISION_WEBHOOK"_s, other.address()}});
        QVERIFY2(desk.start(), desk.errorText().constData());
        desk.submit(u"cr_forged"_s, {{u"deadline_sec"_s, 1}});
        QTRY_VERIFY(other.text().contains("\"status\":401"));
        QTRY_COMPARE(desk.candidate(u"cr_forged"_s)["callback"_L1]["attempts"_L1].toInt(), 1);
        QCOMPARE(desk.candidate(u"cr_forged"_s)["callback"_L1]["state"_L1].toString(), u"pending"_s);
    }

private:
    /// Ids of what the seeding tool has submitted; none when it failed. The stand-ins of this process answer meanwhile.
    QStringList seed(const QStringList &arguments)
    {
        // The ids have the second in them.
        (void)QTest::qWaitFor([this] { return QDateTime::currentSecsSinceEpoch() > m_seeded; });
        QProcess tool;
        QProcessEnvironment environment;
        environment.insert(u"PATH"_s, qEnvironmentVariable("PATH"));
        environment.insert(u"WEBHOOK_SIGNING_SECRET"_s, QString::fromLatin1(ApprovalsDesk::kSecret));
        tool.setProcessEnvironment(environment);
        tool.start(program(), QStringList {u"seed"_s, u"candidate"_s, u"--url"_s, m_desk->url().toString()} + arguments);
        const bool ended = QTest::qWaitFor([&tool] { return tool.state() == QProcess::NotRunning; }, 20'000);
        m_seeded = QDateTime::currentSecsSinceEpoch();
        m_printed = tool.readAllStandardOutput();
        QStringList ids;
        for (const QByteArray &line : m_printed.split('\n')) {
            if (!line.isEmpty())
                ids += QString::fromLatin1(line.split(' ').front());
        }
        return ended && tool.exitCode() == 0 ? ids : QStringList();
    }

    MockCore m_core;
    std::unique_ptr<ApprovalsDesk> m_desk;
    QByteArray m_printed;
    qint64 m_seeded = 0; ///< Unix second of the last run
};

QTEST_GUILESS_MAIN(TstApprovalsGuide)
#include "tst_approvals_guide.moc"
