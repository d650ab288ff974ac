#include "backend/services/approvals/submission.h"
#include "tests/unit/approvals/submission_bodies.h"

#include <QJsonDocument>
#include <QTest>

using namespace signalbox::approvals;
using namespace signalbox;
using namespace Qt::StringLiterals;
using std::chrono::seconds;

namespace {

QJsonObject with(const QString &name, const QJsonValue &value)
{
    QJsonObject body = valid();
    body[name] = value;
    return body;
}

std::expected<Submission, Faults> parse(const QJsonObject &body)
{
    return parseSubmission(QJsonDocument(body).toJson());
}

/// `type@loc` of each fault.
QString brief(const std::expected<Submission, Faults> &result)
{
    if (result)
        return u"ok"_s;
    QStringList list;
    for (const Fault &fault : result.error()) {
        QStringList loc;
        for (const QJsonValue &part : fault.loc)
            loc << part.toVariant().toString();
        list << QString::fromLatin1(fault.type) + u'@' + loc.mid(1).join(u'.');
    }
    return list.join(u' ');
}

} // namespace

class TestSubmission : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSubmissionWithDefaults()
    {
        const auto submission = parse(valid());
        QVERIFY(submission);
        QCOMPARE(submission->deadline, seconds(900));
        QVERIFY(submission->riskFlags.isEmpty());
        QVERIFY(submission->ownerWhatsapp.isEmpty());
        QVERIFY(!submission->policy.requiredApprovals);
        QCOMPARE(submission->contextUrl, u"https:" "//x.com/dana/status/1780000000000000001"_s);
    }

    void fields_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QJsonValue>("value");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *tag, const QString &name, const QJsonValue &value, const QString &expected) {
            QTest::newRow(qPrintable(name + u' ' + QLatin1StringView(tag))) << name << value << expected;
        };
        rowsOfTexts(row);
        rowsOfWordsAndNumbers(row);
        rowsOfAddresses(row);
        rowsOfPolicy(row);
    }

    void fields()
    {
        QFETCH(QString, name);
        QFETCH(QJsonValue, value);
        QFETCH(QString, expected);
        QCOMPARE(brief(parse(with(name, value))), expected);
    }

    void deadlinesInAllTheirForms_data()
    {
        QTest::addColumn<QJsonValue>("value");
        QTest::addColumn<int>("expected");
        QTest::newRow("integer") << QJsonValue(600) << 600;
        QTest::newRow("float") << QJsonValue(600.0) << 600;
        QTest::newRow("string") << QJsonValue(u"600"_s) << 600;
        QTest::newRow("string with spaces") << QJsonValue(u" +600 "_s) << 600;
        QTest::newRow("string with zeros behind the point") << QJsonValue(u"600.00"_s) << 600;
        QTest::newRow("longest") << QJsonValue(604800) << 604800;
    }

    void deadlinesInAllTheirForms()
    {
        QFETCH(QJsonValue, value);
        QFETCH(int, expected);
        const auto submission = parse(with(u"deadline_sec"_s, value));
        QVERIFY(submission);
        QCOMPARE(submission->deadline, seconds(expected));
    }

    void everyFaultInTheTablesOrder() // worked example 11
    {
        QJsonObject body {{u"id"_s, u"cr_z"_s}, {u"brand_id"_s, u"b_orchid"_s}, {u"platform"_s, u"myspace"_s},
                          {u"proposed_text"_s, u"hi"_s}, {u"persona"_s, u"smart"_s}, {u"context_url"_s, u"nope"_s}};
        const auto result = parse(body);
        QCOMPARE(brief(result), u"literal_error@platform missing@source_ref url_parsing@context_url"_s);
        const QJsonObject answer = QJsonDocument::fromJson(faultsJson(result.error())).object();
        QCOMPARE(answer[u"code"_s], u"validation_error"_s);
        const QJsonObject first = answer[u"detail"_s].toArray()[0].toObject();
        QCOMPARE(first.keys(), (QStringList {u"loc"_s, u"msg"_s, u"type"_s})); // never the offending value
        QCOMPARE(first[u"loc"_s].toArray(), (QJsonArray {u"body"_s, u"platform"_s}));
        QCOMPARE(first[u"msg"_s], u"Input should be 'x', 'reddit' or 'linkedin'"_s);
    }

    void anEmptyObjectMissesEverything()
    {
        QCOMPARE(brief(parse({})), u"missing@id missing@brand_id missing@platform missing@source_ref "
                                   u"missing@proposed_text missing@persona missing@context_url"_s);
    }

    void whatIsNoJsonObject()
    {
        QCOMPARE(brief(parseSubmission("{")), u"json_invalid@"_s);
        QCOMPARE(brief(parseSubmission("{}x")), u"json_invalid@"_s);
        QCOMPARE(brief(parseSubmission("\"\xff\"")), u"json_invalid@"_s);
        QCOMPARE(brief(parseSubmission("[]")), u"model_attributes_type@"_s);
        QCOMPARE(brief(parseSubmission("null")), u"model_attributes_type@"_s);
        QCOMPARE(brief(parseSubmission("")), u"missing@"_s);
    }

    void halvesOfSurrogatesAreRefused()
    {
        QByteArray body = QJsonDocument(with(u"proposed_text"_s, u"HERE"_s)).toJson();
        body.replace("HERE", "\\ud800");
        QCOMPARE(brief(parseSubmission(body)), u"string_unicode@proposed_text"_s);
    }

private:
    template <class Row>
    static void rowsOfTexts(const Row &row)
    {
        row("empty", u"id"_s, u""_s, u"string_pattern_mismatch@id"_s);
        row("number", u"id"_s, 7, u"string_type@id"_s);
        row("null", u"id"_s, QJsonValue(), u"string_type@id"_s);
        row("first character", u"id"_s, u"_a"_s, u"string_pattern_mismatch@id"_s);
        row("line feed behind", u"id"_s, u"cr_1\n"_s, u"string_pattern_mismatch@id"_s);
        row("letter of another alphabet", u"id"_s, u"cr\u00e9"_s, u"string_pattern_mismatch@id"_s);
        row("128", u"id"_s, u"a"_s.repeated(128), u"ok"_s);
        row("129", u"id"_s, u"a"_s.repeated(129), u"string_pattern_mismatch@id"_s);
        row("empty", u"brand_id"_s, u""_s, u"string_too_short@brand_id"_s);
        row("128", u"brand_id"_s, u"👍"_s.repeated(128), u"ok"_s);
        row("129", u"brand_id"_s, u"b"_s.repeated(129), u"string_too_long@brand_id"_s);
        row("257", u"source_ref"_s, u"b"_s.repeated(257), u"string_too_long@source_ref"_s);
        row("empty", u"proposed_text"_s, u""_s, u"string_too_short@proposed_text"_s);
        row("blank", u"proposed_text"_s, u" \n\u00a0"_s, u"string_pattern_mismatch@proposed_text"_s);
        row("NUL", u"proposed_text"_s, QString(u"a"_s + QChar(0)), u"string_pattern_mismatch@proposed_text"_s);
        row("3000", u"proposed_text"_s, u"👍"_s.repeated(3000), u"ok"_s);
        row("3001", u"proposed_text"_s, u"a"_s.repeated(3001), u"string_too_long@proposed_text"_s);
        row("list", u"proposed_text"_s, QJsonArray(), u"string_type@proposed_text"_s);
        row("number", u"context_url"_s, 7, u"string_type@context_url"_s);
        row("script", u"context_url"_s, u"javascript:alert(1)"_s, u"url_parsing@context_url"_s);
        row("ftp", u"context_url"_s, u"ftp:" "//x.com/"_s, u"url_parsing@context_url"_s);
        row("no host", u"context_url"_s, u"https:" "///path"_s, u"url_parsing@context_url"_s);
        row("relative", u"context_url"_s, u"/" "/x.com/a"_s, u"url_parsing@context_url"_s);
        row("empty", u"context_url"_s, u""_s, u"url_parsing@context_url"_s);
        row("line feed", u"context_url"_s, u"https:" "//x.com/\napprove"_s, u"url_parsing@context_url"_s);
        row("turned text", u"context_url"_s, u"https:" "//x.com/\u202ea"_s, u"url_parsing@context_url"_s);
        row("port", u"context_url"_s, u"https:" "//x.com:99999/"_s, u"url_parsing@context_url"_s);
        row("bare host", u"context_url"_s, u"HTTP:" "//x.com"_s, u"ok"_s);
        row("other letters", u"context_url"_s, u"https:" "//例え.jp/パス?q=値#f"_s, u"ok"_s);
        row("2048", u"context_url"_s, QString(u"https:" "//x.com/"_s + u"a"_s.repeated(2034)), u"ok"_s);
        row("2049", u"context_url"_s,
            QString(u"https:"
                    "//x.com/"_s
                    + u"a"_s.repeated(2035)),
            u"string_too_long@context_url"_s);
        row("255", u"submitted_by"_s, u"a"_s.repeated(255), u"string_too_long@submitted_by"_s);
        row("false", u"submitted_by"_s, false, u"string_type@submitted_by"_s);
    }

    template <class Row>
    static void rowsOfWordsAndNumbers(const Row &row)
    {
        for (const QString &platform : {u"x"_s, u"reddit"_s, u"linkedin"_s})
            row("known", u"platform"_s, platform, u"ok"_s);
        row("capitals", u"platform"_s, u"X"_s, u"literal_error@platform"_s);
        row("null", u"platform"_s, QJsonValue(), u"literal_error@platform"_s);
        for (const QString &persona : {u"normal"_s, u"unhinged"_s, u"smart"_s, u"technical"_s})
            row("known", u"persona"_s, persona, u"ok"_s);
        row("number", u"persona"_s, 1, u"literal_error@persona"_s);
        row("null", u"risk_flags"_s, QJsonValue(), u"list_type@risk_flags"_s);
        row("text", u"risk_flags"_s, u"legal"_s, u"list_type@risk_flags"_s);
        row("items", u"risk_flags"_s, QJsonArray {u"ok"_s, 1, u"a"_s.repeated(65), u"a"_s.repeated(64)},
            u"string_type@risk_flags.1 string_too_long@risk_flags.2"_s);
        QJsonArray many;
        for (int i = 0; i < 21; ++i)
            many << u"a"_s;
        row("21", u"risk_flags"_s, many, u"too_long@risk_flags"_s);
        many.removeLast();
        row("20", u"risk_flags"_s, many, u"ok"_s);
        row("0", u"deadline_sec"_s, 0, u"greater_than_equal@deadline_sec"_s);
        row("-5", u"deadline_sec"_s, u"-5"_s, u"greater_than_equal@deadline_sec"_s);
        row("604801", u"deadline_sec"_s, 604801, u"less_than_equal@deadline_sec"_s);
        row("huge", u"deadline_sec"_s, u"9"_s.repeated(400), u"less_than_equal@deadline_sec"_s);
        row("1e300", u"deadline_sec"_s, 1e300, u"less_than_equal@deadline_sec"_s);
        row("1.5", u"deadline_sec"_s, 1.5, u"int_from_float@deadline_sec"_s);
        row("true", u"deadline_sec"_s, true, u"int_type@deadline_sec"_s);
        row("null", u"deadline_sec"_s, QJsonValue(), u"int_type@deadline_sec"_s);
        row("word", u"deadline_sec"_s, u"soon"_s, u"int_parsing@deadline_sec"_s);
        row("hex", u"deadline_sec"_s, u"0x10"_s, u"int_parsing@deadline_sec"_s);
        row("fraction in a string", u"deadline_sec"_s, u"1.5"_s, u"int_parsing@deadline_sec"_s);
        row("empty", u"deadline_sec"_s, u""_s, u"int_parsing@deadline_sec"_s);
    }

    template <class Row>
    static void rowsOfAddresses(const Row &row)
    {
        row("good", u"owner_whatsapp"_s, kDana, u"ok"_s);
        row("null", u"owner_whatsapp"_s, QJsonValue(), u"ok"_s);
        row("empty", u"owner_whatsapp"_s, u""_s, u"ok"_s);
        row("bare", u"owner_whatsapp"_s, u"+15551230001"_s, u"string_pattern_mismatch@owner_whatsapp"_s);
        row("zero", u"owner_whatsapp"_s, u"whatsapp:+05551230001"_s, u"string_pattern_mismatch@owner_whatsapp"_s);
        row("short", u"owner_whatsapp"_s, u"whatsapp:+155512"_s, u"string_pattern_mismatch@owner_whatsapp"_s);
        row("long", u"owner_whatsapp"_s, u"whatsapp:+1555123000155512"_s, u"string_pattern_mismatch@owner_whatsapp"_s);
        row("line feed", u"owner_whatsapp"_s, QString(kDana + u'\n'), u"string_pattern_mismatch@owner_whatsapp"_s);
        row("other digits", u"owner_whatsapp"_s, u"whatsapp:+1555123000\u0661"_s,
            u"string_pattern_mismatch@owner_whatsapp"_s);
        row("number", u"owner_whatsapp"_s, 1, u"string_type@owner_whatsapp"_s);
        row("e-mail", u"owner_imessage"_s, u"Dana.O+x@Orchid.example"_s, u"ok"_s);
        row("phone", u"owner_imessage"_s, u"+15551230001"_s, u"ok"_s);
        row("empty", u"owner_imessage"_s, u""_s, u"ok"_s);
        row("no plus", u"owner_imessage"_s, u"15551230001"_s, u"string_pattern_mismatch@owner_imessage"_s);
        row("name", u"owner_imessage"_s, u"dana"_s, u"string_pattern_mismatch@owner_imessage"_s);
        row("no name", u"owner_imessage"_s, u"@orchid.example"_s, u"string_pattern_mismatch@owner_imessage"_s);
        row("no host", u"owner_imessage"_s, u"dana@"_s, u"string_pattern_mismatch@owner_imessage"_s);
        row("space", u"owner_imessage"_s, u"da na@orchid.example"_s, u"string_pattern_mismatch@owner_imessage"_s);
        row("two", u"owner_imessage"_s, u"a@b.c,d@e.f"_s, u"string_pattern_mismatch@owner_imessage"_s);
        row("255", u"owner_imessage"_s, u"a"_s.repeated(255), u"string_too_long@owner_imessage"_s);
    }

    template <class Row>
    static void rowsOfPolicy(const Row &row)
    {
        const auto policy = [&row](const char *tag, const QString &name, const QJsonValue &value,
                                   const QString &expected) {
            row(tag, u"policy"_s, QJsonObject {{name, value}}, expected);
        };
        const QJsonObject ana = approver(u"ana"_s, kDana);
        const QJsonObject bo = approver(u"bo"_s, kBo);
        row("null", u"policy"_s, QJsonValue(), u"model_attributes_type@policy"_s);
        row("unknown members", u"policy"_s, QJsonObject {{u"what"_s, 1}}, u"ok"_s);
        policy("0", u"required_approvals"_s, 0, u"greater_than_equal@policy.required_approvals"_s);
        policy("6", u"required_approvals"_s, 6, u"less_than_equal@policy.required_approvals"_s);
        policy("word", u"allow_edit"_s, u"yes"_s, u"bool_type@policy.allow_edit"_s);
        policy("two", u"approvers"_s, QJsonArray {ana, bo}, u"ok"_s);
        policy("no object", u"approvers"_s, QJsonArray {u"ana"_s}, u"model_attributes_type@policy.approvers.0"_s);
        policy("no id", u"approvers"_s, QJsonArray {QJsonObject()}, u"missing@policy.approvers.0.id"_s);
        policy("empty id", u"approvers"_s, QJsonArray{approver(u""_s, kBo)},
               u"string_too_short@policy.approvers.0.id"_s);
        policy("bad address", u"approvers"_s, QJsonArray {ana, approver(u"bo"_s, u"+1"_s)},
               u"string_pattern_mismatch@policy.approvers.1.whatsapp"_s);
        policy("same id", u"approvers"_s, QJsonArray{ana, approver(u"ana"_s, kBo)},
               u"value_error@policy.approvers.1"_s);
        policy("same address", u"approvers"_s, QJsonArray {ana, approver(u"bo"_s, kDana)},
               u"value_error@policy.approvers.1"_s);
        QJsonArray eleven;
        for (int i = 0; i < 11; ++i)
            eleven << approver(u"p"_s + QString::number(i), u"whatsapp:+1555123100"_s + QString::number(i));
        policy("11", u"approvers"_s, eleven, u"too_long@policy.approvers"_s);
        policy("rising", u"escalation"_s, QJsonArray {step(10, {bo}), step(20, {ana})}, u"ok"_s);
        policy("not rising", u"escalation"_s, QJsonArray {step(20, {bo}), step(20, {ana})},
               u"greater_than_equal@policy.escalation.1.after_sec"_s);
        policy("at the deadline", u"escalation"_s, QJsonArray {step(900, {bo})},
               u"less_than_equal@policy.escalation.0.after_sec"_s);
        policy("no time, nobody", u"escalation"_s, QJsonArray {QJsonObject()},
               u"missing@policy.escalation.0.after_sec missing@policy.escalation.0.approvers"_s);
        policy("same address, other id", u"escalation"_s,
               QJsonArray{step(10, {bo}), step(20, {approver(u"cy"_s, kBo)})},
               u"value_error@policy.escalation.1.approvers.0"_s);
        policy("other address, same id", u"escalation"_s,
               QJsonArray{step(10, {bo}), step(20, {approver(u"bo"_s, kDana)})},
               u"value_error@policy.escalation.1.approvers.0"_s);
    }
};

QTEST_GUILESS_MAIN(TestSubmission)
#include "tst_submission.moc"
