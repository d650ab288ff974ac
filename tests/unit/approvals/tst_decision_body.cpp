#include "backend/services/approvals/decision_body.h"
#include "backend/services/approvals/edit_diff.h"
#include "backend/services/approvals/reply_text.h"
#include "tests/unit/approvals/random_text.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace signalbox::approvals;
using namespace signalbox;
using namespace Qt::StringLiterals;

namespace {

const core::WallTime kCreated = core::wallTime(1'767'225'599'100);

Candidate decided(Decision decision)
{
    Candidate candidate;
    candidate.id = u"cr_7k2m"_s;
    candidate.brandId = u"b_orchid"_s;
    candidate.platform = u"x"_s;
    candidate.sourceRef = u"1780000000000000001"_s;
    candidate.proposedText = u"Yes - SAML and OIDC are both in the Team plan."_s;
    candidate.createdAt = kCreated;
    candidate.promptedAt = kCreated + std::chrono::milliseconds(27);
    candidate.decidedAt = kCreated + std::chrono::milliseconds(41'900);
    candidate.state = stateOf(decision);
    candidate.decision = decision;
    candidate.decider = u"whatsapp:+15551230001"_s;
    if (decision == Decision::Approved)
        candidate.finalText = candidate.proposedText;
    return candidate;
}

QString joined(const std::vector<DiffOp> &ops, DiffKind left)
{
    QString text;
    for (const DiffOp &op : ops) {
        if (op.kind == DiffKind::Equal || op.kind == left)
            text += op.text;
    }
    return text;
}

QString brief(const QString &from, const QString &to)
{
    static constexpr std::array kSigns = {u'=', u'-', u'+'};
    QStringList list;
    for (const DiffOp &op : editDiff(from, to))
        list << kSigns[size_t(op.kind)] + op.text;
    return list.join(u'|');
}

} // namespace

class TestDecisionBody : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anApprovalByteForByte()
    {
        const std::vector<Vote> votes {{.approver = u"owner"_s, .at = kCreated + std::chrono::milliseconds(41'900)}};
        QCOMPARE(decisionBody(decided(Decision::Approved), votes, 7, "ab12"),
                 "{\"id\":\"cr_7k2m\",\"decision\":\"approved\","
                 "\"final_text\":\"Yes - SAML and OIDC are both in the Team plan.\","
                 "\"decider\":\"whatsapp:+15551230001\",\"latency_ms\":41873,"
                 "\"meta\":{\"brand_id\":\"b_orchid\",\"platform\":\"x\",\"source_ref\":\"1780000000000000001\","
                 "\"created_at\":\"2025-12-31T23:59:59.100Z\",\"prompted_at\":\"2025-12-31T23:59:59.127Z\","
                 "\"decided_at\":\"2026-01-01T00:00:41.000Z\",\"queue_ms\":27,\"revision\":1,\"required_approvals\":1,"
                 "\"approvals\":[{\"approver\":\"owner\",\"channel\":\"whatsapp\",\"action\":\"approve\","
                 "\"revision\":1,\"at\":\"2026-01-01T00:00:41.000Z\"}],\"edit_diff\":null,\"reason\":null,"
                 "\"audit_seq\":7,\"audit_hash\":\"ab12\"}}"_ba);
    }

    void anExpiryHasNoText()
    {
        Candidate candidate = decided(Decision::Expired);
        candidate.decider = u"system:timeout"_s;
        candidate.promptedAt.reset();
        const QJsonObject body = QJsonDocument::fromJson(decisionBody(candidate, {}, 1, "h")).object();
        QCOMPARE(body[u"decision"_s], u"expired"_s);
        QVERIFY(body[u"final_text"_s].isNull());
        QCOMPARE(body[u"latency_ms"_s].toInt(), 41'900); // from created_at: never prompted
        QVERIFY(body[u"meta"_s][u"prompted_at"_s].isNull());
        QVERIFY(body[u"meta"_s][u"queue_ms"_s].isNull());
    }

    void aSkipHasItsReason()
    {
        Candidate candidate = decided(Decision::Rejected);
        candidate.reason = u"tone"_s;
        const QJsonObject body = QJsonDocument::fromJson(decisionBody(candidate, {}, 1, "h")).object();
        QVERIFY(body[u"final_text"_s].isNull());
        QCOMPARE(body[u"meta"_s][u"reason"_s], u"tone"_s);
    }

    void aClockThatRanBack()
    {
        Candidate candidate = decided(Decision::Approved);
        candidate.decidedAt = kCreated - std::chrono::seconds(5);
        QCOMPARE(latencyMs(candidate), 0);
    }

    void anEditCarriesItsDiff()
    {
        Candidate candidate = decided(Decision::Edited);
        candidate.revision = 2;
        candidate.finalText = u"Yes - SAML is in the Team plan."_s;
        const QJsonObject diff =
            QJsonDocument::fromJson(decisionBody(candidate, {}, 1, "h"))[u"meta"_s][u"edit_diff"_s].toObject();
        QCOMPARE(diff[u"from_len"_s].toInt(), 46);
        QCOMPARE(diff[u"to_len"_s].toInt(), 31);
        QString final;
        for (const QJsonValue &op : diff[u"ops"_s].toArray()) {
            if (op[u"op"_s] != u"delete"_s)
                final += op[u"text"_s].toString();
        }
        QCOMPARE(final, candidate.finalText);
    }

    void aDiffTooLargeIsLeftOut()
    {
        Candidate candidate = decided(Decision::Edited);
        candidate.revision = 2;
        candidate.proposedText = u"我"_s.repeated(3000);
        candidate.finalText = u"你"_s.repeated(3000);
        const QByteArray body = decisionBody(candidate, {}, 1, "h");
        QVERIFY(body.size() <= kMaxDecisionBytes);
        const QJsonObject meta = QJsonDocument::fromJson(body)[u"meta"_s].toObject();
        QVERIFY(meta[u"edit_diff"_s].isNull());
        QVERIFY(meta[u"edit_diff_omitted"_s].toBool());
        QVERIFY(!meta.contains(u"approvals_omitted"_s));
    }

    void theWorstBodyFits()
    {
        Candidate candidate = decided(Decision::Edited);
        candidate.id = u"i"_s.repeated(128);
        candidate.revision = 40;
        candidate.proposedText = candidate.finalText = QString(3000, QChar(1));
        candidate.sourceRef = QString(256, QChar(1));
        candidate.brandId = QString(128, QChar(1));
        candidate.decider = u"imessage:"_s + u"a"_s.repeated(254);
        candidate.reason = u"👍"_s.repeated(500);
        std::vector<Vote> votes;
        for (int i = 0; i < 60; ++i)
            votes.push_back({.approver = QString(64, QChar(1)), .revision = 1 + i % 40});
        const QByteArray body = decisionBody(candidate, votes, 1'000'000'000, QByteArray(64, 'f'));
        QVERIFY2(body.size() <= kMaxDecisionBytes, qPrintable(QString::number(body.size())));
        const QJsonObject object = QJsonDocument::fromJson(body).object();
        QCOMPARE(object[u"final_text"_s], candidate.finalText);
        QVERIFY(object[u"meta"_s][u"source_omitted"_s].toBool());
    }

    void wordLevel_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<QString>("expected");
        QTest::newRow("same") << u"a b"_s << u"a b"_s << u"=a b"_s;
        QTest::newRow("one word") << u"a big dog"_s << u"a small dog"_s << u"=a |-big|+small|= dog"_s;
        QTest::newRow("inside a word") << u"docs"_s << u"dogs"_s << u"-docs|+dogs"_s;
        QTest::newRow("insert") << u"a c"_s << u"a b c"_s << u"=a |+b |=c"_s;
        QTest::newRow("delete") << u"a b c"_s << u"a c"_s << u"=a |-b |=c"_s;
        QTest::newRow("all") << u"yes"_s << u"no"_s << u"-yes|+no"_s;
        QTest::newRow("Chinese") << u"我们支持"_s << u"我们反对"_s << u"=我们|-支持|+反对"_s;
    }

    void wordLevel()
    {
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(QString, expected);
        QCOMPARE(brief(from, to), expected);
    }

    /// Any two texts come back exactly, from operations in their one form.
    void diffsGiveBothTextsBack()
    {
        RandomText random(printedSeed());
        for (int round = 0; round < 5'000; ++round) {
            const QString from = random.text(40);
            QString to = random.text(40);
            if (random.oneIn(2)) {
                to = from;
                for (qsizetype n = random.below(4); n > 0; --n)
                    to.insert(leftCodePoints(to, random.below(codePoints(to) + 1)).size(), random.text(2));
            }
            const std::vector<DiffOp> ops = editDiff(from, to);
            QCOMPARE(joined(ops, DiffKind::Delete), from);
            QCOMPARE(joined(ops, DiffKind::Insert), to);
            for (size_t i = 0; i < ops.size(); ++i) {
                QVERIFY(!ops[i].text.isEmpty());
                QVERIFY(i == 0 || ops[i].kind != ops[i - 1].kind);
                QVERIFY(i == 0 || ops[i].kind != DiffKind::Delete || ops[i - 1].kind == DiffKind::Equal);
            }
            const QJsonObject json = QJsonDocument::fromJson(editDiffJson(from, to)).object();
            QCOMPARE(json[u"from_len"_s].toInteger(), from.toUcs4().size());
            QCOMPARE(json[u"to_len"_s].toInteger(), to.toUcs4().size());
        }
    }

    void aWorstDiffIsBounded()
    {
        QString from;
        QString to;
        for (int i = 0; i < 1500; ++i) {
            from += QChar(0x4e00 + 2 * i);
            to += QChar(0x4e01 + 2 * i);
            from += u' ';
            to += u'\t';
        }
        QElapsedTimer timer;
        timer.start();
        const auto ops = editDiff(from, to);
        QCOMPARE(ops.size(), size_t(2));
        QVERIFY(timer.elapsed() < 1000);
    }
};

QTEST_GUILESS_MAIN(TestDecisionBody)
#include "tst_decision_body.moc"
