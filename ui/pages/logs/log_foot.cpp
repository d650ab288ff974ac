#include "ui/pages/logs/log_foot.h"

#include "ui/kit/error_text.h"
#include "ui/kit/formats.h"
#include "ui/kit/theme.h"
#include "ui/pages/logs/log_feed.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace signalbox::pages {

using namespace Qt::StringLiterals;

LogFoot::LogFoot(LogFeed &feed, QWidget *parent)
    : QWidget(parent), m_feed(feed), m_bounds(new QLabel), m_older(new QPushButton), m_leftOut(new QLabel), m_again(new QPushButton)
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    for (QLabel *label : {m_bounds, m_leftOut}) {
        label->setWordWrap(true);
        kit::setTone(label, kit::Tone::Muted);
    }
    row->addWidget(m_bounds, 3);
    row->addWidget(m_older);
    row->addWidget(m_leftOut, 2);
    row->addWidget(m_again);
    connect(m_older, &QPushButton::clicked, &feed, &LogFeed::readOlder);
    connect(m_again, &QPushButton::clicked, &feed, &LogFeed::startOver);
    connect(&feed, &LogFeed::changed, this, &LogFoot::showAll);
    retranslate();
}

void LogFoot::showAll()
{
    const LogStatus status = m_feed.status();
    const LogBounds &bounds = status.bounds;
    QStringList told;
    if (status.problem && !m_feed.lines().all().empty())
        told += u"■ "_s + kit::errorText(*status.problem);
    if (bounds.oldest) {
        const qint64 oldest = core::epochMs(*bounds.oldest);
        const auto age = std::chrono::milliseconds(QDateTime::currentMSecsSinceEpoch() - oldest);
        told += tr("The gateway keeps its last 10,000 lines: %1 now, back to %2 (%3).")
                    .arg(kit::formatNumber(double(bounds.kept)), kit::formatMoment(oldest), kit::formatAge(age));
    }
    if (m_feed.lines().dropped() > 0)
        told += tr("This list holds %1 lines; %2 older ones left it.")
                    .arg(kit::formatNumber(double(LogLines::kMost)), kit::formatNumber(double(m_feed.lines().dropped())));
    m_bounds->setText(told.join(u' '));
    m_older->setVisible(status.hasOlder);
    const bool isLeftOut = status.missing > 0;
    m_leftOut->setVisible(isLeftOut);
    m_again->setVisible(isLeftOut);
    m_leftOut->setText(tr("▲ %1 lines came too fast: there are gaps.").arg(kit::formatNumber(double(status.missing))));
}

void LogFoot::retranslate()
{
    m_older->setText(tr("Older lines"));
    m_again->setText(tr("Read anew"));
    showAll();
}

} // namespace signalbox::pages
