#include "backend/services/approvals/deadline_watch.h"

#include "backend/services/approvals/answer_step.h"
#include "backend/services/approvals/transaction.h"

namespace signalbox::approvals {

namespace {

constexpr core::milliseconds kTick {250};
/// Ended side by side, so that one commit may hold many of them.
constexpr int kBatch = 128;

Result<Wakes> expireIfDue(storage::Connection &connection, const QString &id, const StepContext &context)
{
    Wakes wakes;
    const auto stored = readCandidate(connection, id, Reading::ToChange);
    if (!stored)
        return std::unexpected(stored.error());
    const bool due = *stored && !isTerminal((*stored)->candidate.state)
        && (*stored)->candidate.deadlineAt <= context.now;
    if (!due)
        return wakes;
    const auto ended = expireCandidate(connection, **stored, wakes, context);
    if (!ended)
        return std::unexpected(ended.error());
    return wakes;
}

Result<Wakes> escalateIfDue(storage::Connection &connection, const QString &id, const StepContext &context)
{
    Wakes wakes;
    const auto stored = readCandidate(connection, id, Reading::ToChange);
    if (!stored)
        return std::unexpected(stored.error());
    const bool due = *stored && !isTerminal((*stored)->candidate.state) && (*stored)->nextEscalation
        && *(*stored)->nextEscalation <= context.now && (*stored)->candidate.deadlineAt > context.now;
    if (!due)
        return wakes;
    if (const auto done = escalateCandidate(connection, **stored, wakes, context); !done)
        return std::unexpected(done.error());
    return wakes;
}

} // namespace

DeadlineWatch::DeadlineWatch(Ports ports, QObject *parent) : QObject(parent), m_ports(std::move(ports))
{
    connect(&m_tick, &QTimer::timeout, this, &DeadlineWatch::wake);
}

void DeadlineWatch::start()
{
    m_tick.start(kTick);
    wake();
}

void DeadlineWatch::wake()
{
    if (m_looking)
        m_again = true;
    else if (m_config && m_tick.isActive())
        m_tasks.add(look(this));
}

Task<void> DeadlineWatch::look(DeadlineWatch *self)
{
    self->m_looking = true;
    bool more = true;
    while (more && self->m_tick.isActive()) {
        self->m_again = false;
        const core::WallTime now = self->m_ports.clock.wall();
        const auto due = co_await inRead<Due>(
            self->m_ports.database, [now](storage::Connection &connection) -> Result<Due> {
                auto expired = expiredCandidates(connection, now, kBatch);
                auto escalating = escalatingCandidates(connection, now, kBatch);
                if (!expired || !escalating)
                    return std::unexpected(expired ? escalating.error() : expired.error());
                return Due {std::move(*expired), std::move(*escalating)};
            });
        if (!due)
            break;
        std::vector<Task<bool>> steps;
        for (const QString &id : due->expired)
            steps.push_back(expire(self, id));
        for (const QString &id : due->escalating)
            steps.push_back(escalate(self, id));
        bool well = true;
        for (Task<bool> &step : steps)
            well = co_await step && well;
        more = well && (self->m_again || due->expired.size() == kBatch || due->escalating.size() == kBatch);
    }
    self->m_looking = false;
}

Task<bool> DeadlineWatch::expire(DeadlineWatch *self, QString id)
{
    const StepContext context = stepContext(*self->m_config, self->m_ports.clock.wall());
    const auto wakes = co_await inTransaction<Wakes>(
        self->m_ports.database,
        [id, context](storage::Connection &connection) { return expireIfDue(connection, id, context); });
    if (!wakes)
        co_return false;
    self->m_ports.metrics.decided(*wakes);
    self->m_ports.wake(*wakes);
    co_return true;
}

Task<bool> DeadlineWatch::escalate(DeadlineWatch *self, QString id)
{
    const StepContext context = stepContext(*self->m_config, self->m_ports.clock.wall());
    const auto wakes = co_await inTransaction<Wakes>(
        self->m_ports.database,
        [id, context](storage::Connection &connection) { return escalateIfDue(connection, id, context); });
    if (!wakes)
        co_return false;
    self->m_ports.wake(*wakes);
    co_return true;
}

Task<void> DeadlineWatch::end(core::milliseconds patience)
{
    m_tick.stop();
    co_await m_tasks.idle(patience);
}

} // namespace signalbox::approvals
