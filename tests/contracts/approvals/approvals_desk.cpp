#include "tests/contracts/approvals/approvals_desk.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QMessageAuthenticationCode>

#include <algorithm>

namespace signalbox::wire {

using namespace Qt::StringLiterals;

namespace {

const QByteArray kToken = "4f1d2c3b4a5968778695a4b3c2d1e0f0";
const QByteArray kAccount = "AC00000000000000000000000000000001";
const QByteArray kNumber = "whatsapp:+15550009999";

GatewayProcess::Settings settingsOf(const ApprovalsDesk &desk, const GatewayProcess::Settings &more)
{
    GatewayProcess::Settings settings {
        {u"SIGNALBOX_SERVICES"_s, u"approvals"_s},
        {u"PUBLIC_BASE_URL"_s, QString::fromLatin1(ApprovalsDesk::kPublic)},
        {u"TWILIO_ACCOUNT_SID"_s, QString::fromLatin1(kAccount)},
        {u"TWILIO_AUTH_TOKEN"_s, QString::fromLatin1(kToken)},
        {u"TWILIO_WA_NUMBER"_s, QString::fromLatin1(kNumber)},
        {u"OWNER_WA_NUMBER"_s, QString::fromLatin1(ApprovalsDesk::kOwner)},
        {u"TWILIO_API_BASE_URL"_s, desk.twilio.url().toString()},
        {u"PHOTON_BASE_URL"_s, desk.sidecar.url().toString()},
        {u"WEBHOOK_SIGNING_SECRET"_s, QString::fromLatin1(ApprovalsDesk::kSecret)},
        {u"CORE_DECISION_WEBHOOK"_s, desk.core.url().toString() + u"/decisions"_s},
        {u"CORE_DECISION_WEBHOOK_SIGNING_SECRET"_s, u"whsec_ZXhhbXBsZS1zaWduaW5nLWtleS0wMTIzNDU2Nzg5YWI="_s},
        {u"ACK_REPLIES"_s, u"false"_s},
        {u"MIN_SPACING_SEC"_s, u"0"_s},
        {u"WA_BUCKET_CAPACITY"_s, u"1000"_s},
        {u"IMSG_BUCKET_CAPACITY"_s, u"1000"_s},
    };
    for (auto it = more.begin(); it != more.end(); ++it) {
        if (it.value().isEmpty())
            settings.remove(it.key());
        else
            settings.insert(it.key(), it.value());
    }
    return settings;
}

QJsonObject jsonOf(const QByteArray &body)
{
    return QJsonDocument::fromJson(body).object();
}

} // namespace

QByteArray encodedForm(const Form &form)
{
    QByteArrayList pairs;
    for (const auto &[name, value] : form)
        pairs += name.toPercentEncoding() + '=' + value.toPercentEncoding();
    return pairs.join('&');
}

ApprovalsDesk::ApprovalsDesk(GatewayProcess::Settings more)
    : twilio([this](const StubRequest &request) { return accept(request); }),
      sidecar([](const StubRequest &) { return StubReply {.body = R"({"status":"sent"})"}; }),
      core([](const StubRequest &) { return StubReply {}; }), m_more(std::move(more))
{
    m_gateway = std::make_unique<GatewayProcess>(settingsOf(*this, m_more));
}

bool ApprovalsDesk::start()
{
    return m_gateway->start();
}

std::unique_ptr<GatewayProcess> ApprovalsDesk::replica() const
{
    return std::make_unique<GatewayProcess>(settingsOf(*this, m_more));
}

QByteArray ApprovalsDesk::sidOf(int number)
{
    return "SM" + QByteArray::number(number).rightJustified(32, '0');
}

StubReply ApprovalsDesk::accept(const StubRequest &request)
{
    if (request.method == "GET")
        return listed(request);
    const QUrlQuery form(QString::fromUtf8(QByteArray(request.body).replace('+', "%20")));
    const QByteArray sid = sidOf(++m_accepted);
    m_listed.insert(m_listed.begin(), {QString::fromLatin1(sid), form.queryItemValue(u"To"_s, QUrl::FullyDecoded),
                                       form.queryItemValue(u"Body"_s, QUrl::FullyDecoded), QDateTime::currentDateTimeUtc()});
    return {.status = 201, .body = R"({"sid":")" + sid + R"(","status":"queued","error_code":null})"};
}

StubReply ApprovalsDesk::listed(const StubRequest &request) const
{
    QJsonArray messages;
    for (const Listed &one : m_listed) {
        if (one.to == request.parameter(u"To"_s))
            messages.append(QJsonObject {{u"sid"_s, one.sid},
                                         {u"body"_s, one.body},
                                         {u"to"_s, one.to},
                                         {u"status"_s, u"queued"_s},
                                         {u"date_created"_s, one.created.toString(Qt::RFC2822Date)}});
    }
    const QJsonObject page {{u"messages"_s, messages}, {u"next_page_uri"_s, QJsonValue()}};
    return {.body = QJsonDocument(page).toJson(QJsonDocument::Compact)};
}

std::vector<QUrlQuery> ApprovalsDesk::sends() const
{
    std::vector<QUrlQuery> forms;
    for (const StubRequest &request : twilio.requests()) {
        if (request.method == "POST")
            forms.emplace_back(QString::fromUtf8(QByteArray(request.body).replace('+', "%20")));
    }
    return forms;
}

int ApprovalsDesk::sendsAbout(const QString &id) const
{
    const std::vector<QUrlQuery> forms = sends();
    return int(std::ranges::count_if(forms, [&id](const QUrlQuery &form) {
        return form.queryItemValue(u"Body"_s, QUrl::FullyDecoded).contains(id)
            || form.queryItemValue(u"ContentVariables"_s, QUrl::FullyDecoded).contains(id);
    }));
}

QList<QJsonObject> ApprovalsDesk::decisions(const QString &id) const
{
    QList<QJsonObject> found;
    for (const StubRequest &request : core.requests()) {
        if (jsonOf(request.body)["id"_L1].toString() == id)
            found += jsonOf(request.body);
    }
    return found;
}

QStringList ApprovalsDesk::texts(const QString &recipient) const
{
    QStringList found;
    for (const StubRequest &request : sidecar.requests()) {
        const QJsonObject body = jsonOf(request.body);
        if (request.path() == "/send" && body["recipient"_L1].toString() == recipient)
            found += body["text"_L1].toString();
    }
    return found;
}

QByteArray ApprovalsDesk::body(const QString &id, const QJsonObject &more)
{
    QJsonObject json {{u"id"_s, id},
                      {u"brand_id"_s, u"b_orchid"_s},
                      {u"platform"_s, u"x"_s},
                      {u"source_ref"_s, u"1780000000000000001"_s},
                      {u"proposed_text"_s, u"Yes - SAML and OIDC are both in the Team plan."_s},
                      {u"persona"_s, u"smart"_s},
                      {u"context_url"_s, u"https://x.com/dana/status/1780000000000000001"_s},
                      {u"deadline_sec"_s, 600}};
    for (auto it = more.begin(); it != more.end(); ++it)
        json[it.key()] = it.value();
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

RequestHeaders ApprovalsDesk::bearer(const QByteArray &secret)
{
    return {{"Authorization", "Bearer " + secret}};
}

Answer ApprovalsDesk::submit(const QByteArray &json) const
{
    return post(url(), u"/candidate"_s, json, bearer());
}

QByteArray ApprovalsDesk::signature(const QByteArray &url, const Form &form)
{
    Form sorted = form;
    std::ranges::sort(sorted);
    QByteArray data = url;
    for (const auto &[name, value] : sorted)
        data += name + value;
    return QMessageAuthenticationCode::hash(data, kToken, QCryptographicHash::Sha1).toBase64();
}

Answer ApprovalsDesk::whatsapp(const Form &form, const RequestHeaders &headers) const
{
    RequestHeaders all {{"Content-Type", "application/x-www-form-urlencoded"},
                        {"X-Twilio-Signature", signature(kPublic + "/webhooks/whatsapp", form)}};
    all.insert(headers);
    return request("POST", url(), u"/webhooks/whatsapp"_s, encodedForm(form), all);
}

QJsonObject ApprovalsDesk::say(const QByteArray &from, const QByteArray &text, const QByteArray &sid, const Form &more)
{
    const QByteArray id = sid.isEmpty() ? "SMin" + QByteArray::number(++m_messages) : sid;
    Form form {{"MessageSid", id}, {"AccountSid", kAccount}, {"From", from}, {"To", kNumber}, {"Body", text}};
    form.insert(form.end(), more.begin(), more.end());
    return whatsapp(form, {{"Accept", "application/json"}}).json();
}

Answer ApprovalsDesk::status(const QByteArray &sid, const QByteArray &status, const QByteArray &code) const
{
    Form form {{"MessageSid", sid}, {"MessageStatus", status}};
    if (!code.isEmpty())
        form.emplace_back("ErrorCode", code);
    form.emplace_back("From", kNumber);
    form.emplace_back("To", kOwner);
    return request("POST", url(), u"/webhooks/whatsapp/status"_s, encodedForm(form),
                   {{"Content-Type", "application/x-www-form-urlencoded"},
                    {"X-Twilio-Signature", signature(kPublic + "/webhooks/whatsapp/status", form)}});
}

QJsonObject ApprovalsDesk::tell(const QString &from, const QString &text, const QString &id)
{
    const QString messageId = id.isEmpty() ? u"m"_s + QString::number(++m_messages) : id;
    const QJsonObject message {{u"id"_s, messageId}, {u"text"_s, text},          {u"sender"_s, from},
                               {u"chatId"_s, u"c1"_s}, {u"isGroupChat"_s, false}, {u"date"_s, u"2026-01-01T00:10:00Z"_s}};
    const QJsonObject body {{u"event"_s, u"new_message"_s}, {u"message"_s, message}, {u"timestamp"_s, u"2026-01-01T00:10:01Z"_s}};
    return post(url(), u"/webhooks/imessage"_s, QJsonDocument(body).toJson(QJsonDocument::Compact), bearer()).json();
}

Answer ApprovalsDesk::read(const QString &target) const
{
    return get(url(), target, bearer());
}

QStringList ApprovalsDesk::auditTypes(const QString &id) const
{
    QStringList types;
    for (const QJsonValue &entry : read(u"/audit?limit=500&candidate_id="_s + id).json()["entries"_L1].toArray())
        types += entry["type"_L1].toString();
    return types;
}

} // namespace signalbox::wire
