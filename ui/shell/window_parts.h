#pragma once

#include "ui/client/facets.h"
#include "ui/kit/chart_link.h"
#include "ui/shell/gateways.h"
#include "ui/shell/page_registry.h"

namespace signalbox::shell {

/// What the windows of one link stand on. All of it outlives them.
struct WindowParts
{
    client::Facets &facets;
    const PageRegistry &pages;
    kit::LayoutStore &layout; ///< of this gateway
    kit::SeriesColors &colors;
    Gateways &gateways;
    const core::Clock &clock;
};

} // namespace signalbox::shell
