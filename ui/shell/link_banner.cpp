#include "ui/shell/link_banner.h"

#include "ui/kit/formats.h"
#include "ui/kit/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace signalbox::shell {

LinkBanner::LinkBanner(QWidget *parent) : QFrame(parent), m_text(new QLabel(this)), m_attach(new QPushButton(this))
{
    setObjectName(u"linkBanner"_s);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(kit::kPageMargin, 6, 14, 6);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_attach);
    kit::setTone(m_text, kit::Tone::Bad);
    connect(m_attach, &QPushButton::clicked, this, &LinkBanner::attachWanted);
    hide();
}

void LinkBanner::setLink(client::LinkState state, std::chrono::milliseconds age, bool refused)
{
    m_state = state;
    m_age = age;
    m_refused = refused;
    setVisible(state == client::LinkState::Lost || refused);
    retranslate();
}

void LinkBanner::retranslate()
{
    m_attach->setText(tr("Attach again…"));
    m_text->setText(u"■ "_s
                    + (m_refused ? tr("The gateway refuses this token. What you see is as of the last word from it.")
                                 : tr("Link lost: nothing heard for %1. What you see is old. It is tried again by itself; acts are refused until then.")
                                       .arg(kit::formatDuration(double(m_age.count())))));
}

void LinkBanner::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QFrame::changeEvent(event);
}

} // namespace signalbox::shell
