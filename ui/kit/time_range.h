#pragma once

#include <QObject>
#include <QToolButton>

#include <chrono>
#include <vector>

namespace signalbox::kit {

/// The one time range of all charts: the last n minutes, following the clock, or a fixed window that was zoomed to.
/// Zooming pushes on a stack, so that it can be undone step by step. Times are ms since the epoch.
class TimeRange : public QObject
{
    Q_OBJECT

public:
    struct Window
    {
        qint64 from = 0;
        qint64 to = 0;
        bool operator==(const Window &) const = default;
    };

    explicit TimeRange(QObject *parent = nullptr);

    /// What is shown now.
    Window window() const;
    /// Follows the clock (no zoom)?
    bool isLive() const { return m_zooms.empty(); }
    /// The length of the live window.
    std::chrono::seconds span() const { return m_span; }

    /// Chooses the last `span` and drops every zoom.
    void setSpan(std::chrono::seconds span);
    /// Shows a fixed window. Narrower than 2 s or turned round: ignored.
    void zoom(Window window);
    /// Back to the window before the last zoom. False when nothing is zoomed.
    bool undoZoom();
    /// Back to live.
    void resetZoom();
    /// The gateway's present time; moves the live window. Called once a second.
    void setNow(qint64 now);

Q_SIGNALS:
    /// The user chose or zoomed: other data may be needed.
    void chosen();
    /// The window moved, by choice or by the clock.
    void moved();

private:
    std::chrono::seconds m_span {600};
    qint64 m_now = 0;
    std::vector<Window> m_zooms;
};

/// The button of the top band: last 10 min, 1 h, 3 h, 24 h, 7 d, and undo of a zoom.
class TimeRangeButton : public QToolButton
{
    Q_OBJECT

public:
    explicit TimeRangeButton(TimeRange &range, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;

private:
    void showRange();
    void fillMenu();

    TimeRange &m_range;
};

} // namespace signalbox::kit
