#pragma once

#include "backend/sandbox/phone.h"
#include "backend/sandbox/public_line.h"
#include "backend/sandbox/stand_in.h"

#include <functional>

namespace signalbox::sandbox {

/// The iMessage bridge (contract approval-gateway 7.2) with the phones behind it: hands texts to people, and posts what
/// they write to whoever watches, once, without a second try. Made by make(), for what runs keeps it alive. One thread.
class ImessageStandIn : public std::enable_shared_from_this<ImessageStandIn>
{
public:
    using Phone = std::function<void(const PhoneMessage &)>;

    static std::shared_ptr<ImessageStandIn> make(WorldPtr world, PublicLinePtr line);

    /// Rings with each text that is sent.
    void setPhone(Phone phone) { m_phone = std::move(phone); }
    /// POST /send, GET /health, POST /watch/start, POST /watch/stop.
    http::Routes routes(const http::Owner &owner);
    /// Posts a person's message to the watcher; lost when nobody watches.
    void personWrites(const Writing &writing);

private:
    using Self = std::shared_ptr<ImessageStandIn>;

    ImessageStandIn(WorldPtr world, PublicLinePtr line) : m_world(std::move(world)), m_line(std::move(line)) { }

    http::Response send(const http::RequestContext &request);
    http::Response failing(const http::RequestContext &request, Fault fault);
    http::Response startWatch(const http::RequestContext &request);
    http::Response stopWatch();

    static Task<void> deliver(Self self, Posting posting);

    WorldPtr m_world;
    PublicLinePtr m_line;
    Phone m_phone;
    QUrl m_webhook; ///< empty = nobody watches
    Headers m_webhookHeaders;
    quint64 m_messages = 0;
};

} // namespace signalbox::sandbox
