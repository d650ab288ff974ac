#include "ui/shell/page_list.h"

#include "ui/client/act_words.h"
#include "ui/client/alert_text.h"
#include "ui/pages/alerts/alerts_page.h"
#include "ui/pages/approvals/approvals_page.h"
#include "ui/pages/audit/audit_page.h"
#include "ui/pages/health/bundle_dialog.h"
#include "ui/pages/health/health_page.h"
#include "ui/pages/logs/logs_page.h"
#include "ui/pages/operators/operators_page.h"
#include "ui/pages/outbox/outbox_page.h"
#include "ui/pages/overview/overview_page.h"
#include "ui/pages/providers/providers_page.h"
#include "ui/pages/settings/settings_page.h"
#include "ui/pages/traffic/traffic_page.h"

#include <QApplication>

namespace signalbox::shell {

using namespace Qt::StringLiterals;

namespace {

template <class T>
std::function<kit::Page *(const kit::PageTools &)> make(client::Facets &facets)
{
    return [&facets](const kit::PageTools &tools) -> kit::Page * { return new T(tools, facets); };
}

/// Acts that need no page.
void addActs(kit::PaletteActs &acts, client::Facets &facets)
{
    acts.add(&facets.link, {.title = [] { return QCoreApplication::translate("PageRegistry", "Save an incident bundle"); },
                            .keywords = u"zip support export"_s,
                            .refusal = [&facets] { return client::actRefusal(facets.session, u"POST /ops/v1/bundle"_s); },
                            .trigger = [&facets] { pages::openBundleDialog(facets, QApplication::activeWindow()); }});
    const auto worst = [&facets] {
        const std::vector<protocol::Alert> calling = facets.alerts.calling();
        return calling.empty() ? QCoreApplication::translate("PageRegistry", "Acknowledge the worst alert")
                               : QCoreApplication::translate("PageRegistry", "Acknowledge: %1").arg(client::alertSentence(calling.front()));
    };
    const auto refusal = [&facets] {
        const QString why = client::actRefusal(facets.session, u"POST /ops/v1/alerts/:id/ack"_s);
        return why.isEmpty() && facets.alerts.calling().empty() ? QCoreApplication::translate("PageRegistry", "Nothing calls.") : why;
    };
    // Reasons are data for the audit log and stay English there.
    acts.add(&facets.link, {.title = worst,
                            .keywords = u"alert ack page silence"_s,
                            .refusal = refusal,
                            .trigger = [&facets] { facets.alerts.acknowledgeWorst(u"Acknowledged in the console"_s); }});
}

} // namespace

void addPages(PageRegistry &registry, client::Facets &facets)
{
    registry.add({"overview", QT_TRANSLATE_NOOP("PageRegistry", "Overview"), QKeySequence(u"G, O"_s), make<pages::OverviewPage>(facets)});
    registry.add({"traffic", QT_TRANSLATE_NOOP("PageRegistry", "Traffic"), QKeySequence(u"G, T"_s), make<pages::TrafficPage>(facets)});
    registry.add({"providers", QT_TRANSLATE_NOOP("PageRegistry", "Providers"), QKeySequence(u"G, P"_s), make<pages::ProvidersPage>(facets)});
    registry.add({"approvals", QT_TRANSLATE_NOOP("PageRegistry", "Approvals"), QKeySequence(u"G, A"_s), make<pages::ApprovalsPage>(facets)});
    registry.add({"settings", QT_TRANSLATE_NOOP("PageRegistry", "Flags & settings"), QKeySequence(u"G, F"_s), make<pages::SettingsPage>(facets)});
    registry.add({"outbox", QT_TRANSLATE_NOOP("PageRegistry", "Outbox"), QKeySequence(u"G, X"_s), make<pages::OutboxPage>(facets)});
    registry.add({"alerts", QT_TRANSLATE_NOOP("PageRegistry", "Alerts"), QKeySequence(u"G, L"_s), make<pages::AlertsPage>(facets)});
    registry.add({"audit", QT_TRANSLATE_NOOP("PageRegistry", "Audit"), QKeySequence(u"G, U"_s), make<pages::AuditPage>(facets)});
    registry.add({"logs", QT_TRANSLATE_NOOP("PageRegistry", "Logs"), QKeySequence(u"G, J"_s), make<pages::LogsPage>(facets)});
    registry.add({"health", QT_TRANSLATE_NOOP("PageRegistry", "Health & checklist"), QKeySequence(u"G, H"_s), make<pages::HealthPage>(facets)});
    registry.add({"operators", QT_TRANSLATE_NOOP("PageRegistry", "Operators"), QKeySequence(u"G, E"_s), make<pages::OperatorsPage>(facets)});
    addActs(registry.acts(), facets);
}

} // namespace signalbox::shell
