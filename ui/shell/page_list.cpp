#include "ui/shell/page_list.h"

#include "ui/pages/overview/overview_page.h"
#include "ui/pages/providers/providers_page.h"
#include "ui/pages/settings/settings_page.h"
#include "ui/pages/traffic/traffic_page.h"

namespace signalbox::shell {

using namespace Qt::StringLiterals;

namespace {

template <class T>
std::function<kit::Page *(const kit::PageTools &)> make(client::Facets &facets)
{
    return [&facets](const kit::PageTools &tools) -> kit::Page * { return new T(tools, facets); };
}

} // namespace

void addPages(PageRegistry &registry, client::Facets &facets)
{
    registry.add({"overview", QT_TRANSLATE_NOOP("PageRegistry", "Overview"), QKeySequence(u"G, O"_s), make<pages::OverviewPage>(facets)});
    registry.add({"traffic", QT_TRANSLATE_NOOP("PageRegistry", "Traffic"), QKeySequence(u"G, T"_s), make<pages::TrafficPage>(facets)});
    registry.add({"providers", QT_TRANSLATE_NOOP("PageRegistry", "Providers"), QKeySequence(u"G, P"_s), make<pages::ProvidersPage>(facets)});
    registry.add({"settings", QT_TRANSLATE_NOOP("PageRegistry", "Flags & settings"), QKeySequence(u"G, F"_s), make<pages::SettingsPage>(facets)});
}

} // namespace signalbox::shell
