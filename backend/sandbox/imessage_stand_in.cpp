#include "backend/sandbox/imessage_stand_in.h"

#include "backend/platform/core/json_parse.h"

#include <QJsonDocument>

namespace signalbox::sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr core::milliseconds kWebhookPatience {5000};
constexpr qsizetype kMostHeaders = 20;

http::Response noDiskAccess()
{
    return json(503, QJsonObject {{u"status"_s, u"failed"_s},
                                  {u"error"_s, u"unable to open database file"_s},
                                  {u"solution"_s, u"Grant Full Disk Access to the terminal"_s}});
}

} // namespace

std::shared_ptr<ImessageStandIn> ImessageStandIn::make(WorldPtr world, PublicLinePtr line)
{
    return std::shared_ptr<ImessageStandIn>(new ImessageStandIn(std::move(world), std::move(line)));
}

http::Routes ImessageStandIn::routes(const http::Owner &owner)
{
    const Self self = shared_from_this();
    const auto failing = [self](World &, const http::RequestContext &request, Fault fault) {
        return self->failing(request, fault);
    };
    const auto send = [self](World &, const http::RequestContext &request) { return self->send(request); };
    const auto start = [self](World &, const http::RequestContext &request) { return self->startWatch(request); };
    const auto stop = [self](World &, const http::RequestContext &) { return self->stopWatch(); };
    const auto health = [](World &, const http::RequestContext &) {
        return json(200, QJsonObject {{u"status"_s, u"ok"_s},
                                      {u"service"_s, u"imessage-bridge"_s},
                                      {u"sdk"_s, u"@photon-ai/imessage-kit"_s},
                                      {u"initialized"_s, true}});
    };
    return {{"POST", "/send", &owner, weathered(m_world, "imessage", send, failing)},
            {"GET", "/health", &owner, weathered(m_world, "imessage", health, failing)},
            {"POST", "/watch/start", &owner, weathered(m_world, "imessage", start, failing)},
            {"POST", "/watch/stop", &owner, weathered(m_world, "imessage", stop, failing)}};
}

http::Response ImessageStandIn::failing(const http::RequestContext &request, Fault fault)
{
    if (fault == Fault::TooManyRequests)
        return noDiskAccess();
    const QString text = request.head.path == "/send" ? u"osascript: Messages got an error"_s : u"watcher failed"_s;
    return json(500, QJsonObject {{u"status"_s, u"failed"_s}, {u"error"_s, text}});
}

http::Response ImessageStandIn::send(const http::RequestContext &request)
{
    const QJsonObject body = core::parseJsonObject(request.body).value_or(QJsonObject());
    const QString recipient = body[u"recipient"_s].toString();
    const QString text = body[u"text"_s].toString();
    if (recipient.isEmpty() || text.isEmpty())
        return json(400, QJsonObject {{u"error"_s, u"recipient and text are required"_s}});
    if (m_phone)
        m_phone({Channel::Imessage, recipient, text});
    return json(200, QJsonObject {{u"status"_s, u"sent"_s},
                                  {u"recipient"_s, recipient},
                                  {u"message"_s, u"Message sent successfully"_s}});
}

http::Response ImessageStandIn::startWatch(const http::RequestContext &request)
{
    const QJsonObject body = core::parseJsonObject(request.body).value_or(QJsonObject());
    const QUrl webhook(body[u"webhookUrl"_s].toString());
    if (!webhook.isValid() || webhook.isEmpty())
        return json(500, QJsonObject {{u"status"_s, u"failed"_s}, {u"error"_s, u"webhookUrl is required"_s}});
    // As the real one: headers that changed while the URL did not are ignored.
    if (webhook == m_webhook)
        return json(200, QJsonObject {{u"status"_s, u"already_watching"_s}});
    m_webhook = webhook;
    m_webhookHeaders = {{"Content-Type", "application/json"}};
    const QJsonObject headers = body[u"webhookHeaders"_s].toObject();
    for (auto header = headers.begin(); header != headers.end(); ++header) {
        if (qsizetype(m_webhookHeaders.fields().size()) < kMostHeaders)
            m_webhookHeaders.set(header.key().toUtf8(), header.value().toString().toUtf8());
    }
    return json(200, QJsonObject {{u"status"_s, u"started"_s}});
}

http::Response ImessageStandIn::stopWatch()
{
    m_webhook.clear();
    m_webhookHeaders = {};
    return json(200, QJsonObject {{u"status"_s, u"stopped"_s}});
}

void ImessageStandIn::personWrites(const Writing &writing)
{
    if (m_webhook.isEmpty() || !m_line->hasRoom())
        return;
    const core::WallTime at = m_world->clock->wall();
    const QString now = QString::fromLatin1(core::isoUtc(at));
    // The Mac's database counts rows; the time keeps ids apart from those before a restart.
    const QString id = QString::number(core::epochMs(at)) + u'-' + QString::number(++m_messages);
    const QJsonObject message {{u"id"_s, id},
                               {u"text"_s, writing.text},
                               {u"sender"_s, writing.person},
                               {u"chatId"_s, QString(u"iMessage;-;"_s + writing.person)},
                               {u"isGroupChat"_s, false},
                               {u"date"_s, now}};
    const QJsonObject body {{u"event"_s, u"new_message"_s}, {u"message"_s, message}, {u"timestamp"_s, now}};
    Posting posting {.party = "sandbox-imessage",
                     .url = m_webhook,
                     .headers = m_webhookHeaders,
                     .body = QJsonDocument(body).toJson(QJsonDocument::Compact),
                     .patience = kWebhookPatience};
    m_line->tasks().add(deliver(shared_from_this(), std::move(posting)));
}

Task<void> ImessageStandIn::deliver(Self self, Posting posting)
{
    co_await PublicLine::post(self->m_line, std::move(posting));
}

} // namespace signalbox::sandbox
