#include "backend/sandbox/twilio_stand_in.h"

#include "backend/platform/core/ids.h"
#include "backend/platform/core/sleep.h"
#include "backend/platform/security/digest.h"

#include <algorithm>

namespace signalbox::sandbox {

using namespace Qt::StringLiterals;

namespace {

const QByteArray kPath = "/2010-04-01/Accounts/:sid/Messages.json"_ba;
constexpr size_t kMostMessages = 2000;
constexpr qsizetype kMostPeople = 1000;
constexpr qsizetype kLongestBody = 1600;
constexpr int kLargestPage = 1000;
constexpr std::chrono::hours kWindow {24};
constexpr core::milliseconds kWebhookPatience {15000};

constexpr double kOutsideShare = 0.015; ///< refused as outside the window although it is open
constexpr double kSwappedShare = 0.08; ///< `delivered` reported before `sent`
constexpr double kReadShare = 0.7; ///< people who let it be known that they have read

bool isWhatsappNumber(const QString &address)
{
    const QString digits = address.mid(10);
    return address.startsWith("whatsapp:+"_L1) && digits.size() >= 7 && digits.size() <= 15
        && std::ranges::all_of(digits, [](QChar c) { return c >= u'0' && c <= u'9'; });
}

QByteArray newSid()
{
    return "SM" + core::randomHex(16);
}

} // namespace

std::shared_ptr<TwilioStandIn> TwilioStandIn::make(WorldPtr world, PublicLinePtr line, TwilioAccount account)
{
    return std::shared_ptr<TwilioStandIn>(new TwilioStandIn(std::move(world), std::move(line), std::move(account)));
}

TwilioStandIn::TwilioStandIn(WorldPtr world, PublicLinePtr line, TwilioAccount account)
    : m_world(std::move(world)), m_line(std::move(line)), m_account(std::move(account)), m_began(m_world->clock->wall())
{
}

http::Routes TwilioStandIn::routes(const http::Owner &owner)
{
    const Self self = shared_from_this();
    const auto create = [self](World &, const http::RequestContext &request) { return self->create(request); };
    const auto list = [self](World &, const http::RequestContext &request) { return self->list(request); };
    const auto failing = [self](World &, const http::RequestContext &request, Fault fault) {
        return self->failing(request, fault);
    };
    return {{"POST", kPath, &owner, weathered(m_world, "twilio", create, failing)},
            {"GET", kPath, &owner, weathered(m_world, "twilio", list, failing)}};
}

bool TwilioStandIn::luck(double share)
{
    return !m_world->fairWeather && std::uniform_real_distribution<double>(0, 1)(m_random) < share;
}

http::Response TwilioStandIn::failing(const http::RequestContext &request, Fault fault)
{
    if (fault == Fault::TooManyRequests)
        return twilioError(429, 20429, u"Too Many Requests"_s);
    // Half of the failures come after the work was done: the caller cannot know.
    if (request.head.method == "POST" && luck(0.5))
        create(request);
    return twilioError(500, 20500, u"An internal server error has occurred"_s);
}

std::optional<http::Response> TwilioStandIn::refusal(const http::RequestContext &request) const
{
    const QByteArray credential = request.head.headers.value("Authorization");
    const QByteArray user = m_account.sid + ':' + m_account.token;
    const QByteArray expected = "Basic " + user.toBase64();
    if (!security::equalInConstantTime(credential, expected))
        return twilioError(401, 20003, u"Authenticate"_s);
    if (request.pathValues.empty() || request.pathValues.front().second != m_account.sid)
        return twilioError(404, 20404, u"The requested resource was not found"_s);
    return std::nullopt;
}

http::Response TwilioStandIn::create(const http::RequestContext &request)
{
    if (auto refused = refusal(request))
        return *refused;
    const FormFields form = readForm(request.body);
    TwilioMessage message {.sid = newSid(),
                           .to = QString::fromUtf8(fieldOf(form, "To")),
                           .from = QString::fromUtf8(fieldOf(form, "From")),
                           .body = QString::fromUtf8(fieldOf(form, "Body")),
                           .created = m_world->clock->wall(),
                           .statusCallback = QUrl::fromEncoded(fieldOf(form, "StatusCallback"))};
    if (message.to.isEmpty())
        return twilioError(400, 21604, u"A 'To' phone number is required."_s);
    if (!isWhatsappNumber(message.to))
        return twilioError(400, 21211, u"Invalid 'To' Phone Number"_s);
    if (message.from != m_account.number)
        return twilioError(400, 63007, u"Twilio could not find a Channel with the specified From address"_s);
    const QByteArray contentSid = fieldOf(form, "ContentSid");
    if (!contentSid.isEmpty()) {
        message.isTemplate = true;
        message.body = contentSid == m_account.contentSid ? templateText(fieldOf(form, "ContentVariables")) : QString();
        if (message.body.isEmpty())
            return twilioError(400, 21656, u"The Content Variables parameter is invalid."_s);
    } else if (message.body.isEmpty()) {
        return twilioError(400, 21619, u"A text message body or media urls must be specified."_s);
    } else if (message.body.size() > kLongestBody) {
        return twilioError(400, 21617, u"The concatenated message body exceeds the 1600 character limit."_s);
    }
    const MessagePtr kept = keep(std::move(message));
    http::Response response = createdAnswer(m_account.sid, *kept);
    if (m_line->hasRoom())
        m_line->tasks().add(course(shared_from_this(), kept));
    return response;
}

TwilioStandIn::MessagePtr TwilioStandIn::keep(TwilioMessage message)
{
    m_messages.push_front(std::make_shared<TwilioMessage>(std::move(message)));
    if (m_messages.size() > kMostMessages)
        m_messages.pop_back();
    return m_messages.front();
}

http::Response TwilioStandIn::list(const http::RequestContext &request) const
{
    if (auto refused = refusal(request))
        return *refused;
    const FormFields query = readForm(request.head.query);
    const QString to = QString::fromUtf8(fieldOf(query, "To"));
    const QString from = QString::fromUtf8(fieldOf(query, "From"));
    FormFields filter;
    for (const auto &[name, value] : query) {
        if (name == "To" || name == "From")
            filter.emplace_back(name, value);
    }
    TwilioPage page;
    page.path = request.head.path;
    page.filter = formBody(filter);
    if (const int size = fieldOf(query, "PageSize").toInt(); size > 0)
        page.size = std::min(size, kLargestPage);
    page.number = std::max(0, fieldOf(query, "Page").toInt());
    const qint64 first = qint64(page.number) * page.size;
    qint64 index = 0;
    for (const MessagePtr &message : m_messages) {
        if ((!to.isEmpty() && message->to != to) || (!from.isEmpty() && message->from != from))
            continue;
        if (index >= first && index < first + page.size)
            page.messages.push_back(*message);
        page.hasNext = page.hasNext || index >= first + page.size;
        ++index;
    }
    return listAnswer(m_account.sid, page);
}

bool TwilioStandIn::isWindowOpen(const QString &person) const
{
    if (!m_lastInbound.contains(person) && !m_account.everyoneWrote)
        return false;
    return m_world->clock->wall() - m_lastInbound.value(person, m_began) < kWindow;
}

std::vector<TwilioStandIn::Step> TwilioStandIn::steps(const TwilioMessage &message)
{
    const auto about = [this](core::milliseconds time) {
        if (m_world->fairWeather)
            return core::milliseconds(0);
        return core::milliseconds(qint64(double(time.count()) * std::lognormal_distribution<double>(0, 0.4)(m_random)));
    };
    using std::chrono::milliseconds;
    std::vector<Step> steps {{about(milliseconds(60)), "queued"}};
    if (!message.isTemplate && (!isWindowOpen(message.to) || luck(kOutsideShare))) {
        steps.push_back({about(milliseconds(400)), "undelivered", 63016});
        return steps;
    }
    steps.push_back({about(milliseconds(250)), "sent"});
    steps.push_back({about(milliseconds(600)), "delivered"});
    if (luck(kSwappedShare))
        std::swap(steps[1].status, steps[2].status);
    if (m_world->fairWeather || luck(kReadShare))
        steps.push_back({about(milliseconds(6000)), "read"});
    return steps;
}

void TwilioStandIn::ring(const TwilioMessage &message) const
{
    if (m_phone)
        m_phone({Channel::WhatsApp, message.to, message.body, message.sid});
}

Task<void> TwilioStandIn::course(Self self, MessagePtr message)
{
    for (const Step &step : self->steps(*message)) {
        if (!co_await core::sleepFor(step.after, self->m_line->tasks().stop()))
            co_return;
        message->status = step.status;
        message->errorCode = step.errorCode;
        if (step.status == "delivered")
            self->ring(*message);
        co_await report(self, message, step);
    }
}

Task<void> TwilioStandIn::report(Self self, MessagePtr message, Step step)
{
    if (message->statusCallback.isEmpty())
        co_return;
    FormFields form {{"MessageSid", message->sid},
                     {"SmsSid", message->sid},
                     {"MessageStatus", step.status},
                     {"SmsStatus", step.status},
                     {"AccountSid", self->m_account.sid},
                     {"From", message->from.toUtf8()},
                     {"To", message->to.toUtf8()},
                     {"ChannelToAddress", message->to.mid(9).toUtf8()},
                     {"ChannelPrefix", "whatsapp"},
                     {"ApiVersion", "2010-04-01"}};
    if (step.errorCode != 0)
        form.emplace_back("ErrorCode", QByteArray::number(step.errorCode));
    Posting posting {.party = "sandbox-twilio", .url = message->statusCallback, .body = formBody(form)};
    posting.headers = {{"Content-Type", "application/x-www-form-urlencoded"},
                       {"X-Twilio-Signature", signAsTwilio(self->m_account.token, posting.url, form)}};
    posting.patience = kWebhookPatience;
    posting.tries = 2;
    co_await PublicLine::post(self->m_line, std::move(posting));
}

void TwilioStandIn::personWrites(Writing writing)
{
    if (m_lastInbound.size() >= kMostPeople)
        m_lastInbound.clear();
    m_lastInbound[writing.person] = m_world->clock->wall();
    if (m_line->hasRoom())
        m_line->tasks().add(inbound(shared_from_this(), std::move(writing)));
}

Task<void> TwilioStandIn::inbound(Self self, Writing writing)
{
    const QByteArray sid = newSid();
    FormFields form {{"SmsMessageSid", sid},
                     {"NumMedia", "0"},
                     {"ProfileName", "Sandbox Owner"},
                     {"MessageType", "text"},
                     {"SmsSid", sid},
                     {"WaId", writing.person.mid(10).toUtf8()},
                     {"SmsStatus", "received"},
                     {"Body", writing.text.toUtf8()},
                     {"To", self->m_account.number.toUtf8()},
                     {"NumSegments", "1"},
                     {"MessageSid", sid},
                     {"AccountSid", self->m_account.sid},
                     {"From", writing.person.toUtf8()},
                     {"ApiVersion", "2010-04-01"}};
    if (!writing.quotedSid.isEmpty()) {
        form.emplace_back("OriginalRepliedMessageSender", self->m_account.number.toUtf8());
        form.emplace_back("OriginalRepliedMessageSid", writing.quotedSid);
    }
    Posting posting {.party = "sandbox-twilio", .url = self->m_account.webhook, .body = formBody(form)};
    posting.headers = {{"Content-Type", "application/x-www-form-urlencoded"},
                       {"Accept", "*/*"},
                       {"X-Twilio-Signature", signAsTwilio(self->m_account.token, posting.url, form)}};
    posting.patience = kWebhookPatience;
    posting.tries = 2;
    const auto reply = co_await PublicLine::post(self->m_line, std::move(posting));
    if (!reply || reply->status != 200)
        co_return;
    for (const QString &text : twimlMessages(reply->body)) {
        const MessagePtr answer = self->keep({.sid = newSid(),
                                              .to = writing.person,
                                              .from = self->m_account.number,
                                              .body = text,
                                              .status = "delivered",
                                              .created = self->m_world->clock->wall()});
        self->ring(*answer);
    }
}

} // namespace signalbox::sandbox
