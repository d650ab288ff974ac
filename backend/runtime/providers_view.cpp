#include "backend/runtime/providers_view.h"

#include "backend/operator/server/breakers/breaker_views.h"
#include "backend/runtime/provider_summary.h"

namespace signalbox::runtime {

using namespace Qt::StringLiterals;

namespace {

constexpr size_t kMostShown = 10'000;

/// Mean and quantiles of a provider's quotes since the start of the process.
void addLatency(protocol::ProviderState &state, const std::vector<metrics::SeriesValue> &histograms)
{
    for (const metrics::SeriesValue &series : histograms) {
        const bool ours = std::ranges::any_of(series.labels, [&state](const auto &label) {
            return label.first == "provider" && label.second == state.id.toLatin1();
        });
        if (!ours || series.count == 0)
            continue;
        state.meanLatencyMs = series.sum / double(series.count) * 1000;
        state.p50Ms = metrics::quantile(series.buckets, {}, 0.5) * 1000;
        state.p95Ms = metrics::quantile(series.buckets, {}, 0.95) * 1000;
    }
}

protocol::Breaker breakerOf(const upstream::BreakerView &view)
{
    const protocol::UpstreamBreaker shown = server::viewOf(view);
    return {shown.state, shown.opens, shown.cause, shown.since};
}

protocol::BeforeAfter change(double before, double after)
{
    return {before, after};
}

} // namespace

ProvidersView::ProvidersView(const settings::Publisher &settings, const metrics::Registry &metrics,
                             std::shared_ptr<upstream::BreakerBoard> breakers, const core::Clock &clock)
    : m_settings(settings), m_metrics(metrics), m_breakers(std::move(breakers)), m_clock(clock)
{
}

commerce::ConfigPtr ProvidersView::config() const
{
    // The secret signs nothing here; any text of the right length does.
    return commerce::configFrom(*m_settings.current(), QByteArray(32, 'x'));
}

const std::deque<commerce::DecisionPtr> &ProvidersView::log()
{
    for (commerce::DecisionPtr &decision : m_inbox.take())
        m_log.add(std::move(decision));
    return m_log.decisions();
}

std::vector<QByteArray> ProvidersView::ids() const
{
    std::vector<QByteArray> ids;
    for (const commerce::ProviderId id : commerce::kAllProviders)
        ids.push_back(commerce::idText(id));
    return ids;
}

Task<Result<protocol::Providers>> ProvidersView::providers()
{
    const core::WallTime now = m_clock.wall();
    protocol::Providers out;
    out.items = summarize(log(), *config(), now - kSummaryWindow, now);
    out.at = now;
    const auto latencies = m_metrics.read("commerce_quote_duration_seconds");
    const std::vector<upstream::BreakerView> breakers = m_breakers->list();
    for (protocol::ProviderState &state : out.items) {
        addLatency(state, latencies);
        const auto id = commerce::providerFromId(state.id.toLatin1());
        for (const upstream::BreakerView &breaker : breakers) {
            if (breaker.upstream == commerce::upstreamName(*id))
                state.breaker = breakerOf(breaker);
        }
    }
    co_return out;
}

Task<Result<protocol::ProviderProbe>> ProvidersView::probe(Ask ask, QByteArray name)
{
    const auto id = commerce::providerFromAnyName(name);
    if (!id)
        co_return fail(ErrorCode::NotFound, PublicText(u"there is no provider of this name"_s));
    protocol::ProviderProbe probe {.providerId = QString::fromLatin1(commerce::idText(*id)), .name = commerce::displayName(*id)};
    const bool open = m_breakers->at(commerce::upstreamName(*id)).view().state == upstream::BreakerState::Open;
    const auto health = co_await ask(*id);
    if (!health)
        co_return std::unexpected(health.error());
    probe.healthy = health->report.healthy;
    // A breaker that is open refuses the call as if the network had.
    probe.reason = open && health->report.reason == "NETWORK_ERROR" ? u"CIRCUIT_OPEN"_s : QString::fromLatin1(health->report.reason);
    probe.ms = qint64(health->report.latency.count());
    probe.at = m_clock.wall();
    co_return probe;
}

Task<Result<std::vector<protocol::Decision>>> ProvidersView::decisions()
{
    std::vector<protocol::Decision> out;
    const auto &kept = log();
    for (auto it = kept.rbegin(); it != kept.rend() && out.size() < kMostShown; ++it)
        out.push_back(shown(**it));
    co_return out;
}

Task<Result<protocol::WhatIfAnswer>> ProvidersView::whatIf(protocol::WhatIfRequest request)
{
    const auto &kept = log();
    const auto count = std::min(qsizetype(kept.size()), qsizetype(request.last));
    const std::deque<commerce::DecisionPtr> last(kept.end() - count, kept.end());
    const commerce::Replay replay = commerce::replay(last, weightsOf(request.weights));

    protocol::WhatIfAnswer answer;
    answer.decisions = int(replay.decisions);
    answer.changed = int(replay.replayed.changed);
    answer.current = shownWeights(config()->weights);
    answer.asked = request.weights;
    const double all = std::max(1.0, double(replay.decisions));
    for (const commerce::ProviderId id : commerce::kAllProviders) {
        const size_t index = commerce::indexOf(id);
        answer.distribution.push_back({QString::fromLatin1(commerce::idText(id)), commerce::displayName(id),
                                       change(double(replay.recorded.selections[index]) / all,
                                              double(replay.replayed.selections[index]) / all)});
    }
    answer.meanTotalCents = change(replay.recorded.meanTotalCents, replay.replayed.meanTotalCents);
    answer.meanEtaMinutes = change(replay.recorded.meanEtaMinutes, replay.replayed.meanEtaMinutes);
    answer.meanCommissionCents
        = change(replay.recorded.commissionCents / all, replay.replayed.commissionCents / all);
    answer.at = m_clock.wall();
    co_return answer;
}

} // namespace signalbox::runtime
