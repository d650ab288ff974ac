#include "ui/kit/theme.h"

#include "ui/kit/style_sheet.h"
#include "ui/kit/tokens.h"

#include <QApplication>
#include <QLabel>
#include <QPalette>
#include <QPushButton>
#include <QStyle>
#include <QStyleFactory>
#include <QVariant>

using namespace Qt::StringLiterals;

namespace signalbox::kit {

namespace {

QPalette paletteOf(const Tokens &theme)
{
    QPalette palette;
    palette.setColor(QPalette::Window, theme.background);
    palette.setColor(QPalette::WindowText, theme.text);
    palette.setColor(QPalette::Base, theme.panel);
    palette.setColor(QPalette::AlternateBase, theme.background);
    palette.setColor(QPalette::Text, theme.text);
    palette.setColor(QPalette::PlaceholderText, theme.muted);
    palette.setColor(QPalette::Button, theme.panel);
    palette.setColor(QPalette::ButtonText, theme.text);
    palette.setColor(QPalette::BrightText, theme.bad);
    palette.setColor(QPalette::ToolTipBase, theme.panel);
    palette.setColor(QPalette::ToolTipText, theme.text);
    palette.setColor(QPalette::Highlight, theme.rowSelected);
    palette.setColor(QPalette::HighlightedText, theme.text);
    palette.setColor(QPalette::Link, theme.accent);
    palette.setColor(QPalette::LinkVisited, theme.accent);
    palette.setColor(QPalette::Light, theme.panel);
    palette.setColor(QPalette::Midlight, theme.line);
    palette.setColor(QPalette::Mid, theme.line);
    palette.setColor(QPalette::Dark, theme.line);
    palette.setColor(QPalette::Shadow, theme.line);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, theme.muted);
    return palette;
}

QLatin1StringView toneName(Tone tone)
{
    switch (tone) {
    case Tone::Normal:
        return "normal"_L1;
    case Tone::Muted:
        return "muted"_L1;
    case Tone::Strong:
        return "strong"_L1;
    case Tone::Headline:
        return "headline"_L1;
    case Tone::Small:
        return "small"_L1;
    case Tone::Bad:
        return "bad"_L1;
    }
    return "normal"_L1;
}

void repolish(QWidget *widget)
{
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

} // namespace

QFont uiFont(int pixels, QFont::Weight weight)
{
    QFont font;
    font.setFamilies({u"Inter"_s, u"Noto Sans CJK SC"_s, u"Noto Sans"_s});
    font.setPixelSize(pixels);
    font.setWeight(weight);
    font.setHintingPreference(QFont::PreferVerticalHinting);
    return font;
}

Theme::Theme(QApplication &application)
    : m_application(application)
    , m_systemIsDark(application.palette().color(QPalette::Window).lightness() < 128)
{
    m_application.setStyle(QStyleFactory::create(u"Fusion"_s));
    m_application.setFont(uiFont());
    apply();
}

bool Theme::isDark() const
{
    return m_mode == ThemeMode::Dark || (m_mode == ThemeMode::System && m_systemIsDark);
}

void Theme::setMode(ThemeMode mode)
{
    m_mode = mode;
    apply();
    Q_EMIT changed();
}

void Theme::apply()
{
    const Tokens &theme = isDark() ? darkTokens() : lightTokens();
    m_application.setPalette(paletteOf(theme));
    m_application.setStyleSheet(styleSheet(theme));
}

void setTone(QLabel *label, Tone tone)
{
    label->setProperty("tone", QString(toneName(tone)));
    repolish(label);
}

void setPrimary(QPushButton *button, bool primary)
{
    button->setProperty("primary", primary);
    repolish(button);
}

} // namespace signalbox::kit
