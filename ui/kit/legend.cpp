#include "ui/kit/legend.h"

#include "ui/kit/theme.h"

#include <QFontMetrics>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace signalbox::kit {

namespace {
constexpr int kLine = 18;
constexpr int kSwatch = 14;
constexpr int kGap = 12;
}

Legend::Legend(Shape shape, QWidget *parent) : QWidget(parent), m_shape(shape)
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setFocusPolicy(Qt::TabFocus);
    setAccessibleName(tr("Legend"));
}

void Legend::setEntries(std::vector<LegendEntry> entries)
{
    if (entries == m_entries)
        return;
    m_entries = std::move(entries);
    QStringList names;
    for (const LegendEntry &entry : m_entries)
        names += entry.name;
    setAccessibleDescription(names.join(u", "_s));
    updateGeometry();
    update();
}

int Legend::entryWidth(const LegendEntry &entry) const
{
    const QFontMetrics metrics(uiFont(11));
    const int value = entry.value.isEmpty() ? 0 : metrics.horizontalAdvance(u' ' + entry.value) + 2;
    return kSwatch + 4 + metrics.horizontalAdvance(entry.name) + value + 2;
}

std::vector<QRect> Legend::boxes(int width) const
{
    std::vector<QRect> all;
    int x = 0;
    int y = 0;
    for (const LegendEntry &entry : m_entries) {
        const int w = entryWidth(entry);
        if (x > 0 && x + w > width) {
            x = 0;
            y += kLine;
        }
        all.emplace_back(x, y, w, kLine);
        x += w + kGap;
    }
    return all;
}

QSize Legend::sizeHint() const
{
    int width = 0;
    for (const LegendEntry &entry : m_entries)
        width += entryWidth(entry) + (width > 0 ? kGap : 0);
    return {width, kLine};
}

QSize Legend::minimumSizeHint() const
{
    int widest = 0;
    for (const LegendEntry &entry : m_entries)
        widest = std::max(widest, entryWidth(entry));
    return {widest, kLine};
}

int Legend::heightForWidth(int width) const
{
    const std::vector<QRect> all = boxes(width);
    return all.empty() ? kLine : all.back().bottom() + 1;
}

void Legend::paintEvent(QPaintEvent *)
{
    const Tokens &theme = tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(uiFont(11));
    const std::vector<QRect> all = boxes(width());
    for (std::size_t i = 0; i < all.size(); ++i) {
        const LegendEntry &entry = m_entries[i];
        const bool hidden = m_hidden.contains(entry.name);
        const QRect box = all[i];
        const double y = box.center().y() + 0.5;
        const QColor color = hidden ? theme.line : entry.style.color;
        if (m_shape == Shape::Box)
            painter.fillRect(QRectF(box.left() + 2, y - 4, 9, 9), color);
        else
            painter.setPen(QPen(color, 2, entry.style.dash)),
                painter.drawLine(QPointF(box.left(), y), QPointF(box.left() + kSwatch - 1, y));
        QFont font = uiFont(11);
        font.setStrikeOut(hidden);
        painter.setFont(font);
        painter.setPen(theme.muted);
        painter.drawText(box.adjusted(kSwatch + 4, 0, 4, 0), Qt::AlignVCenter, entry.name);
        if (!entry.value.isEmpty()) {
            painter.setPen(theme.text);
            const int name = painter.fontMetrics().horizontalAdvance(entry.name + u' ');
            painter.drawText(box.adjusted(kSwatch + 5 + name, 0, 8, 0), Qt::AlignVCenter, entry.value);
        }
        if (hasFocus() && i == m_focused) {
            painter.setPen(QPen(theme.accent, 1));
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(QRectF(box).adjusted(-1, 0.5, 0.5, -0.5), 3, 3);
        }
    }
}

void Legend::toggle(std::size_t index)
{
    if (index >= m_entries.size())
        return;
    const QString name = m_entries[index].name;
    if (!m_hidden.remove(name))
        m_hidden.insert(name);
    update();
    Q_EMIT toggled(name);
}

void Legend::mousePressEvent(QMouseEvent *event)
{
    const std::vector<QRect> all = boxes(width());
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (all[i].contains(event->position().toPoint()))
            toggle(i);
    }
}

void Legend::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Left && m_focused > 0)
        --m_focused;
    else if (event->key() == Qt::Key_Right && m_focused + 1 < m_entries.size())
        ++m_focused;
    else if (event->key() == Qt::Key_Space)
        toggle(m_focused);
    else
        return QWidget::keyPressEvent(event);
    update();
}

void Legend::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        setAccessibleName(tr("Legend"));
    QWidget::changeEvent(event);
}

} // namespace signalbox::kit
