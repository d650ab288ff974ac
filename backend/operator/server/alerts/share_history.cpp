#include "backend/operator/server/alerts/share_history.h"

#include <cmath>

namespace signalbox::server {

using namespace std::chrono_literals;

namespace {

/// The coarsest resolution of the series store.
constexpr std::chrono::seconds kStep = 10min;

qint64 stepOf(core::WallTime time)
{
    return core::epochMs(time) / std::chrono::milliseconds(kStep).count();
}

} // namespace

ShareHistory::ShareHistory(metrics::SeriesStore *store, const QByteArray &name, std::chrono::seconds length)
    : m_store(store), m_whole(name + ".whole"), m_part(name + ".part"), m_length(length)
{
}

void ShareHistory::read(core::WallTime now)
{
    m_isRead = true;
    if (m_store == nullptr)
        return;
    const auto whole = m_store->read(m_whole, now - m_length, now, kStep);
    const auto part = m_store->read(m_part, now - m_length, now, kStep);
    if (!whole || !part || whole->size() != part->size())
        return;
    const qint64 present = stepOf(now);
    for (size_t i = 0; i < whole->size(); ++i) {
        const qint64 number = stepOf((*whole)[i].at);
        // The store keeps means per second, over those that it was told of.
        const double seconds = double(kStep.count());
        if (number < present && std::isfinite((*whole)[i].value) && std::isfinite((*part)[i].value))
            m_steps.push_back({number, (*whole)[i].value * seconds, (*part)[i].value * seconds});
    }
}

void ShareHistory::note(double whole, double part, core::WallTime now)
{
    if (!m_isRead)
        read(now);
    const qint64 number = stepOf(now);
    // A clock that was put back goes on in the newest step.
    if (m_steps.empty() || m_steps.back().number < number)
        m_steps.push_back({.number = number});
    m_steps.back().whole += whole;
    m_steps.back().part += part;
    while (m_steps.front().number < m_steps.back().number - m_length / kStep)
        m_steps.pop_front();
    if (m_store == nullptr)
        return;
    // A full store keeps its older series; the steps of this run are enough then.
    Q_UNUSED(m_store->append(m_whole, now, whole))
    Q_UNUSED(m_store->append(m_part, now, part))
}

std::optional<double> ShareHistory::share() const
{
    double whole = 0;
    double part = 0;
    for (const Step &step : m_steps) {
        whole += step.whole;
        part += step.part;
    }
    return whole > 0 ? std::optional(part / whole) : std::nullopt;
}

} // namespace signalbox::server
