#include "ui/kit/metric_label.h"

#include "ui/kit/formats.h"
#include "ui/kit/tabular_text.h"
#include "ui/kit/theme.h"
#include "ui/kit/tokens.h"

#include <QDateTime>
#include <QFontMetrics>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace signalbox::kit {

MetricLabel::MetricLabel(const QString &caption, QWidget *parent) : QWidget(parent), m_number(u"–"_s)
{
    setCaption(caption);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_timer.start(1'000, this);
}

void MetricLabel::setCaption(const QString &caption)
{
    m_caption = caption;
    setAccessibleName(caption);
    updateGeometry();
    update();
}

void MetricLabel::setValue(const QString &number, const QString &unit, qint64 at)
{
    m_number = number;
    m_unit = unit;
    m_at = at;
    setAccessibleDescription(number + u' ' + unit);
    updateGeometry();
    update();
}

void MetricLabel::setAlarming(bool alarming)
{
    m_alarming = alarming;
    update();
}

bool MetricLabel::isStale() const
{
    return m_at > 0 && QDateTime::currentMSecsSinceEpoch() - m_at > milliseconds(kStaleAfter).count();
}

QString MetricLabel::ageText() const
{
    if (m_at == 0)
        return tr("no value yet");
    if (isStale())
        return tr("stale since %1").arg(formatClock(m_at));
    return formatAge(milliseconds(QDateTime::currentMSecsSinceEpoch() - m_at));
}

QSize MetricLabel::sizeHint() const
{
    const double number = tabularWidth(uiFont(16, QFont::DemiBold), m_number);
    const int unit = QFontMetrics(uiFont(11)).horizontalAdvance(m_unit);
    const int below = QFontMetrics(uiFont(11)).horizontalAdvance(tr("stale since %1").arg(u"00:00:00"_s));
    return {std::max({int(number) + unit + 8, below, QFontMetrics(uiFont(11)).horizontalAdvance(m_caption)}), 54};
}

void MetricLabel::paintEvent(QPaintEvent *)
{
    const Tokens &theme = tokens();
    QPainter painter(this);
    painter.setPen(theme.muted);
    painter.setFont(uiFont(11));
    painter.drawText(QRect(0, 0, width(), 16), Qt::AlignVCenter, m_caption);
    painter.drawText(QRect(0, 38, width(), 16), Qt::AlignVCenter, ageText());
    painter.setFont(uiFont(16, QFont::DemiBold));
    painter.setPen(isStale() || m_at == 0 ? theme.muted : m_alarming ? theme.bad : theme.text);
    drawTabular(&painter, QRectF(0, 16, width(), 22), Qt::AlignLeft, m_number);
    const double end = tabularWidth(painter.font(), m_number);
    painter.setFont(uiFont(11));
    painter.setPen(theme.muted);
    painter.drawText(QRectF(end + 4, 19, width() - end, 18), Qt::AlignVCenter, m_unit);
}

void MetricLabel::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == m_timer.timerId())
        update();
    else
        QWidget::timerEvent(event);
}

} // namespace signalbox::kit
