#pragma once

#include "ui/client/alerts_facet.h"
#include "ui/client/approvals_facet.h"
#include "ui/client/audit_facet.h"
#include "ui/client/breakers_facet.h"
#include "ui/client/flip_marks.h"
#include "ui/client/health_facet.h"
#include "ui/client/levers_facet.h"
#include "ui/client/logs_facet.h"
#include "ui/client/operators_facet.h"
#include "ui/client/outbox_facet.h"
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
          settings(shared), levers(shared), recipes(shared), flips(shared, levers, session), breakers(shared), operators(shared), alerts(shared), approvals(shared), outbox(shared), audit(shared), logs(shared), health(shared)
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
    BreakersFacet breakers;
    OperatorsFacet operators;
    AlertsFacet alerts;
    ApprovalsFacet approvals;
    OutboxFacet outbox;
    AuditFacet audit;
    LogsFacet logs;
    HealthFacet health;
};

} // namespace signalbox::client
