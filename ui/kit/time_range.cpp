#include "ui/kit/time_range.h"

#include "ui/kit/formats.h"

#include <QDateTime>
#include <QEvent>
#include <QMenu>

using namespace Qt::StringLiterals;

namespace signalbox::kit {

namespace {

constexpr qint64 kNarrowestMs = 2'000;
constexpr std::size_t kMostZooms = 50;
constexpr std::chrono::seconds kSpans[] {std::chrono::minutes(10), std::chrono::hours(1), std::chrono::hours(3),
                                         std::chrono::hours(24), std::chrono::hours(24 * 7)};

} // namespace

TimeRange::TimeRange(QObject *parent) : QObject(parent), m_now(QDateTime::currentMSecsSinceEpoch()) { }

TimeRange::Window TimeRange::window() const
{
    return m_zooms.empty() ? Window {m_now - std::chrono::milliseconds(m_span).count(), m_now} : m_zooms.back();
}

void TimeRange::setSpan(std::chrono::seconds span)
{
    m_span = span;
    m_zooms.clear();
    Q_EMIT chosen();
    Q_EMIT moved();
}

void TimeRange::zoom(Window window)
{
    if (window.to - window.from < kNarrowestMs)
        return;
    if (m_zooms.size() == kMostZooms)
        m_zooms.erase(m_zooms.begin());
    m_zooms.push_back(window);
    Q_EMIT chosen();
    Q_EMIT moved();
}

bool TimeRange::undoZoom()
{
    if (m_zooms.empty())
        return false;
    m_zooms.pop_back();
    Q_EMIT chosen();
    Q_EMIT moved();
    return true;
}

void TimeRange::resetZoom()
{
    if (m_zooms.empty())
        return;
    m_zooms.clear();
    Q_EMIT chosen();
    Q_EMIT moved();
}

void TimeRange::setNow(qint64 now)
{
    m_now = now;
    if (isLive())
        Q_EMIT moved();
}

TimeRangeButton::TimeRangeButton(TimeRange &range, QWidget *parent) : QToolButton(parent), m_range(range)
{
    setProperty("control", true);
    setPopupMode(QToolButton::InstantPopup);
    setMenu(new QMenu(this));
    setFocusPolicy(Qt::StrongFocus);
    connect(menu(), &QMenu::aboutToShow, this, &TimeRangeButton::fillMenu);
    connect(&m_range, &TimeRange::chosen, this, &TimeRangeButton::showRange);
    showRange();
}

void TimeRangeButton::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        showRange();
    QToolButton::changeEvent(event);
}

void TimeRangeButton::showRange()
{
    const TimeRange::Window window = m_range.window();
    const QString text = m_range.isLive()
        ? tr("Last %1").arg(formatDuration(double(std::chrono::milliseconds(m_range.span()).count())))
        : formatClock(window.from) + u" – "_s + formatClock(window.to);
    setText(text + u" ▾"_s);
    setAccessibleName(tr("Time range: %1").arg(text));
}

void TimeRangeButton::fillMenu()
{
    menu()->clear();
    for (const std::chrono::seconds span : kSpans) {
        QAction *action = menu()->addAction(
            tr("Last %1").arg(formatDuration(double(std::chrono::milliseconds(span).count()))));
        action->setCheckable(true);
        action->setChecked(m_range.isLive() && span == m_range.span());
        connect(action, &QAction::triggered, this, [this, span] { m_range.setSpan(span); });
    }
    menu()->addSeparator();
    QAction *undo = menu()->addAction(tr("Undo zoom") + u"\tBackspace"_s);
    undo->setEnabled(!m_range.isLive());
    connect(undo, &QAction::triggered, this, [this] { m_range.undoZoom(); });
    QAction *reset = menu()->addAction(tr("Follow the clock"));
    reset->setEnabled(!m_range.isLive());
    connect(reset, &QAction::triggered, this, [this] { m_range.resetZoom(); });
}

} // namespace signalbox::kit
