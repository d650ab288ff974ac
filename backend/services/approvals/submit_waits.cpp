#include "backend/services/approvals/submit_waits.h"

#include <algorithm>
#include <ranges>

namespace signalbox::approvals {

namespace {

/// After the first acceptance: so that the answer names the other channel too when that is as quick.
constexpr core::milliseconds kGrace {500};

} // namespace

void SubmitWaits::add(const QString &candidateId, const QString &brandId, const std::vector<Channel> &channels,
                      core::milliseconds patience, Done done)
{
    Wait &wait = m_waits[candidateId];
    wait.number = ++m_came;
    wait.brandId = brandId;
    wait.done = std::move(done);
    for (const Channel channel : channels)
        wait.places[channel] = Place::Waiting;
    if (patience <= core::milliseconds(0) || channels.empty()) {
        finish(candidateId);
        return;
    }
    wait.limit = std::make_unique<core::ScopedTimer>(patience, [this, candidateId] { finish(candidateId); });
}

void SubmitWaits::claimed(const QString &candidateId, Channel channel)
{
    move(candidateId, channel, Place::Claimed);
}

void SubmitWaits::accepted(const QString &candidateId, Channel channel)
{
    move(candidateId, channel, Place::Accepted);
}

void SubmitWaits::troubled(const QString &candidateId, Channel channel)
{
    move(candidateId, channel, Place::Troubled);
}

void SubmitWaits::held(const QString &candidateId, Channel channel, std::chrono::seconds retryAfter)
{
    move(candidateId, channel, Place::Held, retryAfter);
}

QStringList SubmitWaits::waitingFor(const BucketName &bucket) const
{
    std::map<quint64, QString> ids;
    for (const auto &[id, wait] : m_waits) {
        const auto place = wait.places.find(bucket.channel);
        if (wait.brandId == bucket.brandId && place != wait.places.end() && place->second == Place::Waiting)
            ids.emplace(wait.number, id);
    }
    QStringList inOrder;
    for (const auto &[number, id] : ids)
        inOrder += id;
    return inOrder;
}

void SubmitWaits::endAll()
{
    while (!m_waits.empty())
        finish(m_waits.begin()->first);
}

void SubmitWaits::move(const QString &candidateId, Channel channel, Place place, std::chrono::seconds retryAfter)
{
    const auto found = m_waits.find(candidateId);
    if (found == m_waits.end())
        return;
    Wait &wait = found->second;
    const auto known = wait.places.find(channel);
    // Several approvers share a channel: one acceptance is enough.
    if (known == wait.places.end() || known->second == Place::Accepted)
        return;
    known->second = place;
    if (place == Place::Held)
        wait.retryAfter = wait.retryAfter.count() == 0 ? retryAfter : std::min(wait.retryAfter, retryAfter);
    const bool settled = std::ranges::all_of(wait.places | std::views::values, [](Place one) {
        return one != Place::Waiting && one != Place::Claimed;
    });
    if (settled) {
        finish(candidateId);
        return;
    }
    if (place == Place::Accepted && !wait.grace)
        wait.grace = std::make_unique<core::ScopedTimer>(kGrace, [this, candidateId] { finish(candidateId); });
}

void SubmitWaits::finish(const QString &candidateId)
{
    auto node = m_waits.extract(candidateId);
    if (node.empty())
        return;
    node.mapped().done(progressOf(node.mapped()));
}

SubmitProgress SubmitWaits::progressOf(const Wait &wait)
{
    SubmitProgress progress;
    progress.retryAfter = wait.retryAfter;
    for (const auto &[channel, place] : wait.places) {
        if (place == Place::Accepted)
            progress.accepted.push_back(channel);
        else if (place == Place::Held)
            progress.held.push_back(channel);
        else
            progress.pending.push_back(channel);
    }
    return progress;
}

} // namespace signalbox::approvals
