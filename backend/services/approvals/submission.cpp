#include "backend/services/approvals/submission.h"

#include "backend/platform/core/json_parse.h"
#include "backend/platform/core/json_writer.h"
#include "backend/services/approvals/addresses.h"
#include "backend/services/approvals/request_fields.h"

#include <QUrl>

#include <algorithm>

namespace signalbox::approvals {

using namespace Qt::StringLiterals;
using std::chrono::seconds;

namespace {

constexpr qsizetype kMaxText = 3000;
constexpr qsizetype kMaxUrl = 2048;
constexpr qsizetype kMaxFlags = 20;
constexpr qsizetype kMaxAddress = 254;
constexpr qsizetype kMaxApprovers = 10;
constexpr qsizetype kMaxSteps = 5;
constexpr int kMaxDeadline = 604'800;
constexpr qsizetype kNoLimit = std::numeric_limits<qsizetype>::max();

const QString kNotAnObject = u"Input should be a valid dictionary or object to extract fields from"_s;

bool isWordCharacter(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9');
}

bool isCandidateId(QStringView text)
{
    return !text.isEmpty() && text.size() <= 128 && isWordCharacter(text[0])
        && std::all_of(text.begin(), text.end(),
                       [](QChar c) { return isWordCharacter(c) || c == u'_' || c == u'-'; });
}

/// Absolute http or https. Nothing that could begin another line or another word of a prompt.
bool isWebAddress(const QString &text)
{
    const auto isTrouble = [](QChar c) {
        return c.isSpace() || c.category() == QChar::Other_Control || c.category() == QChar::Other_Format
            || "\\<>\""_L1.contains(c);
    };
    if (std::any_of(text.begin(), text.end(), isTrouble))
        return false;
    const QUrl url(text);
    return url.isValid() && !url.host().isEmpty() && (url.scheme() == "http"_L1 || url.scheme() == "https"_L1);
}

bool isBlank(const QString &text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c.isSpace(); });
}

/// An optional address of one channel; `longest` counts before the pattern does.
QString readAddress(RequestFields &fields, QLatin1StringView name, Channel channel)
{
    const bool whatsapp = channel == Channel::WhatsApp;
    QString address = fields.optionalText(name, whatsapp ? kNoLimit : kMaxAddress);
    if (address.isEmpty() || (whatsapp ? isWhatsappAddress(address) : isImessageAddress(address)))
        return address;
    fields.refuse(fields.place(name), "string_pattern_mismatch",
                  whatsapp ? u"String should match pattern '^whatsapp:\\+[1-9][0-9]{6,14}$'"_s
                           : u"String should be an e-mail address or an E.164 number with +"_s);
    return {};
}

bool shareAddress(const Approver &a, const Approver &b)
{
    return (!a.whatsapp.isEmpty() && a.whatsapp == b.whatsapp) || (!a.imessage.isEmpty() && a.imessage == b.imessage);
}

/// Reads `policy` (section 20.1).
class PolicyReader
{
public:
    PolicyReader(const QJsonObject &object, seconds deadline, Faults &faults)
        : m_fields(object, {u"body"_s, u"policy"_s}, faults), m_deadline(deadline), m_faults(faults)
    {
    }

    GivenPolicy read()
    {
        GivenPolicy policy;
        policy.requiredApprovals = m_fields.whole("required_approvals"_L1, 1, 5);
        policy.approvers = readApprovers(m_fields, false);
        readEscalation(policy);
        policy.allowEdit = m_fields.flag("allow_edit"_L1, true);
        return policy;
    }

private:
    void readEscalation(GivenPolicy &policy)
    {
        const QJsonArray steps = m_fields.list("escalation"_L1, kMaxSteps).value_or(QJsonArray());
        int earliest = 1;
        const int latest = int(m_deadline.count()) - 1;
        for (qsizetype i = 0; i < steps.size(); ++i) {
            QJsonArray loc = m_fields.place("escalation"_L1);
            loc.append(i);
            if (!steps[i].isObject()) {
                refuseObject(loc);
                continue;
            }
            RequestFields step(steps[i].toObject(), loc, m_faults);
            const auto after = step.whole("after_sec"_L1, earliest, latest, true);
            earliest = after.value_or(earliest) + 1;
            if (!step.has("approvers"_L1))
                step.refuse(step.place("approvers"_L1), "missing", u"Field required"_s);
            policy.escalation.push_back({seconds(after.value_or(0)), readApprovers(step, true)});
        }
    }

    std::vector<Approver> readApprovers(RequestFields &fields, bool escalation)
    {
        std::vector<Approver> approvers;
        const QJsonArray list = fields.list("approvers"_L1, kMaxApprovers).value_or(QJsonArray());
        for (qsizetype i = 0; i < list.size(); ++i) {
            QJsonArray loc = fields.place("approvers"_L1);
            loc.append(i);
            if (!list[i].isObject()) {
                refuseObject(loc);
                continue;
            }
            RequestFields one(list[i].toObject(), loc, m_faults);
            Approver approver;
            approver.id = one.text("id"_L1, 1, 64).value_or(QString());
            approver.whatsapp = normalAddress(Channel::WhatsApp, readAddress(one, "whatsapp"_L1, Channel::WhatsApp));
            approver.imessage = normalAddress(Channel::Imessage, readAddress(one, "imessage"_L1, Channel::Imessage));
            if (!approver.id.isEmpty())
                notePerson(approver, loc, escalation);
            approvers.push_back(approver);
        }
        return approvers;
    }

    /// One person has one id and one set of addresses. Only an escalation may name somebody again, to ask once more.
    void notePerson(const Approver &approver, const QJsonArray &loc, bool escalation)
    {
        const auto sameId = std::find_if(m_people.begin(), m_people.end(),
                                         [&](const Approver &known) { return known.id == approver.id; });
        if (sameId != m_people.end()) {
            const bool sameAddresses = (approver.whatsapp.isEmpty() || approver.whatsapp == sameId->whatsapp)
                && (approver.imessage.isEmpty() || approver.imessage == sameId->imessage);
            if (!escalation)
                m_fields.refuse(loc, "value_error", u"Value error, another approver has this id"_s);
            else if (!sameAddresses)
                m_fields.refuse(loc, "value_error",
                                u"Value error, this approver has other addresses in an earlier step"_s);
            return;
        }
        const bool shared = std::any_of(m_people.begin(), m_people.end(),
                                        [&](const Approver &known) { return shareAddress(known, approver); });
        if (shared)
            m_fields.refuse(loc, "value_error", u"Value error, another approver has the same address"_s);
        m_people.push_back(approver);
    }

    void refuseObject(const QJsonArray &loc)
    {
        m_fields.refuse(loc, "model_attributes_type", kNotAnObject);
    }

    RequestFields m_fields;
    seconds m_deadline;
    Faults &m_faults;
    std::vector<Approver> m_people;
};

void readText(RequestFields &fields, Submission &submission)
{
    const auto text = fields.text("proposed_text"_L1, 1, kMaxText);
    if (text && isBlank(*text))
        fields.refuse(fields.place("proposed_text"_L1), "string_pattern_mismatch", u"String should not be blank"_s);
    submission.proposedText = text.value_or(QString());
}

void readUrl(RequestFields &fields, Submission &submission)
{
    const auto url = fields.text("context_url"_L1, 0, kMaxUrl);
    if (url && !isWebAddress(*url))
        fields.refuse(fields.place("context_url"_L1), "url_parsing",
                      u"Input should be a valid URL, absolute with http or https"_s);
    submission.contextUrl = url.value_or(QString());
}

void readFlags(RequestFields &fields, Submission &submission)
{
    const QJsonArray flags = fields.list("risk_flags"_L1, kMaxFlags).value_or(QJsonArray());
    for (qsizetype i = 0; i < flags.size(); ++i) {
        QJsonArray loc = fields.place("risk_flags"_L1);
        loc.append(i);
        submission.riskFlags.append(fields.checkText(flags[i], loc, 0, 64).value_or(QString()));
    }
}

Submission readSubmission(const QJsonObject &body, Faults &faults)
{
    RequestFields fields(body, {u"body"_s}, faults);
    Submission submission;
    submission.id = fields.text("id"_L1, 0, kNoLimit).value_or(QString());
    if (fields.value("id"_L1).isString() && faults.empty() && !isCandidateId(submission.id))
        fields.refuse(fields.place("id"_L1), "string_pattern_mismatch",
                      u"String should match pattern '^[A-Za-z0-9][A-Za-z0-9_-]{0,127}$'"_s);
    submission.brandId = fields.text("brand_id"_L1, 1, 128).value_or(QString());
    submission.platform = fields.word("platform"_L1, {"x"_L1, "reddit"_L1, "linkedin"_L1});
    submission.sourceRef = fields.text("source_ref"_L1, 1, 256).value_or(QString());
    readText(fields, submission);
    submission.persona = fields.word("persona"_L1, {"normal"_L1, "unhinged"_L1, "smart"_L1, "technical"_L1});
    readUrl(fields, submission);
    readFlags(fields, submission);
    if (const auto deadline = fields.whole("deadline_sec"_L1, 1, kMaxDeadline))
        submission.deadline = seconds(*deadline);
    submission.ownerWhatsapp = readAddress(fields, "owner_whatsapp"_L1, Channel::WhatsApp);
    submission.ownerImessage = readAddress(fields, "owner_imessage"_L1, Channel::Imessage);
    submission.submittedBy = fields.optionalText("submitted_by"_L1, kMaxAddress);
    if (fields.value("policy"_L1).isObject())
        submission.policy = PolicyReader(fields.value("policy"_L1).toObject(), submission.deadline, faults).read();
    else if (fields.has("policy"_L1))
        fields.refuse(fields.place("policy"_L1), "model_attributes_type",
                      kNotAnObject);
    return submission;
}

QJsonValue textOrNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

QJsonArray approversJson(const std::vector<Approver> &approvers)
{
    QJsonArray list;
    for (const Approver &approver : approvers)
        list.append(QJsonObject {{u"id"_s, approver.id},
                                 {u"whatsapp"_s, textOrNull(approver.whatsapp)},
                                 {u"imessage"_s, textOrNull(approver.imessage)}});
    return list;
}

QJsonObject policyJson(const GivenPolicy &policy)
{
    QJsonArray steps;
    for (const GivenStep &step : policy.escalation)
        steps.append(QJsonObject {{u"after_sec"_s, qint64(step.after.count())},
                                  {u"approvers"_s, approversJson(step.approvers)}});
    return {{u"required_approvals"_s, policy.requiredApprovals ? QJsonValue(*policy.requiredApprovals) : QJsonValue()},
            {u"approvers"_s, approversJson(policy.approvers)},
            {u"escalation"_s, steps},
            {u"allow_edit"_s, policy.allowEdit}};
}

} // namespace

QByteArray faultsJson(const Faults &faults)
{
    JsonWriter json;
    json.beginObject().key("detail").beginArray();
    for (const Fault &fault : faults) {
        json.beginObject().member("type", fault.type).member("loc", QJsonValue(fault.loc)).member("msg", fault.msg);
        json.endObject();
    }
    json.endArray().member("code", "validation_error"_L1).endObject();
    return json.take();
}

std::expected<Submission, Faults> parseSubmission(const QByteArray &body)
{
    if (body.isEmpty())
        return std::unexpected(Faults {{"missing", {u"body"_s}, u"Field required"_s}});
    const auto json = core::parseJson(body);
    if (!json)
        return std::unexpected(Faults {{"json_invalid", {u"body"_s}, u"JSON decode error"_s}});
    if (!json->isObject())
        return std::unexpected(
            Faults {{"model_attributes_type", {u"body"_s}, kNotAnObject}});
    Faults faults;
    Submission submission = readSubmission(json->toObject(), faults);
    if (!faults.empty())
        return std::unexpected(std::move(faults));
    return submission;
}

QJsonObject requestObject(const Submission &submission)
{
    return {{u"id"_s, submission.id},
            {u"brand_id"_s, submission.brandId},
            {u"platform"_s, submission.platform},
            {u"source_ref"_s, submission.sourceRef},
            {u"proposed_text"_s, submission.proposedText},
            {u"persona"_s, submission.persona},
            {u"context_url"_s, submission.contextUrl},
            {u"risk_flags"_s, QJsonArray::fromStringList(submission.riskFlags)},
            {u"deadline_sec"_s, qint64(submission.deadline.count())},
            {u"owner_whatsapp"_s, textOrNull(submission.ownerWhatsapp)},
            {u"owner_imessage"_s, textOrNull(submission.ownerImessage)},
            {u"submitted_by"_s, textOrNull(submission.submittedBy)},
            {u"policy"_s, policyJson(submission.policy)}};
}

} // namespace signalbox::approvals
