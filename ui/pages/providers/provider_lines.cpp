#include "ui/pages/providers/provider_lines.h"

#include "ui/pages/providers/provider_words.h"

using namespace Qt::StringLiterals;

namespace signalbox::pages {

client::Subscription followProviders(client::SeriesFacet &series, const kit::TimeRange &range, const QStringList &members)
{
    QStringList names;
    for (const char *id : {"MEALME", "INSTACART", "KROGER_API", "WALMART_API"}) {
        for (const QString &member : members)
            names += u"provider.%1.%2"_s.arg(QString::fromLatin1(id), member);
    }
    const kit::TimeRange::Window window = range.window();
    series.setWindow(window.from, window.to, range.isLive());
    return series.follow(names);
}

void showLines(kit::LineChart &chart, const client::SeriesFacet &series,
               const std::vector<protocol::ProviderState> &providers, const QString &member)
{
    std::vector<kit::ChartSeries> lines;
    for (const protocol::ProviderState &provider : providers)
        lines.push_back({shortName(provider.name), series.points(u"provider.%1.%2"_s.arg(provider.id, member))});
    chart.setSeries(std::move(lines));
    chart.setGap(series.step() * 3);
}

} // namespace signalbox::pages
