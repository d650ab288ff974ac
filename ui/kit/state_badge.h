#pragma once

#include <QString>
#include <QWidget>

namespace signalbox::kit {

/// How well a thing is. Always shown as shape, word and colour together.
enum class Health {
    Unknown, ///< ○ muted
    Well, ///< ●
    Degraded, ///< ▲
    Down, ///< ■
};

/// ● ▲ ■ ○
QChar healthShape(Health health);
/// The theme's colour of that state.
QColor healthColor(Health health);
/// "well", "degraded", "down", "unknown" in the present language.
QString healthWord(Health health);

/// Shape + word + colour. The accessible name is the word. A word of its own ("open", "linked") may be given.
class StateBadge : public QWidget
{
    Q_OBJECT

public:
    explicit StateBadge(QWidget *parent = nullptr);

    void setHealth(Health health, const QString &word = {});
    Health health() const { return m_health; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QString word() const;

    Health m_health = Health::Unknown;
    QString m_word;
};

} // namespace signalbox::kit

class QPainter;

namespace signalbox::kit {

/// Draws the shape alone in the middle of a box, in `color`. Painted, so that it looks alike in every font.
void paintShape(QPainter *painter, const QRectF &box, Health health, const QColor &color);

} // namespace signalbox::kit
