#include "ui/pages/health/health_page.h"

#include "ui/kit/filter_field.h"
#include "ui/kit/formats.h"
#include "ui/pages/health/bundle_dialog.h"
#include "ui/pages/health/checklist_view.h"
#include "ui/pages/health/health_card.h"

#include <QAction>
#include <QDateTime>
#include <QPushButton>
#include <QVBoxLayout>

namespace signalbox::pages {

namespace {
constexpr std::chrono::seconds kStaleAfter {5};
}

HealthPage::HealthPage(const kit::PageTools &tools, client::Facets &facets, QWidget *parent)
    : Page(tools, parent), m_facets(facets), m_health(new HealthCard(tools.layout)), m_checks(new ChecklistView(facets, tools)),
      m_bundle(new QPushButton)
{
    setFilterField(m_checks->filter());
    m_checks->addToRow(m_bundle);
    body()->addWidget(m_health);
    body()->addWidget(m_checks, 1);
    m_runKey = addKey(Qt::Key_R, [this] { m_checks->runAgain(); });
    m_failingKey = addKey(Qt::Key_X, [this] { m_checks->toggleFailing(); });
    m_copyKey = addKey(Qt::Key_M, [this] { m_checks->copy(); });
    m_bundleKey = addKey(Qt::Key_B, [this] { openBundleDialog(m_facets, window()); });
    connect(m_bundle, &QPushButton::clicked, m_bundleKey, &QAction::trigger);
    connect(m_health, &HealthCard::placeWanted, this, &HealthPage::open);
    connect(m_checks, &ChecklistView::placeWanted, this, &HealthPage::open);
    connect(&facets.overview, &client::OverviewFacet::changed, this, &HealthPage::showHealth);
    connect(&facets.health, &client::HealthFacet::changed, this, &HealthPage::showHealth);
    connect(&facets.providers, &client::ProvidersFacet::changed, this, &HealthPage::showHealth);
    connect(&facets.link, &client::Link::stateChanged, this, &HealthPage::showAge);
    connect(&m_everySecond, &QTimer::timeout, this, &HealthPage::showAge);
    m_everySecond.setInterval(std::chrono::seconds(1));
    retranslate();
}

QString HealthPage::help() const
{
    return tr("How is each part of the gateway, and what do the guides' checklists come to? Enter opens where a part or an item "
              "can be dealt with.");
}

void HealthPage::open(const QByteArray &page, const QString &filter)
{
    if (page == "health")
        openWith(filter);
    else
        Q_EMIT pageWanted(page, filter);
}

void HealthPage::onShown()
{
    m_followed = m_facets.health.follow();
    m_providers = m_facets.providers.follow();
    m_everySecond.start();
    m_checks->readSettings();
    showHealth();
}

void HealthPage::onHidden()
{
    m_followed.reset();
    m_providers.reset();
    m_everySecond.stop();
}

void HealthPage::showHealth()
{
    const auto &overview = m_facets.overview.overview();
    if (overview)
        m_health->show(&*overview, HealthParts::of({*overview, m_facets.providers.providers(), m_facets.health.breakers(), m_facets.health.checklist()}));
    else
        m_health->show(nullptr, {});
    showAge();
}

void HealthPage::showAge()
{
    const auto &overview = m_facets.overview.overview();
    if (!overview)
        return m_health->setAge({});
    const qint64 at = core::epochMs(overview->at);
    const auto age = std::chrono::milliseconds(QDateTime::currentMSecsSinceEpoch() - at);
    m_health->setAge(age > kStaleAfter ? tr("■ stale since %1").arg(kit::formatClock(at)) : tr("as of %1").arg(kit::formatAge(age)));
}

void HealthPage::retranslate()
{
    m_bundle->setText(tr("Incident bundle…"));
    m_runKey->setText(tr("Run the checks again"));
    m_failingKey->setText(tr("Show only what fails, or all"));
    m_copyKey->setText(tr("Copy the checklist as Markdown"));
    m_bundleKey->setText(tr("Save an incident bundle"));
    m_health->retranslate();
    m_checks->retranslate();
    showHealth();
}

} // namespace signalbox::pages
