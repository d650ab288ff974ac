#include "ui/pages/settings/lever_view.h"

namespace signalbox::pages {

LeverView::LeverView(client::Facets &facets) : m_facets(facets)
{
    connect(&facets.levers, &client::LeversFacet::outdated, this, &LeverView::readIfSeen);
    connect(&facets.levers, &client::LeversFacet::happened, this, &LeverView::readIfSeen);
    connect(&facets.session, &client::SessionFacet::changed, this, [this] { showRefusals(); });
    connect(&facets.link, &client::Link::stateChanged, this, [this] { showRefusals(); });
}

void LeverView::readIfSeen()
{
    if (isVisible())
        read();
}

void LeverView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    showRefusals();
    read();
}

} // namespace signalbox::pages
