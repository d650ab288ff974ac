#pragma once

#include "ui/client/flip_marks.h"
#include "ui/client/levers_facet.h"
#include "ui/client/overview_facet.h"
#include "ui/client/providers_facet.h"
#include "ui/client/series_facet.h"
#include "ui/client/session_facet.h"
#include "ui/client/settings_facet.h"
#include "ui/client/traffic_facet.h"

namespace signalbox::client {

/// Every facet over one link; what the pages are made with.
struct Facets
{
    explicit Facets(Link &shared)
        : link(shared), session(shared), overview(shared), series(shared), traffic(shared), providers(shared),
          settings(shared), levers(shared), recipes(shared), flips(levers)
    {
    }

    Link &link;
    SessionFacet session;
    OverviewFacet overview;
    SeriesFacet series;
    TrafficFacet traffic;
    ProvidersFacet providers;
    SettingsFacet settings;
    LeversFacet levers;
    RecipesFacet recipes;
    FlipMarks flips;
};

} // namespace signalbox::client
