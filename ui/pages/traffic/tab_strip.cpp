#include "ui/pages/traffic/tab_strip.h"

#include "ui/kit/theme.h"
#include "ui/kit/tokens.h"

#include <QAbstractButton>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

namespace signalbox::pages {

using namespace Qt::StringLiterals;

namespace {

constexpr int kHeight = 34;
constexpr int kSide = 10;
constexpr int kGap = 6;
constexpr int kShape = 10;

bool isLoud(kit::Health health)
{
    return health == kit::Health::Degraded || health == kit::Health::Down;
}

} // namespace

class TabButton : public QAbstractButton
{
public:
    TabButton()
    {
        setCheckable(true);
        setAutoExclusive(true);
        setFocusPolicy(Qt::StrongFocus);
        setCursor(Qt::PointingHandCursor);
        setAttribute(Qt::WA_Hover);
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    }

    void setFigure(const QString &figure, kit::Health health)
    {
        if (figure == m_figure && health == m_health)
            return;
        m_figure = figure;
        m_health = health;
        tell();
        updateGeometry();
        update();
    }

    void setStale(bool stale)
    {
        m_stale = stale;
        update();
    }

    void tell()
    {
        QStringList words{text()};
        if (!m_figure.isEmpty())
            words += m_figure;
        if (isLoud(m_health))
            words += kit::healthWord(m_health);
        setAccessibleName(words.join(u", "_s));
    }

    QSize sizeHint() const override
    {
        int width = 2 * kSide + QFontMetrics(kit::uiFont(13, QFont::DemiBold)).horizontalAdvance(text());
        if (!m_figure.isEmpty())
            width += kGap + QFontMetrics(kit::uiFont(12, QFont::DemiBold)).horizontalAdvance(m_figure);
        if (isLoud(m_health))
            width += kShape + 4;
        return {width, kHeight};
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const kit::Tokens &theme = kit::tokens();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        QRectF box = QRectF(rect()).adjusted(kSide, 0, -kSide, -2);
        painter.setFont(kit::uiFont(13, isChecked() ? QFont::DemiBold : QFont::Medium));
        painter.setPen(isChecked() || underMouse() ? theme.text : theme.muted);
        painter.drawText(box, Qt::AlignLeft | Qt::AlignVCenter, text());
        const bool loud = isLoud(m_health) && !m_stale;
        painter.setFont(kit::uiFont(12, loud ? QFont::DemiBold : QFont::Normal));
        const QColor ink = loud ? kit::healthColor(m_health) : theme.muted;
        painter.setPen(ink);
        const double width = painter.fontMetrics().horizontalAdvance(m_figure);
        painter.drawText(box, Qt::AlignRight | Qt::AlignVCenter, m_figure);
        if (loud)
            kit::paintShape(&painter, QRectF(box.right() - width - kShape - 4, box.top(), kShape, box.height()),
                            m_health, ink);
        if (isChecked())
            painter.fillRect(QRectF(0, height() - 2, this->width(), 2), theme.accent);
        if (hasFocus()) {
            painter.setPen(QPen(theme.accent, 1));
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(QRectF(rect()).adjusted(1.5, 3.5, -1.5, -5.5), 5, 5);
        }
    }

private:
    QString m_figure;
    kit::Health m_health = kit::Health::Unknown;
    bool m_stale = false;
};

TabStrip::TabStrip(int tabs, QWidget *parent)
    : QWidget(parent)
    , m_stale(new QLabel)
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    for (int tab = 0; tab < tabs; ++tab) {
        TabButton *button = m_buttons.emplace_back(new TabButton);
        row->addWidget(button);
        connect(button, &QAbstractButton::toggled, this, [this, tab](bool checked) {
            if (checked)
                Q_EMIT chosen(tab);
        });
    }
    row->addStretch(1);
    row->addWidget(m_stale);
    kit::setTone(m_stale, kit::Tone::Bad);
    m_stale->hide();
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void TabStrip::setTitle(int tab, const QString &title)
{
    TabButton *button = m_buttons[size_t(tab)];
    button->setText(title);
    button->tell();
    button->updateGeometry();
}

void TabStrip::setFigure(int tab, const QString &figure, kit::Health health)
{
    m_buttons[size_t(tab)]->setFigure(figure, health);
}

void TabStrip::setStale(const QString &text)
{
    m_stale->setText(text);
    m_stale->setVisible(!text.isEmpty());
    for (TabButton *button : m_buttons)
        button->setStale(!text.isEmpty());
}

int TabStrip::current() const
{
    const auto found = std::ranges::find_if(m_buttons, [](const TabButton *button) { return button->isChecked(); });
    return int(found - m_buttons.begin());
}

void TabStrip::setCurrent(int tab)
{
    m_buttons[size_t(tab)]->setChecked(true);
}

void TabStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(QRect(0, height() - 1, width(), 1), kit::tokens().line);
}

} // namespace signalbox::pages
