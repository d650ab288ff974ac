#include "ui/shell/link_banner.h"

#include "ui/kit/formats.h"
#include "ui/kit/theme.h"
#include "ui/kit/tokens.h"

#include <QDateTime>
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
    m_text->setWordWrap(true);
    connect(m_attach, &QPushButton::clicked, this, &LinkBanner::attachWanted);
    hide();
}

bool LinkBanner::isOld(client::LinkState state, std::chrono::milliseconds age)
{
    // A stream that breaks and is there again at once is nobody's business.
    return state == client::LinkState::Lost
        || (state == client::LinkState::Stale && age >= client::LinkMonitor::kStaleAfter);
}

void LinkBanner::setLink(client::LinkState state, std::chrono::milliseconds age, bool refused)
{
    m_state = state;
    m_age = age;
    m_refused = refused;
    const bool shown = isOld(state, age) || refused;
    if (shown)
        retranslate();
    setVisible(shown);
}

QString LinkBanner::sentence() const
{
    const QString since = kit::formatClock(QDateTime::currentMSecsSinceEpoch() - m_age.count());
    if (m_refused)
        return u"■ "_s + tr("The gateway refuses this token. What you see is as of the last word from it.");
    if (m_state == client::LinkState::Stale)
        return u"▲ "_s + tr("Stale since %1: the gateway says nothing. What you see is old.").arg(since);
    return u"■ "_s
        + tr("Link lost: nothing heard since %1, for %2. What you see is old. It is tried again by itself; acts are refused until then.")
              .arg(since, kit::formatDuration(double(m_age.count())));
}

void LinkBanner::retranslate()
{
    const bool bad = m_refused || m_state == client::LinkState::Lost;
    m_attach->setText(m_refused ? tr("Attach again…") : tr("Attach to another gateway…"));
    m_attach->setVisible(bad);
    m_text->setText(sentence());
    const QColor ink = bad ? kit::tokens().bad : kit::tokens().warning;
    if (std::exchange(m_ink, ink) == ink)
        return;
    m_text->setStyleSheet(u"color: %1"_s.arg(ink.name()));
    setStyleSheet(u"QFrame#linkBanner { border-bottom: 2px solid %1; }"_s.arg(ink.name()));
}

void LinkBanner::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
        retranslate();
    QFrame::changeEvent(event);
}

} // namespace signalbox::shell
