#include "backend/services/approvals/background.h"

#include "backend/platform/core/thread_anchor.h"
#include "backend/platform/log/log.h"

namespace signalbox::approvals {

using namespace Qt::StringLiterals;

namespace {

QByteArray resultLabel(storage::DeliveryResult::Kind kind)
{
    switch (kind) {
    case storage::DeliveryResult::Kind::Delivered:
        return "delivered";
    case storage::DeliveryResult::Kind::Failed:
        return "failed";
    case storage::DeliveryResult::Kind::Refused:
        return "refused";
    case storage::DeliveryResult::Kind::NotSent:
        return "not_sent";
    }
    Q_UNREACHABLE();
}

} // namespace

Background::Background(const Ports &ports, QObject *parent)
    : QObject(parent), m_ports(ports),
      m_ownBuckets(ports.buckets ? nullptr : cluster::makeTokenBuckets(ports.clock)),
      m_metrics(ports.registry), m_twilio(ports.client, ports.clock), m_imessage(ports.client, ports.clock),
      m_sender(ports.client, [this] { return m_config->callback; }, ports.clock),
      m_prompts({ports.database, ports.buckets ? *ports.buckets : *m_ownBuckets, m_twilio, m_imessage, m_metrics,
                 ports.state.providers, ports.clock, [this](const Wakes &wakes) { wake(wakes); }}),
      m_deadlines({ports.database, m_metrics, ports.clock, [this](const Wakes &wakes) { wake(wakes); }}),
      m_outbox(ports.database, {.table = kOutboxTable, .clock = &ports.clock}, outboxPorts()),
      m_watch(m_imessage, [this] { return m_config->imessage; }),
      m_housekeeping(ports.database, ports.registry, ports.clock, ports.state.outboxOldestSeconds)
{
}

storage::OutboxPorts Background::outboxPorts()
{
    return {.deliver = [this](storage::OutboxRow row, CancelToken cancel) {
                return m_sender.deliver(std::move(row), std::move(cancel));
            },
            .onResult = auditDelivery,
            .onRecorded = [this](const storage::OutboxRow &row, const storage::DeliveryResult &result) {
                noteDelivery(row, result);
            }};
}

void Background::apply(ConfigPtr config)
{
    m_config = std::move(config);
    m_ports.state.whatsappOn = m_config->isOn(Channel::WhatsApp);
    m_ports.state.imessageOn = m_config->isOn(Channel::Imessage);
    m_prompts.apply(m_config);
    m_deadlines.apply(m_config);
    m_housekeeping.apply(m_config);
    m_outbox.setSchedule(m_config->callback.schedule);
    if (!m_started)
        return;
    m_outbox.wake();
    m_watch.wake();
}

void Background::start()
{
    m_started = true;
    m_housekeeping.start();
    m_outbox.start();
    m_prompts.start();
    m_deadlines.start();
    m_watch.start();
}

void Background::wake(const Wakes &wakes)
{
    m_prompts.wake(wakes);
    if (wakes.outbox)
        m_outbox.wake();
    if (wakes.timers)
        m_deadlines.wake();
}

Result<void> Background::auditDelivery(storage::Connection &connection, const storage::OutboxRow &row,
                                       const storage::DeliveryResult &result)
{
    if (result.kind == storage::DeliveryResult::Kind::NotSent)
        return {};
    AuditEvent event {.type = "delivery_attempt", .candidateId = row.subject, .actor = u"system"_s};
    if (row.state == storage::OutboxState::Delivered)
        event.type = "delivered";
    else if (row.state == storage::OutboxState::Dead)
        event.type = "dead";
    event.details = {{u"webhook_id"_s, row.webhookId},
                     {u"attempt"_s, row.attempts},
                     {u"status"_s, result.status},
                     {u"error"_s, result.error}};
    const auto chained = appendAudit(connection, {event}, core::systemClock().wall());
    return chained ? Result<void>() : std::unexpected(chained.error());
}

void Background::noteDelivery(const storage::OutboxRow &row, const storage::DeliveryResult &result)
{
    const bool dead = row.state == storage::OutboxState::Dead;
    m_metrics.deliveryAttempt(resultLabel(result.kind), dead);
    if (result.kind == storage::DeliveryResult::Kind::Delivered)
        return;
    std::vector<log::Field> fields {{"candidate_id", row.subject},
                                    {"attempt", row.attempts},
                                    {"status", result.status},
                                    {"error", result.error}};
    if (dead)
        log::error("approvals", u"decision.dead"_s, std::move(fields));
    else
        log::warn("approvals", u"decision.not_delivered"_s, std::move(fields));
}

Task<bool> Background::end(core::milliseconds patience)
{
    const core::milliseconds half = patience / 2;
    std::vector<Task<void>> ending;
    ending.push_back(m_prompts.end(half));
    ending.push_back(m_deadlines.end(half));
    ending.push_back(m_outbox.end(half));
    ending.push_back(m_watch.end());
    ending.push_back(m_housekeeping.end(half));
    for (Task<void> &one : ending)
        co_await one;
    co_return true;
}

void BackgroundDoor::open(Background *background)
{
    const std::scoped_lock lock(m_mutex);
    m_background = background;
}

void BackgroundDoor::close()
{
    const std::scoped_lock lock(m_mutex);
    m_background = nullptr;
}

void BackgroundDoor::wake(Wakes wakes) const
{
    const std::scoped_lock lock(m_mutex);
    if (m_background)
        core::post(m_background, [background = m_background, wakes = std::move(wakes)] { background->wake(wakes); });
}

bool BackgroundDoor::submitted(const Candidate &candidate, const std::vector<Channel> &channels, Wakes wakes,
                               core::milliseconds patience, std::function<void(SubmitProgress)> done) const
{
    const std::scoped_lock lock(m_mutex);
    if (!m_background)
        return false;
    core::post(m_background, [background = m_background, id = candidate.id, brand = candidate.brandId, channels, patience,
                              wakes = std::move(wakes), done = std::move(done), home = core::ReturnAddress::here()] {
        background->waits().add(id, brand, channels, patience, [done, home](const SubmitProgress &progress) {
            home.post([done, progress] { done(progress); });
        });
        background->wake(wakes);
    });
    return true;
}

} // namespace signalbox::approvals
