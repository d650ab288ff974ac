#include "backend/services/approvals/prompt_delivery.h"

#include "backend/services/approvals/transaction.h"

#include <QRandomGenerator>

#include <algorithm>

namespace signalbox::approvals {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr core::milliseconds kFirstBackoff {500};
constexpr core::milliseconds kLongestBackoff {30000};
/// How long prompts rest after the provider refused our credentials.
constexpr core::milliseconds kCredentialPause {60000};
constexpr int kUnauthorized = 401;
constexpr qsizetype kLeastPart = 800;
constexpr int kMostShortenings = 12;
/// `error_code` of an iMessage that goes out a second time.
const QString kRepeat = u"repeat"_s;

/// Exponential with full jitter, from `floor` on.
core::milliseconds backoff(int attempts, core::milliseconds floor)
{
    const int doublings = std::clamp(attempts - 1, 0, 10);
    const core::milliseconds most = std::min(kLongestBackoff, kFirstBackoff * (1 << doublings));
    const auto dice = core::milliseconds(qint64(QRandomGenerator::global()->generateDouble() * double(most.count())));
    return floor + std::max(dice, kFirstBackoff);
}

QString codeText(const SendResult &result)
{
    return result.errorCode > 0 ? QString::number(result.errorCode) : QString();
}

TwilioMessage messageFor(const SendJob &job, const TwilioSettings &settings, core::WallTime now)
{
    TwilioMessage message;
    message.to = job.prompt.address;
    message.from = settings.number;
    message.messagingServiceSid = settings.messagingServiceSid;
    message.statusCallback = settings.statusCallback;
    message.validity = std::max(1s, std::chrono::floor<std::chrono::seconds>(job.candidate.deadlineAt - now));
    return message;
}

QStringList bodiesOf(const SendJob &job)
{
    const qsizetype limit = job.prompt.partLimit > 0 ? job.prompt.partLimit : kMaxMessageUnits;
    return promptBodies(job.content, job.prompt.key.channel, job.prompt.attemptAt.value_or(job.candidate.createdAt),
                        limit);
}

SentMessage sentPart(const SendJob &job, const QByteArray &sid, const QByteArray &status)
{
    SentMessage message;
    message.sid = QString::fromLatin1(sid);
    message.key = job.prompt.key;
    message.part = int(job.accepted.size()) + 1;
    message.address = job.prompt.address;
    message.status = status.isEmpty() ? QByteArray("queued") : status;
    return message;
}

bool isWanted(const SendJob &job, core::WallTime now)
{
    return !isTerminal(job.candidate.state) && job.candidate.deadlineAt > now
        && job.candidate.revision == job.prompt.key.revision;
}

} // namespace

Task<Delivery> PromptDelivery::deliver(SendJob job, ConfigPtr config, CancelToken cancel)
{
    if (job.prompt.key.channel == Channel::WhatsApp)
        return byWhatsApp(std::move(job), std::move(config), std::move(cancel));
    return byImessage(std::move(job), std::move(config), std::move(cancel));
}

Task<Result<std::optional<SentMessage>>> PromptDelivery::lookUpPart(SendJob job, QString body, ConfigPtr config,
                                                                    CancelToken cancel)
{
    MessageLookUp wanted {.to = job.prompt.address,
                          .from = config->twilio.messagingServiceSid.isEmpty() ? config->twilio.number : QString(),
                          .id = job.prompt.key.candidateId,
                          .revision = job.prompt.key.revision};
    // The text of a revision that is not the present one is gone; then the id must do.
    if (job.prompt.parts > 1 && !job.prompt.asTemplate && job.candidate.revision == job.prompt.key.revision)
        wanted.exactBody = body;
    wanted.since = job.prompt.attemptAt.value_or(job.candidate.createdAt);
    wanted.knownSids = job.otherSids;
    for (const SentMessage &part : job.accepted)
        wanted.knownSids += part.sid.toLatin1();
    const auto found = co_await m_ports.twilio.reconcile(config->twilio, wanted, std::move(cancel));
    if (!found)
        co_return std::unexpected(found.error());
    if (!*found)
        co_return std::optional<SentMessage>();
    co_return std::optional(sentPart(job, (*found)->sid, (*found)->status));
}

Task<SendResult> PromptDelivery::sendPart(SendJob job, QString body, TemplateVariables variables, ConfigPtr config,
                                          CancelToken cancel)
{
    TwilioMessage message = messageFor(job, config->twilio, m_ports.clock.wall());
    if (job.prompt.asTemplate) {
        message.contentSid = config->twilio.contentSid;
        message.contentVariables = variables.json();
    } else {
        message.body = body;
    }
    const SendResult result = co_await m_ports.twilio.send(config->twilio, message, std::move(cancel));
    const bool refused = result.action == SendAction::StopSending;
    if (result.action != SendAction::Accepted)
        m_ports.metrics.providerError(Channel::WhatsApp, refused && result.errorCode == 0 ? kUnauthorized : result.errorCode);
    co_return result;
}

Task<Delivery> PromptDelivery::byWhatsApp(SendJob job, ConfigPtr config, CancelToken cancel)
{
    const QStringList bodies = bodiesOf(job);
    TemplateVariables variables = templateVariables(job.content);
    int shortenings = 0;
    if (!job.lookFirst || job.prompt.parts == 0)
        job.prompt.parts = job.prompt.asTemplate ? 1 : int(bodies.size());
    for (;;) {
        const QString body = bodies.value(qsizetype(job.accepted.size()));
        std::optional<SentMessage> part;
        if (job.lookFirst) {
            const auto found = co_await lookUpPart(job, body, config, cancel);
            if (!found)
                co_return Delivery {.providerFault = true};
            // Sent again by a claim of its own, which looks whether anybody still waits for it.
            if (!*found)
                co_return co_await later(std::move(job), 0ms, u"lost"_s);
            part = *found;
            job.lookFirst = false;
        } else if (!isWanted(job, m_ports.clock.wall())) {
            co_return co_await ended(std::move(job), PromptStatus::Failed, QString(kSkipped));
        } else {
            const SendResult result = co_await sendPart(job, body, variables, config, cancel);
            if (result.action == SendAction::Accepted) {
                part = sentPart(job, result.sid, result.status);
            } else if (result.action == SendAction::Reconcile && !cancel.isCancelled()) {
                job.lookFirst = true;
                continue;
            } else if (result.action == SendAction::SplitAgain && job.prompt.asTemplate
                       && ++shortenings <= kMostShortenings) {
                variables = shortened(std::move(variables));
                job.prompt.shown = job.prompt.shown && !variables.textCut;
                continue;
            } else {
                co_return co_await afterRefusal(std::move(job), result, std::move(config));
            }
        }
        const Delivery delivery = co_await accepted(job, *part, config);
        if (delivery.accepted || delivery.providerFault)
            co_return delivery;
        job.accepted.push_back(*part);
    }
}

Task<Delivery> PromptDelivery::afterRefusal(SendJob job, SendResult result, ConfigPtr config)
{
    const QString code = codeText(result);
    switch (result.action) {
    case SendAction::RetryLater:
        co_return co_await later(std::move(job), backoff(job.prompt.attempts, result.wait), code);
    case SendAction::UseTemplate:
        if (config->twilio.contentSid.isEmpty() || job.prompt.asTemplate)
            co_return co_await ended(std::move(job), PromptStatus::OutsideWindow, code);
        job.prompt.asTemplate = true;
        co_return co_await later(std::move(job), 0ms, code);
    case SendAction::StopSending: {
        Delivery delivery = co_await later(std::move(job), kCredentialPause, code);
        delivery.stopSending = true;
        co_return delivery;
    }
    case SendAction::SplitAgain: {
        const qsizetype limit = job.prompt.partLimit > 0 ? job.prompt.partLimit : kMaxMessageUnits;
        if (!job.accepted.empty() || job.prompt.asTemplate || limit <= kLeastPart)
            co_return co_await ended(std::move(job), PromptStatus::Failed, code);
        job.prompt.partLimit = int(std::max(kLeastPart, limit * 3 / 4));
        co_return co_await later(std::move(job), 0ms, code);
    }
    case SendAction::Permanent:
        co_return co_await ended(std::move(job), PromptStatus::Failed, code);
    case SendAction::Accepted:
    case SendAction::Reconcile:
        break;
    }
    // Cancelled while the answer was awaited: the next claim looks it up.
    co_return Delivery {.providerFault = true};
}

Task<Delivery> PromptDelivery::afterUnknown(SendJob job, ConfigPtr config)
{
    if (config->imessage.resendUnknown && job.prompt.errorCode != kRepeat && isWanted(job, m_ports.clock.wall()))
        co_return co_await later(std::move(job), 0ms, kRepeat);
    co_return co_await ended(std::move(job), PromptStatus::Unknown, u"unknown"_s);
}

Task<Delivery> PromptDelivery::byImessage(SendJob job, ConfigPtr config, CancelToken cancel)
{
    if (job.lookFirst)
        co_return co_await afterUnknown(std::move(job), std::move(config));
    if (!isWanted(job, m_ports.clock.wall()))
        co_return co_await ended(std::move(job), PromptStatus::Failed, QString(kSkipped));
    job.content.repeat = job.prompt.errorCode == kRepeat;
    job.prompt.parts = 1;
    const SidecarSend sent
        = co_await m_ports.imessage.send(config->imessage, job.prompt.address, bodiesOf(job).value(0), cancel);
    if (sent.outcome == SidecarSend::Outcome::Sent)
        co_return co_await accepted(job, SentMessage {.sid = {}, .key = job.prompt.key}, std::move(config));
    m_ports.metrics.providerError(Channel::Imessage, sent.status);
    const QString code = job.content.repeat ? kRepeat : QString::number(sent.status);
    if (sent.outcome == SidecarSend::Outcome::TryLater)
        co_return co_await later(job, backoff(job.prompt.attempts, 0ms), code);
    if (sent.outcome == SidecarSend::Outcome::Permanent)
        co_return co_await ended(std::move(job), PromptStatus::Failed, QString::number(sent.status));
    co_return co_await afterUnknown(std::move(job), std::move(config));
}

Task<Delivery> PromptDelivery::accepted(SendJob job, SentMessage message, ConfigPtr config)
{
    const core::WallTime now = m_ports.clock.wall();
    const bool whole = message.part >= job.prompt.parts;
    const auto recorded = co_await inTransaction<Recorded>(
        m_ports.database, [job, message, config, now](storage::Connection &connection) {
            return recordAccepted(connection, job, message, *config, now);
        });
    if (!recorded)
        co_return Delivery {.providerFault = true};
    if (whole)
        m_ports.metrics.prompt(job.prompt.key.channel, "sent");
    co_return Delivery {.accepted = whole, .wakes = recorded->wakes};
}

Task<Delivery> PromptDelivery::later(SendJob job, core::milliseconds wait, QString code)
{
    const core::WallTime now = m_ports.clock.wall();
    m_ports.metrics.prompt(job.prompt.key.channel, "retry");
    const auto recorded = co_await inTransaction<Recorded>(
        m_ports.database, [job, wait, code, now](storage::Connection &connection) {
            return recordRetry(connection, job, now + wait, code, now);
        });
    Delivery delivery {.providerFault = true};
    delivery.wakes.prompts = recorded.has_value() && wait == 0ms;
    co_return delivery;
}

Task<Delivery> PromptDelivery::ended(SendJob job, PromptStatus status, QString code)
{
    const core::WallTime now = m_ports.clock.wall();
    const QLatin1StringView word = code == kSkipped ? kSkipped : name(status);
    m_ports.metrics.prompt(job.prompt.key.channel, QByteArray(word.data(), word.size()));
    const auto recorded = co_await inTransaction<Recorded>(
        m_ports.database, [job, status, code, now](storage::Connection &connection) {
            return recordEnd(connection, job, status, code, now);
        });
    co_return Delivery {.providerFault = true, .wakes = recorded ? recorded->wakes : Wakes {}};
}

} // namespace signalbox::approvals
