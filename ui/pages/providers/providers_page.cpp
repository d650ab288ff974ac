#include "ui/pages/providers/providers_page.h"

#include "ui/kit/filter_field.h"
#include "ui/kit/layout_store.h"
#include "ui/kit/line_chart.h"
#include "ui/pages/providers/decisions_view.h"
#include "ui/pages/providers/now_view.h"
#include "ui/pages/providers/switches_view.h"
#include "ui/pages/providers/what_if_view.h"

#include <QRegularExpression>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

namespace signalbox::pages {

using namespace Qt::StringLiterals;

namespace {
constexpr auto kStored = "providers/view";
constexpr Qt::Key kKeys[] {Qt::Key_1, Qt::Key_2, Qt::Key_3, Qt::Key_4};
}

ProvidersPage::ProvidersPage(const kit::PageTools &tools, client::Facets &facets, QWidget *parent)
    : Page(tools, parent), m_now(new NowView(tools, facets)), m_decisions(new DecisionsView(tools, facets.providers)),
      m_whatIf(new WhatIfView(tools, facets)), m_switches(new SwitchesView(tools, facets)),
      m_views(new QTabWidget)
{
    setFilterField(m_decisions->filter());
    m_views->setDocumentMode(true);
    m_views->tabBar()->setDrawBase(false);
    for (QWidget *view : std::initializer_list<QWidget *> {m_now, m_decisions, m_whatIf, m_switches}) {
        const int index = m_views->addTab(view, {});
        m_keys.push_back(addKey(kKeys[index], [this, index] { m_views->setCurrentIndex(index); }));
    }
    body()->setSpacing(8);
    body()->addWidget(m_views, 1);
    const QString stored = QString::fromLatin1(kStored);
    m_views->setCurrentIndex(tools.layout.value(stored).toInt());
    connect(m_views, &QTabWidget::currentChanged, this, [this, stored](int index) { this->tools().layout.setValue(stored, index); });
    connect(m_decisions->filter(), &kit::FilterField::lineWanted, this, [this] { m_views->setCurrentWidget(m_decisions); });
    client::showFlips<kit::ChartMark>(facets.flips, findChildren<kit::LineChart *>());
    retranslate();
}

void ProvidersPage::openWith(const QString &filter)
{
    static const QHash<QString, ProviderAct> acts {{u"out"_s, ProviderAct::TakeOut},      {u"mock"_s, ProviderAct::Mock},
                                                   {u"open"_s, ProviderAct::OpenBreaker}, {u"close"_s, ProviderAct::CloseBreaker},
                                                   {u"auto"_s, ProviderAct::FreeBreaker}, {u"probe"_s, ProviderAct::Probe}};
    static const QRegularExpression wish(u"^act:(\\w+) provider:(\\w+)$"_s);
    if (const QRegularExpressionMatch match = wish.match(filter); match.hasMatch() && acts.contains(match.captured(1))) {
        m_views->setCurrentWidget(m_switches);
        return m_switches->begin(match.captured(2), acts.value(match.captured(1)));
    }
    m_views->setCurrentWidget(m_decisions);
    m_decisions->filter()->setText(filter);
}

QString ProvidersPage::help() const
{
    return tr("Who is chosen, how fast and how often do they fail, and what would other weights have done? Switch, mock, probe, open a breaker.");
}

void ProvidersPage::retranslate()
{
    const QStringList names {tr("Now"), tr("Decisions"), tr("What if"), tr("Switches")};
    const QStringList keys {tr("How the providers do now"), tr("Every decision with its scores"), tr("Try other weights"),
                            tr("Take out, mock, open a breaker, probe")};
    for (int i = 0; i < int(m_keys.size()); ++i) {
        m_views->setTabText(i, names[i]);
        m_views->setTabToolTip(i, keys[i]);
        m_keys[std::size_t(i)]->setText(keys[i]);
    }
    m_views->tabBar()->setAccessibleName(tr("Views of the providers"));
    m_now->retranslate();
    m_decisions->retranslate();
    m_whatIf->retranslate();
    m_switches->retranslate();
}

} // namespace signalbox::pages
