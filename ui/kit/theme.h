#pragma once

#include <QFont>
#include <QObject>

class QApplication;

namespace signalbox::kit {

/// Sizes in device-independent pixels: a 4 px grid.
inline constexpr int kPageMargin = 16;
inline constexpr int kCardGap = 12;
inline constexpr int kCardPadding = 14;
inline constexpr int kCardRadius = 8;
inline constexpr int kControlRadius = 6;
inline constexpr int kControlHeight = 28;
inline constexpr int kRowHeight = 26;

enum class ThemeMode {
    System, ///< what the desktop's palette was when the program started
    Light,
    Dark,
};

/// Dresses the whole application: style, palette, style sheet and fonts. One per program, made after QApplication
/// and before the first window; main thread. A switch at run time reaches every widget as PaletteChange.
class Theme : public QObject
{
    Q_OBJECT

public:
    explicit Theme(QApplication &application);

    ThemeMode mode() const { return m_mode; }
    /// Applies at once and emits changed().
    void setMode(ThemeMode mode);
    bool isDark() const;

Q_SIGNALS:
    void changed();

private:
    void apply();

    QApplication &m_application;
    ThemeMode m_mode = ThemeMode::System;
    bool m_systemIsDark = false;
};

/// Inter with Noto Sans CJK SC for what it lacks. `pixels`: 13 body, 11 headers and axes, 14–16 headlines.
QFont uiFont(int pixels = 13, QFont::Weight weight = QFont::Normal);

/// The text style of a QLabel, by the style sheet.
enum class Tone {
    Normal,
    Muted, ///< labels, units, ages
    Strong, ///< weight 600
    Headline, ///< 15 px, weight 600
    Small, ///< 11 px, muted
    Bad,
};

} // namespace signalbox::kit

class QLabel;
class QPushButton;

namespace signalbox::kit {

/// Gives a label a tone; follows the theme from then on.
void setTone(QLabel *label, Tone tone);

/// Marks the one primary act of a page (filled with the accent).
void setPrimary(QPushButton *button, bool primary = true);

} // namespace signalbox::kit
