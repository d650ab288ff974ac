#pragma once

#include <QWidget>

#include <vector>

namespace signalbox::kit {

/// Draws a line without axes into `box`; NaN is a gap. Scaled to its own lowest and highest value, so that a small
/// change is seen; the number beside it tells the size.
void paintSparkline(QPainter *painter, const QRectF &box, const std::vector<double> &values, const QColor &color);

/// The course of the last hour beside a number. `alarming` draws it in the colour of bad.
class Sparkline : public QWidget
{
    Q_OBJECT

public:
    explicit Sparkline(QWidget *parent = nullptr);

    void setValues(std::vector<double> values, bool alarming = false);

    QSize sizeHint() const override { return {160, 26}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    std::vector<double> m_values;
    bool m_alarming = false;
};

} // namespace signalbox::kit
