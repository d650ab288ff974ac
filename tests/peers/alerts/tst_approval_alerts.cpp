#include "tests/contracts/approvals/approvals_desk.h"

#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox::wire;

namespace {

constexpr int kPatience = 15000; ///< ms

/// The alert of that rule as the gateway tells it; empty when it does not fire.
QJsonObject firing(const GatewayProcess &gateway, const QString &rule)
{
    QFile file(gateway.dataDir() + u"/ops.json"_s);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray token = QJsonDocument::fromJson(file.readAll()).object()["token"_L1].toString().toUtf8();
    const Answer told = get(gateway.opsUrl(), u"/ops/v1/alerts?filter=state:firing"_s, {{"Authorization", "Bearer " + token}});
    for (const QJsonValue alert : told.json()["items"_L1].toArray()) {
        if (alert["rule"_L1] == rule)
            return alert.toObject();
    }
    return {};
}

/// With the database in hand, past its triggers.
int changeAnEntry(const QString &folder)
{
    QDirIterator files(folder, {u"*.db"_s}, QDir::Files, QDirIterator::Subdirectories);
    if (!files.hasNext())
        return -1;
    return QProcess::execute(u"sqlite3"_s,
                             {files.next(), u"PRAGMA busy_timeout=5000; DROP TRIGGER approval_audit_chain_no_update; "
                                            "UPDATE approval_audit_chain SET actor = 'eve' WHERE seq = 1"_s});
}

} // namespace

/// The alerts of contract approval-gateway 18 fire out of a running gateway.
class TstApprovalAlerts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void credentialsThatTwilioRefuses()
    {
        ApprovalsDesk desk;
        QVERIFY2(desk.start(), desk.errorText().constData());
        desk.twilio.setScript([](const StubRequest &) { return StubReply {.status = 401, .body = "nothing that is JSON"}; });
        QVERIFY(firing(desk.gateway(), u"twilioRefused"_s).isEmpty());
        QCOMPARE(desk.submit(u"cr_refused"_s).status, 202);
        QTRY_VERIFY_WITH_TIMEOUT(!firing(desk.gateway(), u"twilioRefused"_s).isEmpty(), kPatience);
        QCOMPARE(firing(desk.gateway(), u"twilioRefused"_s)["severity"_L1].toString(), u"page"_s);
    }

    void decisionsThatWereGivenUp()
    {
        ApprovalsDesk desk;
        QVERIFY2(desk.start(), desk.errorText().constData());
        desk.core.setScript([](const StubRequest &) { return StubReply {.status = 410}; });
        QCOMPARE(desk.submit(u"cr_dead"_s, {{"deadline_sec"_L1, 1}}).status, 202);
        QTRY_VERIFY_WITH_TIMEOUT(!firing(desk.gateway(), u"callbacksDead"_s).isEmpty(), kPatience);
        QVERIFY(get(desk.url(), u"/metrics"_s).body.contains("\napproval_outbox_dead 1\n"));
    }

    void aChangedEntryOfTheAudit()
    {
        ApprovalsDesk desk;
        QVERIFY2(desk.start(), desk.errorText().constData());
        const auto shows = [&desk](const QByteArray &line) { return get(desk.url(), u"/metrics"_s).body.contains(line); };
        QTRY_VERIFY_WITH_TIMEOUT(shows("\napproval_audit_chain_ok 1\n"), kPatience);
        QVERIFY(firing(desk.gateway(), u"auditChainBroken"_s).isEmpty());
        QCOMPARE(changeAnEntry(desk.gateway().dataDir()), 0);
        QCOMPARE(desk.gateway().stop(), 0);
        QVERIFY2(desk.start(), desk.errorText().constData());
        QTRY_VERIFY_WITH_TIMEOUT(shows("\napproval_audit_chain_ok 0\n"), kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(!firing(desk.gateway(), u"auditChainBroken"_s).isEmpty(), kPatience);
    }
};

QTEST_GUILESS_MAIN(TstApprovalAlerts)
#include "tst_approval_alerts.moc"
