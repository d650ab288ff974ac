#include "backend/services/approvals/imessage_watch.h"

#include "backend/platform/core/sleep.h"

namespace signalbox::approvals {

namespace {

constexpr core::milliseconds kEndPatience{2000};

} // namespace

ImessageWatch::ImessageWatch(ImessageClient &client, std::function<ImessageSettings()> settings, WatchRhythm rhythm,
                             QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_settings(std::move(settings))
    , m_rhythm(rhythm)
    , m_pause(std::make_shared<CancelToken>())
{
}

void ImessageWatch::start()
{
    m_tasks.add(run(this));
}

void ImessageWatch::wake()
{
    m_pause->cancel();
}

Task<void> ImessageWatch::end()
{
    m_tasks.cancel();
    m_pause->cancel();
    co_await m_tasks.idle(kEndPatience);
}

Task<void> ImessageWatch::run(Self self)
{
    const CancelToken stop = self->m_tasks.stop();
    while (self && !stop.isCancelled()) {
        // Made before the round, so that a change during the round is not slept over.
        const auto pause = self->m_pause = std::make_shared<CancelToken>();
        const Health health = co_await round(self, self->m_settings());
        if (!self || stop.isCancelled())
            co_return;
        self->m_health = health;
        co_await core::sleepFor(health == Health::Failing ? self->m_rhythm.afterFault : self->m_rhythm.whenWell,
                                *pause);
    }
}

Task<ImessageWatch::Health> ImessageWatch::round(Self self, ImessageSettings settings)
{
    if (!settings.on || settings.webhookUrl.isEmpty())
        co_return Health::Unknown;
    const CancelToken stop = self->m_tasks.stop();
    const bool changed = self->m_told && *self->m_told != settings.webhookSecret;
    if (changed && !co_await self->m_client.stopWatch(settings, stop))
        co_return Health::Failing;
    if (!self)
        co_return Health::Unknown;
    WatchAnswer answer = co_await self->m_client.startWatch(settings, stop);
    if (self && !self->m_told && answer == WatchAnswer::AlreadyWatching) {
        if (!co_await self->m_client.stopWatch(settings, stop) || !self)
            co_return Health::Failing;
        answer = co_await self->m_client.startWatch(settings, stop);
    }
    if (!self || answer == WatchAnswer::Failed)
        co_return Health::Failing;
    self->m_told = settings.webhookSecret;
    co_return Health::Ok;
}

} // namespace signalbox::approvals
