#include "backend/services/approvals/addresses.h"
#include "backend/services/approvals/content_hash.h"
#include "backend/services/approvals/policy.h"
#include "tests/unit/approvals/submission_bodies.h"

#include <QJsonDocument>
#include <QTest>

using namespace signalbox::approvals;
using namespace signalbox;
using namespace Qt::StringLiterals;
using std::chrono::seconds;

namespace {

Submission submitted(const QJsonObject &more = {})
{
    QJsonObject body = valid();
    for (auto member = more.begin(); member != more.end(); ++member)
        body[member.key()] = member.value();
    const auto result = parseSubmission(QJsonDocument(body).toJson());
    return result ? *result : Submission();
}

QString idsOf(const Policy &policy)
{
    QStringList ids;
    for (const Approver &any : policy.approvers)
        ids << any.id + (any.step ? u':' + QString::number(any.step) : QString());
    return ids.join(u' ');
}

const PolicyDefaults kDefaults {.ownerWhatsapp = kDana, .ownerImessage = u"Dana@Orchid.example"_s,
                                .whatsappOn = true, .imessageOn = true};

} // namespace

class TestPolicy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sameContentSameHash()
    {
        const auto hash = [](const QJsonObject &more) {
            return newCandidate(submitted(more), Policy(), core::wallTime(0)).contentHash;
        };
        const QByteArray plain = hash({});
        QCOMPARE(plain.size(), 64);
        QCOMPARE(hash({{u"risk_flags"_s, QJsonArray()}, {u"deadline_sec"_s, u"900"_s}, {u"owner_whatsapp"_s, u""_s},
                       {u"owner_imessage"_s, QJsonValue()}, {u"submitted_by"_s, QJsonValue()},
                       {u"policy"_s, QJsonObject()}, {u"unknown"_s, 17}}),
                 plain);
        QCOMPARE(hash({{u"policy"_s, QJsonObject {{u"required_approvals"_s, 1}, {u"allow_edit"_s, true}}}}), plain);
        for (const QJsonObject &other :
             {QJsonObject {{u"proposed_text"_s, u"No."_s}}, QJsonObject {{u"deadline_sec"_s, 901}},
              QJsonObject {{u"policy"_s, QJsonObject {{u"required_approvals"_s, 2}}}},
              QJsonObject {{u"risk_flags"_s, QJsonArray {u"tone"_s}}}, QJsonObject {{u"owner_whatsapp"_s, kBo}}})
            QVERIFY(hash(other) != plain);
    }

    void aNewCandidate()
    {
        const Candidate candidate = newCandidate(submitted({{u"deadline_sec"_s, 60}}),
                                                 {.requiredApprovals = 2, .allowEdit = false}, core::wallTime(5'000));
        QCOMPARE(candidate.state, State::New);
        QCOMPARE(candidate.revision, 1);
        QCOMPARE(candidate.currentText, candidate.proposedText);
        QCOMPARE(core::epochMs(candidate.deadlineAt), 65'000);
        QCOMPARE(candidate.requiredApprovals, 2);
        QVERIFY(!candidate.allowEdit);
        QCOMPARE(QJsonDocument::fromJson(candidate.request)[u"deadline_sec"_s].toInt(), 60);
    }

    void canonicalNumbersAndStrings() // RFC 8785 3.2.3 and appendix B
    {
        const QJsonObject object {{u"\u20ac"_s, u"Euro Sign"_s}, {u"\r"_s, u"Carriage Return"_s},
                                  {u"\ufb33"_s, u"Hebrew"_s}, {u"1"_s, u"One"_s}, {u"\U0001f600"_s, u"Smiley"_s},
                                  {u"\u0080"_s, u"Control"_s}, {u"\u00f6"_s, u"Latin"_s}};
        QCOMPARE(QString::fromUtf8(canonicalJson(object)),
                 u"{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\",\"\u00f6\":\"Latin\","
                 u"\"\u20ac\":\"Euro Sign\",\"\U0001f600\":\"Smiley\",\"\ufb33\":\"Hebrew\"}"_s);
        QCOMPARE(canonicalJson(u"\b\f\n\r\t\u000f\"\\/\u007f"_s), "\"\\b\\f\\n\\r\\t\\u000f\\\"\\\\/\x7f\""_ba);
        const QJsonArray numbers{0.0,
                                 -0.0,
                                 1e30,
                                 4.50,
                                 2e-3,
                                 1e-27,
                                 333333333.33333329,
                                 1e21,
                                 1e20,
                                 9007199254740992.0,
                                 -5e-324,
                                 1.7976931348623157e308,
                                 0.000001,
                                 1e-7,
                                 123456789012.5,
                                 -1,
                                 true,
                                 QJsonValue()};
        QCOMPARE(canonicalJson(numbers),
                 "[0,0,1e+30,4.5,0.002,1e-27,333333333.3333333,1e+21,100000000000000000000,9007199254740992,-5e-324,"
                 "1.7976931348623157e+308,0.000001,1e-7,123456789012.5,-1,true,null]"_ba);
    }

    void ownersAndFallbacks_data()
    {
        QTest::addColumn<QJsonObject>("more");
        QTest::addColumn<OwnerFallback>("fallback");
        QTest::addColumn<QString>("whatsapp");
        QTest::addColumn<QString>("imessage");
        const QJsonObject whatsappOnly {{u"owner_whatsapp"_s, kBo}};
        QTest::newRow("nobody named") << QJsonObject() << OwnerFallback::NoneGiven << kDana << u"dana@orchid.example"_s;
        QTest::newRow("one channel named") << whatsappOnly << OwnerFallback::NoneGiven << kBo << QString();
        QTest::newRow("per channel") << whatsappOnly << OwnerFallback::PerChannel << kBo << u"dana@orchid.example"_s;
        const QJsonObject escalationOnly {
            {u"policy"_s, QJsonObject {{u"escalation"_s, QJsonArray {step(60, {approver(u"bo"_s, kBo)})}}}}};
        QTest::newRow("escalation does not name") << escalationOnly << OwnerFallback::NoneGiven << kDana
                                                  << u"dana@orchid.example"_s;
    }

    void ownersAndFallbacks()
    {
        QFETCH(QJsonObject, more);
        QFETCH(OwnerFallback, fallback);
        QFETCH(QString, whatsapp);
        QFETCH(QString, imessage);
        PolicyDefaults defaults = kDefaults;
        defaults.fallback = fallback;
        const auto policy = resolvePolicy(submitted(more), defaults);
        QVERIFY(policy);
        QCOMPARE(policy->approvers.front().id, u"owner"_s);
        QVERIFY(policy->approvers.front().owner);
        QCOMPARE(policy->approvers.front().whatsapp, whatsapp);
        QCOMPARE(policy->approvers.front().imessage, imessage);
    }

    void whoIsAsked_data()
    {
        QTest::addColumn<QJsonObject>("policy");
        QTest::addColumn<QString>("owner");
        QTest::addColumn<QString>("expected");
        const QJsonArray bo {approver(u"bo"_s, kBo)};
        const QJsonArray dana {approver(u"dana"_s, kDana)};
        QTest::newRow("approvers stand for themselves") << QJsonObject {{u"approvers"_s, bo}} << QString() << u"bo"_s;
        QTest::newRow("owner joins them") << QJsonObject {{u"approvers"_s, bo}} << kDana << u"owner bo"_s;
        QTest::newRow("owner is one of them") << QJsonObject {{u"approvers"_s, dana}} << kDana << u"dana"_s;
        QTest::newRow("an approver called owner")
            << QJsonObject {{u"approvers"_s, QJsonArray {approver(u"owner"_s, kBo)}}} << kDana << u"owner_2 owner"_s;
        QTest::newRow("escalation") << QJsonObject {{u"escalation"_s, QJsonArray {step(60, bo)}}} << kDana
                                    << u"owner bo:1"_s;
        QTest::newRow("escalation to the owner") << QJsonObject {{u"escalation"_s, QJsonArray {step(60, dana)}}}
                                                 << kDana << u"owner"_s;
    }

    void whoIsAsked()
    {
        QFETCH(QJsonObject, policy);
        QFETCH(QString, owner);
        QFETCH(QString, expected);
        const auto resolved
            = resolvePolicy(submitted({{u"policy"_s, policy}, {u"owner_whatsapp"_s, owner}}), kDefaults);
        QVERIFY(resolved);
        QCOMPARE(idsOf(*resolved), expected);
    }

    void escalationAsksKnownPeopleAgain()
    {
        const QJsonObject policy{
            {u"approvers"_s, QJsonArray{approver(u"bo"_s, kBo)}},
            {u"escalation"_s,
             QJsonArray{step(60, {approver(u"bo"_s, {}), approver(u"cy"_s, {}, u"cy@x.example"_s)}),
                        step(120, {approver(u"cy"_s, {})})}}};
        const auto resolved = resolvePolicy(submitted({{u"policy"_s, policy}}), kDefaults);
        QVERIFY(resolved);
        QCOMPARE(idsOf(*resolved), u"bo cy:1"_s);
        QCOMPARE(resolved->escalation.at(0), (EscalationStep {seconds(60), {u"bo"_s, u"cy"_s}}));
        QCOMPARE(resolved->escalation.at(1), (EscalationStep {seconds(120), {u"cy"_s}}));
    }

    void nobodyCanBeAsked()
    {
        const auto codeOf = [](const QJsonObject &more, const PolicyDefaults &defaults) -> QByteArray {
            const auto policy = resolvePolicy(submitted(more), defaults);
            return policy ? "ok"_ba : policy.error().code;
        };
        QCOMPARE(codeOf({}, {.whatsappOn = true}), "no_route"_ba);
        QCOMPARE(codeOf({}, {.ownerImessage = u"a@b.c"_s, .whatsappOn = true}), "no_route"_ba);
        PolicyDefaults whatsappOnly = kDefaults;
        whatsappOnly.imessageOn = false;
        QCOMPARE(codeOf({}, whatsappOnly), "ok"_ba);
        QCOMPARE(codeOf({{u"owner_imessage"_s, u"a@b.c"_s}}, whatsappOnly), "no_route"_ba);
        const QJsonArray without {approver(u"cy"_s, {}, u"cy@x.example"_s)};
        QCOMPARE(codeOf({{u"policy"_s, QJsonObject {{u"approvers"_s, without}}}}, whatsappOnly), "no_route"_ba);
        QCOMPARE(codeOf({{u"policy"_s, QJsonObject {{u"escalation"_s, QJsonArray {step(60, without)}}}}}, whatsappOnly),
                 "no_route"_ba);
    }

    void quorums()
    {
        const auto required = [](const QJsonObject &more, int usual, int risky) -> QString {
            PolicyDefaults defaults = kDefaults;
            defaults.requiredApprovals = usual;
            defaults.riskRequiredApprovals = risky;
            const auto policy = resolvePolicy(submitted(more), defaults);
            return policy ? QString::number(policy->requiredApprovals) : QString::fromLatin1(policy.error().code);
        };
        const QJsonValue two = QJsonObject {{u"escalation"_s, QJsonArray {step(60, {approver(u"bo"_s, kBo)})}}};
        const QJsonArray risks {u"legal"_s};
        QCOMPARE(required({}, 1, 2), u"1"_s);
        QCOMPARE(required({{u"policy"_s, two}, {u"risk_flags"_s, risks}}, 1, 2), u"2"_s);
        QCOMPARE(required({{u"policy"_s, two}, {u"risk_flags"_s, risks}}, 2, 1), u"2"_s);
        QCOMPARE(required({{u"policy"_s, QJsonObject{{u"required_approvals"_s, 1}}}, {u"risk_flags"_s, risks}}, 1, 2),
                 u"1"_s);
        QCOMPARE(required({}, 2, 1), u"policy_unsatisfiable"_s);
        QCOMPARE(required({{u"policy"_s, two}, {u"submitted_by"_s, u"bo"_s}}, 2, 1), u"policy_unsatisfiable"_s);
        QCOMPARE(required({{u"submitted_by"_s, u"+15551230001"_s}}, 1, 1), u"policy_unsatisfiable"_s);
    }

    void addressesAreCompared()
    {
        QCOMPARE(normalAddress(Channel::Imessage, u" Dana@Orchid.example "_s), u"dana@orchid.example"_s);
        QCOMPARE(normalAddress(Channel::Imessage, u"+1 (555) 123-0001"_s), u"+15551230001"_s);
        QCOMPARE(normalAddress(Channel::Imessage, u"0049 30.123456"_s), u"+4930123456"_s);
        QCOMPARE(normalAddress(Channel::Imessage, u"5551230001"_s), u"5551230001"_s);
        const std::vector<Approver> people {{.id = u"a"_s, .whatsapp = kDana, .imessage = u"+15551230001"_s},
                                            {.id = u"b"_s, .imessage = u"b@x.example"_s, .step = 1}};
        QCOMPARE(approverWith(people, Channel::Imessage, u"+1 555 123 0001"_s, 0), &people[0]);
        QCOMPARE(approverWith(people, Channel::WhatsApp, kDana, 0), &people[0]);
        QCOMPARE(approverWith(people, Channel::WhatsApp, u"+15551230001"_s, 0), nullptr);
        QCOMPARE(approverWith(people, Channel::Imessage, u"B@X.example"_s, 0), nullptr);
        QCOMPARE(approverWith(people, Channel::Imessage, u"B@X.example"_s, 1), &people[1]);
        QCOMPARE(approverWith(people, Channel::WhatsApp, QString(), 1), nullptr);
        QCOMPARE(approverWith(people, Channel::Console, QString(), 1), nullptr);
    }

    void deciders()
    {
        QCOMPARE(deciderName(Channel::WhatsApp, kDana), kDana);
        QCOMPARE(deciderName(Channel::Imessage, u"Dana@Orchid.example"_s), u"imessage:dana@orchid.example"_s);
        QCOMPARE(deciderName(Channel::Console, u"Ana"_s), u"console:Ana"_s);
    }

    void addressesAreMasked()
    {
        QCOMPARE(maskedAddress(kDana), u"whatsapp:+*******0001"_s);
        QCOMPARE(maskedAddress(u"imessage:+15551230001"_s), u"imessage:+*******0001"_s);
        QCOMPARE(maskedAddress(u"dana@orchid.example"_s), u"d***@orchid.example"_s);
        QCOMPARE(maskedAddress(u"123"_s), u"***"_s);
        QCOMPARE(maskedAddress(QString()), QString());
    }
};

QTEST_GUILESS_MAIN(TestPolicy)
#include "tst_policy.moc"
