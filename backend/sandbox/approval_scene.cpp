#include "backend/sandbox/approval_scene.h"

#include "backend/platform/upstream/client.h"

namespace signalbox::sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr quint32 kOwnerSeed = 41;
constexpr quint32 kDeputySeed = 43;
/// The deputy is the quicker one, so that candidates for two do not wait twice as long.
constexpr core::milliseconds kDeputyPause {12'000};

/// Lets the people of the scene hear what the phones get and write by the channel of their choice. The callbacks hold
/// the people, the people's hold the channels only weakly.
void connectPhones(const std::shared_ptr<TwilioStandIn> &twilio, const std::shared_ptr<ImessageStandIn> &imessage,
                   const std::vector<std::shared_ptr<ScriptedOwner>> &people)
{
    const auto hear = [people](const PhoneMessage &message) {
        for (const auto &person : people)
            person->hear(message);
    };
    twilio->setPhone(hear);
    imessage->setPhone(hear);
    const auto write = [whatsapp = std::weak_ptr(twilio), bridge = std::weak_ptr(imessage)](const Writing &writing) {
        const auto byWhatsapp = whatsapp.lock();
        const auto byBridge = bridge.lock();
        if (writing.channel == Channel::WhatsApp && byWhatsapp)
            byWhatsapp->personWrites(writing);
        else if (writing.channel == Channel::Imessage && byBridge)
            byBridge->personWrites(writing);
    };
    for (const auto &person : people)
        person->setWrite(write);
}

} // namespace

ApprovalScene::ApprovalScene(WorldPtr world, const ApprovalCast &cast)
    : m_cast(cast), m_line(std::make_shared<PublicLine>(cast.publicBase)),
      m_twilio(TwilioStandIn::make(world, m_line,
                                   {.sid = cast.accountSid,
                                    .token = cast.authToken,
                                    .number = cast.number,
                                    .contentSid = cast.contentSid,
                                    .webhook = cast.publicBase.resolved(QUrl(u"/webhooks/whatsapp"_s)),
                                    // The gateway's store may remember messages from before a restart.
                                    .everyoneWrote = true})),
      m_imessage(ImessageStandIn::make(world, m_line)), m_core(CoreStandIn::make(world, cast.decisionSecret))
{
    const auto owner = ScriptedOwner::make(m_line, {cast.ownerWhatsapp, cast.ownerImessage}, kOwnerSeed);
    const auto deputy = ScriptedOwner::make(m_line, {cast.deputyWhatsapp, {}}, kDeputySeed, kDeputyPause);
    connectPhones(m_twilio, m_imessage, {owner, deputy});
}

http::Routes ApprovalScene::routes(const http::Owner &owner)
{
    http::Routes routes = m_twilio->routes(owner);
    for (const http::Routes &some : {m_imessage->routes(owner), m_core->routes(owner)})
        routes.insert(routes.end(), some.begin(), some.end());
    return routes;
}

void ApprovalScene::start(upstream::Client &client, const QUrl &gateway)
{
    m_line->open(client, gateway);
    m_traffic = std::make_shared<CandidateTraffic>(client, CandidatePlan {.gateway = gateway, .cast = m_cast}, m_stop);
    m_core->setOnDecision([traffic = std::weak_ptr(m_traffic)](const CoreDecision &decision) {
        if (const auto alive = traffic.lock())
            alive->decided(decision.candidateId);
    });
    m_running = m_traffic->run();
}

Task<void> ApprovalScene::end()
{
    m_stop.cancel();
    if (m_running)
        co_await *m_running;
    co_await m_line->close();
}

} // namespace signalbox::sandbox
