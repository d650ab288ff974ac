#include "tests/system/approvals_load.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTimer>

namespace signalbox::wire {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr int kClients = 8;
constexpr int kPeople = 120;
constexpr int kBrands = 12;
constexpr int kMostTries = 4;
const QByteArray kNumber = "whatsapp:+15550009999";

} // namespace

ApprovalLoad::ApprovalLoad(ApprovalsDesk &desk, quint32 seed)
    : m_desk(desk)
    , m_random(seed)
{
}

QNetworkRequest ApprovalLoad::requestFor(const QString &path, const QByteArray &type)
{
    const QUrl base
        = m_gateways.empty() ? m_desk.url() : m_gateways[size_t(m_random.bounded(int(m_gateways.size())))]->url();
    QNetworkRequest request(base.resolved(QUrl(path)));
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setRawHeader("Content-Type", type);
    request.setRawHeader("Accept", "application/json");
    return request;
}

QNetworkRequest ApprovalLoad::decideRequest(const Errand &errand) const
{
    const QString path = u"/ops/v1/approvals/candidate/%1/decide"_s.arg(errand.id);
    QNetworkRequest request(m_desk.gateway().opsUrl().resolved(QUrl(path)));
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setRawHeader("Content-Type", "application/json");
    request.setRawHeader("Authorization", "Bearer " + m_operator);
    request.setRawHeader("Idempotency-Key", errand.messageId);
    return request;
}

void ApprovalLoad::start(bool fresh)
{
    m_fresh = fresh;
    m_round = std::make_unique<QObject>();
    for (int i = 0; i < kClients; ++i) {
        auto *client = new QNetworkAccessManager(m_round.get());
        next(client);
    }
}

void ApprovalLoad::stop()
{
    m_round.reset();
    m_cut += int(m_underWay.size());
    for (const Errand &errand : std::as_const(m_underWay))
        m_left.push_front(errand);
    m_underWay.clear();
}

void ApprovalLoad::next(QNetworkAccessManager *client)
{
    Errand errand;
    if (!m_left.empty()) {
        errand = m_left.front();
        m_left.pop_front();
    } else if (m_fresh) {
        errand = makeCandidate();
    } else {
        QTimer::singleShot(50ms, client, [this, client] { next(client); });
        return;
    }
    send(client, errand);
}

void ApprovalLoad::send(QNetworkAccessManager *client, const Errand &errand)
{
    QNetworkRequest request;
    QByteArray body = errand.text;
    if (errand.kind == Errand::Kind::WhatsApp) {
        const Form form{
            {"MessageSid", errand.messageId}, {"From", errand.from.toUtf8()}, {"To", kNumber}, {"Body", errand.text}};
        request = requestFor(u"/webhooks/whatsapp"_s, "application/x-www-form-urlencoded");
        request.setRawHeader("X-Twilio-Signature",
                             ApprovalsDesk::signature(ApprovalsDesk::kPublic + "/webhooks/whatsapp", form));
        body = encodedForm(form);
    } else if (errand.kind == Errand::Kind::Console) {
        request = decideRequest(errand);
    } else {
        const bool submits = errand.kind == Errand::Kind::Submit;
        request = requestFor(submits ? u"/candidate"_s : u"/webhooks/imessage"_s, "application/json");
        request.setRawHeader("Authorization", "Bearer " + ApprovalsDesk::kSecret);
    }
    if (errand.kind == Errand::Kind::Imessage) {
        const QJsonObject message{{u"id"_s, QString::fromLatin1(errand.messageId)},
                                  {u"text"_s, QString::fromUtf8(errand.text)},
                                  {u"sender"_s, errand.from}};
        body = QJsonDocument(QJsonObject{{u"event"_s, u"new_message"_s}, {u"message"_s, message}}).toJson();
    }
    QNetworkReply *reply = client->post(request, body);
    m_underWay.insert(reply, errand);
    QObject::connect(reply, &QNetworkReply::finished, client, [this, client, reply] {
        const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        // Without a whole answer it stays under way until the round ends.
        if (status == 0 || reply->error() == QNetworkReply::RemoteHostClosedError)
            return;
        reply->deleteLater();
        answered(m_underWay.take(reply), status, reply->readAll());
        next(client);
    });
}

void ApprovalLoad::answeredInConsole(const Errand &errand, int status, const QJsonObject &json)
{
    if (status == 200)
        m_said += {errand, json["approval"_L1]["state"_L1].toString()};
    else
        ++m_reasons[u"in the console: "_s + json["error"_L1]["code"_L1].toString() + json["code"_L1].toString()];
}

void ApprovalLoad::answered(const Errand &errand, int status, const QByteArray &body)
{
    if (errand.kind == Errand::Kind::Console && status < 500) {
        answeredInConsole(errand, status, QJsonDocument::fromJson(body).object());
        return;
    }
    if (status != 200 && status != 202) {
        ++m_refusals[status];
        if (status >= 500)
            m_left.push_back(errand);
        return;
    }
    if (errand.kind == Errand::Kind::Submit) {
        m_submitted.insert(errand.id, errand.text);
        for (const Errand &after : m_after.take(errand.id))
            m_left.insert(m_left.begin() + qsizetype(m_random.bounded(int(m_left.size()) + 1)), after);
        return;
    }
    const QJsonObject json = QJsonDocument::fromJson(body).object();
    const QString outcome = json["status"_L1].toString();
    if (outcome == u"processed" || outcome == u"recorded") {
        m_said += {errand, json["decision"_L1].toString()};
        return;
    }
    const QString reason = json["reason"_L1].toString();
    ++m_reasons[reason];
    // The prompt is still on its way, or the text was changed: the person looks and says it anew.
    if ((reason == u"Text not shown" || reason == u"Stale revision") && errand.tries < kMostTries) {
        Errand again = errand;
        again.messageId += "r";
        ++again.tries;
        m_left.push_back(again);
    }
}

QString ApprovalLoad::person(bool whatsapp)
{
    const int number = m_random.bounded(kPeople);
    return whatsapp ? u"whatsapp:+1555100%1"_s.arg(number, 4, 10, QChar(u'0')) : u"p%1@orchid.example"_s.arg(number);
}

void ApprovalLoad::willSay(Errand::Kind kind, const QString &id, const QString &from, const QByteArray &words)
{
    m_after[id].push_back({kind, id, from, words, "SMload" + QByteArray::number(++m_messages)});
}

Errand ApprovalLoad::makeCandidate()
{
    using enum Errand::Kind;
    const QString id = u"cr_%1"_s.arg(++m_candidates);
    const QByteArray name = id.toLatin1();
    const QString phone = person(true);
    const QString mail = person(false);
    QJsonObject more{{u"brand_id"_s, u"b_%1"_s.arg(m_random.bounded(kBrands))}};
    const QByteArrayList verbs{"approve " + name, "skip " + name, "edit " + name + ": Better words " + name};
    const QByteArray words = verbs[m_random.bounded(3)];
    const QJsonArray both{QJsonObject{{u"id"_s, u"ana"_s}, {u"whatsapp"_s, phone}},
                          QJsonObject{{u"id"_s, u"bo"_s}, {u"imessage"_s, mail}}};
    const QByteArrayList wishes{"{\"action\":\"approve\",\"revision\":1}", "{\"action\":\"skip\",\"revision\":1}",
                                "{\"action\":\"edit\",\"revision\":1,\"text\":\"Words of the console\"}"};
    switch (m_random.bounded(m_operator.isEmpty() ? 8 : 10)) {
    case 0: // nobody answers
        more[u"owner_whatsapp"_s] = phone;
        more[u"deadline_sec"_s] = 1 + m_random.bounded(3);
        break;
    case 1: // answered at about the deadline
        more[u"owner_whatsapp"_s] = phone;
        more[u"deadline_sec"_s] = 1;
        willSay(WhatsApp, id, phone, words);
        break;
    case 2: // in two parts
        more[u"owner_whatsapp"_s] = phone;
        more[u"proposed_text"_s] = u"A long answer about %1. "_s.arg(id).repeated(80);
        willSay(WhatsApp, id, phone, words);
        break;
    case 3:
        more[u"owner_imessage"_s] = mail;
        willSay(Imessage, id, mail, words);
        break;
    case 4: // two people, the first word counts
        more[u"policy"_s] = QJsonObject{{u"approvers"_s, both}};
        willSay(WhatsApp, id, phone, words);
        willSay(Imessage, id, mail, verbs[m_random.bounded(3)]);
        break;
    case 5: // both must agree
        more[u"policy"_s] = QJsonObject{{u"approvers"_s, both}, {u"required_approvals"_s, 2}};
        willSay(WhatsApp, id, phone, verbs[0]);
        willSay(Imessage, id, mail, verbs[0]);
        break;
    case 6: // an edit in between
        more[u"policy"_s] = QJsonObject{{u"approvers"_s, both}, {u"required_approvals"_s, 2}};
        willSay(Imessage, id, mail, verbs[2]);
        willSay(WhatsApp, id, phone, verbs[0] + "@2");
        break;
    case 8: // an operator, and the owner at the same time
        willSay(WhatsApp, id, phone, words);
        [[fallthrough]];
    case 9:
        more[u"owner_whatsapp"_s] = phone;
        willSay(Console, id, u"console:mia"_s, wishes[m_random.bounded(3)]);
        break;
    default: // left open
        more[u"owner_whatsapp"_s] = phone;
        more[u"deadline_sec"_s] = 86400;
        break;
    }
    return {Submit, id, {}, ApprovalsDesk::body(id, more)};
}

} // namespace signalbox::wire
