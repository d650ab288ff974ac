#include "ui/pages/overview/state_line.h"

#include "ui/client/overview_facet.h"
#include "ui/client/wire_text.h"
#include "ui/kit/formats.h"
#include "ui/kit/state_badge.h"
#include "ui/kit/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace signalbox::pages {

using namespace Qt::StringLiterals;

namespace {

kit::Health healthOf(protocol::State state)
{
    switch (state) {
    case protocol::State::Well:
        return kit::Health::Well;
    case protocol::State::Degraded:
        return kit::Health::Degraded;
    case protocol::State::Down:
        return kit::Health::Down;
    case protocol::State::NotConfigured:
        break;
    }
    return kit::Health::Unknown;
}

} // namespace

StateLine::StateLine(QWidget *parent)
    : Card({}, parent), m_badge(new kit::StateBadge), m_since(new QLabel), m_sentence(new QLabel), m_open(new QPushButton)
{
    kit::setTone(m_since, kit::Tone::Muted);
    kit::setTone(m_sentence, kit::Tone::Headline);
    m_sentence->setWordWrap(true);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_badge);
    row->addWidget(m_since);
    row->addWidget(m_sentence, 1);
    row->addWidget(m_open);
    addLayout(row);
    m_open->hide();
    connect(m_open, &QPushButton::clicked, this, &StateLine::open);
    retranslate();
}

void StateLine::show(const protocol::Overview &overview)
{
    m_overview = overview;
    retranslate();
}

void StateLine::retranslate()
{
    m_open->setText(tr("Open"));
    if (!m_overview) {
        m_badge->setHealth(kit::Health::Unknown);
        m_sentence->setText(tr("Waiting for the gateway's first word."));
        return;
    }
    m_badge->setHealth(healthOf(m_overview->verdict.state));
    m_since->setText(tr("since %1").arg(kit::formatClock(core::epochMs(m_overview->since)).left(5)));
    m_sentence->setText(client::verdictText(m_overview->verdict));
    m_open->setVisible(m_overview->verdict.worst.has_value());
}

void StateLine::open()
{
    if (!m_overview || !m_overview->verdict.worst)
        return;
    const client::Place place = client::placeOf(*m_overview->verdict.worst);
    Q_EMIT openWanted(place.page, place.filter);
}

} // namespace signalbox::pages
