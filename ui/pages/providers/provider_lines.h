#pragma once

#include "backend/operator/protocol/providers.h"
#include "ui/client/series_facet.h"
#include "ui/kit/line_chart.h"
#include "ui/kit/time_range.h"

/// One line a provider: the charts over time that the views of the page share.
namespace signalbox::pages {

/// Keeps the series of these members (`p50Ms`, `errorShare`, …) of every provider up to date, over the window that is
/// chosen, while the subscription lives.
client::Subscription followProviders(client::SeriesFacet &series, const kit::TimeRange &range, const QStringList &members);

/// Draws a member of each provider.
void showLines(kit::LineChart &chart, const client::SeriesFacet &series,
               const std::vector<protocol::ProviderState> &providers, const QString &member);

} // namespace signalbox::pages
