#include "ui/pages/outbox/outbox_band.h"

#include "ui/kit/formats.h"
#include "ui/kit/metric_label.h"
#include "ui/kit/state_badge.h"
#include "ui/kit/theme.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QLabel>

namespace signalbox::pages {

using namespace Qt::StringLiterals;

OutboxBand::OutboxBand(QWidget *parent)
    : QFrame(parent), m_badge(new kit::StateBadge), m_text(new QLabel), m_age(new QLabel)
{
    setObjectName(u"card"_s);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(kit::kCardPadding, 7, kit::kCardPadding, 7);
    row->setSpacing(8);
    row->addWidget(m_badge);
    row->addWidget(m_text, 1);
    row->addWidget(m_age);
    kit::setTone(m_text, kit::Tone::Muted);
    showState();
}

void OutboxBand::show(const protocol::OutboxTargets &targets)
{
    m_known = Known::Targets;
    m_targets = targets;
    showState();
}

void OutboxBand::showNotConfigured()
{
    m_known = Known::NotConfigured;
    showState();
}

void OutboxBand::showState()
{
    if (m_known != Known::Targets) {
        m_badge->setHealth(kit::Health::Unknown);
        m_text->setText(m_known == Known::Nothing ? tr("The gateway has not told yet whether anything waits.")
                                                  : tr("No service of this gateway sends messages to the outside."));
        return;
    }
    int waiting = 0;
    int retrying = 0;
    int held = 0;
    int dead = 0;
    for (const protocol::OutboxTarget &target : m_targets.items) {
        waiting += target.pending;
        retrying += target.retrying;
        held += target.held;
        dead += target.dead;
    }
    QStringList rest;
    if (dead > 0 && retrying > 0)
        rest += tr("%1 being tried again").arg(kit::formatNumber(double(retrying)));
    if (waiting > 0)
        rest += tr("%1 pending").arg(kit::formatNumber(double(waiting)));
    if (held > 0)
        rest += tr("%1 held back after a restore").arg(kit::formatNumber(double(held)));
    if (dead > 0)
        m_badge->setHealth(kit::Health::Down, tr("%1 given up").arg(kit::formatNumber(double(dead))));
    else if (retrying > 0)
        m_badge->setHealth(kit::Health::Degraded, tr("%1 being tried again").arg(kit::formatNumber(double(retrying))));
    else
        m_badge->setHealth(kit::Health::Well, rest.isEmpty() ? tr("Everything is delivered") : tr("Nothing fails"));
    m_text->setText(rest.isEmpty() && dead == 0 && retrying == 0 ? tr("Nothing waits, nothing was given up.")
                                                                 : rest.join(u", "_s));
}

void OutboxBand::setRead(qint64 at, bool failed)
{
    m_readAt = at;
    m_failed = failed;
    const qint64 age = QDateTime::currentMSecsSinceEpoch() - m_readAt;
    const bool stale
        = m_readAt != 0 && (m_failed || age > qint64(std::chrono::milliseconds(kit::MetricLabel::kStaleAfter).count()));
    kit::setTone(m_age, stale ? kit::Tone::Bad : kit::Tone::Muted);
    if (m_readAt == 0)
        m_age->clear();
    else
        m_age->setText(stale ? u"▲ "_s + tr("stale since %1").arg(kit::formatClock(m_readAt))
                             : tr("read %1").arg(kit::formatClock(m_readAt)));
}

void OutboxBand::retranslate()
{
    showState();
    setRead(m_readAt, m_failed);
}

} // namespace signalbox::pages
