#pragma once

#include "backend/sandbox/phone.h"
#include "backend/sandbox/public_line.h"
#include "backend/sandbox/stand_in.h"
#include "backend/sandbox/twilio_wire.h"

#include <deque>
#include <functional>
#include <random>

namespace signalbox::sandbox {

/// What the account at Twilio is set up with.
struct TwilioAccount
{
    QByteArray sid;
    QByteArray token;
    QString number; ///< the WhatsApp sender: `whatsapp:+…`
    QByteArray contentSid; ///< of the one approved template
    QUrl webhook; ///< where inbound messages are posted, as Twilio's console has it
    bool everyoneWrote = false; ///< who has not written yet counts as having done so just before the stand-in began
};

/// Twilio's Messages API (contract approval-gateway 7.1, 8, 20.5) with the phones behind it: takes messages, reports
/// their states to the StatusCallback, mostly in order, keeps to the 24-hour window, lists what it has, and posts what
/// people write. Keeps the last 2,000 messages. Made by make(), for what runs keeps it alive. One thread.
class TwilioStandIn : public std::enable_shared_from_this<TwilioStandIn>
{
public:
    using Phone = std::function<void(const PhoneMessage &)>;

    static std::shared_ptr<TwilioStandIn> make(WorldPtr world, PublicLinePtr line, TwilioAccount account);

    /// Rings with each message that is delivered.
    void setPhone(Phone phone) { m_phone = std::move(phone); }
    /// POST and GET …/Messages.json.
    http::Routes routes(const http::Owner &owner);
    /// Posts a person's message to the account's webhook, signed; what that answers is sent to the person.
    void personWrites(Writing writing);

private:
    using MessagePtr = std::shared_ptr<TwilioMessage>;
    using Self = std::shared_ptr<TwilioStandIn>;

    /// One state on a message's way.
    struct Step
    {
        core::milliseconds after {0};
        QByteArray status;
        int errorCode = 0;
    };

    TwilioStandIn(WorldPtr world, PublicLinePtr line, TwilioAccount account);

    http::Response create(const http::RequestContext &request);
    http::Response list(const http::RequestContext &request) const;
    http::Response failing(const http::RequestContext &request, Fault fault);
    std::optional<http::Response> refusal(const http::RequestContext &request) const;
    MessagePtr keep(TwilioMessage message);
    bool isWindowOpen(const QString &person) const;
    std::vector<Step> steps(const TwilioMessage &message);
    bool luck(double share);
    void ring(const TwilioMessage &message) const;

    static Task<void> course(Self self, MessagePtr message);
    static Task<void> report(Self self, MessagePtr message, Step step);
    static Task<void> inbound(Self self, Writing writing);

    WorldPtr m_world;
    PublicLinePtr m_line;
    TwilioAccount m_account;
    Phone m_phone;
    core::WallTime m_began;
    std::mt19937 m_random {29};
    std::deque<MessagePtr> m_messages; ///< newest first
    QHash<QString, core::WallTime> m_lastInbound; ///< by person
};

} // namespace signalbox::sandbox
