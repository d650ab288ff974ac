#pragma once

#include "backend/operator/protocol/guards.h"
#include "backend/platform/metrics/sampler.h"
#include "backend/platform/metrics/series_store.h"

namespace signalbox::server {

/// Counts what guards compare, once a second, into the history on disk: requests, errors and p95 of every service and
/// provider as series `guard.<name>.count|errors|p95Ms`. They are exact for a second, where the figures of the stream
/// look back ten or sixty and would smear a flip. Belongs to the operator thread.
class GuardMeter
{
public:
    /// `series` may be null: then nothing can be compared.
    GuardMeter(const metrics::Registry &registry, metrics::SeriesStore *series, const std::vector<QByteArray> &services,
               const std::vector<QByteArray> &providers);

    void take(core::SteadyTime now, core::WallTime at);

    /// The numbers of one window. error_rate: errors by requests; p95: the mean of the seconds' p95, weighted by their
    /// requests; a named figure: its mean, and the seconds that had a value.
    protocol::GuardWindow window(const protocol::GuardSpec &spec, core::WallTime from, core::WallTime to) const;

    /// The provider's id for `KROGER` or `KROGER_API`; empty when there is none.
    QByteArray providerOf(const QString &name) const;
    bool hasService(const QString &name) const;

private:
    QByteArray ownerOf(const protocol::GuardSpec &spec) const;
    std::vector<metrics::SeriesPoint> read(const QByteArray &name, core::WallTime from, core::WallTime to) const;

    metrics::Sampler m_sampler;
    metrics::SeriesStore *m_series;
    std::vector<QByteArray> m_services;
    std::vector<QByteArray> m_providers;
};

} // namespace signalbox::server
