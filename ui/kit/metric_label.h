#pragma once

#include <QBasicTimer>
#include <QWidget>

#include <chrono>

namespace signalbox::kit {

/// A number, its unit and its age. With no fresh value for 5 s it goes grey and says "stale since …" (contract
/// operator-console 4.3).
class MetricLabel : public QWidget
{
    Q_OBJECT

public:
    static constexpr std::chrono::seconds kStaleAfter {5};

    explicit MetricLabel(const QString &caption = {}, QWidget *parent = nullptr);

    /// Muted text over the number.
    void setCaption(const QString &caption);
    /// `at`: when the figure was measured, ms since the epoch.
    void setValue(const QString &number, const QString &unit, qint64 at);
    /// Colours the number as a warning or as bad; false for calm.
    void setAlarming(bool alarming);
    bool isStale() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void timerEvent(QTimerEvent *event) override;

private:
    QString ageText() const;

    QString m_caption;
    QString m_number;
    QString m_unit;
    qint64 m_at = 0;
    bool m_alarming = false;
    QBasicTimer m_timer;
};

} // namespace signalbox::kit
