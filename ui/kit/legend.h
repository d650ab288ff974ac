#pragma once

#include "ui/kit/tokens.h"

#include <QSet>
#include <QWidget>

#include <vector>

namespace signalbox::kit {

struct LegendEntry
{
    QString name;
    SeriesStyle style;
    QString value; ///< optional text behind the name
    bool operator==(const LegendEntry &other) const
    {
        return name == other.name && style.color == other.style.color && style.dash == other.style.dash
            && value == other.value;
    }
};

/// The names of a chart's series; never elided: it wraps to more lines. A click (or Space on the focused entry)
/// hides and shows a series.
class Legend : public QWidget
{
    Q_OBJECT

public:
    enum class Shape {
        Line,
        Box,
    };

    explicit Legend(Shape shape = Shape::Line, QWidget *parent = nullptr);

    void setEntries(std::vector<LegendEntry> entries);
    bool isHiddenSeries(const QString &name) const { return m_hidden.contains(name); }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    int heightForWidth(int width) const override;

Q_SIGNALS:
    void toggled(const QString &name);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    int entryWidth(const LegendEntry &entry) const;
    /// Where each entry is drawn in a legend of that width, right-aligned lines.
    std::vector<QRect> boxes(int width) const;
    void toggle(std::size_t index);

    Shape m_shape;
    std::vector<LegendEntry> m_entries;
    QSet<QString> m_hidden;
    std::size_t m_focused = 0;
};

} // namespace signalbox::kit
