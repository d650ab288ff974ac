#pragma once

#include "ui/client/facets.h"
#include "ui/shell/page_registry.h"

namespace signalbox::shell {

/// Every page of the console in the order of the navigation. The one file that names pages.
void addPages(PageRegistry &registry, client::Facets &facets);

} // namespace signalbox::shell
